"""What a schedule file has no place for, carried along in it: both languages, hosts, roles, the activities themselves.

In JSON it stands in `conference.meta`, which the format leaves open; in XML in a processing instruction, which every
other reader skips. An event that somebody changed in the file itself is taken as changed.
"""

import re

import msgspec

from conference.exchange.problems import UnreadableError
from conference.programme import Activity, Organisation, Person, Venue

NAME = "bloom"

# In XML this text must not end the instruction (`?>`) nor hold a character that XML forbids.
FORBIDDEN = re.compile("[>\x7f-\x9f\ufffe\uffff]")


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
