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


class Shown(NamedTuple):
    """A problem as a page shows it."""

    number: int
    column: str
    value: str
    reason: str


@dataclass
class Outcome:
    """How many rows were, or would be, added, changed, left and refused; `problems` are the first ones."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: int = 0
    organisations: int = 0
    is_written: bool = False
    problems: list[Shown] = field(default_factory=list)

    def count(self, line):
        setattr(self, line.action, getattr(self, line.action) + 1)
        for wrong in line.wrong[: MOST_SHOWN - len(self.problems)]:
            label = str(wrong.column.label) if wrong.column else ""
            self.problems.append(Shown(line.row.number, label, wrong.value[:200], wrong.reason))

    @property
    def rows(self):
        return self.added + self.changed + self.unchanged + self.refused
