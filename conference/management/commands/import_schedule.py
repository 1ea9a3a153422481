from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from conference import importing
from conference.exchange.reading import MOST_BYTES
from conference.models import Conference


class Command(BaseCommand):
    help = "Imports a schedule.xml or schedule.json, of this or another system, into a conference."

    def add_arguments(self, parser):
        parser.add_argument("conference", help="The conference's address on the site, such as 2023.")
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="Only show what would change.")
        parser.add_argument("--remove", action="store_true", help="Also remove what the file does not have.")

    def handle(self, *args, **options):
        conference = Conference.objects.filter(slug=options["conference"]).first()
        if conference is None:
            raise CommandError(f"There is no conference at the address {options['conference']}.")
        plan = importing.plan(conference, self.content(options["file"]), removing=options["remove"])
        if plan.problems:
            raise CommandError("\n".join(plan.problems))
        self.show(plan)
        if not options["dry_run"]:
            try:
                importing.carry_out(plan)
            except ValidationError as error:
                raise CommandError("\n".join(error.messages)) from error
        counts = ", ".join(f"{plan.count(action)} {action}" for action in ("added", "changed", "removed", "unchanged"))
        self.stdout.write(f"{'Would import' if options['dry_run'] else 'Imported'}: {counts}.")

    def content(self, path):
        """The file, or as much of it as shows that it is too large."""
        try:
            with path.open("rb") as stream:
                return stream.read(MOST_BYTES + 1)
        except OSError as error:
            raise CommandError(f"{path} cannot be read: {error.strerror}.") from error

    def show(self, plan):
        for step in plan.changes:
            self.stdout.write(f"{step.action:8} {step.subject}: {step.title}")
            for change in step.fields if step.action == "changed" else ():
                self.stdout.write(f"           {change.label}: {change.before} → {change.after}")
        for note in plan.notes:
            self.stdout.write(note)
