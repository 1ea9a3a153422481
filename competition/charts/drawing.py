"""The pencil: elements of SVG, text in lines, and the frame with the words that a screen reader reads.

A drawing that holds links has the role `document`: what stands inside an `img` is told to no reader, links neither.
Colours are in the style sheet, by class; a drawing says only where things are.
"""

from html import escape
from typing import NamedTuple

from competition.lines import characters, is_wide, wrapped

WIDE, NARROW = 720, 340
SIZE, SMALL = 14, 12  # of letters
LEADING = 1.35  # from line to line, in sizes
SLIM, BROAD = frozenset(" iljtfrI.,:;'|!()[]/"), frozenset("MWmw@%&—…")


class Words(NamedTuple):
    """What a chart says: its title, a sentence or two on what is to be seen, and the sentence where nothing is.

    `none` names the tiles without any, `axis` says what the scale is, `series` has (kind of bar, its words).
    """

    title: str
    description: str
    empty: str
    none: str = ""
    axis: str = ""
    series: tuple[tuple[str, str], ...] = ()


class Drawn(NamedTuple):
    """A part of a drawing, and how high it is."""

    markup: str
    height: float


def measured(text, size=SIZE):
    """How wide a text is at most: a guess on the safe side, as every reader has other letters."""
    return size * sum(map(broad, characters(text)))


def broad(character):
    letter = character[0]
    if is_wide(character) or ord(letter) > 0x2E80:
        return 1.0
    if letter in SLIM:
        return 0.36
    return 0.95 if letter in BROAD else 0.7 if letter.isupper() else 0.6


def number(value):
    """A measure as SVG writes it: 12.25 → 12.2, 12.0 → 12."""
    return f"{value:.1f}".removesuffix(".0")


def element(name, *children, **attributes):
    """An element of SVG; its children are markup already. `class_` is class, `a_b` is a-b, None is left out."""
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{number(value) if isinstance(value, (int, float)) else escape(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{said}>{''.join(children)}</{name}>"


def text(lines, x, y, *, size=SIZE, **attributes):
    """Lines of text; `y` is the top of the first one."""
    if not lines:
        return ""
    spans = [
        element("tspan", escape(line), x=x, y=y + size + index * size * LEADING) for index, line in enumerate(lines)
    ]
    return element("text", *spans, font_size=size, **attributes)


def paragraph(words, x, y, width, *, size=SIZE, **attributes):
    """A text as wide as there is room, in as many lines as it needs."""
    lines = wrapped(words, width, lambda line: measured(line, size))
    return Drawn(text(lines, x, y, size=size, **attributes), len(lines) * size * LEADING)


def linked(path, name, *children):
    """What belongs to one number: its words for the pointer and the reader, as a link where there is a list to see."""
    title = element("title", escape(name)) if name else ""
    if path:
        return element("a", title, *children, href=path, aria_label=name or None)
    return element("g", title, *children)


def framed(name, words, width, body, height):
    """The whole drawing. `name` is unique on its page."""
    is_interactive = "<a " in body
    return element(
        "svg",
        element("title", escape(words.title), id=f"{name}-title"),
        element("desc", escape(words.description), id=f"{name}-desc"),
        body,
        class_="drawn-chart",  # the back office takes a `chart` for a canvas of its own
        viewBox=f"0 0 {number(width)} {number(height)}",
        width=width,
        height=height,
        role="document" if is_interactive else "img",
        aria_labelledby=f"{name}-title",
        aria_describedby=f"{name}-desc",
    )


def nothing(name, words, width):
    """The chart of nothing says so."""
    said = paragraph(words.empty, 0, 8, width, class_="empty-chart")
    return framed(name, words, width, said.markup, said.height + 16)
