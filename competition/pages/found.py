"""The first entries that the search of the whole site finds, by competition."""

from typing import NamedTuple
from urllib.parse import urlencode

from django.db import DatabaseError
from django.urls import reverse

from competition import indexing, published
from competition.explorer.asking import Question
from competition.explorer.words import phrases
from competition.pages import contest, public_competitions
from competition.pages.listed import ListedEntry, listed_entries

MOST = 5


class FoundEntries(NamedTuple):
    """What a query finds in one competition: the first entries, how many there are, and the explorer with all."""

    name: dict[str, str]
    entries: list[ListedEntry]
    total: int
    path: str


def found_entries(query):
    """The entries that have all words of a query, and whether the index was up to date.

    A competition without any has no place in it.
    """
    if not query.strip():
        return [], True
    try:
        is_current = indexing.is_current(published.stage().revision)
        found = [found_in(slug, name, query) for slug, name in public_competitions()]
    except DatabaseError:  # what is published of the conference is found all the same
        return [], False
    return [one for one in found if one.total], is_current


def found_in(slug, name, query):
    shown = contest(slug)
    within = tuple(str(edition.pk) for edition in shown.editions)
    question = Question(query, gate=indexing.gate(shown.editions, shown.at), within=within)
    pks, total = indexing.first(question, MOST)
    path = f"{reverse('competition:entry_list', args=[slug])}?{urlencode({'q': query})}"
    return FoundEntries(name, listed_entries(shown, pks, phrases(query)) if pks else [], total, path)
