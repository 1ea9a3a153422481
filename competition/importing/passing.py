"""Going through a sheet, once to look and once to write.

What is written is written in one transaction, and by one import or bulk change at a time: a crash leaves nothing half
done, and a second import of the same file finds what the first one has written.
"""

from contextlib import nullcontext
from dataclasses import dataclass
from itertools import batched

from django.db import transaction
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
from competition.recording import Author, take_turn
from directory import clashes

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
    Errors: ValidationError for a file that cannot be read, and writers_clashed.
    """
    choices, progress = choices or Choices(), progress or (lambda *_numbers: None)
    reason = _("Import: %(name)s") % {"name": name} if name else _("Import")
    author = Author(by, at, reason)
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
        """Goes through the file and writes; where that is ended for another writer, once more from the beginning."""
        return clashes.repeated(self.written)

    def written(self):
        outcome = Outcome()
        try:
            with clashes.atomic():
                take_turn()
                self.passed(WRITING, outcome)
                if outcome.refused and self.choices.all_or_nothing:
                    raise RolledBackError
                outcome.is_written = bool(outcome.added or outcome.changed)
                if outcome.is_written:
                    transaction.on_commit(published.refresh)
                    transaction.on_commit(indexing.follow, robust=True)
        except RolledBackError:
            outcome.is_written = False
        return outcome

    def passed(self, phase, outcome=None):
        outcome = outcome or Outcome()
        sheet = SHEETS[self.subject](self.competition)
        kind, headings = IMPORTS[self.subject], self.found.headings
        author = self.author._replace(at=self.author.at or timezone.now())  # when it is its turn, not before
        importer = kind(sheet, headings, self.choices, author, is_written=phase == WRITING)
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
