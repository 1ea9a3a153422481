"""What cannot be, or can hardly be, in a timetable: people and halls wanted twice, and lines outside their time.

Shapes: a timetable is a flat list of `Line`, an activity followed or not by its agenda items; its order does not
        matter. People, halls and venues are whatever identifies them: they are only compared.
Units:  times are aware datetimes, half open (one line may end when the next starts); their date is the day at the
        venue. A line that does not end after it starts takes no time, and clashes with nothing.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Hashable
from enum import StrEnum
from typing import NamedTuple

SHORTEST_WAY = dt.timedelta(minutes=15)  # from a hall of one venue to a hall of another


class ClashKind(StrEnum):
    """What is wrong, in the order of a report."""

    PERSON_IN_TWO_PLACES = "person_in_two_places"
    HALL_TAKEN_TWICE = "hall_taken_twice"
    ITEMS_OVERLAP = "items_overlap"
    ITEM_OUTSIDE_ACTIVITY = "item_outside_activity"
    ACTIVITY_OUTSIDE_CONFERENCE = "activity_outside_conference"
    SHORT_WAY = "short_way"

    @property
    def is_warning(self):
        return self is ClashKind.SHORT_WAY


class Line(NamedTuple):
    """A line of the timetable. `activity` is the key of the activity it belongs to: of an activity, its own key."""

    key: str
    activity: str
    title: dict[str, str]
    starts_at: dt.datetime
    ends_at: dt.datetime
    hall: Hashable = None
    venue: Hashable = None
    people: frozenset = frozenset()

    @property
    def is_activity(self):
        return self.key == self.activity


class Clash(NamedTuple):
    """One thing that is wrong: the lines concerned, the earlier first, and the person or hall they both want."""

    kind: ClashKind
    lines: tuple[Line, ...]
    wanted: Hashable = None

    @property
    def rank(self):
        """Clashes before warnings, then by time."""
        order = list(ClashKind).index(self.kind)
        return self.kind.is_warning, self.lines[0].starts_at, order, [line.key for line in self.lines], str(self.wanted)


def clashes(lines, first_day, last_day):
    """Everything that clashes among the lines of a conference from its first day to its last, in order of rank.

    Lines of cancelled activities are left out by the caller: they take nobody's time.
    """
    lines = sorted((line for line in lines if line.starts_at < line.ends_at), key=lambda line: (line[3:5], line.key))
    activities = {line.key: line for line in lines if line.is_activity}
    found = [
        *hall_clashes(activities.values()),
        *item_clashes(lines, activities),
        *person_clashes(lines),
        *(
            Clash(ClashKind.ACTIVITY_OUTSIDE_CONFERENCE, (activity,))
            for activity in activities.values()
            if activity.starts_at.date() < first_day or (activity.ends_at - dt.timedelta.resolution).date() > last_day
        ),
    ]
    return sorted(found, key=lambda clash: clash.rank)


def hall_clashes(activities):
    """Two activities at once in one hall."""
    by_hall = grouped((activity.hall, activity) for activity in activities if activity.hall is not None)
    for hall, found in by_hall.items():
        for pair in meeting(found):
            yield Clash(ClashKind.HALL_TAKEN_TWICE, pair, hall)


def item_clashes(lines, activities):
    """Agenda items outside their activity, and two at once within it."""
    by_activity = grouped((line.activity, line) for line in lines if not line.is_activity)
    for key, items in by_activity.items():
        for pair in meeting(items):
            yield Clash(ClashKind.ITEMS_OVERLAP, pair)
        if activity := activities.get(key):
            for item in items:
                if item.starts_at < activity.starts_at or item.ends_at > activity.ends_at:
                    yield Clash(ClashKind.ITEM_OUTSIDE_ACTIVITY, (item, activity))


def person_clashes(lines):
    """Somebody wanted in two lines at once, or too soon after one in a hall of another venue.

    Who appears in an activity as a whole is there all the time: what they do in its items says nothing more.
    """
    throughout = {(person, line.activity) for line in lines if line.is_activity for person in line.people}
    by_person = grouped(
        (person, line)
        for line in lines
        for person in line.people
        if line.is_activity or (person, line.activity) not in throughout
    )
    for person, found in by_person.items():
        for earlier, later in meeting(found, within=SHORTEST_WAY):
            if later.starts_at < earlier.ends_at:
                yield Clash(ClashKind.PERSON_IN_TWO_PLACES, (earlier, later), person)
            elif None not in (earlier.venue, later.venue) and earlier.venue != later.venue:
                yield Clash(ClashKind.SHORT_WAY, (earlier, later), person)


def grouped(pairs):
    """Values by their key, each list in the order in which they came."""
    found = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return found


def meeting(lines, within=dt.timedelta(0)):
    """The pairs of lines, given in order of time, of which the second starts before the first ends.

    `within` counts as meeting also those between which there is less time than that. One sweep: each line is compared
    with those that have not ended, never with all.
    """
    going_on = []
    for line in lines:
        going_on = [earlier for earlier in going_on if line.starts_at < earlier.ends_at + within]
        for earlier in going_on:
            yield earlier, line
        going_on.append(line)
