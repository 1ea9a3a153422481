"""Entries in the explorer's index, and what is found there."""

from competition import indexing, published
from tests import factories

NO_DRIFT = indexing.Drift([], [], [])


def harbours():
    """A session with three entries, in the index."""
    edition = factories.edition()
    entries = [factories.entry(edition=edition, title_en=f"Harbour {number}") for number in (1, 2, 3)]
    indexing.sync()
    return entries


def found(text):
    published.refresh()  # as whoever commits a change does
    return indexing.matching(text)


def retitle(entry, title):
    entry.title_en = title
    entry.save()
