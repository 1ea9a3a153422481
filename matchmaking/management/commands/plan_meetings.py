from django.core.management.base import BaseCommand, CommandError

from matchmaking.arranging import MovedOnError, arrange
from matchmaking.models import MatchmakingDay
from matchmaking.planning.faults import ImpossibleError


class Command(BaseCommand):
    help = "Plans the investment meetings of a day, and says how good the plan is."

    def add_arguments(self, parser):
        parser.add_argument("--activity", metavar="ADDRESS", help="Where there are several days: that of its activity.")
        parser.add_argument("--dry-run", action="store_true", help="Only say what the plan would be.")

    def handle(self, *, activity, dry_run, **options):
        day = self.day(activity)
        try:
            found = arrange(day, is_written=not dry_run)
        except ImpossibleError as impossible:
            raise CommandError(str(impossible)) from impossible
        except MovedOnError as moved:
            raise CommandError("Meetings are being changed all the time: nothing was planned. Try again.") from moved
        figures = found.figures
        self.stdout.write(
            f"{day}: {figures.meetings:,} meetings, {figures.value:,} of at most {figures.bound:,} in weight "
            f"(gap {figures.gap:.2%}).\n"
            f"Without a meeting: {figures.unserved_ventures:,} ventures, {figures.unserved_investors:,} investors. "
            f"Waiting: {figures.idle_slots:,} slots. Changes of table: {figures.table_changes:,}."
        )
        if changes := found.changes:
            self.stdout.write(
                f"New: {changes.added:,}. Moved: {changes.moved:,}. Taken away: {changes.removed:,}. "
                f"As before: {changes.kept:,}."
            )

    def day(self, slug):
        days = MatchmakingDay.objects.select_related("activity")
        found = days.filter(activity__slug=slug) if slug else days.all()[:2]
        if len(found) != 1:
            known = ", ".join(days.values_list("activity__slug", flat=True)) or "there is none"
            raise CommandError(f"Name the day with --activity: {known}.")
        return found[0]
