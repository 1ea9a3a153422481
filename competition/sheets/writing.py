"""Sheets written row after row: memory does not grow with them."""

import csv
import io
import re
from html import escape

import xlsxwriter

from competition.sheets.neutral import guarded, is_like_a_formula

MOST_CHARACTERS = 32_767
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
# What XlsxWriter would take for a text with formats of its own, and write as it is.
LIKE_RUNS = re.compile(r"<r>.*</r>\Z", re.DOTALL)
# It spells _x000D_ as _x005F_x000D_, so that it stays what it is, but misses one that begins where another ends.
HIDDEN = re.compile("(?<=_x[0-9A-Fa-f]{4})(?=_x[0-9A-Fa-f]{4}_)")


def writer(kind, file, **options):
    """The writer for a kind of file, xlsx or csv."""
    return WRITERS[kind](file, **options)


def run(words):
    """A piece of a text in the XML of a workbook."""
    return f'<r><t xml:space="preserve">{escape(words, quote=False)}</t></r>'


class CsvWriter:
    """CSV in UTF-8 with its mark, without which Excel takes Chinese for something else."""

    content_type = "text/csv; charset=utf-8"

    def __init__(self, file, **_options):
        self.text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
        self.rows = csv.writer(self.text)

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        self.text.flush()
        self.text.detach()

    def headings(self, cells):
        self.write(cells)

    def explain(self, title, headings, rows):
        """A text has one table: nothing is explained beside it."""

    def write(self, cells, marked=()):
        self.rows.writerow([guarded(cell) for cell in cells])


class WorkbookWriter:
    """XLSX with one sheet, every cell a text: nothing is taken for a formula, a number, a day or an address.

    A cell that looks like a formula is also marked as quoted, so that it stays text where somebody edits it.
    """

    content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    def __init__(self, file, title="", widths=()):
        self.book = xlsxwriter.Workbook(file, OPTIONS)
        self.sheet = self.book.add_worksheet(title or None)
        self.bold = self.book.add_format({"bold": True, "num_format": "@", "bottom": 1})
        self.plain = self.book.add_format({"num_format": "@"})
        self.quoted = self.book.add_format({"num_format": "@", "quote_prefix": True})
        self.wrong = self.book.add_format({"num_format": "@", "quote_prefix": True, "bg_color": "#ffd7d7"})
        self.number = 0
        for column, width in enumerate(widths):
            # Text also where nothing is written: 0012 that is typed there stays 0012.
            self.sheet.set_column(column, column, width, self.plain)
        self.sheet.freeze_panes(1, 0)

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        self.book.close()

    def headings(self, cells):
        for column, cell in enumerate(cells):
            self.sheet.write_string(0, column, cell, self.bold)
        self.number += 1

    def explain(self, title, headings, rows):
        """Adds a second sheet, which is not read again, with a table of its own."""
        sheet = self.book.add_worksheet(title)
        sheet.set_column(0, 1, 24)
        sheet.set_column(2, 2, 100)
        for number, cells in enumerate([headings, *rows]):
            for column, cell in enumerate(cells):
                sheet.write_string(number, column, cell, self.plain if number else self.bold)

    def write(self, cells, marked=()):
        """Writes a row; the cells of the columns in `marked` stand out.

        Errors: ValueError for a text that is longer than a cell can hold.
        """
        for column, cell in enumerate(cells):
            style = self.quoted if is_like_a_formula(cell) else self.plain
            self.put(column, cell, self.wrong if column in marked else style)
        self.number += 1

    def put(self, column, cell, style):
        if cell == "" and style is not self.wrong:
            return
        if LIKE_RUNS.match(cell) or HIDDEN.search(cell):
            cell = "".join(map(run, HIDDEN.split(cell)))
        if self.sheet.write_string(self.number, column, cell, style) == -2:
            raise ValueError(f"Row {self.number + 1}, column {column + 1}: more than {MOST_CHARACTERS} characters.")


def as_csv(rows):
    """A short table as the bytes of a CSV file; a cell may be a number, or None where it is empty."""
    file = io.BytesIO()
    with CsvWriter(file) as made:
        for cells in rows:
            made.write(["" if cell is None else str(cell) for cell in cells])
    return file.getvalue()


WRITERS = {"xlsx": WorkbookWriter, "csv": CsvWriter}
