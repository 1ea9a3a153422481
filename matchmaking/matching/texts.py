"""How alike what two say of themselves is: the cosine of their TF-IDF vectors, by language. No model is needed.

English is taken by words, Chinese by pairs of characters, as nothing tells where its words end. Words that nearly all
texts have weigh nearly nothing, so that “5G” makes nobody alike at a 5G conference.
"""

import re
import unicodedata
from collections import Counter

import numpy as np

MOST_WORDS = 6_000  # of a language: those that occur in the most texts, but in more than one
HAN = re.compile(r"[\u3400-\u9fff]+")
LETTERS = re.compile(r"[^\W\u3400-\u9fff_]+")
SHORTEST = 2
ANY_WORD = re.compile(r"[\u3400-\u9fff]|[^\W\u3400-\u9fff_]{2}")


def words(text):
    """What a text is made of, in order: words of letters and digits, and pairs of Chinese characters."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    found = [word for word in LETTERS.findall(folded) if len(word) >= SHORTEST]
    for run in HAN.findall(folded):
        found += [run[place : place + 2] for place in range(len(run) - 1)] or [run]
    return found


def can_be_alike(one, other):
    """Whether two texts say something in one language."""
    return any(is_said(one[language]) and is_said(other[language]) for language in one.keys() & other.keys())


def is_said(text):
    """Whether there is a word in a text."""
    return bool(ANY_WORD.search(unicodedata.normalize("NFKC", text)))


def likeness(ones, others):
    """How alike each of some texts is to each of others: an array (ones, others) from 0 to 1; NaN where one is empty.

    A text is by language, as in the profiles; of several languages that both have, the one in which they are most
    alike counts. The words are weighed by how rare they are among all these texts.
    """
    best = np.full((len(ones), len(others)), np.nan)
    for language in sorted({language for text in (*ones, *others) for language in text}):
        vectors, is_said = weighed([text.get(language, "") for text in (*ones, *others)])
        alike = vectors[: len(ones)] @ vectors[len(ones) :].T
        alike[~is_said[: len(ones)], :] = np.nan
        alike[:, ~is_said[len(ones) :]] = np.nan
        best = np.fmax(best, np.clip(alike, 0, 1))
    return best


def weighed(texts):
    """The vectors of texts, each of length 1 or 0, and which of them say something."""
    counted = [Counter(words(text)) for text in texts]
    known = vocabulary(counted)
    vectors = np.zeros((len(texts), len(known)), dtype=np.float32)
    for row, counts in enumerate(counted):
        for word, number in counts.items():
            if word in known:
                place, weight = known[word]
                vectors[row, place] = (1 + np.log(number)) * weight
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors / np.where(lengths, lengths, 1), np.array([bool(counts) for counts in counted], dtype=bool)


def vocabulary(counted):
    """The words that can make two texts alike: {word: (place, weight)}, the rarer the heavier."""
    texts = Counter(word for counts in counted for word in counts)
    shared = sorted((word for word in texts if texts[word] > 1), key=lambda word: (-texts[word], word))[:MOST_WORDS]
    return {word: (place, np.log((1 + len(counted)) / texts[word])) for place, word in enumerate(shared)}


def shared(one, other, most=5):
    """The words that two texts have in common, the longest first, then in the order of the first: for “why”."""
    theirs = {word for text in other.values() for word in words(text)}
    mine = dict.fromkeys(word for text in one.values() for word in words(text) if word in theirs)
    return tuple(sorted(mine, key=lambda word: -len(word))[:most])
