"""Rows -> the explorer's index: rebuilt whole, or brought up to what the histories tell since its last commit.

The histories are the outbox: whoever writes rows writes history rows, in the same transaction, and so has told the
index. A reader that sees a revision of the rows (`published.stage`) other than the index's brings the index up to it
first; a process that dies between a commit of rows and one of the index therefore leaves nothing behind.
"""

import hashlib
import shutil
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.db import connection

from competition import published
from competition.explorer import asking
from competition.explorer.asking import Gate, Question
from competition.explorer.index import BusyError, EntryIndex
from competition.indexing.changes import changed, is_behind, marks
from competition.indexing.rows import documents
from competition.models import Announcement

LAYOUT = 4  # of the documents and of the note: another one is another folder, made anew


class Drift(NamedTuple):
    """Where index and rows differ: the primary keys of entries that the index lacks, has too many, or has otherwise."""

    missing: list[int]
    left_over: list[int]
    different: list[int]


def opened():
    """The index of this process's database: each database has its own."""
    known = connection.settings_dict
    place = f"{known['HOST']}:{known['PORT']}/{known['NAME']}"
    name = hashlib.sha256(place.encode()).hexdigest()[:12]
    return index_in(Path(settings.EXPLORER_INDEX) / f"{connection.vendor}-{name}-{LAYOUT}")


@lru_cache(maxsize=2)
def index_in(folder):
    """The index of a folder; one that cannot be read is thrown away, as it is only ever made from rows."""
    try:
        return EntryIndex(folder)
    except ValueError:
        shutil.rmtree(folder)
        return EntryIndex(folder)


def rebuild(progress=None):
    """Makes the index anew from all entries; until it is done readers see the old one. Gives how many there are.

    `progress` is called with the number done so far. Errors: BusyError where another process is writing.
    """
    note = note_now()
    count = 0

    def counted():
        nonlocal count
        for document in documents():
            count += 1
            if progress:
                progress(count)
            yield document

    opened().write(counted(), note=note)
    return count


def sync():
    """Brings the index up to the rows. Gives how many entries it read anew.

    Errors: BusyError where another process is writing.
    """
    index = opened()
    index.reload()
    before, now = index.note, note_now()
    if not before or is_behind(before, now):
        return rebuild()
    found = changed(before, now)
    index.write(documents(found), note=now, replaced=found)
    return len(found)


def follow():
    """What an operation that wrote very many rows does after its commit, so that the next reader need not wait.

    Nothing is lost where another process is writing, or where this one dies first.
    """
    with suppress(BusyError):
        sync()


def note_now():
    """What a commit that reads the rows after this is at least up to."""
    return {"revision": published.read_revision(), **marks()}


def is_current(revision):
    """Brings the index up to a revision of the rows, and says whether it is there.

    It is not while another process is still writing; what is then found is of a moment ago, and not to be kept.
    """
    index = opened()
    if revision in (index.note.get("revision"), index.agreed):
        return True
    index.reload()
    if index.note.get("revision") not in (revision, published.read_revision()):
        try:
            sync()
        except BusyError:
            return False
    index.agreed = revision  # also where the stage that was asked for is itself a little old
    return True


def ask(question, *, most, after=None, before=None):
    """A page of what a question finds; see `explorer.asking`."""
    return asking.ask(opened(), question, most=most, after=after, before=before)


def tally(question, facets):
    """How many entries a question finds by value of each facet, and whose they are; see `explorer.asking`."""
    return asking.tally(opened(), question, facets)


def first(question, most):
    """The first entries that a question finds, and how many there are."""
    return asking.first(opened(), question, most)


def gate(editions, at):
    """What is public at a moment of sessions that are on the site, read from the rows: what is kept of them may be
    older than a delay.
    """
    announcements = Announcement.objects.public(at).filter(edition__in=[edition.pk for edition in editions])
    return Gate(
        editions=frozenset(edition.pk for edition in editions if edition.shows_entries(at)),
        announcements=frozenset(announcements.order_by().values_list("pk", flat=True)),
    )


def matching(text):
    """The primary keys of the entries of any state that have all words of a text, the newest session first."""
    is_current(published.stage().revision)
    return asking.matching(opened(), Question(text))


def matching_or_others(text):
    """The primary keys of the entries of any state that have all words of a text, or of all that have not, whichever
    are fewer, and whether they are those that have: for conditions in the lists of the back office.

    While another process is writing, those that have: an entry that the index lacks is not to be found by that. So the
    rows are asked for their revision, and not what is kept of it, before the others are told.
    """
    question = Question(text)
    if is_current(published.stage().revision):
        pks, have_them = asking.matching_or_others(opened(), question)
        if have_them:
            return pks, True
        if is_current(published.read_revision()):
            return asking.matching_or_others(opened(), question)
    return asking.matching(opened(), question), True


def check():
    """Compares the index, as it stands, with the rows."""
    index = opened()
    index.reload()
    held = asking.digests(index)
    rows = {document.pk: document.digest for document in documents()}
    return Drift(
        missing=sorted(rows.keys() - held.keys()),
        left_over=sorted(held.keys() - rows.keys()),
        different=sorted(pk for pk in rows.keys() & held.keys() if rows[pk] != held[pk]),
    )
