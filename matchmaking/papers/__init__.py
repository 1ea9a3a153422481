"""Paper for the hall: a sign for each table, and the list of parties for the desk, set by typst.

Shapes: a name is {"en": …, "zh-hans": …}, as everywhere; hours are "10:00–10:25", as they are printed; `fonts` is a
        folder of more fonts, or empty.
Errors: none for what a font has not: a character that cannot be printed becomes GETA, and the foot of the page says so.
"""

import re
from bisect import bisect
from collections.abc import Sequence
from math import ceil
from pathlib import Path
from typing import NamedTuple

import segno

from competition.certificate.rendering import MASK, png
from matchmaking.papers.setting import elsewhere

SIGNS, PARTY_LIST = (Path(__file__).with_name(name) for name in ("signs.typ", "party-list.typ"))
PAPERS = ("a4", "a5")
MOST_SIGNS = 100  # in one file: setting them takes 200 MB and a second
PRINTED = ("zh-hans", "en")
LONGEST_NAME = 90  # on a sign; what is longer is cut
SIZES = [half / 2 for half in range(6, 35)]  # of the meetings on a sign of A4, in points
WIDTH, HEIGHT = 493, 520  # that these may take, in points
FULL_WIDTH = re.compile("[\u2e80-\U0010ffff]")

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


def signs(fonts: str, heading: Heading, tables: Sequence[Sign], *, address, paper="a4"):
    """A page for each of at most `MOST_SIGNS` tables, in order, with the address of the screen as a QR code."""
    code = png(segno.make(address, error="m", mask=MASK, micro=False, boost_error=False).matrix)
    pages = []
    for table in tables:
        lines = [Line(line.hours, cut(line.venture), cut(line.investor)) for line in table.lines]
        pages.append(table._replace(lines=[line._asdict() for line in lines])._asdict() | {"size": size_for(lines)})
    said = {"pages": pages, "code": list(code), "address": address, "paper": paper}
    return elsewhere(SIGNS, fonts, said | {"heading": heading._asdict()})


def cut(name):
    """A name in the order in which its languages are printed, none longer than a sign has room for."""
    found = {language: name[language] for language in PRINTED if language in name}
    return {
        language: words if len(words) <= LONGEST_NAME else words[: LONGEST_NAME - 1] + "…"
        for language, words in found.items()
    }


def size_for(lines):
    """The largest of the sizes in which meetings are likely to fit on their sign.

    It is estimated: to have typst measure tables of ever smaller letters took a hundred times as long for 400 signs.
    """
    widths = [[[width(words) for words in name.values()] for name in line[1:]] for line in lines]
    fitting = bisect(SIZES, HEIGHT, key=lambda size: sum(height(sides, size) for sides in widths))
    return SIZES[max(fitting - 1, 0)]


def width(words):
    """How wide words are about to be, in letters of full width."""
    return 0.51 * len(words) + 0.49 * len(FULL_WIDTH.findall(words))


def height(sides, size):
    """How high a meeting is about to be, in points, from the widths of both names in each of their languages."""
    column = (WIDTH - 9 * size) / 2
    return max(sum(in_rows(name, size, column)) for name in sides) + 0.45 * size


def in_rows(name, size, column):
    """How high each language of a name is about to be: the second has smaller letters, and the same gaps."""
    for letters, part in zip(name, (1, 0.78), strict=False):
        yield ceil(1.08 * letters * size * part / column) * (0.75 * part + 0.45) * size


def party_list(fonts: str, heading: Heading, ventures: list[Entry], investors: list[Entry]):
    """Every party with who comes for it and where it sits when, in the order given."""
    sides = {"ventures": ventures, "investors": investors}
    lists = {side: [entry._asdict() for entry in entries] for side, entries in sides.items()}
    return elsewhere(PARTY_LIST, fonts, lists | {"heading": heading._asdict()})
