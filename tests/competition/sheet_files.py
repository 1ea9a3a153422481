"""Sheets for tests, made of rows, and what importing them gives."""

import io

from competition import sheets
from competition.importing import Choices, import_sheet

LOOK = Choices(is_written=False)
GOOD = Choices(all_or_nothing=False)


def made(rows, kind="csv"):
    """A file with the columns that any of the rows names."""
    headings = list(dict.fromkeys(heading for row in rows for heading in row))
    file = io.BytesIO()
    with sheets.writer(kind, file) as sheet:
        sheet.headings(headings)
        for row in rows:
            sheet.write([row.get(heading, "") for heading in headings])
    return file


def entry(number="B6-1", **cells):
    """A row that can be imported once there is the organisation Lead."""
    return {"session": "6", "number": number, "title_en": f"Project {number}", "lead": "Lead"} | cells


def take(subject, rows, competition=None, kind="csv", **options):
    file = rows if isinstance(rows, io.BytesIO) else made(rows, kind)
    return import_sheet(subject, file, competition=competition, name=f"sheet.{kind}", **options)


def counts(outcome):
    return outcome.added, outcome.changed, outcome.unchanged, outcome.refused


def reasons(outcome):
    return [(problem.number, problem.column, problem.reason) for problem in outcome.problems]


def read(file):
    """The rows of a file below its headings, as dicts."""
    with sheets.opened(file) as rows:
        headings, *cells = [row.cells for row in rows]
    return [dict(zip(headings, row + [""] * (len(headings) - len(row)), strict=True)) for row in cells]
