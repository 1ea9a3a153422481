"""Tables in files, XLSX and CSV: read as a stream of rows, written as a stream of rows. Everything in them is text.

What a value means (a number, a day, a region) is not known here; `competition.importing` knows.
"""

from competition.sheets.reading import opened
from competition.sheets.report import NOTE, REPORT_COLUMNS, Report
from competition.sheets.rows import Limits, Problem, Row, UnreadableError
from competition.sheets.writing import WRITERS, CsvWriter, WorkbookWriter, as_csv, writer

__all__ = [
    "NOTE",
    "REPORT_COLUMNS",
    "WRITERS",
    "CsvWriter",
    "Limits",
    "Problem",
    "Report",
    "Row",
    "UnreadableError",
    "WorkbookWriter",
    "as_csv",
    "opened",
    "writer",
]
