"""The file that goes back: the rows that were refused, as they were, with the reasons."""

from contextlib import contextmanager

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from competition import sheets


class Returned:
    """Writes a report into a file, once there is something to report, in the kind of the file that came."""

    def __init__(self, file, name):
        self.file = file
        self.kind = "csv" if name.lower().endswith((".csv", ".txt", ".tsv")) else "xlsx"
        self.sheet = self.report = None

    def __bool__(self):
        return self.file is not None

    @contextmanager
    def opened(self, headings):
        """For one pass; what an earlier pass wrote is replaced."""
        self.file.seek(0)
        self.file.truncate()
        self.headings, self.sheet, self.report = headings, None, None
        try:
            yield self
        finally:
            if self.sheet:
                self.sheet.__exit__()

    def add(self, line, places):
        if self.report is None:
            titles = [pgettext("spreadsheet", "row"), _("column"), pgettext("spreadsheet", "value"), _("reason")]
            self.sheet = sheets.writer(self.kind, self.file, title=_("Refused rows"))
            self.report = sheets.Report(self.sheet, self.headings, titles)
        index = {column: place for place, column in places.items()}
        wrong = [(index.get(column), value, reason) for column, value, reason in line.wrong]
        self.report.add(line.row, wrong)
