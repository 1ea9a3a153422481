"""What somebody does on the day: their meetings, their pitches, what they do in the programme as it was published,
and the breaks.
"""

import datetime as dt
from typing import NamedTuple

from django.db.models import Prefetch
from django.utils import timezone

from conference import published
from matchmaking.models import Meeting, PartyState, Representative, Side
from matchmaking.turns import Turn, turns_of

SHORTEST_BREAK = dt.timedelta(minutes=10)  # less is to change tables


class Appearing(NamedTuple):
    """Somebody who comes for a party appears in the programme; texts are bilingual."""

    starts_at: dt.datetime
    ends_at: dt.datetime
    title: dict[str, str]
    person: dict[str, str]
    room: dict[str, str]


class Line(NamedTuple):
    """One thing of a schedule: a meeting, a pitch, an appearance, or, without any, a break. `other` is who is met."""

    starts_at: dt.datetime
    ends_at: dt.datetime
    meeting: Meeting | None = None
    other: object = None
    appearing: Appearing | None = None
    turn: Turn | None = None


def appearances(party):
    """What those who come for a party do in the published programme, in order of time."""
    people = set(party.representatives.filter(person__isnull=False).values_list("person__slug", flat=True))
    version = published.publication().versions.get(party.day.activity.conference.slug)
    if not people or version is None:
        return []
    found = published.published_programme(version.digest).lines_with(
        lambda appearance: appearance.person is not None and appearance.person.slug in people
    )
    lines = [
        (activity, item or activity, appearance) for activity, item, appearance in found if not activity.is_cancelled
    ]
    told = [
        Appearing(
            line.starts_at,
            line.ends_at,
            line.title,
            appearance.person.name,
            activity.room.name if activity.room else {},
        )
        for activity, line, appearance in lines
    ]
    return sorted(told, key=lambda one: (one.starts_at, one.ends_at))


def during(appearing, line):
    """Those that appear while something else lasts."""
    return [one for one in appearing if one.starts_at < line.ends_at and one.ends_at > line.starts_at]


def meetings_of(party):
    """The meetings of a party that take place, with all that its schedule says of them, in order of time. Who comes for
    the others is not told to one that has withdrawn.
    """
    other = party.side.other
    people = Representative.objects.order_by("pk")
    who = Prefetch(f"{other}__representatives", people.none() if party.state == PartyState.WITHDRAWN else people)
    joined = [f"{other}__organisation__region", "timeslot", "table"] + (
        ["venture__region"] if other == Side.VENTURE else []
    )
    meetings = party.meetings.taking_place().known_to(party).select_related(*joined).prefetch_related(who)
    return meetings.order_by("timeslot__starts_at")


def turns(party):
    """The pitches of a party; investors have none."""
    return turns_of(party) if party.side == Side.VENTURE else []


def schedule_of(party):
    """The schedule of a party: [Line], with the breaks between. Before the plan is known, its pitches alone."""
    lines = [Line(turn.starts_at, turn.ends_at, turn=turn) for turn in on_its_dates(party.day, turns(party))]
    if party.day.shows_plan():
        meetings = meetings_of(party)
        lines += [Line(row.timeslot.starts_at, row.timeslot.ends_at, row, row.other_than(party)) for row in meetings]
        own = on_its_dates(party.day, appearances(party))
        lines += [Line(one.starts_at, one.ends_at, appearing=one) for one in own]
    return list(with_breaks(sorted(lines, key=lambda line: (line.starts_at, line.ends_at))))


def on_its_dates(day, found):
    first, last = (timezone.localdate(moment) for moment in (day.activity.starts_at, day.activity.ends_at))
    return [one for one in found if first <= timezone.localdate(one.starts_at) <= last]


def with_breaks(lines):
    """The lines, and between two of them the time in which there is neither."""
    until = None
    for line in lines:
        if until and line.starts_at - until >= SHORTEST_BREAK:
            yield Line(until, line.starts_at)
        yield line
        until = max(until, line.ends_at) if until else line.ends_at
