"""What a sheet has: its columns, the rows that it is made from, and what to do with a heading."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from competition.columns.names import folded
from competition.sheets import NOTE

PIECE = 500


class Sheet:
    """A kind of sheet. Subclasses say their `name`, `title`, `keys` (the columns by which a row is found again).

    `permissions` are those that importing it needs beside that of exchanging sheets.
    """

    name = title = ""
    keys: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()
    permissions: tuple[str, ...] = ()

    def __init__(self, columns):
        self.columns = {column.name: column for column in columns}

    def headings(self):
        return [str(column.label) for column in self.columns.values()]

    def widths(self):
        return [44 if name.startswith(("title", "summary", "name", "about")) else 18 for name in self.columns]

    def queryset(self, edition=None):
        raise NotImplementedError

    def complete(self, rows):
        """Loads what the rows tell beside their own fields."""

    def rows(self, edition=None):
        """All rows, one after another, with what they tell."""
        piece = []
        for row in self.queryset(edition).iterator(chunk_size=PIECE):
            piece.append(row)
            if len(piece) == PIECE:
                self.complete(piece)
                yield from piece
                piece = []
        self.complete(piece)
        yield from piece

    def cells(self, row):
        return [column.told(row) for column in self.columns.values()]

    def places(self, headings):
        """{index: column} for the headings of a file, in either language. Notes and empty headings are left out.

        Errors: ValidationError for a heading that is unknown or there twice, and for a column that must be there.
        """
        known = {heading: column for column in self.columns.values() for heading in column.headings()}
        found, problems = {}, []
        for index, heading in enumerate(headings):
            word = folded(heading).rstrip("*").strip()
            if not word or word.startswith(NOTE):
                continue
            if word not in known:
                problems.append(
                    _("The column “%(heading)s” is not known. Put # before its heading to have it left out.")
                    % {"heading": heading[:100]}
                )
            elif known[word] in found.values():
                problems.append(_("The column “%(heading)s” is there twice.") % {"heading": heading[:100]})
            else:
                found[index] = known[word]
        there = {column.name for column in found.values()}
        problems += [
            _("The column “%(heading)s” is missing.") % {"heading": self.columns[name].label}
            for name in self.needed
            if name not in there
        ]
        if problems:
            raise ValidationError(problems, code="headings")
        return found
