"""The divisions of the national economy as tiles, section by section: which ones the entries come from."""

from typing import NamedTuple

from competition.charts.drawing import NARROW, framed, nothing, paragraph
from competition.charts.tiles import Place, Tile, drawn_tile, legend, level_of, shades

SIDE, GAP = 38, 4
LABELS = 252  # how wide the column of section names is in a wide drawing
SECTION_GAP = 8


class Section(NamedTuple):
    """A section, its name, and its divisions in the order of their codes."""

    name: str
    tiles: list[Tile]
    lang: str | None = None


def industries(name, sections, words, *, width):
    """The map. Where no division has anything, it says so."""
    numbers = [tile.number for section in sections for tile in section.tiles]
    if not any(numbers):
        return nothing(name, words, width)
    found = shades(numbers)
    head = legend(found, words.none, width)
    body, y = [head.markup], head.height
    for section in sections:
        markup, y = drawn_section(section, found, y, width)
        body.append(markup)
    return framed(name, words, width, "".join(body), y)


def drawn_section(section, found, y, width):
    """A section at `y`, its name beside or above: (markup, where the next one begins)."""
    is_narrow = width <= NARROW
    x = 0 if is_narrow else LABELS
    label_y = y if is_narrow else y + 6
    label = paragraph(section.name, 0, label_y, width if is_narrow else LABELS - 12, size=13, lang=section.lang)
    top = y + label.height + 4 if is_narrow else y
    columns = int((width - x + GAP) // (SIDE + GAP))
    parts = [label.markup]
    for index, tile in enumerate(section.tiles):
        row, column = divmod(index, columns)
        place = Place(x + column * (SIDE + GAP), top + row * (SIDE + GAP), SIDE, SIDE)
        parts.append(drawn_tile(tile, place, level_of(tile.number, found)))
    rows = -(-len(section.tiles) // columns)
    bottom = max(top + rows * (SIDE + GAP), label_y + label.height)
    return "".join(parts), bottom + SECTION_GAP
