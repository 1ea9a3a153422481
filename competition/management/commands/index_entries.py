"""Makes the index of the explorer anew, or checks it."""

from django.core.management.base import BaseCommand, CommandError

from competition import indexing
from competition.explorer.index import BusyError

STEP = 5_000
SHOWN = 20


class Command(BaseCommand):
    help = "Makes the explorer's index of entries anew from all rows; with --check only compares the two."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="compare index and rows; change nothing")

    def handle(self, *, check, verbosity, **options):
        if check:
            self.check_index()
        else:
            self.rebuild(self.tell if verbosity else None)

    def rebuild(self, progress):
        try:
            count = indexing.rebuild(progress)
        except BusyError:
            raise CommandError("Another process is writing the index just now. Please try again.") from None
        self.stdout.write(f"{count} entries are in the index.")

    def tell(self, done):
        if done % STEP == 0:
            self.stdout.write(f"{done} entries …")

    def check_index(self):
        drift = indexing.check()
        if any(drift):
            lines = [f"{name.replace('_', ' ')}: {self.told(pks)}" for name, pks in drift._asdict().items() if pks]
            raise CommandError("The index differs from the rows.\n" + "\n".join(lines))
        self.stdout.write("The index says what the rows say.")

    def told(self, pks):
        shown = ", ".join(map(str, pks[:SHOWN]))
        return f"{len(pks)} ({shown}{', …' if len(pks) > SHOWN else ''})"
