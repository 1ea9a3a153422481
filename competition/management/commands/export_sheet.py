from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from competition import exporting
from competition.columns import SHEETS
from competition.management.terminal import bar, competition_at


class Command(BaseCommand):
    help = "Exports entries, organisations or awards as XLSX or CSV, as they can be imported again."

    def add_arguments(self, parser):
        parser.add_argument("subject", choices=SHEETS)
        parser.add_argument("file", type=Path, help="Its ending says the kind: .xlsx or .csv.")
        parser.add_argument("--competition", metavar="ADDRESS", help="Where there are several, such as blooming-cup.")
        parser.add_argument("--session", type=int, help="The number of a session: only what is of it.")
        parser.add_argument("--template", action="store_true", help="Only the headings, to be filled.")

    def handle(self, *, subject, file, verbosity, **options):
        kind = file.suffix[1:].lower()
        if kind not in exporting.KINDS:
            raise CommandError("The name of the file must end in .xlsx or .csv.")
        competition = None if subject == "organisations" else competition_at(options["competition"])
        edition = self.edition(competition, options["session"])
        sheet = SHEETS[subject](competition)
        try:
            with file.open("w+b") as stream:
                if options["template"]:
                    exporting.write_template(sheet, stream, kind)
                    number = 0
                else:
                    number = self.exported(sheet, stream, kind, edition, is_quiet=not verbosity)
        except OSError as error:
            raise CommandError(f"{file} cannot be written: {error.strerror}.") from error
        self.stdout.write(f"{file}: {number:,} {subject}.")

    def edition(self, competition, number):
        if number is None or competition is None:
            return None
        found = competition.editions.filter(number=number).first()
        if found is None:
            raise CommandError(f"The competition has no session {number}.")
        return found

    def exported(self, sheet, stream, kind, edition, *, is_quiet):
        with bar(is_quiet=is_quiet) as shown:
            task = shown.add_task("Exporting", total=None)
            return exporting.export_sheet(
                sheet,
                stream,
                kind,
                edition=edition,
                progress=lambda done, total: shown.update(task, completed=done, total=total),
            )
