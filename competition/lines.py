"""Where a text in either script breaks into lines, for pictures in which no browser does it.

Latin breaks at spaces and after hyphens, Chinese between any two characters; but no line begins with closing
punctuation, and none ends with opening punctuation. A word that is wider than the line is broken between characters,
never inside one (a letter with its accents, an emoji of several parts).
"""

import unicodedata
from collections.abc import Callable

ELLIPSIS = "…"
NO_LINE_BEGINS = frozenset("，。、；：？！…—·）》〉」』】〕”’％‰℃％,.;:?!)]}»%")
NO_LINE_ENDS = frozenset("（《〈「『【〔“‘([{«￥¥")
BREAK_AFTER = frozenset("-–/\u200b")
JOINER = "\u200d"
FLAG_LETTERS = range(0x1F1E6, 0x1F200)
SKIN_TONES = range(0x1F3FB, 0x1F400)

type Measure = Callable[[str], float]


def characters(text):
    """What a reader takes for one character: a letter with its marks, an emoji with its parts, a flag."""
    found = []
    for letter in text:
        if found and continues(found[-1], letter):
            found[-1] += letter
        else:
            found.append(letter)
    return found


def continues(before, letter):
    """Whether a code point belongs to the character before it."""
    if letter == JOINER or before.endswith(JOINER) or ord(letter) in SKIN_TONES:
        return True
    if ord(letter) in FLAG_LETTERS:
        return len(before) == 1 and ord(before) in FLAG_LETTERS
    return unicodedata.category(letter) in ("Mn", "Me", "Mc")


def is_wide(character):
    """Whether a character stands in a square, as Chinese ones and their punctuation do."""
    return unicodedata.east_asian_width(character[0]) in "WF"


def may_part(before, after):
    """Whether a line may end between two characters."""
    if before[0] in NO_LINE_ENDS or after[0] in NO_LINE_BEGINS or after.isspace():
        return False
    return before.isspace() or before in BREAK_AFTER or is_wide(before) or is_wide(after)


def pieces(text):
    """The parts of a text that stay on one line; a space belongs to the part before it."""
    found = []
    for character in characters(text):
        if found and not may_part(found[-1][-1], character):
            found[-1].append(character)
        else:
            found.append([character])
    return ["".join(piece) for piece in found]


def parts(piece, width, measure: Measure):
    """A piece that is wider than a line, broken between characters; at least one in each part."""
    found = [""]
    for character in characters(piece):
        if found[-1] and measure((found[-1] + character).rstrip()) > width:
            found.append("")
        found[-1] += character
    return found


def wrapped(text, width, measure: Measure):
    """The lines of a text, each no wider than `width` unless a single character is; [] for an empty text."""
    lines = [""]
    for piece in pieces(" ".join(text.split())):
        if measure((lines[-1] + piece).rstrip()) <= width:
            lines[-1] += piece
            continue
        first, *rest = parts(piece, width, measure)
        lines += [first, *rest]
    return [line.rstrip() for line in lines if line.strip()]


def clipped(lines, most, width, measure: Measure):
    """At most so many lines, the last one with an ellipsis where the text goes on."""
    if len(lines) <= most:
        return lines
    last = characters(lines[most - 1])
    while last and measure("".join(last).rstrip() + ELLIPSIS) > width:
        last.pop()
    return [*lines[: most - 1], "".join(last).rstrip() + ELLIPSIS]
