"""Reads `schedule.json`, versions 1 and 2 of the c3voc format, as pretalx, frab and others write it."""

import json

import msgspec

from conference.exchange import structure, values
from conference.exchange.events import clean, in_one_line
from conference.exchange.problems import UnreadableError
from conference.exchange.schedule import Reader


class Source:
    """An event, at a path of the file. A value of another type than it should have is a problem of its own."""

    is_meta = False

    def __init__(self, event, path, problems):
        self.event, self.path, self.problems = event, path, problems

    def text(self, name):
        return self.string(self.event.get(name), name)

    def string(self, value, name):
        if value is None or isinstance(value, str):
            return (value or "").strip()
        self.problems.add("not_text", self.place(name))
        return ""

    def texts(self, name, language):
        value = self.event.get(name)
        if isinstance(value, dict):
            return {values.language(code): self.string(words, name) for code, words in value.items()}
        return {language: words} if (words := self.text(name)) else {}

    def place(self, name):
        return f"{self.path}.{name}"

    def listed(self, name):
        """The objects of a list: [(its place, object)]."""
        value = self.event.get(name) or []
        if not isinstance(value, list):
            self.problems.add("not_a_list", self.place(name))
            return []
        found = [(f"{self.place(name)}[{number}]", one) for number, one in enumerate(value)]
        for place, one in found:
            if not isinstance(one, dict):
                self.problems.add("not_an_object", place)
        return [(place, one) for place, one in found if isinstance(one, dict)]

    def is_cancelled(self):
        return None

    def left_out(self):
        found = {"link": len(self.listed("links")), "attachment": len(self.listed("attachments"))}
        return found | {"track": bool(self.event.get("track")), "picture": bool(self.event.get("logo"))}


class SourceV1(Source):
    """An event of version 1, under the name of its hall."""

    def __init__(self, event, path, problems, hall):
        super().__init__(event, path, problems)
        self.hall_name = hall

    def times(self):
        return tuple((self.text(name), name) for name in ("date", "end", "duration"))

    def hall(self):
        return self.text("room") or self.hall_name, ""

    def persons(self):
        for _place, person in self.listed("persons"):
            name = person.get("name") or person.get("public_name")
            parts = person.get("guid"), name, None, person.get("biography")
            yield tuple(self.string(value, "persons") for value in parts)


class SourceV2(Source):
    """An event of version 2; a break or another entry without people is a meta event."""

    @property
    def is_meta(self):
        return self.event.get("type") in ("BREAK", "META")

    def times(self):
        return tuple((self.text(name), name) for name in ("start", "end", "duration"))

    def hall(self):
        room = self.event.get("room") or {}
        if not isinstance(room, dict):
            self.problems.add("not_an_object", self.place("room"))
            return "", ""
        return self.string(room.get("name"), "room"), self.string(room.get("guid"), "room")

    def persons(self):
        for _place, person in self.listed("participants"):
            parts = (person.get(name) for name in ("guid", "name", "role", "biography"))
            yield tuple(self.string(value, "participants") for value in parts)

    def is_cancelled(self):
        state = self.text("state")
        return state in ("CANCELED", "WITHDRAWN", "REJECTED", "DELETED") if state else None


def read(content, problems):
    """The `Schedule` in a JSON file. Errors: UnreadableError where it cannot be read at all."""
    document = parsed(content)
    if not isinstance(document, dict):
        raise UnreadableError("json_not_an_object")
    schedule = document.get("schedule")
    if not isinstance(schedule, dict):
        raise UnreadableError("schedule_missing", "schedule")
    conference = schedule.get("conference")
    if not isinstance(conference, dict):
        raise UnreadableError("conference_missing", "schedule.conference")
    head = Source(conference, "schedule.conference", problems)
    sources = list(sources_v2(schedule, problems) if "events" in schedule else sources_v1(head, problems))
    languages = conference.get("languages") or [""]
    language = languages[0] if isinstance(languages, list) and len(languages) == 1 else ""
    reader = Reader(problems, values.zone(head.text("time_zone_name")), language if isinstance(language, str) else "")
    found = reader.read(sources)
    found.title = head.text("title")
    describe(found, schedule, head)
    meta = conference.get("meta")
    if not isinstance(meta, dict) or structure.NAME not in meta:
        return found
    place = f"schedule.conference.meta.{structure.NAME}"
    return structure.merged(found, structure.from_json(meta[structure.NAME], place), problems)


def sources_v1(head, problems):
    days = head.event.get("days")
    if not isinstance(days, list):
        raise UnreadableError("events_missing", head.place("days"))
    for number, day in enumerate(days):
        path = f"schedule.conference.days[{number}].rooms"
        rooms = day.get("rooms") if isinstance(day, dict) else None
        if not isinstance(rooms, dict):
            problems.add("not_an_object", path)
            continue
        for name in rooms:
            for place, event in Source(rooms, path, problems).listed(name):
                yield SourceV1(event, place, problems, name)


def sources_v2(schedule, problems):
    for place, event in Source(schedule, "schedule", problems).listed("events"):
        yield SourceV2(event, place, problems)


def describe(found, schedule, head):
    """Adds what stands elsewhere in the file: the guids of halls that version 1 names, what is told of people."""
    guids = {in_one_line(str(room.get("name"))): room.get("guid") for _place, room in head.listed("rooms")}
    for number, event in enumerate(found.events):
        guid = guids.get(next(iter(event.room.name.values()))) if event.room else None
        if isinstance(guid, str) and values.guid(guid):
            room = msgspec.structs.replace(event.room, guid=values.guid(guid))
            found.events[number] = msgspec.structs.replace(event, room=room)
    for _place, person in Source(schedule, "schedule", head.problems).listed("persons"):
        guid, about = person.get("guid"), person.get("biography")
        if isinstance(guid, str) and guid in found.people and isinstance(about, str):
            told = {values.language("", about): clean(about)}
            found.people[guid] = msgspec.structs.replace(found.people[guid], about=told)


def parsed(content):
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableError("not_utf8", line_of(content, error.start)) from None
    try:
        return json.loads(text, parse_constant=refuse_constant)
    except json.JSONDecodeError as error:
        raise UnreadableError("json_broken", error.lineno, column=error.colno, detail=error.msg) from None
    except RecursionError:
        raise UnreadableError("json_too_deep") from None
    except ValueError:  # a number of thousands of digits
        raise UnreadableError("json_number") from None


def refuse_constant(name):
    raise UnreadableError("json_constant", None, found=name)


def line_of(content, position):
    return content.count(b"\n", 0, position) + 1
