"""A plan becomes meetings: what stays is not touched, what moves keeps its row, and the history tells it all."""

from typing import NamedTuple

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from competition.recording import Author, record
from matchmaking.models import MatchmakingDay, Meeting, MeetingState

CHUNK = 1_000


class Changes(NamedTuple):
    """How many meetings a plan has brought, moved to another slot or table, and taken away; and how many stay."""

    added: int
    moved: int
    removed: int
    kept: int


class MovedOnError(Exception):
    """Somebody changed meetings of the day while the plan was made."""


def last_change():
    """The last row of the history of all meetings."""
    return Meeting.history.aggregate(last=Max("history_id"))["last"] or 0


def write(day, arranged, meetings, *, since, by):
    """Writes planned meetings, which are `planning` meetings among the rows of `arranged`: all of them or none.

    Errors: MovedOnError where meetings have been changed since the history row `since`.
    """
    with transaction.atomic():
        MatchmakingDay.objects.select_for_update().get(pk=day.pk)
        if last_change() != since:
            raise MovedOnError
        return written(day, wanted(arranged, meetings), Author(by, timezone.now(), _("Planned")))


def wanted(arranged, meetings):
    """{(venture, investor): (timeslot, table)} in primary keys, without the fixed ones, which are there."""
    there = {meeting[:3] for meeting in arranged.problem.fixed}
    return {
        (arranged.ventures[meeting.venture].pk, arranged.investors[meeting.investor].pk): (
            arranged.timeslots[meeting.slot].pk,
            arranged.tables[meeting.table].pk,
        )
        for meeting in meetings
        if meeting[:3] not in there
    }


class Differences(NamedTuple):
    """What a plan changes, before it is written: rows that go, rows that move and (venture, investor) that come.

    Shapes: `moved` are rows as they are now; `kept` counts those that stay, without the fixed ones.
    """

    gone: list[Meeting]
    moved: list[Meeting]
    new: list[tuple[int, int]]
    kept: int


def differences(day, places):
    """What differs between the meetings that a plan may touch and `places`, which are as `wanted` gives them."""
    rows = {(row.venture_id, row.investor_id): row for row in Meeting.objects.filter(timeslot__day=day).replaceable()}
    gone = [row for pair, row in rows.items() if pair not in places]
    moved = [row for pair, row in rows.items() if pair in places and places[pair] != (row.timeslot_id, row.table_id)]
    new = [pair for pair in places if pair not in rows]
    return Differences(gone, moved, new, len(places) - len(new) - len(moved))


def written(day, places, author):
    gone, moved, new, kept = differences(day, places)
    gone = [row.pk for row in gone]
    record(Meeting, gone, "-", author)
    Meeting.objects.filter(pk__in=gone).delete()
    # Two that change places would be in each other's way: all step aside first.
    Meeting.objects.filter(pk__in=[row.pk for row in moved]).update(state=MeetingState.CANCELLED)
    for row in moved:
        row.timeslot_id, row.table_id = places[row.venture_id, row.investor_id]
        row.state = MeetingState.PLANNED
    Meeting.objects.bulk_update(moved, ["timeslot", "table", "state"], batch_size=CHUNK)
    record(Meeting, [row.pk for row in moved], "~", author)
    added = [
        Meeting(venture_id=venture, investor_id=investor, timeslot_id=places[pair][0], table_id=places[pair][1])
        for pair in new
        for venture, investor in [pair]
    ]
    made = Meeting.objects.bulk_create(added, batch_size=CHUNK)
    record(Meeting, [row.pk for row in made], "+", author)
    return Changes(len(new), len(moved), len(gone), kept)
