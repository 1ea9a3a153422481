"""What all texts of a day say together, kept so that one text can be compared with all others without reading them.

The same likeness as `texts.likeness`, whose words and weights these are: of what a text is made of, only the words that
others have too are kept, by number.
"""

from collections import Counter
from math import log
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
    return of_counts(counted(said), len(said))


def counted(said):
    """How often each word is in each of some texts: {language: [Counter, …]}."""
    languages = sorted({language for text in said for language in text})
    return {language: [Counter(words(text.get(language, ""))) for text in said] for language in languages}


def of_counts(counts, number):
    """The corpus of a number of texts whose words are counted."""
    among = Counter()
    for one in zip(*counts.values(), strict=True):
        among.update(set().union(*one))
    return Corpus(
        {language: vocabulary(found) for language, found in counts.items()},
        {word: times / number for word, times in among.items() if times > 1},
    )


def vectors(said, known):
    """Some texts, by language, in the words of a corpus: {language: Vectors}."""
    return {
        language: vectors_of([Counter(words(text.get(language, ""))) for text in said], known[language])
        for language in known
    }


def vectors_of(counts, known):
    """Texts in one language, whose words are counted, in the words of it that are known."""
    rows, places, values = [], [], []
    for row, one in enumerate(counts):
        found = [(known[word], number) for word, number in one.items() if word in known]
        rows += [row] * len(found)
        places += [place for (place, _weight), _number in found]
        values += [(1 + log(number)) * weight for (_place, weight), number in found]
    rows, values = np.array(rows, dtype=np.int32), np.array(values, dtype=float)
    lengths = np.sqrt(np.bincount(rows, values**2, minlength=len(counts)))
    values /= np.where(lengths, lengths, 1)[rows]
    is_said = np.array([bool(one) for one in counts], dtype=bool)
    return Vectors(rows, np.array(places, dtype=np.int32), values.astype(np.float32), is_said)


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
