"""What came of a day, for its hosts: tables and charts to read and to print, each table also as a file."""

from typing import NamedTuple

from django.http import Http404, HttpResponse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from competition.charts.bars import Row, Value, bars
from competition.charts.drawing import NARROW, WIDE, Words
from competition.sheets import CsvWriter, as_csv
from matchmaking import figuring
from matchmaking.figuring.rows import Table

KINDS = ("official", "recorded")  # of bars, as the style sheet knows them
MOST_BARS = 24


class Shown(NamedTuple):
    """A table with its chart, drawn wide and narrow; "" where it has none."""

    table: Table
    wide: str = ""
    narrow: str = ""


def statistics(model_admin, request, day):
    shown = [with_chart(table) for table in figuring.tables(day)]
    return model_admin.page(
        request, "day_statistics", {"title": _("Statistics: %(day)s") % {"day": day}, "day": day, "shown": shown}
    )


def statistics_file(day, slug):
    """A table as CSV, in the words of the reader's language; what looks like a formula is text in it."""
    table = next((table for table in figuring.tables(day) if table.slug == slug), None)
    if table is None:
        raise Http404(_("There is no such table."))
    rows = [table.columns, *([written(cell) for cell in line] for line in table.rows)]
    response = HttpResponse(as_csv(rows), content_type=CsvWriter.content_type)
    response["Content-Disposition"] = f'attachment; filename="{slug}-{day.pk}.csv"'
    response["Cache-Control"] = "private, no-store"
    return response


def written(cell):
    """A number without the marks between its thousands, so that a spreadsheet program reckons with it."""
    return cell.text if cell.number is None else str(cell.number)


def with_chart(table):
    if not (table.bars and table.rows):
        return Shown(table)
    return Shown(table, *(mark_safe(chart_of(table, width)) for width in (WIDE, NARROW)))  # noqa: S308  (drawn by us)


def chart_of(table, width):
    """The chart of a table; where it has very many lines, of the first ones."""
    kinds = dict(zip(table.bars, KINDS, strict=False))
    rows = [
        Row(line[0].text, tuple(bar(line[column], kind, table.columns[column]) for column, kind in kinds.items()))
        for line in table.rows[:MOST_BARS]
    ]
    words = Words(
        title=table.title,
        description=" ".join(table.says) or table.title,
        empty=_("Nothing yet."),
        axis=_("Number"),
        series=tuple((kind, table.columns[column]) for column, kind in kinds.items()),
    )
    return bars(f"{table.slug}-{'wide' if width == WIDE else 'narrow'}", rows, words, width=width)


def bar(cell, kind, name):
    return Value(cell.number, cell.text, kind, _("%(name)s: %(value)s") % {"name": name, "value": cell.text})
