"""The awards that are public, as lists, feeds and counts show them.

Shapes: a `Winner` is one award, read as plain values: a list of three hundred is one query, and no row of it can ask
        for more. Texts are {language: words}.
"""

import datetime as dt
from itertools import groupby
from typing import NamedTuple

from django.core.files.storage import default_storage
from django.db.models import Count

from competition.models import Award, AwardState, Entry, EntryMember, EntryState
from competition.pages.addresses import places_of
from conference.programme import Picture
from directory.bilingual import LANGUAGES, column
from directory.models import Industry
from directory.pictures import measure, small_name


class Named(NamedTuple):
    """Something that a winner can be found by: what an address calls it, and its name."""

    key: str
    name: dict[str, str]


class Prize(NamedTuple):
    pk: int
    tier: str
    name: dict[str, str]


class Winner(NamedTuple):
    """A public award, with as much of its entry as a list shows."""

    pk: int
    edition: int
    entry: int
    number: str
    title: dict[str, str]
    prize: Prize
    lead: Named
    track: Named | None
    region: Named | None
    citation: dict[str, str]
    notice: dict[str, str]
    image: str
    rank: int | None
    public_at: dt.datetime
    withdrawn_at: dt.datetime | None
    is_illustrative: bool
    is_withdrawn: bool
    has_page: bool
    path: str
    lead_path: str

    @property
    def picture(self):
        return picture_of(self.image)


PLAIN = {
    "pk": "pk",
    "edition": "entry__edition_id",
    "entry": "entry_id",
    "number": "entry__number",
    "image": "entry__image",
    "is_illustrative": "entry__is_illustrative",
    "rank": "rank",
    "public_at": "announcement__public_at",
    "withdrawn_at": "withdrawn_at",
}
BESIDE = {
    "state": "state",
    "entry_state": "entry__state",
    "prize": "prize_id",
    "tier": "prize__tier",
    "lead": "entry__lead__slug",
    "track": "entry__track__slug",
    "region": "entry__region__code",
}
TEXTS = {
    "title": "entry__title",
    "citation": "citation",
    "notice": "notice",
    "prize_name": "prize__name",
    "lead_name": "entry__lead__name",
    "track_name": "entry__track__name",
    "region_name": "entry__region__name",
}
COLUMNS = [
    *PLAIN.values(),
    *BESIDE.values(),
    *(column(field, language) for field in TEXTS.values() for language in LANGUAGES),
]


def winners_of(awards, editions, before=()):
    """The `Winner`s of a query of public awards of these sessions, in their order after the fields in `before`."""
    places = places_of(editions)
    return [winner(row, places[row[1]]) for row in awards.in_order(*before).values_list(*COLUMNS)]


def winner(row, place):
    plain = dict(zip(PLAIN, row, strict=False))
    beside = dict(zip(BESIDE, row[len(PLAIN) :], strict=False))
    said = iter(row[len(PLAIN) + len(BESIDE) :])
    texts = {name: {language: words for language in LANGUAGES if (words := next(said))} for name in TEXTS}
    return Winner(
        **plain,
        title=texts["title"],
        citation=texts["citation"],
        notice=texts["notice"],
        prize=Prize(beside["prize"], beside["tier"], texts["prize_name"]),
        lead=Named(beside["lead"], texts["lead_name"]),
        track=Named(beside["track"], texts["track_name"]) if beside["track"] else None,
        region=Named(beside["region"], texts["region_name"]) if beside["region"] else None,
        is_withdrawn=beside["state"] == AwardState.WITHDRAWN,
        has_page=beside["entry_state"] == EntryState.ADMITTED,
        path=place.entries.to(plain["number"]),
        lead_path=place.entrants.to(beside["lead"]),
    )


def picture_of(name):
    """The picture that a file name stands for, or None."""
    if not name:
        return None
    width, height = measure(name)
    return Picture(
        url=default_storage.url(name), small_url=default_storage.url(small_name(name)), width=width, height=height
    )


def public_awards(shown, *editions):
    """The public awards of sessions of a competition; of all, if none is named."""
    found = editions or shown.editions
    return Award.objects.public(shown.at).filter(prize__edition__in=[edition.pk for edition in found])


def by_prize(winners):
    """[(prize, its winners, how many of them are given)], in their order."""
    groups = [(prize, list(found)) for prize, found in groupby(winners, lambda winner: winner.prize)]
    return [(prize, found, given(found)) for prize, found in groups]


def given(winners):
    """How many of them still hold their award."""
    return sum(not winner.is_withdrawn for winner in winners)


def numbers_of_winners(shown):
    """How many entries won in each session: {primary key of the session: number}; withdrawn awards do not count."""
    rows = public_awards(shown).given().order_by().values_list("prize__edition_id")
    return dict(rows.annotate(Count("entry", distinct=True)))


def numbers_of_entries(shown):
    """How many entries are shown in each session that shows them all: {primary key of the session: number}."""
    whole = [edition.pk for edition in shown.editions if edition.shows_entries(shown.at)]
    rows = Entry.objects.filter(edition__in=whole, state=EntryState.ADMITTED).order_by().values_list("edition_id")
    return dict(rows.annotate(Count("pk"))) if whole else {}


def partners_of(entries):
    """The partners of entries: {primary key of the entry: [Named, …]}."""
    fields = ["entry_id", "organisation__slug", *(column("organisation__name", language) for language in LANGUAGES)]
    found = {}
    for entry, slug, *names in (
        EntryMember.objects.filter(entry__in=entries).order_by("order", "pk").values_list(*fields)
    ):
        found.setdefault(entry, []).append(Named(slug, said_in(names)))
    return found


def industries_of(entries):
    """The industries of entries: {primary key of the entry: [Named, …]}."""
    fields = ["entries__pk", "code", *(column("name", language) for language in LANGUAGES)]
    found = {}
    for entry, code, *names in Industry.objects.filter(entries__in=entries).order_by("code").values_list(*fields):
        found.setdefault(entry, []).append(Named(code, said_in(names)))
    return found


def said_in(names):
    return {language: name for language, name in zip(LANGUAGES, names, strict=True) if name}


def around(shown, edition, entry):
    """The winners before and after an entry in the order of the session: (Winner or None, Winner or None)."""
    told = Award.objects.public(shown.at).filter(prize__edition=edition, entry__state=EntryState.ADMITTED)
    order = list(dict.fromkeys(told.in_order().values_list("entry_id", flat=True)))
    if entry not in order:
        return None, None
    place = order.index(entry)
    wanted = {"before": order[place - 1] if place else None, "after": next(iter(order[place + 1 : place + 2]), None)}
    rows = {row.entry: row for row in winners_of(told.filter(entry__in=filter(None, wanted.values())), [edition])}
    return rows.get(wanted["before"]), rows.get(wanted["after"])
