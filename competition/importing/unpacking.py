"""A file of any kind, unpacked to rows on the disk: read once, counted, and gone through as often as needed.

So that nothing is locked while a workbook is taken apart, which takes longer than writing its rows.
"""

import json
import tempfile
from contextlib import contextmanager

from competition import sheets
from competition.importing import sentences
from competition.sheets import Problem, Row, UnreadableError

READING = "reading"
STEP = 500


class Unpacked:
    """The headings of a file, and the rows below them."""

    def __init__(self, space):
        self.space, self.headings, self.count = space, [], 0

    def take(self, rows, progress):
        for row in rows:
            if not self.headings:
                self.headings = row.cells
                continue
            self.space.write(json.dumps([row.number, row.cells, row.problems], ensure_ascii=False) + "\n")
            self.count += 1
            if self.count % STEP == 0:
                progress(READING, self.count, round(self.count / max(rows.fraction(), 0.001)))

    def rows(self):
        self.space.seek(0)
        for line in self.space:
            number, cells, problems = json.loads(line)
            yield Row(number, cells, [Problem(*problem) for problem in problems])


@contextmanager
def unpacked(file, progress, limits=None):
    """Errors: ValidationError for a file that is no sheet, or has no rows."""
    with tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n") as space:
        found = Unpacked(space)
        try:
            with sheets.opened(file, limits) as rows:
                found.take(rows, progress)
            if not found.count:
                raise UnreadableError("no_rows" if found.headings else "empty")
        except UnreadableError as error:
            raise sentences.unreadable(error) from error
        yield found
