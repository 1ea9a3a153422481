from collections import defaultdict
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from matchmaking.planning.breaks import STEPS, fewest_breaks
from matchmaking.planning.published import read


class Command(BaseCommand):
    help = "Schedules published instances of the Business-to-Business Meeting Scheduling Problem (MiniZinc data)."

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument(
            "--steps", type=float, default=STEPS, help="Of the solver for each file: 120, about a minute."
        )
        parser.add_argument("--list", action="store_true", help="Also list who meets whom in which slot.")

    def handle(self, *, files, steps, **options):
        for file in files:
            instance = self.instance(file)
            found = fewest_breaks(instance, steps)
            if not found:
                raise CommandError(f"{file}: no schedule was found in {steps:g} steps, or there is none.")
            self.stdout.write(
                f"{file.stem}: {len(found.slots)} meetings in {instance.slots} slots, "
                f"{found.breaks} breaks{', which is optimal' if found.is_optimal else ''} "
                f"(no schedule has fewer than {found.bound})."
            )
            if options["list"]:
                self.list(instance, found.slots)

    def instance(self, file):
        try:
            return read(file.read_text(encoding="utf-8"))
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        except ValueError as error:  # text that is no text, too
            raise CommandError(f"{file} is no such instance: {error}") from error

    def list(self, instance, slots):
        """Slots and participants are counted from 1, as in the file."""
        together = defaultdict(list)
        for meeting, slot in zip(instance.meetings, slots, strict=True):
            together[slot].append(f"{meeting.one + 1}-{meeting.other + 1}")
        for slot in sorted(together):
            self.stdout.write(f"  {slot + 1}: {', '.join(together[slot])}")
