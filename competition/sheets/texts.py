"""The texts that the cells of a workbook share, and text as its XML spells it."""

import os
import re
from array import array

from competition.sheets.parts import local, parsing
from competition.sheets.rows import UnreadableError

ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
LONGEST = len("_x000D_")  # spelling of a character


def unescaped(words):
    """Text as it was: XML cannot hold every character, so that a workbook spells some as _x000D_."""
    if "_x" not in words:
        return words
    plain = ESCAPED.sub(lambda found: chr(int(found[1], 16)), words)
    return plain.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


class Text:
    """What is said inside of an element, in one or several runs; how it is pronounced (rPh) is not what it says.

    Of a text no more is kept than it takes to see that it has more characters than a cell may have.
    """

    def __init__(self, most):
        self.most = most
        self.clear()

    def clear(self):
        self.runs, self.pieces, self.size, self.is_open, self.is_aside = [], [], 0, False, False

    def add(self, words):
        if self.is_open and self.size <= self.most * LONGEST:
            self.pieces.append(words)
            self.size += len(words)

    def begin(self, name):
        if name == "rPh":
            self.is_aside = True
        elif name == "t":
            self.is_open = not self.is_aside

    def finish(self, name):
        if name == "rPh":
            self.is_aside = False
        elif name == "t":
            self.is_open = False
            self.runs.append(unescaped("".join(self.pieces)))
            self.pieces.clear()

    def words(self):
        return "".join(self.runs)[: self.most + 1]


class SharedTexts:
    """Texts by number, in a file on the disk; only where each one begins is held."""

    def __init__(self, space, limits):
        self.space, self.current, self.most = space, Text(limits.characters), limits.texts
        self.starts = array("Q", [0])
        self.done = []

    def read(self, stream):
        for _nothing in parsing(self, stream):
            pass
        self.space.flush()

    def start(self, name, _attributes):
        name = local(name)
        if name == "si":
            self.current.clear()
        else:
            self.current.begin(name)

    def text(self, words):
        self.current.add(words)

    def end(self, name):
        name = local(name)
        if name == "si":
            if len(self.starts) > self.most:
                raise UnreadableError("workbook_broken")
            self.starts.append(self.starts[-1] + self.space.write(self.current.words().encode("utf-8", "replace")))
        else:
            self.current.finish(name)

    def __getitem__(self, number):
        """Errors: IndexError where there is no such text."""
        if not 0 <= number < len(self.starts) - 1:
            raise IndexError(number)
        start, end = self.starts[number], self.starts[number + 1]
        return os.pread(self.space.fileno(), end - start, start).decode("utf-8")
