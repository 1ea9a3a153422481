"""Paper for the hall: a sign for each table, and the list of parties for the desk, set by typst.

Shapes: a name is {"en": …, "zh-hans": …}, as everywhere; hours are "10:00–10:25", as they are printed.
Errors: none for what a font has not: a character that cannot be printed becomes GETA, and the foot of the page says so.
"""

import json
from pathlib import Path
from typing import NamedTuple

import segno

from competition.certificate.rendering import FAMILIES, MASK, Press, named, png

GETA = "〓"  # what Chinese and Japanese printers set for a type that they have not
SIGNS, PARTY_LIST = (Path(__file__).with_name(name) for name in ("signs.typ", "party-list.typ"))
PAPERS = ("a4", "a5")

Name = dict[str, str]


class Heading(NamedTuple):
    """What stands on every page: the day, and as of when, as it is printed."""

    day: Name
    as_of: str


class Line(NamedTuple):
    """A meeting on the sign of its table."""

    hours: str
    venture: Name
    investor: Name


class Sign(NamedTuple):
    """The sign of a table."""

    number: int
    place: str
    lines: list[Line]


class Entry(NamedTuple):
    """A party on the list: who comes for it, and where it sits when, as (hours, number of the table)."""

    name: Name
    people: list[str]
    meetings: list[tuple[str, int]]


def signs(press: Press, heading: Heading, tables: list[Sign], *, address, paper="a4"):
    """A page for each table, in the order given, with the address of the screen as a QR code."""
    code = png(segno.make(address, error="m", mask=MASK, micro=False, boost_error=False).matrix)
    pages = [table._replace(lines=[line._asdict() for line in table.lines])._asdict() for table in tables]
    return compiled(press, SIGNS, heading, {"pages": pages, "code": list(code), "address": address, "paper": paper})


def party_list(press: Press, heading: Heading, ventures: list[Entry], investors: list[Entry]):
    """Every party with who comes for it and where it sits when, in the order given."""
    sides = {"ventures": ventures, "investors": investors}
    lists = {side: [entry._asdict() for entry in entries] for side, entries in sides.items()}
    return compiled(press, PARTY_LIST, heading, lists)


def compiled(press, page, heading, said):
    words = json.dumps(said | {"heading": heading._asdict()}, ensure_ascii=False)
    missing = press.missing_characters([words])
    inputs = {
        "said": words.translate({ord(character): GETA for character in missing}),
        "families": json.dumps([*FAMILIES, *press.more]),
        "missing": f"{GETA} = {named(missing).translate({ord(c): GETA for c in missing})}" if missing else "",
    }
    return press.compiler(page).compile(sys_inputs=inputs)
