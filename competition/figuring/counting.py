"""The competition in figures: what its hosts gave, and what is recorded on this site, always apart.

Only what is public at the moment is counted. The number of queries does not depend on how much there is; what they
found is kept under the digest of the stage, so that it is read once for each state of the rows and each moment.
"""

import hashlib
from collections import Counter
from typing import NamedTuple

from django.core.cache import cache
from django.db.models import Count, Exists, OuterRef, Sum
from django.utils import timezone

from competition import published
from competition.models import Award, Edition, Entry, OfficialTotal, OfficialTotalKind, Prize, PrizeTier, Track
from directory.bilingual import text_of
from directory.models import Industry, Region

KEPT_SECONDS = 7 * 24 * 3600


class Official(NamedTuple):
    """A total that the hosts gave, and where it is printed; texts in both languages."""

    value: int
    qualifier: dict[str, str]
    source: dict[str, str]


class Total(NamedTuple):
    """One figure twice: as the hosts gave it, None where that was not found in print, and as recorded here."""

    recorded: int
    official: Official | None = None


class Session(NamedTuple):
    """`shows_all` tells whether all its admitted entries are public, or only those that have won."""

    number: int
    year: int
    shows_all: bool
    entries: Total
    organisations: Total


class Line(NamedTuple):
    """How many entries have a track, region or industry; `key` is what it is called in the address of the list."""

    key: str
    name: dict[str, str]
    recorded: int
    section: str = ""


class Tier(NamedTuple):
    """The prizes of one tier in a session: how many there are to win, and how many awards are announced and stand."""

    number: int
    year: int
    tier: str
    places: int
    recorded: int


class Figures(NamedTuple):
    """Everything that the page and its files show. The entries without a track, region, industry are counted too."""

    sessions: tuple[Session, ...]
    entries: Total
    organisations: Total
    industries: Total
    illustrative: int
    lines: dict[str, tuple[Line, ...]]  # by "track", "region", "industry"
    without: dict[str, int]  # by the same
    tiers: tuple[Tier, ...]


# The shape is part of the keys, so that a new release never reads what an older one kept in another.
SHAPE = [kind._fields for kind in (Official, Total, Session, Line, Tier, Figures)]


def figures(competition, at=None):
    """The `Figures` of a competition at a moment, now if none is given: from the cache, or from ten queries."""
    at = at or timezone.now()
    named = f"{SHAPE} {competition.pk} {published.stage(at).digest}"
    key = f"figures:{hashlib.sha256(named.encode()).hexdigest()}"
    found = cache.get(key)
    if found is None:
        found = counted(competition, at)
        cache.set(key, found, timeout=KEPT_SECONDS)
    return found


def counted(competition, at):
    """The same from the rows."""
    public = Entry.objects.public(at).filter(edition__competition=competition).order_by()
    editions = list(Edition.objects.public().filter(competition=competition).order_by("number"))
    official = official_totals(competition, editions)
    groups = list(
        public.values_list("edition_id", "track_id", "region_id", "is_illustrative").annotate(Count("pk")).order_by()
    )
    by_edition, tracks, regions = (summed(groups, column) for column in range(3))
    industries = dict(public.values_list("industries").annotate(Count("pk")).order_by())
    organisations = organisations_of(public)
    lines = {
        "track": lines_of(Track.objects.filter(competition=competition), tracks, "slug"),
        "region": lines_of(Region.objects.all(), regions, "code"),
        "industry": lines_of(Industry.objects.all(), industries, "code"),
    }
    return Figures(
        sessions=tuple(session(edition, at, by_edition, organisations, official) for edition in editions),
        entries=Total(sum(by_edition.values()), official.get((None, OfficialTotalKind.ENTRIES))),
        organisations=Total(len(set().union(*organisations.values())), official.get((None, ORGANISATIONS))),
        industries=Total(
            sum(1 for line in lines["industry"] if line.recorded), official.get((None, OfficialTotalKind.INDUSTRIES))
        ),
        illustrative=sum(number for *_group, is_illustrative, number in groups if is_illustrative),
        lines=lines,
        without={
            "track": tracks.get(None, 0),
            "region": regions.get(None, 0),
            "industry": industries.get(None, 0),
        },
        tiers=tiers(competition, editions, at),
    )


ORGANISATIONS = OfficialTotalKind.ORGANISATIONS


def official_totals(competition, editions):
    """{(primary key of the session, or None for all; kind): what the hosts gave}, of what is found in print."""
    shown = {None, *(edition.pk for edition in editions)}
    return {
        (row.edition_id, row.kind): Official(row.value, text_of(row, "qualifier"), text_of(row, "source"))
        for row in OfficialTotal.objects.filter(competition=competition)
        if row.is_sourced and row.edition_id in shown
    }


def summed(groups, column):
    """How many entries have each value of a column of the groups."""
    found = Counter()
    for group in groups:
        found[group[column]] += group[-1]
    return found


def organisations_of(public):
    """The organisations that lead or join the public entries of each session: {session: {organisation, …}}."""
    leads = public.values_list("edition_id", "lead_id")
    partners = public.filter(members__isnull=False).values_list("edition_id", "members__organisation_id")
    found = {}
    for edition, organisation in leads.union(partners).order_by():
        found.setdefault(edition, set()).add(organisation)
    return found


def session(edition, at, by_edition, organisations, official):
    return Session(
        number=edition.number,
        year=edition.year,
        shows_all=edition.shows_entries(at),
        entries=Total(by_edition[edition.pk], official.get((edition.pk, OfficialTotalKind.ENTRIES))),
        organisations=Total(len(organisations.get(edition.pk, ())), official.get((edition.pk, ORGANISATIONS))),
    )


def lines_of(rows, numbers, key):
    """A line for each row, in their order, also for those that no entry has."""
    return tuple(
        Line(getattr(row, key), text_of(row, "name"), numbers.get(row.pk, 0), getattr(row, "section", ""))
        for row in rows
    )


def tiers(competition, editions, at):
    """The tiers of which something is announced, by session. Of the others not even the places are told: a tie that
    enlarges a prize is known with its awards, not before."""
    awards = Award.objects.public(at).filter(prize__edition__competition=competition)
    given = {
        tuple(group): number
        for *group, number in awards.given()
        .values_list("prize__edition_id", "prize__tier")
        .annotate(Count("pk"))
        .order_by()
    }
    announced = Prize.objects.filter(Exists(awards.filter(prize=OuterRef("pk"))))
    places = announced.with_places().values_list("edition_id", "tier").annotate(Sum("room")).order_by()
    found = {(edition, tier): number for edition, tier, number in places}
    return tuple(
        Tier(edition.number, edition.year, tier, found[edition.pk, tier], given.get((edition.pk, tier), 0))
        for edition in editions
        for tier in PrizeTier.values
        if (edition.pk, tier) in found
    )
