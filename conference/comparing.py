"""Two states of a text or list side by side, with the words or lines marked that only one of them has."""

import re
from difflib import SequenceMatcher
from itertools import groupby, takewhile
from typing import NamedTuple

WORDS = re.compile(r"[^\W\u2e80-\u9fff\uf900-\ufaff]+|\s+|.", re.DOTALL)  # a Han character is a word
SENTENCES = re.compile(r"[^.!?。！？\n]*[.!?。！？\n]?")
MOST_WORDS = 1_000  # beyond, whole sentences are compared: the time grows with the square
LONG = 160  # characters that are left alone; of a longer stretch without change only both ends are shown
END = 60
LITTLE = 0.4  # of the words in common


class Piece(NamedTuple):
    """A stretch of words, marked where the other side does not have it."""

    words: str
    is_marked: bool = False


def compared(old, new):
    """Two lists of lines, each line as pieces: (before, after). Of one line on each side the words are marked that
    differ, else whole lines.
    """
    if len(old) == len(new) == 1:
        before, after = words_marked(old[0], new[0])
        return [shortened(joined(before))], [shortened(joined(after))]
    before, after = marked(old, new, little=0)
    return [[piece] for piece in before], [[piece] for piece in after]


def words_marked(old, new):
    """Two texts as pieces: what both begin and end with, and between that each word, or of very much each sentence."""
    old, new = WORDS.findall(old), WORDS.findall(new)
    start = common(old, new)
    end = common(reversed(old[start:]), reversed(new[start:]))
    middles = [side[start : len(side) - end] for side in (old, new)]
    if max(map(len, middles)) > MOST_WORDS:
        middles = [SENTENCES.findall("".join(words)) for words in middles]
    head, tail = ([Piece(word) for word in words] for words in (old[:start], old[len(old) - end :]))
    return [head + side + tail for side in marked(*middles)]


def common(one, other):
    """How many values two lists have in common from the start."""
    return sum(1 for _same in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def marked(old, new, little=LITTLE):
    """Two lists of words or lines as pieces, each marked where the other list does not have it.

    Texts that have little in common are marked as a whole: single words found in both would only be in the way.
    """
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    is_another = matcher.ratio() < little
    before, after = [], []
    for action, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        before += [Piece(words, is_another or action != "equal") for words in old[old_start:old_end]]
        after += [Piece(words, is_another or action != "equal") for words in new[new_start:new_end]]
    return before, after


def joined(pieces):
    """Neighbours that are both marked, or both not, as one piece."""
    return [
        Piece("".join(piece.words for piece in found), is_marked)
        for is_marked, found in groupby(pieces, lambda piece: piece.is_marked)
    ]


def shortened(pieces):
    """A long stretch without change is cut in its middle, between words, so that the change is found."""
    return [Piece(cut(piece.words)) if not piece.is_marked else piece for piece in pieces]


def cut(words):
    if len(words) <= LONG:
        return words
    start, end = words[:END], words[-END:]
    return f"{start.rsplit(' ', 1)[0]} … {end.split(' ', 1)[-1]}"
