"""The competition in figures: what its hosts gave, and what is recorded on this site, always apart.

Only what is public at the moment is counted, and entries by the explorer's index, so that a figure and the list that it
leads to come from one source. What was found is kept under the digest of the stage: it is counted once for each state
of the rows and each moment.
"""

import hashlib
from typing import NamedTuple

from django.core.cache import cache
from django.db.models import Count, Exists, OuterRef, Sum
from django.utils import timezone

from competition import indexing, published
from competition.explorer.asking import Question
from competition.explorer.documents import NONE
from competition.models import Award, Edition, OfficialTotal, OfficialTotalKind, Prize, PrizeTier, Track
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
    """The `Figures` of a competition at a moment, now if none is given, and whether what shows them may be kept: not
    while another process writes the index. From the cache, or from eight queries.
    """
    at = at or timezone.now()
    stage = published.stage(at)
    named = f"{SHAPE} {competition.pk} {stage.digest}"
    key = f"figures:{hashlib.sha256(named.encode()).hexdigest()}"
    found = cache.get(key)
    if found is not None:
        return found, True
    is_current = indexing.is_current(stage.revision)
    found = counted(competition, at)
    if is_current:
        cache.set(key, found, timeout=KEPT_SECONDS)
    return found, is_current


def counted(competition, at):
    """The same, counted."""
    editions = list(Edition.objects.public().filter(competition=competition).order_by("number"))
    official = official_totals(competition, editions)
    recorded = indexing.tally(Question(gate=indexing.gate(editions, at)), ("edition", *LINES, "illustrative"))
    sessions = tuple(session(edition, at, recorded, official) for edition in editions)
    lines = {
        "track": lines_of(Track.objects.filter(competition=competition), recorded.counts["track"], "slug"),
        "region": lines_of(Region.objects.all(), recorded.counts["region"], "code"),
        "industry": lines_of(Industry.objects.all(), recorded.counts["industry"], "code"),
    }
    return Figures(
        sessions=sessions,
        entries=Total(sum(one.entries.recorded for one in sessions), official.get((None, OfficialTotalKind.ENTRIES))),
        organisations=Total(
            len(set().union(*recorded.organisations.values())), official.get((None, OfficialTotalKind.ORGANISATIONS))
        ),
        industries=Total(
            sum(1 for line in lines["industry"] if line.recorded), official.get((None, OfficialTotalKind.INDUSTRIES))
        ),
        illustrative=recorded.counts["illustrative"].get(str(int(True)), 0),
        lines=lines,
        without={name: recorded.counts[name].get(NONE, 0) for name in LINES},
        tiers=tiers(competition, editions, at),
    )


LINES = ("track", "region", "industry")


def official_totals(competition, editions):
    """{(primary key of the session, or None for all; kind): what the hosts gave}, of what is found in print."""
    shown = {None, *(edition.pk for edition in editions)}
    return {
        (row.edition_id, row.kind): Official(row.value, text_of(row, "qualifier"), text_of(row, "source"))
        for row in OfficialTotal.objects.filter(competition=competition)
        if row.is_sourced and row.edition_id in shown
    }


def session(edition, at, recorded, official):
    key = str(edition.pk)
    return Session(
        number=edition.number,
        year=edition.year,
        shows_all=edition.shows_entries(at),
        entries=Total(recorded.counts["edition"].get(key, 0), official.get((edition.pk, OfficialTotalKind.ENTRIES))),
        organisations=Total(
            len(recorded.organisations.get(key, ())), official.get((edition.pk, OfficialTotalKind.ORGANISATIONS))
        ),
    )


def lines_of(rows, numbers, key):
    """A line for each row, in their order, also for those that no entry has."""
    return tuple(
        Line(getattr(row, key), text_of(row, "name"), numbers.get(str(row.pk), 0), getattr(row, "section", ""))
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
