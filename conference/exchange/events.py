"""A programme as the flat list of events that the schedule formats know.

An agenda item is an event, and so is an activity without agenda items; the activity is its track, the hall its room.
The same events come out of a file that is read; what identifies them is the guid.
"""

import datetime as dt
import re
import uuid
from collections.abc import Callable
from itertools import groupby
from typing import NamedTuple
from zoneinfo import ZoneInfo

import msgspec

from conference.programme import Activity, Appearance, Room, Text
from directory.bilingual import spoken

NAMESPACE = uuid.UUID("5d0f1c62-5b0c-5c5e-9b70-1c0a7c1f2e3d")
CODES = {"en": "en", "zh-hans": "zh"}
NO_HALL = {"en": "Hall to be announced", "zh-hans": "会场待定"}
NO_HALL_GUID = str(uuid.uuid5(NAMESPACE, "no hall"))
CANCELLED = {"en": "Cancelled: ", "zh-hans": "已取消："}

# What neither XML 1.0 nor a text in JSON or a calendar may hold, though people paste it.
UNPRINTABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

BLANKS = re.compile(r"\s+")


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """One event.

    Of an exported one, `activity` is the one that it is, or is an item of, and `key` is what the programme calls the
    line. Of one that was read, `is_cancelled` is None where the file says nothing of it, and `is_meta` is true of a
    break, of which a file says no more than title and time.
    """

    guid: str
    title: Text
    starts_at: dt.datetime
    ends_at: dt.datetime
    room: Room | None = None
    abstract: Text = {}
    kind: str = ""
    is_cancelled: bool | None = False
    is_meta: bool = False
    appearances: list[Appearance] = []
    key: str = ""
    number: int = 0
    activity: Activity | None = None


class Site(NamedTuple):
    """Where an exported file comes from. `url(name, **arguments)` gives the whole address of a page."""

    url: Callable[..., str]
    slug: str
    version: str
    zone: ZoneInfo

    def line_url(self, activity, line):
        """The page of an activity; of an agenda item, its place there."""
        page = self.url("conference:activity_detail", slug=activity.slug)
        return page if line.key == activity.key else f"{page}#{line.key}"

    def event_slug(self, event):
        """An address that is unique in the file, of the shape that the XSD asks for: 2023-main-forum-i12."""
        return f"{acronym(self.slug)}-{safe_slug(event.activity.slug)}-{event.key}"


def clean(words):
    """A text without the characters that no schedule file may hold, and without blanks around it."""
    return UNPRINTABLE.sub("", words).strip()


def in_one_line(words):
    """A title or name: clean, and without the line breaks and tabs that were pasted with it."""
    return BLANKS.sub(lambda found: " " if set(found[0]) & set("\t\n\r") else found[0], clean(words))


def words_of(text, language):
    """The clean words of a text in a language, or in the other one: (words, the language they are in)."""
    words, spoken_in = spoken(text, language)
    return clean(words), spoken_in


def events_of(activities):
    """The events of a list of activities, in the order of the programme."""
    return [event for activity in activities for event in events_in(activity)]


def events_in(activity):
    if not activity.items:
        return [event_of(activity, activity, activity.summary, activity.id * 2 + 1)]
    return [event_of(item, activity, item.abstract, item.id * 2) for item in activity.items]


def event_of(line, activity, abstract, number):
    return Event(
        guid=line.guid,
        title=line.title,
        starts_at=line.starts_at,
        ends_at=line.ends_at,
        room=activity.room,
        abstract=abstract,
        kind=line.kind,
        is_cancelled=activity.is_cancelled,
        appearances=line.appearances,
        key=line.key,
        number=number,
        activity=activity,
    )


def days_of(programme):
    """Every day of the conference, and any other on which something takes place, each with its events by hall:
    [(date, [(hall or None, events)])].
    """
    conference = programme.conference
    length = (conference.ends_on - conference.starts_on).days + 1
    found = {conference.starts_on + dt.timedelta(days=number): [] for number in range(length)}
    for event in events_of(programme.activities):
        found.setdefault(event.starts_at.date(), []).append(event)
    return [(date, by_room(events)) for date, events in sorted(found.items())]


def by_room(events):
    """The events of a day by hall, in the order of the halls; those without one come last."""

    def place(event):
        return (0, event.room.order, event.room.id) if event.room else (1, 0, 0)

    events = sorted(events, key=lambda event: (*place(event), event.starts_at, event.key))
    return [(found[0].room, found) for found in (list(group) for _, group in groupby(events, place))]


def rooms_of(programme):
    """The halls of a programme, in their order."""
    rooms = {activity.room.guid: activity.room for activity in programme.activities if activity.room}
    return sorted(rooms.values(), key=lambda room: (room.order, room.id))


def room_name(room, language):
    return in_one_line(words_of(room.name, language)[0]) if room else NO_HALL[language]


def safe_slug(words):
    """A slug as all three schemas want it: lower case, two characters or more, not ending in a hyphen."""
    slug = re.sub(r"[^a-z0-9-]+", "-", words.lower()).strip("-")
    return slug if len(slug) > 1 and slug[0].isalpha() else f"a-{slug or 0}"


def acronym(slug):
    """The short name of a conference as the schemas want it: four characters or more, without hyphens."""
    short = slug.lower().replace("-", "_")
    return short if len(short) > 3 else f"conference_{short}"


def person_guid(slug):
    """The guid of a person, who has none in the programme: it follows from the address on the site."""
    return str(uuid.uuid5(NAMESPACE, f"person {slug}"))


def person_number(slug):
    """The whole number that the formats still ask for beside the guid."""
    return uuid.UUID(person_guid(slug)).int >> 97


def people_in(event):
    """The appearances of persons; organisations that send somebody unnamed are no persons to these formats."""
    return [appearance for appearance in event.appearances if appearance.person]


def day_bounds(date, zone):
    """Midnight to midnight at the venue."""
    starts, ends = (dt.datetime.combine(day, dt.time(), zone) for day in (date, date + dt.timedelta(days=1)))
    return starts.isoformat(), ends.isoformat()


def minutes_of(event):
    """How long an event lasts, in whole minutes."""
    return int((event.ends_at - event.starts_at).total_seconds() // 60)
