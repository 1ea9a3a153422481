"""The agenda as a page lays it out: which lines a filter leaves, what a visitor chose, and a grid by hall.

Units:  a row of the grid is a quarter of an hour; rows and columns are counted from 1, as CSS does.
"""

import datetime as dt
import re
from itertools import groupby
from typing import NamedTuple

from conference.programme import Activity, AgendaItem, Day, Name, Room

QUARTER = 15
QUARTERS = 24 * 60 // QUARTER  # of a day
NIGHT = dt.timedelta(hours=6)  # what takes place before six in the morning belongs to the evening before
MOST_DAYS = 31  # of a conference, on which what goes on for days is shown even where nothing else takes place
MOST_KEYS = 500
KEY = re.compile(r"[ai][1-9][0-9]{0,9}")


class Line(NamedTuple):
    """An activity, or one of its agenda items, as a line of its own."""

    activity: Activity
    item: AgendaItem | None = None

    @property
    def itself(self):
        return self.item or self.activity


class Stretch(NamedTuple):
    """What of an activity takes place on one day; `ends_at` is None where it goes on and nobody knows until when."""

    activity: Activity
    starts_at: dt.datetime
    ends_at: dt.datetime | None
    items: list[AgendaItem]
    continues: bool = False


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


def days(programme):
    """The days on which something takes place; an activity of several days is in each of them."""
    conference, activities = programme.conference, programme.activities
    length = min((conference.ends_on - conference.starts_on).days + 1, MOST_DAYS)
    dates = {conference.starts_on + dt.timedelta(days=number) for number in range(length)}
    for activity in activities:
        dates |= {activity.day, last_day(activity), *(day_of(item, activity) for item in activity.items)}
    found = [Day(date, [one for one in activities if one.day <= date <= last_day(one)]) for date in sorted(dates)]
    return [day for day in found if day.activities]


def day_of(item, activity):
    """The day of an activity to which an agenda item belongs."""
    return max(activity.day, (item.starts_at - NIGHT).date())


def last_day(activity):
    return max(activity.day, (activity.ends_at - NIGHT - dt.timedelta.resolution).date())


def stretch(activity, date):
    """What of an activity takes place on one of its days.

    Where it goes on and has no agenda items on that day, it starts at the hour at which it did on the first.
    """
    items = [item for item in activity.items if day_of(item, activity) == date]
    ends_at = activity.ends_at if date == last_day(activity) else max((item.ends_at for item in items), default=None)
    if date == activity.day:
        return Stretch(activity, activity.starts_at, ends_at, items)
    starts_at = items[0].starts_at if items else dt.datetime.combine(date, activity.starts_at.timetz())
    if ends_at and starts_at >= ends_at:
        starts_at = dt.datetime.combine(date, dt.time(), starts_at.tzinfo) + NIGHT
    return Stretch(activity, starts_at, ends_at, items, continues=True)


def is_left(found: Stretch, matching):
    """Whether a filter that leaves these keys leaves something of a stretch."""
    if found.items:
        return any(item.key in matching for item in found.items)
    return found.activity.key in matching and all(item.key in matching for item in found.activity.items)


def grid(day: Day):
    """Where each activity of a day stands in a grid with a column a hall.

    Activities that overlap in one hall, as a cancelled one and its substitute may, stand side by side.
    """
    if not day.activities:
        return Grid([], [], {})
    stretches = {activity.id: stretch(activity, day.date) for activity in day.activities}
    first = quarter(min(found.starts_at for found in stretches.values()), day.date) // 4 * 4
    latest = max(ends_within(found, day.date) for found in stretches.values())
    halls, places, column = [], {}, 1
    for room in day.rooms:
        lanes = []  # of each column of this hall, the row that is free next
        for activity in sorted(day.activities, key=lambda one: stretches[one.id].starts_at):
            if (activity.room and activity.room.id) != (room and room.id):
                continue
            row = quarter(stretches[activity.id].starts_at, day.date) - first + 1
            end = max(row + 1, ends_within(stretches[activity.id], day.date) - first + 1)
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


def ends_within(found: Stretch, date):
    """The quarter in which a stretch ends, at the latest at midnight; where nobody knows, an hour after it starts."""
    ends = quarter(found.starts_at, date) + 4 if found.ends_at is None else quarter(found.ends_at, date)
    return min(ends, QUARTERS)
