from django.core.management.base import BaseCommand, CommandError
from rich.progress import Progress

from competition.loading import ENTRIES, load_competition_demo


class Command(BaseCommand):
    help = "Loads the six sessions of the Blooming Cup with illustrative entries, where they are not there yet."

    def add_arguments(self, parser):
        parser.add_argument("--entries", type=int, default=ENTRIES, help="How many in all; 94,000 is the full size.")

    def handle(self, *, entries, verbosity, **options):
        with Progress(disable=not verbosity) as bar:
            task = bar.add_task("The six sessions", total=None)
            try:
                competition = load_competition_demo(
                    entries=entries, progress=lambda done, total: bar.update(task, completed=done, total=total)
                )
            except ValueError as refusal:
                raise CommandError(str(refusal)) from refusal
            bar.update(task, visible=competition is not None)
        if verbosity:
            self.stdout.write(
                self.style.SUCCESS(f"Loaded: {competition}, {entries:,} entries.")
                if competition
                else "The competition is already there."
            )
