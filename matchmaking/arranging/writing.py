"""A plan becomes meetings: what stays is not touched, what moves keeps its row, and the history tells it all."""

from typing import NamedTuple

import numpy as np
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from competition.recording import record
from matchmaking.arranging.basis import basis
from matchmaking.arranging.columns import keys_of
from matchmaking.models import Investor, MatchmakingDay, Meeting, MeetingState, Table, Timeslot, Venture

CHUNK = 1_000

type Pair = tuple[int, int]  # venture, investor, in primary keys
type Places = dict[Pair, tuple[int, int]]  # timeslot and table of each


class Changes(NamedTuple):
    """How many meetings a plan has brought, moved to another slot or table, and taken away; and how many stay."""

    added: int
    moved: int
    removed: int
    kept: int


class Row(NamedTuple):
    """A meeting as it is."""

    pk: int
    pair: Pair
    place: tuple[int, int]


class Differences(NamedTuple):
    """What a plan changes, from before it is written: meetings that go, that move and (venture, investor) that come.

    `kept` counts those that stay, without the fixed ones; `moved` are as they are now.
    """

    gone: list[Row]
    moved: list[Row]
    new: list[Pair]
    kept: int

    @property
    def changes(self):
        return Changes(len(self.new), len(self.moved), len(self.gone), self.kept)


class Place(NamedTuple):
    """When and where somebody meets."""

    timeslot: Timeslot
    table: Table


class Line(NamedTuple):
    """A meeting that comes, moves or goes: who, and from where to where; None where there is no before or after."""

    venture: Venture
    investor: Investor
    before: Place | None
    after: Place | None

    @property
    def kind(self):
        if self.before and self.after:
            return "moved"
        return "added" if self.after else "removed"

    @property
    def who(self):
        return f"{self.venture} · {self.investor}"


def write(day, places, made_from, *, author, at=None):
    """Writes a plan, `places`, all of it or nothing, while nobody else plans the day or settles its meetings: what that
    changed.

    Errors: ValidationError moved_on where what it was `made_from` (see `basis`) has changed by now, or, where a moment
            is named, differs from what there is at that moment; or where somebody takes a place of it meanwhile, or
            deletes one.
    """
    with transaction.atomic():
        MatchmakingDay.objects.select_for_update(of=("self",)).get(pk=day.pk)
        at = at or timezone.now()
        moved_on = ValidationError(_("Something changed since the plan was made. Nothing is written."), code="moved_on")
        if basis(day, at) != made_from:
            raise moved_on
        found = differences(day, places, at)
        try:
            with transaction.atomic():
                put(found, places, author)
                connection.check_constraints([Meeting._meta.db_table])  # a table or a party that is deleted meanwhile
        except IntegrityError as clash:  # as is a meeting that somebody saved by hand at the same moment
            raise moved_on from clash
        return found


def places_of(arranged, meetings) -> Places:
    """Where the meetings of a plan are, without the fixed ones, which are there; `arranged` is the `Day` of both."""
    there = {meeting[:3] for meeting in arranged.problem.fixed}
    # As plain tuples, which become an array in a tenth of the time.
    found = np.array([(*meeting,) for meeting in meetings if meeting[:3] not in there], dtype=np.int64).reshape(-1, 4)
    sides = arranged.ventures, arranged.investors, arranged.timeslots, arranged.tables
    keys = [keys_of(rows)[numbers].tolist() for rows, numbers in zip(sides, found.T, strict=True)]
    return dict(zip(zip(*keys[:2], strict=True), zip(*keys[2:], strict=True), strict=True))


def differences(day, places: Places, at=None):
    """What differs between the meetings that a plan may touch at a moment and `places`."""
    meetings = Meeting.objects.filter(timeslot__day=day).replaceable(at).order_by("pk")
    gone, moved, there = [], [], set()
    for pk, *four in meetings.values_list("pk", "venture", "investor", "timeslot", "table"):
        pair, place = tuple(four[:2]), tuple(four[2:])
        there.add(pair)
        if pair not in places:
            gone.append(Row(pk, pair, place))
        elif places[pair] != place:
            moved.append(Row(pk, pair, place))
    new = [pair for pair in places if pair not in there]
    return Differences(gone, moved, new, len(places) - len(new) - len(moved))


def lines(found: Differences, places: Places, most=None) -> list[Line]:
    """What changes, meeting by meeting: those that come, that move, that go; of each at most so many. What names a row
    that is not there any more is left out.
    """
    told = [(pair, None, places[pair]) for pair in found.new[:most]]
    told += [(row.pair, row.place, places[row.pair]) for row in found.moved[:most]]
    told += [(row.pair, row.place, None) for row in found.gone[:most]]
    ventures = Venture.objects.in_bulk({pair[0] for pair, _before, _after in told})
    investors = Investor.objects.select_related("organisation").in_bulk({pair[1] for pair, _before, _after in told})
    where = {place for _pair, before, after in told for place in (before, after) if place}
    slots = Timeslot.objects.in_bulk({timeslot for timeslot, _table in where})
    tables = Table.objects.in_bulk({table for _timeslot, table in where})
    at = {
        place: Place(slots[place[0]], tables[place[1]]) for place in where if place[0] in slots and place[1] in tables
    }
    return [
        Line(ventures[pair[0]], investors[pair[1]], at.get(before), at.get(after))
        for pair, before, after in told
        if pair[0] in ventures and pair[1] in investors and at.keys() >= {before, after} - {None}
    ]


def put(found: Differences, places: Places, author):
    """Takes away, moves and adds."""
    gone, moving = [row.pk for row in found.gone], [row.pk for row in found.moved]
    record(Meeting, gone, "-", author)
    Meeting.objects.filter(pk__in=gone)._raw_delete(connection.alias)  # the history has it
    # Two that change places would be in each other's way: all step aside first.
    Meeting.objects.filter(pk__in=moving).update(state=MeetingState.CANCELLED)
    moved = [
        Meeting(pk=row.pk, timeslot_id=places[row.pair][0], table_id=places[row.pair][1], state=MeetingState.PLANNED)
        for row in found.moved
    ]
    Meeting.objects.bulk_update(moved, ["timeslot", "table", "state"], batch_size=CHUNK)
    record(Meeting, moving, "~", author)
    added = [
        Meeting(venture_id=pair[0], investor_id=pair[1], timeslot_id=places[pair][0], table_id=places[pair][1])
        for pair in found.new
    ]
    made = Meeting.objects.bulk_create(added, batch_size=CHUNK)
    record(Meeting, [row.pk for row in made], "+", author)
