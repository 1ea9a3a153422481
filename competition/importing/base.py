"""What importing rows of any kind has in common: read, find, compare, check, write."""

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext as _

from competition.importing import sentences
from competition.importing.outcome import Line
from competition.recording import record


class SheetImport:
    """Takes the rows of a sheet piece by piece. Subclasses say how a row is found, what is wrong with it, and how it is
    written. A column that the sheet does not have is left as it is; an empty cell empties the value, except in `kept`.
    By the first of the columns `known_by` that has words, people know a row.
    """

    model = None
    kept: frozenset[str] = frozenset()
    known_by: tuple[str, ...] = ()

    def __init__(self, sheet, headings, choices, author, *, is_written):
        self.sheet, self.choices, self.author = sheet, choices, author
        self.places, self.width = sheet.places(headings), len(headings)
        self.nameless = {place for place, heading in enumerate(headings) if not heading.strip()}
        self.is_written = is_written
        self.seen = {}  # key of a row: its number in the file
        self.organisations = 0

    # --- What a subclass says --------------------------------------------------------------------

    def key(self, line):
        """What finds the row again; None where the cells that should say so are wrong."""
        raise NotImplementedError

    def load(self, keyed):
        """Gives each line of {key: line} its row, or a new one."""
        raise NotImplementedError

    def check(self, line):
        """Refuses a line for what its values say together."""

    def write(self, lines):
        """Writes lines that are added or changed, with their history."""
        raise NotImplementedError

    # --- A piece of the file ---------------------------------------------------------------------

    def take(self, rows):
        """The lines of some rows, checked, and written where this pass writes."""
        lines = [self.line(row) for row in rows]
        keyed = {}
        for line in lines:
            key = self.key(line)
            if line.wrong or key is None:
                continue
            if key in self.seen:
                column = self.sheet.columns[next(name for name in self.known_by if line.words.get(name, "").strip())]
                line.refuse(column, _("This is already in row %(number)d.") % {"number": self.seen[key]})
                continue
            self.seen[key] = line.row.number
            keyed[key] = line
        self.load(keyed)
        for line in keyed.values():
            if not line.wrong:
                self.fill(line)
            if not line.wrong:
                self.check(line)
        good = [line for line in keyed.values() if line.action in ("added", "changed")]
        if not self.is_written:
            self.look_at(good)
        elif good:
            self.store(good)
        return lines

    def line(self, row):
        """A row with its words by column; what cannot be read of it is wrong at once."""
        cells = dict(enumerate(row.cells))
        line = Line(row, {column.name: cells.get(place, "") for place, column in self.places.items()})
        for problem in row.problems:
            if problem.column in self.places:
                line.refuse(self.places[problem.column], sentences.of_cell(problem))
        if any(cell.strip() for place, cell in cells.items() if place in self.nameless or place >= self.width):
            line.refuse(None, sentences.CELL["no_heading"])
        return line

    def fill(self, line):
        """Puts what the cells say into the row, where it differs."""
        for name, words in line.words.items():
            column = self.sheet.columns[name]
            if name in self.sheet.keys:
                continue
            is_empty = not words.strip()
            if (is_empty and (line.is_new or name in self.kept)) or self.is_as_told(line, column, words):
                continue
            try:
                value = self.read(column, words)
            except ValidationError as error:
                line.refuse(column, " ".join(error.messages))
                continue
            if not (line.is_new or not column.is_same(line.instance, value)):
                continue
            column.put(line.instance, value)
            line.changed.add(name)
        self.require(line)

    def is_as_told(self, line, column, words):
        return not line.is_new and words == column.told(line.instance)

    def read(self, column, words):
        return column.read(words)

    def require(self, line):
        for column in self.sheet.columns.values():
            if not column.is_required or column.name in self.sheet.keys:
                continue
            if not line.wrong and column.get(line.instance) in (None, ""):
                line.refuse(column, _("This is needed."))

    def look_at(self, lines):
        """What is to be known of the good lines of a piece that are not written."""

    def key_values(self, line, names):
        """The values of the key's columns, or None where one is wrong."""
        found = []
        for name in names:
            column = self.sheet.columns[name]
            words = line.words.get(name, "")
            try:
                if not words.strip():
                    raise ValidationError(_("This is needed."), code="needed")
                found.append(column.read(words))
            except ValidationError as error:
                line.refuse(column, " ".join(error.messages))
        return None if line.wrong else tuple(found)

    # --- Writing ---------------------------------------------------------------------------------

    def store(self, lines):
        """Writes lines; where the database refuses them, half of them each, down to the line that it refuses."""
        try:
            with transaction.atomic():
                self.write(lines)
        except (IntegrityError, DataError) as error:
            self.unwrite(lines)
            if len(lines) == 1:
                lines[0].refuse(None, sentences.of_database(error))
                return
            middle = len(lines) // 2
            self.store(lines[:middle])
            self.store(lines[middle:])

    def unwrite(self, lines):
        """Has the rows of these lines as they were before the database took them back."""
        for line in lines:
            if line.is_new:
                line.instance.pk, line.instance._state.adding = None, True

    def save(self, lines):
        """Writes the rows themselves, with their history."""
        added = [line.instance for line in lines if line.is_new]
        changed = [line.instance for line in lines if not line.is_new]
        fields = {field for line in lines if not line.is_new for name in line.changed for field in self.fields_of(name)}
        self.model.objects.bulk_create(added)
        if fields:
            self.model.objects.bulk_update(changed, sorted(fields))
        record(self.model, [row.pk for row in added], "+", self.author)
        record(self.model, [row.pk for row in changed], "~", self.author)

    def fields_of(self, name):
        return self.sheet.columns[name].fields()
