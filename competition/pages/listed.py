"""Entries as lists show them: one query for a page of them, whatever they have won."""

from typing import NamedTuple

from django.db.models import OuterRef, Subquery
from django.utils.translation import get_language

from competition.explorer.words import marked
from competition.models import Award, Entry
from competition.pages.addresses import places_of
from competition.pages.winners import Named, said_in
from directory.bilingual import LANGUAGES, column, spoken

PLAIN = ("pk", "edition_id", "number", "stage", "is_illustrative", "lead__slug", "region__code", "track__slug")
TEXTS = ("title", "lead__name", "region__name", "track__name")
COLUMNS = [*PLAIN, *(column(field, language) for field in TEXTS for language in LANGUAGES)]


class ListedEntry(NamedTuple):
    """A public entry in a list. `title` is [(words, is_hit)] in `language`; `beside` is the title in the other language
    where that is the one that has what was searched for.
    """

    pk: int
    edition: object
    number: str
    is_illustrative: bool
    title: list
    language: str
    beside: list
    beside_language: str
    lead: Named
    region: dict
    track: dict
    tier: str
    path: str
    lead_path: str


def listed_entries(shown, pks, phrases=()):
    """Those of these entries that are public, as lists show them, in their order, with the hits of phrases marked."""
    awards = Award.objects.public(shown.at).given().filter(entry=OuterRef("pk"))
    rows = (
        Entry.objects.public(shown.at)
        .filter(pk__in=pks)
        .annotate(tier=Subquery(awards.in_order().values("prize__tier")[:1]))
        .order_by()
        .values(*COLUMNS, "tier")
    )
    places = places_of(shown.editions)
    found = {row["pk"]: listed(shown, row, places[row["edition_id"]], phrases) for row in rows}
    return [found[pk] for pk in pks if pk in found]


def listed(shown, row, place, phrases):
    edition = shown.edition_of(row["edition_id"])
    texts = {name: said_in([row[column(name, language)] for language in LANGUAGES]) for name in TEXTS}
    title, language = spoken(texts["title"], get_language())
    pieces, beside, beside_language = marked(title, phrases), [], ""
    if not any(is_hit for _words, is_hit in pieces):
        beside, beside_language = other_title(texts["title"], language, phrases)
    return ListedEntry(
        pk=row["pk"],
        edition=edition,
        number=row["number"],
        is_illustrative=row["is_illustrative"],
        title=pieces,
        language=language,
        beside=beside,
        beside_language=beside_language,
        lead=Named(row["lead__slug"], texts["lead__name"]),
        region=texts["region__name"],
        track=texts["track__name"],
        tier=row["tier"] or "",
        path=place.entries.to(row["number"]),
        lead_path=place.entrants.to(row["lead__slug"]),
    )


def other_title(title, language, phrases):
    """The title in another language, marked, if it has a hit."""
    for other, words in title.items():
        pieces = marked(words, phrases)
        if other != language and any(is_hit for _words, is_hit in pieces):
            return pieces, other
    return [], ""
