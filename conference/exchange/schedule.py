"""Reads a schedule file of any of the three formats, ours or somebody else's, and says all that is wrong with it."""

import re
import uuid

import msgspec

from conference.exchange import values
from conference.exchange.events import NAMESPACE, NO_HALL, NO_HALL_GUID, Event, clean, in_one_line
from conference.programme import Activity, Appearance, Name, Organisation, Person, Room, Venue

CALLED_OFF = re.compile(r"(?:cancell?ed|已取消)\s*[:：]\s*", re.IGNORECASE)
ROLES = {"moderator": "moderator", "host": "moderator", "guest": "guest"}


class Schedule(msgspec.Struct, kw_only=True):
    """What a file says. `activities` are those that it carries as such, `events` all the others.

    People are named by the address that they have on the site they come from or, where the file knows none, by guid.
    `places` tells where in the file each guid stands; `left_out` counts what has no place in a programme of ours.
    """

    title: str = ""
    activities: list[Activity] = []
    events: list[Event] = []
    people: dict[str, Person] = {}
    organisations: dict[str, Organisation] = {}
    venues: list[Venue] = []
    places: dict[str, int | str] = {}
    left_out: dict[str, int] = {}


class Reader:
    """Turns the sources of events into events. A source answers `text(name)`, `texts(name, language)`, `place(name)`,
    `times()`, `hall()`, `persons()`, `is_cancelled()` (None where it does not say), `left_out()` and `is_meta`; what it
    cannot say is empty.
    """

    def __init__(self, problems, zone=None, language=""):
        self.problems, self.zone, self.language = problems, zone, language
        self.schedule = Schedule()

    def read(self, sources):
        self.schedule.events = [event for event in map(self.event, sources) if event]
        return self.schedule

    def event(self, source):
        """One event, or None where it cannot be understood."""
        guid, title = self.guid(source), self.title(source)
        times, hall = self.times(source), self.hall(source)
        if None in (guid, title, times) or hall is None:
            return None
        language = values.language(source.text("language") or self.language, title)
        for kind, number in source.left_out().items():
            self.schedule.left_out[kind] = self.schedule.left_out.get(kind, 0) + number
        is_cancelled = source.is_cancelled()
        called_off = CALLED_OFF.match(title) if is_cancelled is None else None
        return Event(
            guid=guid,
            title={language: title[called_off.end() :] if called_off else title},
            starts_at=times[0],
            ends_at=times[1],
            room=hall or None,
            abstract=self.abstract(source, language),
            kind=source.text("type").lower(),
            is_cancelled=True if called_off else is_cancelled,
            is_meta=source.is_meta,
            appearances=[self.appearance(source, *person) for person in source.persons()],
        )

    def guid(self, source):
        words = source.text("guid")
        if not words and source.is_meta:
            words = str(uuid.uuid5(NAMESPACE, f"{source.text('start')} {source.text('title')}"))
        found, place = values.guid(words), source.place("guid")
        if not words:
            self.problems.add("guid_missing", place)
        elif found is None:
            self.problems.add("guid_wrong", place, found=words)
        elif found in self.schedule.places:
            self.problems.add("guid_twice", place, guid=found, other=self.schedule.places[found])
            return None
        else:
            self.schedule.places[found] = place
        return found

    def title(self, source):
        found = in_one_line(source.text("title"))
        if not found:
            self.problems.add("title_missing", source.place("title"))
        return found or None

    def times(self, source):
        """Start and end, both with their offset."""
        (start, start_field), (end, end_field), (length, length_field) = source.times()
        starts_at = self.moment(start, source.place(start_field))
        if end:
            ends_at, field = self.moment(end, source.place(end_field)), end_field
        else:
            lasts, field = values.duration(length), length_field
            if lasts is None:
                self.problems.add("duration_wrong", source.place(field), found=length)
            ends_at = starts_at + lasts if starts_at and lasts is not None else None
        if starts_at is None or ends_at is None:
            return None
        starts_at, ends_at = values.to_the_minute(starts_at), values.to_the_minute(ends_at)
        if ends_at <= starts_at:
            return self.problems.add("ends_before_start", source.place(field))
        return starts_at, ends_at

    def moment(self, words, place):
        found = values.moment(words, self.zone)
        if not words:
            self.problems.add("start_missing", place)
        elif found is None:
            self.problems.add("time_wrong", place, found=words)
        elif found.tzinfo is None:
            self.problems.add("offset_missing", place, found=words)
            return None
        return found

    def hall(self, source):
        """The hall; False where the event has none, None where the file should say and does not."""
        name, guid = source.hall()
        name = in_one_line(name)
        if source.is_meta and not (name or guid):
            return False
        if guid == NO_HALL_GUID or name in NO_HALL.values():
            return False
        if not name:
            return self.problems.add("hall_missing", source.place("room"))
        found = values.guid(guid) or str(uuid.uuid5(NAMESPACE, f"room {name}"))
        return Room(id=0, guid=found, name={values.language("", name): name}, venue={})

    def abstract(self, source, language):
        """Abstract and description as one text, in each language in which there is one."""
        parts = [source.texts(name, language) for name in ("abstract", "description")]
        found = {}
        for spoken_in in {*parts[0], *parts[1]}:
            words = dict.fromkeys(filter(None, (clean(part.get(spoken_in, "")) for part in parts)))
            found[spoken_in] = "\n\n".join(words)
        return {spoken_in: words for spoken_in, words in found.items() if words}

    def appearance(self, source, guid, name, role, about):
        name = in_one_line(name)
        if not name:
            self.problems.add("person_without_name", source.place("persons"))
        key = values.guid(guid) or str(uuid.uuid5(NAMESPACE, f"name {name}"))
        language = values.language("", name)
        person = Person(slug=key, name={language: name}, about={values.language("", about): about} if about else {})
        self.schedule.people.setdefault(key, person)
        return Appearance(role=ROLES.get(role.lower(), "speaker"), person=Name(slug=key, name={language: name}))
