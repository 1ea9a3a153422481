"""The programme as it was published: frozen, complete, and the only thing that public pages read.

Shapes: a `Programme` is a tree of structs that reads and writes itself as JSON. Texts are bilingual (`Text`); people
        and organisations in a line are named by value (`Name`), with the title held at the time, so that an old year
        keeps it; what more is known of them stands once, in `people` and `organisations`.
Units:  times carry their offset; dates are days at the venue.
"""

import datetime as dt
import hashlib
from functools import cached_property
from itertools import groupby

import msgspec

type Text = dict[str, str]


class Part(msgspec.Struct, frozen=True, dict=True, omit_defaults=True):
    """A piece of the programme. `dict=True` leaves room for cached properties, which are never written."""


class Name(Part):
    slug: str
    name: Text


class Picture(Part):
    """An image: addresses of the page-wide and of the small size, and their measure in pixels."""

    url: str
    small_url: str
    width: int
    height: int


class Host(Part):
    role: str
    organisation: Name


class Conference(Part):
    slug: str
    name: Text
    theme: Text
    city: Text
    starts_on: dt.date
    ends_on: dt.date
    summary: Text = {}
    notice: Text = {}
    hosts: list[Host] = []


class Room(Part):
    id: int
    guid: str
    name: Text
    venue: Text
    floor: Text = {}
    capacity: int | None = None
    order: int = 0


class Venue(Part):
    id: int
    name: Text
    address: Text = {}
    directions: Text = {}


class KeyFigure(Part):
    id: int
    label: Text
    value: str
    as_of: dt.date
    source: Text
    qualifier: Text = {}
    unit: Text = {}


class Appearance(Part):
    """Somebody in a line of the programme: a person with title and organisation, or only an organisation."""

    role: str
    person: Name | None = None
    title: Text = {}
    organisation: Name | None = None

    @property
    def who(self):
        return self.person or self.organisation


class AgendaItem(Part):
    id: int
    guid: str
    kind: str
    title: Text
    starts_at: dt.datetime
    ends_at: dt.datetime
    abstract: Text = {}
    appearances: list[Appearance] = []

    @property
    def key(self):
        """What a personal agenda calls it."""
        return f"i{self.id}"


class Activity(Part):
    id: int
    guid: str
    slug: str
    kind: str
    title: Text
    starts_at: dt.datetime
    ends_at: dt.datetime
    summary: Text = {}
    room: Room | None = None
    is_cancelled: bool = False
    hosts: list[Host] = []
    appearances: list[Appearance] = []
    items: list[AgendaItem] = []

    @property
    def key(self):
        """What a personal agenda calls it."""
        return f"a{self.id}"

    @property
    def day(self):
        return self.starts_at.date()


class Person(Part):
    slug: str
    name: Text
    title: Text = {}
    organisation: Name | None = None
    about: Text = {}
    portrait: Picture | None = None


class Organisation(Part):
    slug: str
    name: Text
    kind: str
    region: Text = {}
    website: str = ""
    about: Text = {}
    logo: Picture | None = None


class Exhibit(Part):
    guid: str
    title: Text
    organisation: Name
    booth: str = ""
    summary: Text = {}
    image: Picture | None = None


class Release(Part):
    guid: str
    title: Text
    released_on: dt.date
    organisation: Name | None = None
    summary: Text = {}
    link: str = ""
    agenda_item: int | None = None


class News(Part):
    guid: str
    slug: str
    title: Text
    dated_on: dt.date
    body: Text = {}
    source: str = ""
    image: Picture | None = None


class Day(Part):
    """One day of the programme."""

    date: dt.date
    activities: list[Activity]

    @cached_property
    def rooms(self):
        """The halls in use that day, in their order; an activity without a hall adds None at the end."""
        used = {activity.room.id: activity.room for activity in self.activities if activity.room}
        nowhere = [None] if any(activity.room is None for activity in self.activities) else []
        return sorted(used.values(), key=lambda room: (room.order, room.id)) + nowhere


class Programme(Part):
    conference: Conference
    venues: list[Venue] = []
    key_figures: list[KeyFigure] = []
    activities: list[Activity] = []
    exhibits: list[Exhibit] = []
    releases: list[Release] = []
    news: list[News] = []
    people: dict[str, Person] = {}
    organisations: dict[str, Organisation] = {}

    @cached_property
    def days(self):
        """The days that have activities, each with them in order of time."""
        return [Day(date=date, activities=list(found)) for date, found in groupby(self.activities, lambda a: a.day)]

    @cached_property
    def lines(self):
        """Every line that can be starred, by its key: (activity, agenda item or None)."""
        found = {}
        for activity in self.activities:
            found[activity.key] = activity, None
            found |= {item.key: (activity, item) for item in activity.items}
        return found

    def activity(self, slug):
        """The activity at an address, or None."""
        return next((activity for activity in self.activities if activity.slug == slug), None)

    def lines_with(self, names):
        """The lines in which somebody appears: (activity, item or None, appearance) where `names(appearance)`."""
        return [
            (activity, item, appearance)
            for activity, item in self.lines.values()
            for appearance in (item or activity).appearances
            if names(appearance)
        ]


def encode(programme):
    """The canonical JSON text of a programme: equal programmes give equal text."""
    return msgspec.json.encode(programme, order="deterministic").decode()


def decode(text):
    """The programme in a JSON text. Errors: msgspec.ValidationError names the place that does not fit."""
    return msgspec.json.decode(text, type=Programme)


def digest(text):
    """The name of a published text: its SHA-256 in hex."""
    return hashlib.sha256(text.encode()).hexdigest()
