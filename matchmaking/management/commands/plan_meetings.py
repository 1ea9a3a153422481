from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from matchmaking.arranging import NoPlanError, anew, arrange
from matchmaking.arranging.mending import mend, mended
from matchmaking.arranging.proposing import faults
from matchmaking.explaining import plans
from matchmaking.models import MatchmakingDay


class Command(BaseCommand):
    help = "Plans the investment meetings of a day anew, or mends their plan, and says how good it is."

    def add_arguments(self, parser):
        parser.add_argument("--activity", metavar="ADDRESS", help="Where there are several days: that of its activity.")
        parser.add_argument("--dry-run", action="store_true", help="Only say what the plan would be.")
        parser.add_argument("--mend", action="store_true", help="Leave what can stay, and fill what is empty.")
        parser.add_argument(
            "--most-moves",
            metavar="NUMBER",
            type=moves,
            help="When mending: how many may move to another time.",
        )
        parser.add_argument(
            "--at", metavar="MOMENT", type=moment, help="What has begun then does not change, as 2026-05-21T14:30: now."
        )

    def handle(self, *, activity, dry_run, mend, most_moves, at, **options):
        if most_moves and not mend:
            raise CommandError("--most-moves is for --mend: a plan that is made anew moves as many as it likes.")
        day = self.day(activity)
        at = at or timezone.now()
        try:
            found = self.arrangement(day, at, most_moves or 0 if mend else None, is_written=not dry_run)
        except NoPlanError as impossible:
            sentences = [fault.sentence for fault in plans.faults(faults(impossible))]
            raise CommandError(" ".join(sentences)) from impossible
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from refusal
        self.say(day, found)

    def arrangement(self, day, at, most_moves, *, is_written):
        """The arrangement, made anew where no number of moves is given."""
        if most_moves is None:
            return arrange(day, at=at) if is_written else anew(day, at=at)
        if is_written:
            return mend(day, at=at, most_moves=most_moves)
        return mended(day, at=at, most_moves=most_moves)

    def say(self, day, found):
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


def moves(words):
    """How many, which is not less than none."""
    if not words.isdecimal():
        raise ValueError(words)
    return int(words)


def moment(words):
    """A moment in the time zone of the conference, unless it names another one."""
    found = parse_datetime(words)
    if found is None:
        raise ValueError(words)
    return timezone.make_aware(found) if timezone.is_naive(found) else found
