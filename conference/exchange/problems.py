"""What is wrong with a file, as data: codes that `conference.importing` says in sentences."""

from typing import NamedTuple


class Problem(NamedTuple):
    """`place` is a line of an XML file (a number) or the path to a value in a JSON file; None is the whole file."""

    code: str
    place: int | str | None = None
    values: dict = {}


class UnreadableError(Exception):
    """A file that cannot be read at all, for one reason."""

    def __init__(self, code, place=None, **values):
        super().__init__(code)
        self.problem = Problem(code, place, values)


class Problems(list):
    """The problems met on the way through a file; reading goes on after each."""

    def add(self, code, place=None, **values):
        self.append(Problem(code, place, values))
