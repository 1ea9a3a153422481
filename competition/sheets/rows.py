"""What a sheet is made of, what may be wrong with it, and how large it may be."""

from dataclasses import dataclass, field
from typing import NamedTuple


class Problem(NamedTuple):
    """What is wrong with a cell: a code, the index of its column (None: the row as a whole), what it holds, and what
    its sentence says beside that.
    """

    code: str
    column: int | None = None
    value: str = ""
    values: dict = {}


class UnreadableError(Exception):
    """A file that cannot be read at all or no further, for one reason; `row` is where reading ended."""

    def __init__(self, code, row=None, **values):
        super().__init__(code)
        self.code, self.row, self.values = code, row, values


@dataclass(slots=True)
class Row:
    """A row of a sheet: its number as a spreadsheet program shows it, its cells as text, and which cannot be read."""

    number: int
    cells: list[str]
    problems: list[Problem] = field(default_factory=list)


class Rows:
    """The rows of a sheet, once: an iterator that knows how far it is (`fraction()`, from 0 to 1)."""

    def __init__(self, rows, fraction):
        self.rows, self.fraction = rows, fraction

    def __iter__(self):
        return self.rows


@dataclass(frozen=True)
class Limits:
    """Beyond these a file is refused; a cell that is too long is a problem of its row alone.

    Units: bytes of the file, of what is packed in it, of its list of parts or of where a part leads, and of its styles
           or its list of sheets; rows below the headings, columns, characters of a cell; texts that cells share.
    """

    bytes: int = 64 * 1024 * 1024
    unpacked: int = 768 * 1024 * 1024
    rows: int = 100_000
    columns: int = 100
    characters: int = 32_767
    directory: int = 1024 * 1024
    styles: int = 4 * 1024 * 1024
    texts: int = 4_000_000
