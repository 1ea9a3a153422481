"""Going through a sheet, once to look and once to write.

What is written is written in one transaction, and one import at a time: a crash leaves nothing half done, and a second
import of the same file finds what the first one has written.
"""

from contextlib import nullcontext
from dataclasses import dataclass
from itertools import batched

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import OperationalError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from competition import indexing, published
from competition.columns import SHEETS
from competition.importing.awards import AwardImport
from competition.importing.entries import EntryImport
from competition.importing.organisations import OrganisationImport
from competition.importing.outcome import Outcome
from competition.importing.returning import Returned
from competition.importing.unpacking import unpacked
from competition.models import Run
from competition.recording import Author

IMPORTS = {"entries": EntryImport, "organisations": OrganisationImport, "awards": AwardImport}
CHECKING, WRITING = "checking", "writing"
PIECE = 500


@dataclass(frozen=True)
class Choices:
    """What the organiser chose: only to look; all rows or none; to add the organisations that an entry names."""

    is_written: bool = True
    all_or_nothing: bool = True
    adding_organisations: bool = False


class RolledBackError(Exception):
    """Ends a transaction of which nothing is to stay."""


def import_sheet(  # noqa: PLR0913  (a file, whose it is, what to do with it, where to tell of it)
    subject, file, *, competition=None, choices=None, by=None, name="", report=None, progress=None, at=None
):
    """Imports a sheet of entries, organisations or awards, and returns the `Outcome`.

    `report` is an empty binary file: the rows that were refused are written to it, each with its reasons, in the kind
    of file that `name` ends in. `progress(phase, done, total)` is called now and then.
    Errors: ValidationError for a file that cannot be read, and where somebody wrote the same rows at the same moment.
    """
    choices, progress = choices or Choices(), progress or (lambda *_numbers: None)
    reason = _("Import: %(name)s") % {"name": name} if name else _("Import")
    author = Author(by, at or timezone.now(), reason)
    with unpacked(file, progress) as found:
        job = Job(subject, competition, found, choices, author, Returned(report, name), progress)
        return job.write() if choices.is_written else job.passed(CHECKING)


@dataclass
class Job:
    """One file, to be gone through."""

    subject: str
    competition: object
    found: object
    choices: Choices
    author: Author
    returned: Returned
    progress: object

    def write(self):
        outcome = Outcome()
        try:
            with transaction.atomic():
                list(locks())
                self.passed(WRITING, outcome)
                if outcome.refused and self.choices.all_or_nothing:
                    raise RolledBackError
                outcome.is_written = bool(outcome.added or outcome.changed)
                if outcome.is_written:
                    transaction.on_commit(published.refresh)
                    transaction.on_commit(indexing.follow, robust=True)
        except RolledBackError:
            outcome.is_written = False
        except OperationalError as error:
            if getattr(error.__cause__, "sqlstate", None) not in ("40P01", "40001"):
                raise
            raise ValidationError(
                _("Somebody changed the same rows at the same moment. Please try again."), code="import_clashed"
            ) from error
        return outcome

    def passed(self, phase, outcome=None):
        outcome = outcome or Outcome()
        sheet = SHEETS[self.subject](self.competition)
        kind, headings = IMPORTS[self.subject], self.found.headings
        importer = kind(sheet, headings, self.choices, self.author, is_written=phase == WRITING)
        done = 0
        with self.returned.opened(headings) if self.returned else nullcontext() as back:
            for rows in batched(self.found.rows(), PIECE):
                for line in importer.take(rows):
                    outcome.count(line)
                    # What is not going to stay is not written any more; the rest is only looked at.
                    importer.is_written &= not (line.wrong and self.choices.all_or_nothing)
                    if line.wrong and back:
                        back.add(line, importer.places)
                done += len(rows)
                self.progress(phase, done, self.found.count)
        outcome.organisations = importer.organisations
        return outcome


def locks():
    """The row that an import holds until it is done: of the content type of runs, which nobody else writes."""
    kinds = ContentType.objects.filter(pk=ContentType.objects.get_for_model(Run).pk)
    return kinds.select_for_update(no_key=True)
