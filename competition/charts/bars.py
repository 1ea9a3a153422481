"""Horizontal bars: for each row a label and one bar for each value, official and recorded ones side by side.

Horizontal, because names are long in both languages: a label wraps, and is above its bars where the drawing is narrow.
"""

from typing import NamedTuple

from competition.charts.drawing import (
    LEADING,
    NARROW,
    SIZE,
    SMALL,
    Drawn,
    element,
    framed,
    linked,
    measured,
    nothing,
    paragraph,
    text,
)
from competition.charts.scales import linear, logarithmic

LABELS, GAP = 210, 12  # how wide the column of labels is in a wide drawing, and what is beside it
BAR, ROW_GAP = 16, 12
STEP = SIZE * LEADING  # from bar to bar
SHORTEST = 2  # what is more than nothing is seen
AXIS = 22


class Value(NamedTuple):
    """One number: how it is written, what it is called in full, and where the list is that yields it.

    `number` is None where it is not known; `written` says so. `series` names the kind, which is also a class of CSS.
    """

    number: int | None
    written: str
    series: str
    name: str = ""
    path: str = ""


class Row(NamedTuple):
    """A line of the chart. `lang` is that of the label where it is not that of the page; `heading` begins a group."""

    label: str
    values: tuple[Value, ...]
    lang: str | None = None
    heading: str = ""


class Plot(NamedTuple):
    """Where bars begin, how long the longest may be, and how wide the words after them."""

    x: float
    length: float
    words: float


def bars(name, rows, words, *, width, powers=False):
    """The chart; `powers` asks for a scale of powers of ten.

    Shapes: where no row has a number that is known, the chart says that there is nothing.
    """
    known = [value.number for row in rows for value in row.values if value.number is not None]
    if not known:
        return nothing(name, words, width)
    scale = (logarithmic if powers else linear)(max(known))
    plot = plotted(rows, width)
    head = [*legend(words.series, width), axis_words(words, width)]
    top = sum(part.height for part in head)
    body, y = [], top + AXIS
    for row in rows:
        drawn = drawn_row(row, plot, scale, y, width)
        body.append(drawn.markup)
        y += drawn.height
    parts = [*stacked(head), axis(scale, plot, top, y - ROW_GAP), *body]
    return framed(name, words, width, "".join(parts), y)


def plotted(rows, width):
    x = 0 if width <= NARROW else LABELS + GAP
    longest = max((measured(value.written) for row in rows for value in row.values), default=0)
    words = min(longest + GAP, (width - x) * 0.45)
    return Plot(x, width - x - words, words)


def stacked(parts):
    """Parts below one another: each is drawn at its own top."""
    y = 0
    for part in parts:
        yield element("g", part.markup, transform=f"translate(0 {y:.1f})")
        y += part.height


def legend(series, width):
    """A sample and the words of each kind of bar, a line or more each."""
    for kind, said in series:
        words = paragraph(said, 24, 0, width - 24, size=SMALL)
        sample = element("rect", class_=f"bar {kind}", x=1, y=3, width=14, height=10)
        yield Drawn(sample + words.markup, words.height + 4)


def axis_words(words, width):
    said = paragraph(words.axis, 0, 0, width, size=SMALL, class_="quiet")
    return Drawn(said.markup, said.height + 6)


def axis(scale, plot, top, bottom):
    """A line at each tick; its number where it does not run into the one before, or out of the drawing."""
    drawn, free = [], 0.0
    for tick in scale.ticks:
        x = plot.x + plot.length * scale.share(tick)
        half = measured(f"{tick:,}", SMALL) / 2
        drawn.append(element("line", class_="grid", x1=x, x2=x, y1=top + AXIS - 4, y2=bottom))
        middle = max(x, half)
        if middle - half >= free:
            drawn.append(text([f"{tick:,}"], middle, top, size=SMALL, class_="quiet", text_anchor="middle"))
            free = middle + half + 4
    return element("g", *drawn, aria_hidden="true")


def drawn_row(row, plot, scale, y, width):
    """A row at `y`: its heading, its label beside or above, and its bars below one another."""
    start, parts = y, []
    if row.heading:
        heading = paragraph(row.heading, 0, y, width, class_="heading")
        parts.append(heading.markup)
        y += heading.height + 4
    label = paragraph(row.label, 0, y, plot.x - GAP if plot.x else width, lang=row.lang)
    parts.append(label.markup)
    bar_top = y if plot.x else y + label.height
    for value in row.values:
        drawn = drawn_value(value, plot, scale, bar_top)
        parts.append(drawn.markup)
        bar_top += drawn.height
    return Drawn("".join(parts), max(bar_top, y + label.height) + ROW_GAP - start)


def drawn_value(value, plot, scale, y):
    """One bar and its number; what is not known has words and no bar."""
    length = plot.length * scale.share(value.number or 0)
    length = max(length, SHORTEST) if value.number else 0
    class_ = "value" if value.number is not None else "value unknown"
    room = plot.words - 6 if length else plot.length + plot.words
    words = paragraph(value.written, plot.x + (length + 6 if length else 0), y, room, class_=class_)
    bar = drawn_bar(value.series, plot.x, y + 2, length) if length else ""
    height = max(words.height, STEP)
    area = element("rect", class_="area", x=plot.x, y=y, width=length + plot.words, height=height)
    return Drawn(linked(value.path, value.name, area, bar, words.markup), height + 2)


def drawn_bar(series, x, y, length):
    return element("rect", class_=f"bar {series}", x=x, y=y, width=length, height=BAR - 1)
