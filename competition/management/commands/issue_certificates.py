from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from competition import certifying
from competition.certificate.rendering import MissingCharactersError
from competition.certifying import printing
from competition.management.terminal import bar
from competition.models import Edition


class Command(BaseCommand):
    help = "Issues the certificates of all given awards of a session, and writes them as PDF files into a folder."

    def add_arguments(self, parser):
        parser.add_argument("competition", help="The competition's address on the site, such as blooming-cup.")
        parser.add_argument("edition", type=int, help="The number of the session, such as 6.")
        parser.add_argument("--folder", type=Path, help="Where the files go; without it, they are only issued.")
        parser.add_argument("--reissue", action="store_true", help="Also issue anew what was corrected since.")

    def handle(self, *args, **options):
        found = Edition.objects.filter(competition__slug=options["competition"], number=options["edition"])
        edition = found.select_related("competition").first()
        if edition is None:
            raise CommandError(f"There is no session {options['edition']} of {options['competition']}.")
        try:
            issued = certifying.issue(edition)
            outdated = certifying.outdated(edition)
            corrected = certifying.reissue(outdated) if options["reissue"] and outdated else []
        except ValidationError as refusal:
            raise CommandError("\n".join(refusal.messages)) from refusal
        for refusal in issued.refused:
            self.stderr.write(refusal.reason)
        self.stdout.write(
            f"{len(issued.certificates)} issued, {issued.already} already were, {len(corrected)} issued anew, "
            f"{len(outdated) - len(corrected)} no longer say what their awards say, {len(issued.refused)} refused."
        )
        if options["folder"]:
            self.write(printing.certificates_of(edition), options["folder"], is_quiet=not options["verbosity"])

    def write(self, certificates, folder, *, is_quiet):
        """Writes each file whole or not at all; those that are there already are made anew."""
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with bar(is_quiet=is_quiet, file=self.stderr) as shown:
                for certificate in shown.track(certificates, description="Writing"):
                    part = folder / f".{certificate.number}.part"
                    part.write_bytes(printing.pdf(certificate))
                    part.replace(folder / f"{certificate.number}.pdf")
        except OSError as error:
            raise CommandError(f"{folder} cannot be written: {error.strerror}.") from error
        except MissingCharactersError as refusal:
            raise CommandError(f"{certificate.number}: {refusal}") from refusal
        self.stdout.write(f"{len(certificates)} files in {folder}.")
