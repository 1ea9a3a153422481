"""The file that goes back to whoever sent one: its bad rows, as they were, each with what is wrong with it.

It can be corrected and sent again as it is: columns whose heading begins with # are left out when it is read.
"""

NOTE = "#"
REPORT_COLUMNS = ("row", "column", "value", "reason")
MOST_OF_VALUE = 200


class Report:
    """Writes bad rows to a sheet: the columns of the file, and after them those of the report.

    Several problems of a row stand on lines of one cell, the same line in each of the report's columns.
    """

    def __init__(self, sheet, headings, titles=REPORT_COLUMNS):
        self.sheet, self.headings = sheet, headings
        sheet.headings([*headings, *(NOTE + title for title in titles)])

    def add(self, row, problems):
        """Adds a `Row`; `problems` are (index of the column or None, value, reason in words)."""
        width = len(self.headings)
        cells = [*row.cells[:width], *[""] * (width - len(row.cells))]
        columns = [self.headings[column] if column is not None and column < width else "" for column, *_ in problems]
        values = [in_a_line(value) for _column, value, _reason in problems]
        reasons = [in_a_line(reason) for _column, _value, reason in problems]
        marked = {column for column, *_ in problems if column is not None}
        self.sheet.write([*cells, str(row.number), *("\n".join(lines) for lines in (columns, values, reasons))], marked)


def in_a_line(value):
    line = " ".join(str(value).split())
    return line if len(line) <= MOST_OF_VALUE else f"{line[:MOST_OF_VALUE]}…"
