from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from competition.columns import SHEETS
from competition.importing import Choices, import_sheet
from competition.management.terminal import bar, competition_at

PHASES = {"reading": "Reading", "checking": "Comparing", "writing": "Importing"}


class Command(BaseCommand):
    help = "Imports an XLSX or CSV sheet of entries, organisations or awards. What is there already is found again."

    def add_arguments(self, parser):
        parser.add_argument("subject", choices=SHEETS)
        parser.add_argument("file", type=Path)
        parser.add_argument("--competition", metavar="ADDRESS", help="Where there are several, such as blooming-cup.")
        parser.add_argument("--dry-run", action="store_true", help="Only say what would change.")
        parser.add_argument("--good-rows", action="store_true", help="Import the good rows even if others are bad.")
        parser.add_argument("--add-organisations", action="store_true", help="Add those that entries name.")
        parser.add_argument("--report", type=Path, help="Write the refused rows, each with its reasons, to this file.")

    def handle(self, *, subject, file, report, verbosity, **options):
        choices = Choices(not options["dry_run"], not options["good_rows"], options["add_organisations"])
        competition = None if subject == "organisations" else competition_at(options["competition"])
        try:
            with file.open("rb") as stream, bar(is_quiet=not verbosity) as shown:
                outcome = self.imported(subject, stream, competition, choices, report, shown)
        except OSError as error:
            raise CommandError(f"{error.filename} cannot be opened: {error.strerror}.") from error
        except ValidationError as refusal:
            raise CommandError("\n".join(refusal.messages)) from refusal
        self.tell(outcome, choices, report)

    def imported(self, subject, stream, competition, choices, report, shown):  # noqa: PLR0913, PLR0917
        tasks = {phase: shown.add_task(words, total=None, visible=False) for phase, words in PHASES.items()}

        def progress(phase, done, total):
            shown.update(tasks[phase], completed=done, total=total, visible=True)

        name = Path(stream.name).name
        options = {"competition": competition, "choices": choices, "name": name, "progress": progress}
        if report is None:
            return import_sheet(subject, stream, **options)
        with report.open("w+b") as back:
            return import_sheet(subject, stream, report=back, **options)

    def tell(self, outcome, choices, report):
        for problem in outcome.problems:
            where = ", ".join(filter(None, [f"row {problem.number}", problem.column, problem.value]))
            more = f" (and {problem.more:,} more rows)" if problem.more else ""
            self.stderr.write(f"{where}: {problem.reason}{more}")
        names = ("added", "changed", "unchanged", "refused")
        counts = ", ".join(f"{getattr(outcome, name):,} {name}" for name in names)
        if outcome.organisations:
            counts += f"; {outcome.organisations:,} organisations added"
        if outcome.refused and choices.is_written and choices.all_or_nothing:
            raise CommandError(f"Nothing was imported, because not every row is good: {counts}.")
        self.stdout.write(f"{'Imported' if choices.is_written else 'Would import'}: {counts}.")
        if outcome.refused and report:
            self.stdout.write(f"The refused rows are in {report}.")
