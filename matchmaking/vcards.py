"""Cards of people as telephones and mail programs read them (vCard 3.0, which all of them know).

Source: RFC 2426 and, for the folding of long lines, RFC 2425: at most 75 bytes, the next line begins with a space.
"""

from typing import NamedTuple

MOST_BYTES = 75


class Person(NamedTuple):
    """Somebody to be reached; what is empty is not in the card."""

    name: str
    organisation: str
    office: str = ""
    email: str = ""
    phone: str = ""


def cards(people):
    """One text with a card for each person."""
    return "".join(folded(line) for person in people for line in lines(person))


def lines(person):
    """The lines of a card. How a name divides into family and given name is not known here: it is told as a whole."""
    yield from ("BEGIN:VCARD", "VERSION:3.0")
    yield f"FN:{escaped(person.name)}"
    yield f"N:{escaped(person.name)};;;;"
    yield f"ORG:{escaped(person.organisation)}"
    for name, value in (("TITLE", person.office), ("EMAIL;TYPE=INTERNET", person.email), ("TEL", person.phone)):
        if value:
            yield f"{name}:{escaped(value)}"
    yield "END:VCARD"


def escaped(text):
    """A value in which nothing begins another one, or another line."""
    for sign in ("\\", ",", ";"):
        text = text.replace(sign, f"\\{sign}")
    return "\\n".join(text.splitlines())


def folded(line):
    """A line of the file: cut between characters, never within one."""
    pieces, size = [""], 0
    for character in line:
        width = len(character.encode())
        if size + width > MOST_BYTES:
            pieces.append(" ")
            size = 1
        pieces[-1] += character
        size += width
    return "\r\n".join(pieces) + "\r\n"
