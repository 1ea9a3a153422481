"""A row on its way, and what came of all of them."""

from dataclasses import dataclass, field
from typing import NamedTuple

from competition.sheets import Row

MOST_SHOWN = 50


class Wrong(NamedTuple):
    """What is wrong with a row: the column (None: all of it), what is written there, and why that cannot be."""

    column: object
    value: str
    reason: str


@dataclass(slots=True)
class Line:
    """A row of the sheet on its way into the database."""

    row: Row
    words: dict[str, str]
    wrong: list[Wrong] = field(default_factory=list)
    instance: object = None
    is_new: bool = False
    before: object = None
    changed: set[str] = field(default_factory=set)

    def refuse(self, column, reason):
        words = self.words.get(column.name, "") if column else ""
        self.wrong.append(Wrong(column, words, str(reason)))

    @property
    def action(self):
        if self.wrong:
            return "refused"
        if self.is_new:
            return "added"
        return "changed" if self.changed else "unchanged"


@dataclass
class Shown:
    """A problem as a page shows it: the first row that has it, and in how many more rows it is."""

    number: int
    column: str
    value: str
    reason: str
    more: int = 0


@dataclass
class Outcome:
    """How many rows were, or would be, added, changed, left and refused.

    `problems` are the first ones, each once: one wrong name in a thousand rows does not hide what else is wrong.
    """

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: int = 0
    organisations: int = 0
    is_written: bool = False
    are_all_shown: bool = True
    problems: list[Shown] = field(default_factory=list)

    def count(self, line):
        setattr(self, line.action, getattr(self, line.action) + 1)
        for wrong in line.wrong:
            self.show(line.row.number, str(wrong.column.label) if wrong.column else "", wrong)

    def show(self, number, column, wrong):
        for shown in self.problems:
            if (shown.column, shown.reason) == (column, wrong.reason):
                shown.more += 1
                return
        if len(self.problems) < MOST_SHOWN:
            self.problems.append(Shown(number, column, wrong.value[:200], wrong.reason))
        else:
            self.are_all_shown = False

    @property
    def rows(self):
        return self.added + self.changed + self.unchanged + self.refused
