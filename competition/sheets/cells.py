"""The cells of a sheet, from its XML."""

import re

from competition.sheets.numbers import day, number
from competition.sheets.parts import SEPARATOR
from competition.sheets.rows import Problem, Row, UnreadableError
from competition.sheets.texts import LONGEST, Text, unescaped

REFERENCE = re.compile(r"([A-Z]{1,3})[0-9]+")
TRUTH = {"1": "true", "0": "false"}


class SheetParser:
    """Makes rows out of the elements of a sheet; those that have ended are in `done`."""

    def __init__(self, shared, dates, dates_from_1904, limits):
        self.shared, self.dates, self.dates_from_1904, self.limits = shared, dates, dates_from_1904, limits
        self.done, self.columns = [], {}
        self.number, self.row, self.column = 0, None, -1
        self.kind, self.style, self.has_formula = "n", None, False
        self.value, self.size, self.is_value = [], 0, False
        self.inline = Text(limits.characters)

    def start(self, name, attributes):
        name = name.rpartition(SEPARATOR)[2]
        if name == "c":
            self.start_cell(attributes)
        elif name == "v":
            self.is_value = True
        elif name == "f":
            self.has_formula = True
        elif name == "row":
            self.start_row(attributes)
        else:
            self.inline.begin(name)

    def start_row(self, attributes):
        found = attributes.get("r", "")
        self.number = int(found) if found.isascii() and found.isdigit() and len(found) < 10 else self.number + 1
        self.row, self.column = Row(self.number, []), -1

    def start_cell(self, attributes):
        reference = attributes.get("r")
        self.column = self.column + 1 if reference is None else self.column_of(reference)
        self.kind, self.style = attributes.get("t", "n"), attributes.get("s")
        self.value, self.size, self.has_formula = [], 0, False
        if self.kind == "inlineStr":
            self.inline.clear()

    def column_of(self, reference):
        """The index of a column: 0 for A7, 26 for AA1."""
        found = REFERENCE.fullmatch(reference)
        if found is None:
            raise UnreadableError("workbook_broken", self.number)
        letters = found[1]
        if letters not in self.columns:
            index = 0
            for letter in letters:
                index = index * 26 + ord(letter) - 64
            self.columns[letters] = index - 1
        return self.columns[letters]

    def text(self, words):
        if self.is_value:
            if self.size <= self.limits.characters * LONGEST:  # the rest of what is too long does not matter
                self.value.append(words)
                self.size += len(words)
        else:
            self.inline.add(words)

    def end(self, name):
        name = name.rpartition(SEPARATOR)[2]
        if name == "c":
            self.end_cell()
        elif name == "v":
            self.is_value = False
        elif name == "row":
            self.end_row()
        else:
            self.inline.finish(name)

    def end_cell(self):
        words = self.words("".join(self.value))
        if words == "" or self.row is None:
            return
        if self.column >= self.limits.columns:
            raise UnreadableError("too_many_columns", self.number, most=self.limits.columns)
        cells = self.row.cells
        if self.column < len(cells):
            raise UnreadableError("workbook_broken", self.number)
        cells += [""] * (self.column - len(cells))
        if len(words) > self.limits.characters:
            self.problem("too_long", words[:100], most=self.limits.characters)
        cells.append(words[: self.limits.characters])

    def words(self, value):
        """What a cell says."""
        if self.kind == "s":
            return self.shared_text(value)
        if self.kind == "inlineStr":
            return self.inline.words()
        if self.kind == "e":
            self.problem("error_value", value)
        elif self.has_formula and value == "" and self.kind != "str":
            self.problem("formula_without_value")
        elif self.kind == "n" and value:
            return day(value, self.dates_from_1904) if self.style in self.dates else number(value)
        return TRUTH.get(value, value) if self.kind == "b" else unescaped(value)

    def shared_text(self, value):
        try:
            return self.shared[int(value)] if value else ""
        except (ValueError, IndexError) as error:
            raise UnreadableError("workbook_broken", self.number) from error

    def problem(self, code, value="", **values):
        if self.row is not None:
            self.row.problems.append(Problem(code, self.column, value, values))

    def end_row(self):
        row, self.row = self.row, None
        if not any(row.cells) and not row.problems:
            return
        if row.number > self.limits.rows + 1:
            raise UnreadableError("too_many_rows", row.number, most=self.limits.rows)
        self.done.append(row)
