"""What all texts of a day say together, kept so that one text can be compared with all others without reading them.

The same likeness as `texts.likeness`, whose words and weights these are: of what a text is made of, only the words that
others have too are kept, by number.
"""

from collections import Counter
from typing import NamedTuple

import numpy as np

from matchmaking.matching.texts import vocabulary, words


class Corpus(NamedTuple):
    """How rare words are. Shapes: `known[language]` is {word: (place, weight)}; `parts` is in what part of the texts a
    word is, from 0 to 1, of those that are in more than one text, in any language.
    """

    known: dict[str, dict[str, tuple[int, float]]]
    parts: dict[str, float]


class Vectors(NamedTuple):
    """Texts in one language: the value at (rows[n], places[n]) is values[n], each row of length 1 or 0."""

    rows: np.ndarray
    places: np.ndarray
    values: np.ndarray
    is_said: np.ndarray


def corpus(said):
    """The corpus of some texts, each by language as in the profiles."""
    languages = sorted({language for text in said for language in text})
    counted = {language: [Counter(words(text.get(language, ""))) for text in said] for language in languages}
    among = Counter()
    for one in zip(*counted.values(), strict=True):
        among.update(set().union(*one))
    return Corpus(
        {language: vocabulary(counts) for language, counts in counted.items()},
        {word: number / len(said) for word, number in among.items() if number > 1},
    )


def vectors(said, known):
    """Some texts, by language, in the words of a corpus: {language: Vectors}."""
    return {language: vectors_in([text.get(language, "") for text in said], known[language]) for language in known}


def vectors_in(said, known):
    rows, places, values, is_said = [], [], [], []
    for row, text in enumerate(said):
        counts = Counter(words(text))
        is_said.append(bool(counts))
        found = [(known[word], number) for word, number in counts.items() if word in known]
        rows += [row] * len(found)
        places += [place for (place, _weight), _number in found]
        values += [(1 + np.log(number)) * weight for (_place, weight), number in found]
    rows, values = np.array(rows, dtype=np.int32), np.array(values, dtype=float)
    lengths = np.sqrt(np.bincount(rows, values**2, minlength=len(said)))
    values /= np.where(lengths, lengths, 1)[rows]
    return Vectors(rows, np.array(places, dtype=np.int32), values.astype(np.float32), np.array(is_said, dtype=bool))


def likeness(one, others, number):
    """How alike one text is to each of a number of others, both as `vectors`: an array, NaN where either is empty."""
    best = np.full(number, np.nan)
    for language in one.keys() & others.keys():
        ours, theirs = one[language], others[language]
        if not ours.is_said[0]:
            continue
        weights = np.zeros(1 + max(ours.places.max(initial=0), theirs.places.max(initial=0)))
        weights[ours.places] = ours.values
        alike = np.bincount(theirs.rows, weights[theirs.places] * theirs.values, minlength=number).astype(float)
        alike[~theirs.is_said] = np.nan
        best = np.fmax(best, np.clip(alike, 0, 1))
    return best
