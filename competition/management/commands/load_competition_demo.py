from django.core.management.base import BaseCommand, CommandError

from competition import indexing
from competition.loading import ENTRIES, load_competition_demo
from competition.management.terminal import bar
from competition.models import Entry

STEP = 500  # entries after which the bar moves


class Command(BaseCommand):
    help = "Loads the six sessions of the Blooming Cup with illustrative entries, where they are not there yet."

    def add_arguments(self, parser):
        parser.add_argument("--entries", type=int, help=f"How many in all: {ENTRIES:,} if not said; 94,000 is all.")

    def handle(self, *, entries, verbosity, **options):
        with bar(is_quiet=not verbosity) as shown:
            competition = self.load(ENTRIES if entries is None else entries, shown)
        number = Entry.objects.count()
        if not competition and entries not in (None, number):
            raise CommandError(
                f"The competition is already there, with {number:,} entries. Make another demonstration beside it: "
                f"make demo ENTRIES={entries} BLOOM_VAR=var/{entries}"
            )
        if verbosity:
            loaded = self.style.SUCCESS(f"Loaded: {competition}, {number:,} entries.")
            self.stdout.write(loaded if competition else f"The competition is already there, with {number:,} entries.")

    def load(self, entries, shown):
        """Loads it, and makes the index, so that the first visitor need not wait for that."""
        task = shown.add_task("The six sessions", total=None)
        try:
            competition = load_competition_demo(
                entries=entries, progress=lambda done, total: shown.update(task, completed=done, total=total)
            )
        except ValueError as refusal:
            raise CommandError(str(refusal)) from refusal
        shown.update(task, visible=competition is not None)
        if competition:
            task = shown.add_task("The index of entries", total=entries)
            indexing.rebuild(lambda done: done % STEP or shown.update(task, completed=done))
            shown.update(task, completed=entries)
        return competition
