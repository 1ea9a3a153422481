"""What a schedule file has no place for, carried along in it: both languages, hosts, roles, the activities themselves.

In JSON it stands in `conference.meta`, which the format leaves open; in XML in a processing instruction, which every
other reader skips.

Put together again, an event that says what was exported stands as it was carried, in both languages; what differs in
the file goes before what was carried; an event that is gone takes its agenda item, or an activity without any left,
with it.
"""

import datetime as dt
import re

import msgspec

from conference.exchange import values
from conference.exchange.events import clean, events_in, in_one_line, room_name, words_of
from conference.exchange.problems import UnreadableError
from conference.programme import Activity, Organisation, Person, Venue

NAME = "bloom"

# In XML this text must not end the instruction (`?>`) nor hold a character that XML forbids.
FORBIDDEN = re.compile("[>\x7f-\x9f\ufffe\uffff]")
MINUTE = dt.timedelta(minutes=1)  # durations are written in whole minutes


class Structure(msgspec.Struct, frozen=True, omit_defaults=True):
    """The activities of a programme, with the people, organisations and venues that they name; `language` is that of
    the file around it.
    """

    language: str
    activities: list[Activity]
    people: list[Person] = []
    organisations: list[Organisation] = []
    venues: list[Venue] = []


def structure_of(programme, language):
    """The `Structure` of a programme: pictures stay behind, because a file cannot carry them."""
    people, organisations = named_in(programme.activities)
    return Structure(
        language=language,
        activities=programme.activities,
        people=[
            msgspec.structs.replace(row, portrait=None) for slug, row in programme.people.items() if slug in people
        ],
        organisations=[
            msgspec.structs.replace(row, logo=None)
            for slug, row in programme.organisations.items()
            if slug in organisations
        ],
        venues=programme.venues,
    )


def named_in(activities):
    """The slugs of the people and of the organisations that appear in activities or hold them."""
    lines = [line for activity in activities for line in (activity, *activity.items)]
    appearances = [appearance for line in lines for appearance in line.appearances]
    people = {appearance.person.slug for appearance in appearances if appearance.person}
    organisations = {appearance.organisation.slug for appearance in appearances if appearance.organisation}
    return people, organisations | {host.organisation.slug for activity in activities for host in activity.hosts}


def as_json(programme, language):
    return msgspec.to_builtins(structure_of(programme, language))


def as_xml(programme, language):
    text = msgspec.json.encode(structure_of(programme, language)).decode()
    return FORBIDDEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def from_json(value, place):
    """The `Structure` in a part of a JSON document. Errors: UnreadableError."""
    try:
        return msgspec.convert(value, Structure)
    except (msgspec.ValidationError, RecursionError) as error:
        raise UnreadableError("structure_broken", place, detail=str(error)) from None


def from_xml(text, line):
    """The `Structure` in a processing instruction. Errors: UnreadableError."""
    try:
        return msgspec.json.decode(text or "", type=Structure)
    except (msgspec.DecodeError, RecursionError) as error:
        raise UnreadableError("structure_broken", line, detail=str(error)) from None


def merged(schedule, structure, problems):
    """The `Schedule` of a file that carries a `Structure`; an event of none of its activities stays an event."""
    check(structure, schedule, problems)
    if problems:
        return schedule
    found = {event.guid: event for event in schedule.events}
    language = structure.language if structure.language in ("en", "zh-hans") else "en"
    activities = [with_events(activity, found, language) for activity in structure.activities]
    carried = {event.guid for activity in structure.activities for event in events_in(activity)}
    schedule.activities = [activity for activity in activities if activity]
    schedule.events = [event for event in schedule.events if event.guid not in carried]
    schedule.people |= {person.slug: person for person in structure.people}
    schedule.organisations = {organisation.slug: organisation for organisation in structure.organisations}
    schedule.venues, schedule.left_out = structure.venues, {}
    return schedule


def check(structure, schedule, problems):
    """What msgspec cannot see: guids that are none or stand twice, wrong times."""
    seen, places = set(), schedule.places
    for activity in structure.activities:
        first = next((places[event.guid] for event in events_in(activity) if event.guid in places), None)
        places.setdefault(activity.guid, first)
    for line in (line for activity in structure.activities for line in (activity, *activity.items)):
        place = places.get(line.guid)
        if values.guid(line.guid) is None:
            problems.add("guid_wrong", place, found=line.guid)
        elif line.guid in seen:
            problems.add("guid_twice", place, guid=line.guid, other=place)
        elif line.starts_at.tzinfo is None or line.ends_at.tzinfo is None:
            problems.add("offset_missing", place, found=line.starts_at.isoformat())
        elif wrong := [at for at in (line.starts_at, line.ends_at) if at.year not in values.YEARS]:
            problems.add("time_wrong", place, found=wrong[0].isoformat())
        elif values.to_the_minute(line.ends_at) <= values.to_the_minute(line.starts_at):
            problems.add("ends_before_start", place)
        seen.add(line.guid)


def with_events(activity, found, language):
    """An activity as the file's events leave it, or None where all of them are gone."""
    kept = [(event, found[event.guid]) for event in events_in(activity) if event.guid in found]
    if not kept:
        return None
    told = [new for _old, new in kept if not new.is_meta]
    if told:
        changes = {"is_cancelled": all(new.is_cancelled for new in told)}
        if any(name_of(new.room, language) != room_name(activity.room, language) for new in told):
            changes["room"] = told[0].room
        activity = msgspec.structs.replace(activity, **changes)
    if not activity.items:
        return with_changes(activity, *kept[0], "summary", language)
    lines = {item.guid: item for item in activity.items}
    items = [with_changes(lines[old.guid], old, new, "abstract", language) for old, new in kept]
    return msgspec.structs.replace(activity, items=items)


def name_of(room, language):
    return in_one_line(next(iter(room.name.values()))) if room else room_name(None, language)


def with_changes(line, old, new, text, language):
    """A line with everything in which the file's event differs from the one that was exported."""
    changes = {"title": changed_text(old.title, new.title, language, in_one_line)}
    if new.starts_at != old.starts_at or abs(new.ends_at - old.ends_at) >= MINUTE:
        changes |= {"starts_at": new.starts_at, "ends_at": new.ends_at}
    if not new.is_meta:
        changes[text] = changed_text(old.abstract, new.abstract, language)
        before = [in_one_line(words_of(one.person.name, language)[0]) for one in old.appearances if one.person]
        if before != [next(iter(appearance.person.name.values())) for appearance in new.appearances]:
            changes["appearances"] = new.appearances + [one for one in old.appearances if not one.person]
    return msgspec.structs.replace(line, **changes)


def changed_text(old, new, language, read=clean):
    """The text that was exported, with the words that are others in the file than those that are `read` there."""
    exported = read(words_of(old, language)[0])
    return old | {
        spoken_in: words for spoken_in, words in new.items() if words not in (exported, read(old.get(spoken_in, "")))
    }
