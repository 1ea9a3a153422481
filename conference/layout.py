"""The agenda as a page lays it out: which lines a filter leaves, what a visitor chose, and a grid by hall.

Units:  a row of the grid is a quarter of an hour; rows and columns are counted from 1, as CSS does.
"""

import datetime as dt
import re
from itertools import groupby
from typing import NamedTuple

from conference.programme import Activity, AgendaItem, Day, Name, Room

QUARTER = 15
MOST_KEYS = 500
KEY = re.compile(r"[ai][1-9][0-9]{0,9}")


class Line(NamedTuple):
    """An activity, or one of its agenda items, as a line of its own."""

    activity: Activity
    item: AgendaItem | None = None

    @property
    def itself(self):
        return self.item or self.activity


class Hall(NamedTuple):
    """A hall's place in the grid; activities that overlap in it make it more than one column wide."""

    room: Room | None
    column: int
    width: int


class Place(NamedTuple):
    column: int
    row: int
    rows: int


class Grid(NamedTuple):
    """A day by hall: `places` has the place of each activity by its id, `hours` the row of each full hour."""

    halls: list[Hall]
    hours: list[tuple[str, int]]
    places: dict[int, Place]


class Choices(NamedTuple):
    """What an agenda can be filtered by: what is in use in it."""

    kinds: list[str]
    halls: list[Room]
    organisations: list[Name]


def organisations_of(thing):
    """The organisations that host an activity or appear in it, or that appear in an agenda item, by slug."""
    hosts = [host.organisation for host in getattr(thing, "hosts", [])]
    appearing = [appearance.organisation for appearance in thing.appearances if appearance.organisation]
    return {organisation.slug: organisation for organisation in hosts + appearing}


def choices(activities):
    """The kinds, halls and organisations in use, each in the order in which they are met; halls in theirs."""
    halls = {activity.room.id: activity.room for activity in activities if activity.room}
    organisations = {}
    for activity in activities:
        for thing in (activity, *activity.items):
            organisations |= organisations_of(thing)
    return Choices(
        kinds=list(dict.fromkeys(activity.kind for activity in activities)),
        halls=sorted(halls.values(), key=lambda room: (room.order, room.id)),
        organisations=list(organisations.values()),
    )


def matching(activities, *, kind="", hall="", organisation=""):
    """The keys of the lines that a filter leaves; an empty value lets everything pass.

    Kind and hall are those of the activity. An organisation that hosts an activity or appears in it leaves all of it;
    one that appears in some of its agenda items leaves these.
    """
    found = set()
    for activity in activities:
        if kind not in ("", activity.kind) or hall not in ("", str(activity.room and activity.room.id)):
            continue
        items = activity.items
        if organisation and organisation not in organisations_of(activity):
            items = [item for item in items if organisation in organisations_of(item)]
            if not items:
                continue
        found |= {activity.key, *(item.key for item in items)}
    return found


def keys_in(text):
    """The keys that a link carries, each once: "a1,i2" → ["a1", "i2"]. What is no key is left out."""
    return list(dict.fromkeys(key for key in text.split(",") if KEY.fullmatch(key)))[:MOST_KEYS]


def chosen(programme, keys):
    """A personal agenda: [(day, its lines)], and the keys that the programme does not have.

    In order of time; an activity comes before its own first agenda item.
    """
    lines = [Line(*programme.lines[key]) for key in keys if key in programme.lines]
    lines.sort(key=lambda line: (line.itself.starts_at, line.item is not None, line.itself.ends_at))
    days = [(day, list(found)) for day, found in groupby(lines, lambda line: line.itself.starts_at.date())]
    return days, [key for key in keys if key not in programme.lines]


def neighbours(programme, activity):
    """The activities before and after one in the programme; None at either end."""
    position = next(at for at, other in enumerate(programme.activities) if other.id == activity.id)
    around = [None, *programme.activities, None]
    return around[position], around[position + 2]


def grid(day: Day):
    """Where each activity of a day stands in a grid with a column a hall.

    Activities that overlap in one hall, as a cancelled one and its substitute may, stand side by side.
    """
    if not day.activities:
        return Grid([], [], {})
    first = quarter(min(activity.starts_at for activity in day.activities), day.date) // 4 * 4
    latest = max(ends_within(activity, day.date) for activity in day.activities)
    halls, places, column = [], {}, 1
    for room in day.rooms:
        lanes = []  # of each column of this hall, the row that is free next
        for activity in day.activities:
            if (activity.room and activity.room.id) != (room and room.id):
                continue
            row = quarter(activity.starts_at, day.date) - first + 1
            end = max(row + 1, ends_within(activity, day.date) - first + 1)
            lane = next((number for number, free in enumerate(lanes) if free <= row), len(lanes))
            lanes[lane : lane + 1] = [end]
            places[activity.id] = Place(column + lane, row, end - row)
        halls.append(Hall(room, column, len(lanes)))
        column += len(lanes)
    hours = [(f"{quarters // 4:02d}:00", quarters - first + 1) for quarters in range(first, latest, 4)]
    return Grid(halls, hours, places)


def quarter(moment, date):
    """The nearest quarter of an hour, counted from the beginning of a day."""
    midnight = dt.datetime.combine(date, dt.time(), moment.tzinfo)
    return round((moment - midnight) / dt.timedelta(minutes=QUARTER))


def ends_within(activity, date):
    """The quarter in which an activity ends; of one that goes on after midnight, the hour after it started."""
    if activity.ends_at.date() > date:
        return quarter(activity.starts_at, date) + 4
    return quarter(activity.ends_at, date)
