from django.core.management.base import BaseCommand, CommandError
from rich.progress import Progress

from competition.loading import ENTRIES, load_competition_demo
from competition.models import Entry


class Command(BaseCommand):
    help = "Loads the six sessions of the Blooming Cup with illustrative entries, where they are not there yet."

    def add_arguments(self, parser):
        parser.add_argument("--entries", type=int, help=f"How many in all: {ENTRIES:,} if not said; 94,000 is all.")

    def handle(self, *, entries, verbosity, **options):
        with Progress(disable=not verbosity) as bar:
            task = bar.add_task("The six sessions", total=None)
            try:
                competition = load_competition_demo(
                    entries=entries or ENTRIES,
                    progress=lambda done, total: bar.update(task, completed=done, total=total),
                )
            except ValueError as refusal:
                raise CommandError(str(refusal)) from refusal
            bar.update(task, visible=competition is not None)
        number = Entry.objects.count()
        if not competition and entries not in (None, number):
            raise CommandError(
                f"The competition is already there, with {number:,} entries. Make another demonstration beside it: "
                f"make demo ENTRIES={entries} BLOOM_VAR=var/{entries}"
            )
        if verbosity:
            loaded = self.style.SUCCESS(f"Loaded: {competition}, {number:,} entries.")
            self.stdout.write(loaded if competition else f"The competition is already there, with {number:,} entries.")
