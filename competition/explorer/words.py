"""From text to what is looked up: words where words have spaces, pairs of characters where they have none.

Text is compared folded: width and case do not matter (NFKC, casefold). A run of Han, kana or Hangul becomes its pairs
and, at its end, its last character: 智慧工厂 is 智慧, 慧工, 工厂, 厂. So every character begins exactly one token, a
Chinese word of any length is found wherever it stands, and a single character is what its tokens begin with.
Only letters and digits come through: no control character, no half of a surrogate pair.
"""

import re
import unicodedata
from typing import NamedTuple

LONGEST_WORD = 64
MOST_PHRASES = 24  # each costs time; what is asked for beyond them is not looked at
SHORTEST_BEGINNING = 3
UNSPACED = "\u3005"  # the iteration mark 々: from here on, scripts whose words have no spaces
RUN = re.compile(r"[^\W_\u3005-\U0010ffff]+|[^\W_\u0000-\u3004]+")
QUOTES = str.maketrans(dict.fromkeys("“”„«»「」『』", '"'))
TERM = re.compile(r'"([^"]*)"|([^\s"]+)')


class Phrase(NamedTuple):
    """What has to stand in a text: tokens that follow each other, and the beginning of a token (or "")."""

    tokens: tuple[str, ...]
    beginning: str = ""


def fold(text):
    return unicodedata.normalize("NFKC", text).casefold()


def tokens(text):
    """The tokens of a text, in order."""
    found = []
    for run in RUN.findall(fold(text)):
        if run >= UNSPACED:
            found += [run[at : at + 2] for at in range(len(run))]
        else:
            found.append(run[:LONGEST_WORD])
    return found


def phrases(text, most=MOST_PHRASES):
    """What a question asks for, each once: every one of its words, and every passage between quotation marks.

    A word of letters also stands for those that it begins (“manufactur” finds “manufacturing”), unless it is quoted.
    """
    found = {}
    for quoted, word in TERM.findall(text.translate(QUOTES)):
        if phrase := phrase_of(quoted or word, is_exact=bool(quoted)):
            found[phrase] = None
        if len(found) == most:
            break
    return tuple(found)


def phrase_of(text, *, is_exact):
    found = tokens(text)
    if not found:
        return None
    last = found[-1]
    if last >= UNSPACED:  # the one character at the end of a run: its pair may go on in the text
        in_a_pair = len(found) > 1 and found[-2] >= UNSPACED and found[-2][1:] == last
        return Phrase(tuple(found[:-1]), "" if in_a_pair else last)
    if len(found) == 1 and not is_exact and last.isalpha() and len(last) >= SHORTEST_BEGINNING:
        return Phrase((), last)
    return Phrase(tuple(found))


def marked(text, asked):
    """The text in pieces, those that a question asks for marked: [(piece, is_hit)]."""
    pieces, last = [], 0
    for start, end in merged(hits(text, asked)):
        if start > last:
            pieces.append((text[last:start], False))
        pieces.append((text[start:end], True))
        last = end
    return [*pieces, (text[last:], False)] if last < len(text) else pieces


def hits(text, asked):
    """Where the tokens of the phrases stand in the unfolded text: [(start, end)]."""
    exact = {token for phrase in asked for token in phrase.tokens}
    beginnings = tuple(phrase.beginning for phrase in asked if phrase.beginning)
    folded, origin = "", []
    for position, character in enumerate(text):
        piece = fold(character)
        folded += piece
        origin += [position] * len(piece)
    for start, token in placed(folded):
        begun = max((len(word) for word in beginnings if token.startswith(word)), default=0)
        length = len(token) if token in exact else begun
        if length:
            yield origin[start], origin[start + length - 1] + 1


def placed(folded):
    """The tokens of a folded text, each with where it begins."""
    for run in RUN.finditer(folded):
        if run.group() >= UNSPACED:
            yield from ((at, folded[at : min(at + 2, run.end())]) for at in range(run.start(), run.end()))
        else:
            yield run.start(), run.group()[:LONGEST_WORD]


def merged(found):
    """Passages in order, those that touch made one."""
    whole = []
    for start, end in sorted(found):
        if whole and start <= whole[-1][1]:
            whole[-1] = whole[-1][0], max(end, whole[-1][1])
        else:
            whole.append((start, end))
    return whole
