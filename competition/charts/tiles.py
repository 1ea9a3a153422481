"""Tiles shaded by a count: in five shades at most, each with as many tiles as the others, as far as ties allow."""

from bisect import bisect_left
from typing import NamedTuple

from competition.charts.drawing import LEADING, SMALL, Drawn, element, linked, measured, paragraph, text
from competition.lines import clipped, wrapped

SHADES = 5
SAMPLE = 14


class Tile(NamedTuple):
    """`short` is written on it, `name` is read out and shown at the pointer: the whole name with its number."""

    key: str
    short: str
    name: str
    number: int
    path: str = ""
    lang: str | None = None


class Place(NamedTuple):
    x: float
    y: float
    width: float
    height: float


class Shade(NamedTuple):
    """The tiles from one number to another, and how dark they are, 1 to 5."""

    first: int
    last: int
    level: int


def shades(numbers):
    """The shades of these numbers, lightest first; nothing (0) has none.

    Equal numbers are in one shade. A single shade is the middle one.
    """
    counted = sorted(number for number in numbers if number > 0)
    if not counted:
        return []
    bounds = sorted({counted[-(-len(counted) * step // SHADES) - 1] for step in range(1, SHADES + 1)})
    found, least = [], 0
    for index, last in enumerate(bounds):
        first = next(number for number in counted if number > least)
        level = 1 + round(index * (SHADES - 1) / (len(bounds) - 1)) if len(bounds) > 1 else (SHADES + 1) // 2
        found.append(Shade(first, last, level))
        least = last
    return found


def level_of(number, found):
    """How dark a number is, 0 for nothing."""
    if number <= 0:
        return 0
    return found[bisect_left([shade.last for shade in found], number)].level


def drawn_tile(tile, place, level):
    """A tile with its short name above its number, both centred, letters as large as its width lets them be."""
    x, y, width, height = place
    size = 11
    lines = wrapped(tile.short, width - 4, lambda line: measured(line, size))
    lines = clipped(lines, 2 if height > 50 else 1, width - 4, lambda line: measured(line, size))
    written = f"{tile.number:,}"
    small = min(size, (width - 4) / max(measured(written, 1), 1))
    top = y + (height - (len(lines) * size + small) * LEADING) / 2
    middle = x + width / 2
    return linked(
        tile.path,
        tile.name,
        element("rect", class_=f"tile shade-{level}", x=x, y=y, width=width, height=height, rx=2),
        text(lines, middle, top, size=size, class_=f"on-shade-{level}", text_anchor="middle", lang=tile.lang),
        text(
            [written],
            middle,
            top + len(lines) * size * LEADING,
            size=small,
            class_=f"on-shade-{level}",
            text_anchor="middle",
        ),
    )


def legend(found, none, width):
    """A sample of each shade with its numbers, side by side as far as there is room; `none` names the tiles without."""
    samples = [(0, none)] if none else []
    samples += [
        (shade.level, f"{shade.first:,}–{shade.last:,}" if shade.first != shade.last else f"{shade.first:,}")
        for shade in found
    ]
    drawn, x, y = [], 0.0, 0.0
    line = SMALL * LEADING + 6
    for level, said in samples:
        wide = SAMPLE + 6 + measured(said, SMALL) + 16
        if x and x + wide > width:
            x, y = 0.0, y + line
        words = paragraph(said, x + SAMPLE + 6, y, width - SAMPLE - 6, size=SMALL)
        sample = element(
            "rect", class_=f"tile shade-{level}", x=x + 0.5, y=y + 2, width=SAMPLE, height=SAMPLE - 2, rx=2
        )
        drawn.append(sample + words.markup)
        x += wide
        y += max(0, words.height - SMALL * LEADING)
    return Drawn("".join(drawn), y + line + 8)
