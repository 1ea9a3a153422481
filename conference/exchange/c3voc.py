"""Writes `schedule.json`, in version 1 of the c3voc format and in version 2."""

import json
import re

from conference.exchange import events, structure
from conference.exchange.events import CANCELLED, CODES, room_name, words_of

TIME_ZONE = re.compile(r"([A-Z][a-z]+/[A-Z][a-z]+)|UTC")  # the schemas know no other
KINDS = {"speech": "TALK", "panel": "DISCUSSION", "matchmaking_meeting": "MEETING"}
ROLES = {"moderator": "MODERATOR", "guest": "GUEST"}


def write_v1(programme, *, language, site):
    """The programme as `schedule.json`, version 1, in a language (the other one where something exists only there)."""
    conference = conference_part(programme, language, site) | {
        "start": programme.conference.starts_on.isoformat(),
        "end": programme.conference.ends_on.isoformat(),
        "timeslot_duration": "00:05",
        "rooms": [room_v1(room, language) for room in events.rooms_of(programme)],
        "days": [day_v1(*day, language, site) for day in enumerate(events.days_of(programme), start=1)],
    }
    conference["daysCount"] = len(conference["days"])
    return document("https://c3voc.de/schedule/schema.json", conference, site)


def write_v2(programme, *, language, site):
    """The programme as `schedule.json`, version 2, with abstracts in both languages."""
    days = [day_v2(number, date, site) for number, (date, _) in enumerate(events.days_of(programme), start=1)]
    conference = conference_part(programme, language, site) | {
        "start": days[0]["start"],
        "end": days[-1]["end"],
        "timeslot_duration": "PT5M",
        "languages": list(CODES.values()),
        "defaults": {"language": CODES[language]},
        "rooms": [room_v2(room, language) for room in events.rooms_of(programme)],
        "days": days,
    }
    found = [event_v2(event, language, site) for event in events.events_of(programme.activities)]
    return document("https://c3voc.de/schema/schedule2", conference, site, events=found)


def document(schema, conference, site, **more):
    schedule = {"version": site.version, "base_url": conference["url"], "conference": conference} | more
    text = {"$schema": schema, "generator": {"name": "Bloom"}, "schedule": schedule}
    return json.dumps(text, ensure_ascii=False, separators=(",", ":")).encode()


def conference_part(programme, language, site):
    """What both versions say of a conference."""
    found = {
        "acronym": events.acronym(programme.conference.slug),
        "title": words_of(programme.conference.name, language)[0],
        "url": site.url("conference:conference_detail"),
        "tracks": [
            {"name": words_of(activity.title, language)[0], "slug": events.safe_slug(activity.slug)}
            for activity in programme.activities
        ],
        "meta": {structure.NAME: structure.as_json(programme, language)},
    }
    zone = str(site.zone)
    return found | {"time_zone_name": zone} if TIME_ZONE.fullmatch(zone) else found


def room_v1(room, language):
    return {
        "name": room_name(room, language),
        "slug": f"room-{room.id}",
        "guid": room.guid,
        "description": words_of(room.floor, language)[0] or None,
        "capacity": room.capacity,
    }


def room_v2(room, language):
    return room_v1(room, language) | {"description": both(room.floor)}


def both(text):
    """A text in all its languages, as version 2 has it."""
    return {CODES[language]: events.clean(words) for language, words in text.items()} or None


def day_v1(number, day, language, site):
    date, rooms = day
    starts, ends = events.day_bounds(date, site.zone)
    found = {}
    for room, in_room in rooms:  # two halls may have one name
        found.setdefault(room_name(room, language), []).extend(event_v1(event, language, site) for event in in_room)
    return {"index": number, "date": date.isoformat(), "day_start": starts, "day_end": ends, "rooms": found}


def day_v2(number, date, site):
    starts, ends = events.day_bounds(date, site.zone)
    return {"index": number, "date": date.isoformat(), "start": starts, "end": ends}


def event_v1(event, language, site):
    hours, minutes = divmod(events.minutes_of(event), 60)
    title, spoken_in = words_of(event.title, language)
    return {
        "guid": event.guid,
        "id": event.number,
        "date": event.starts_at.isoformat(),
        "start": f"{event.starts_at:%H:%M}",
        "end": event.ends_at.isoformat(),
        "duration": f"{hours:02}:{minutes:02}",
        "room": room_name(event.room, language),
        "slug": site.event_slug(event),
        "url": site.line_url(event.activity, event),
        "title": CANCELLED[language] + title if event.is_cancelled else title,
        "subtitle": None,
        "track": words_of(event.activity.title, language)[0],
        "type": event.kind,
        "language": CODES[spoken_in],
        "abstract": words_of(event.abstract, language)[0] or None,
        "description": None,
        "persons": [person_v1(appearance.person, language, site) for appearance in events.people_in(event)],
        "links": [],
        "attachments": [],
    }


def person_v1(person, language, site):
    return {
        "guid": events.person_guid(person.slug),
        "name": words_of(person.name, language)[0],
        "url": site.url("conference:person_detail", slug=person.slug),
    }


def event_v2(event, language, site):
    title, spoken_in = words_of(event.title, language)
    guid = event.room.guid if event.room else events.NO_HALL_GUID
    room = {"guid": guid, "name": room_name(event.room, language)}
    times = {"start": event.starts_at.isoformat(), "end": event.ends_at.isoformat()}
    if event.kind == "break":
        return {"type": "BREAK", "guid": event.guid, "title": title, "room": room} | times
    return times | {
        "type": KINDS.get(event.kind, "OTHER"),
        "guid": event.guid,
        "room": room,
        "slug": site.event_slug(event),
        "url": site.line_url(event.activity, event),
        "title": title,
        "subtitle": None,
        "language": CODES[spoken_in],
        "track": {"slug": events.safe_slug(event.activity.slug)},
        "abstract": both(event.abstract),
        "description": None,
        "participants": [participant_v2(appearance, language) for appearance in events.people_in(event)],
        "links": [],
        "state": "CANCELED" if event.is_cancelled else "CONFIRMED",
    }


def participant_v2(appearance, language):
    return {
        "guid": events.person_guid(appearance.person.slug),
        "name": words_of(appearance.person.name, language)[0],
        "role": ROLES.get(appearance.role, "SPEAKER"),
    }
