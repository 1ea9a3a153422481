"""How well a party suits each of the other side: one against all, for the pages of those who take part.

To score all pairs takes seconds at 2,000 ventures and 1,000 investors; of one against all, most of the time goes into
reading the others. So what they say is kept in the cache, as numbers, by day and by a name for the state of the rows
(`published.revision_of`), and asked for again every `PUBLICATION_REFRESH_SECONDS`. What is old in it changes the order
in which others are listed, and nothing else: whom a party is shown, what is told of them, and the reasons why they suit
come from the rows, and what the party says of itself is read from its own rows every time.
"""

import hashlib
from functools import partial
from typing import NamedTuple

import numpy as np
from django.core.cache import cache

from competition.models import Technology
from competition.published import revision_of
from directory.kept import kept
from directory.models import Industry, Organisation, Region
from matchmaking.arranging import profiles
from matchmaking.matching import corpus, scores
from matchmaking.models import Investor, Mandate, Meeting, Venture

READ = (Venture, Investor, Mandate, Meeting, Organisation, Region, Industry, Technology)  # what a profile is made of
LASTS = 3600  # seconds that what belongs to one state of the rows is kept


class Others(NamedTuple):
    """The parties of one side, in order: their keys, their profiles without texts, and the texts as vectors: those of
    the ventures, or of the mandates of all investors.
    """

    keys: np.ndarray
    profiles: list
    vectors: dict


class Suits(NamedTuple):
    """How a party and others suit each other. Shapes: arrays in the order of the others; from 0 to 1; `mandates` and
    `text` as in `scores.Scores`.
    """

    of_own: np.ndarray
    of_other: np.ndarray
    joined: np.ndarray
    mandates: np.ndarray
    text: np.ndarray


class Scale(NamedTuple):
    """By what the pairs of a day are measured: how rare words are, and what a unit of each currency is worth."""

    corpus: corpus.Corpus
    rates: dict


def scale_of(day):
    return Scale(of_state(day, "corpus"), profiles.rates(day))


def order_of(party, scale):
    """Keys of the other side, who suits the party best first; of those who suit equally, who suits one of both better.
    Of who came since it was read last, nothing is known.
    """
    own, state = profile_of(party), revision(party.day)
    asked = hashlib.sha256(repr((state, own, sorted(scale.rates.items()))).encode()).hexdigest()
    return cache.get_or_set(f"suits:{party.side}:{party.pk}:{asked}", partial(sorted_for, party, own, scale), LASTS)


def sorted_for(party, own, scale):
    others = of_state(party.day, "investor" if party.side == "venture" else "venture")
    found = against(party.side, own, others.profiles, others.vectors, scale)
    return others.keys[np.lexsort((-found.of_own - found.of_other, -found.joined))].tolist()


def suits(party, rows, scale):
    """How some rows of the other side suit a party, from what they say now: a `Suits`."""
    found = [profile_of(row) for row in rows]
    vectors = corpus.vectors(texts_of(found), scale.corpus.known)
    return against(party.side, profile_of(party), found, vectors, scale)


def against(side, own, others, vectors, scale):
    """One profile of a side against those of the other one, whose texts come as vectors."""
    known, number = scale.corpus.known, len(others)
    if side == "investor":
        alike = [corpus.likeness(corpus.vectors([one.text], known), vectors, number) for one in own.mandates]
        found = scores.computed(others, [own], scale.rates, np.reshape(alike, (len(own.mandates), number)).T)
        of_own, of_other, mandates, text = (part[:, 0] for part in found)
    else:
        number = sum(len(one.mandates) for one in others)
        alike = corpus.likeness(corpus.vectors([own.text], known), vectors, number)
        found = scores.computed([own], others, scale.rates, alike[None, :])
        of_other, of_own, mandates, text = (part[0] for part in found)
    return Suits(of_own, of_other, scores.harmonic(of_own, of_other), mandates, text)


def profile_of(party):
    return profiles.venture(party) if party.side == "venture" else profiles.investor(party)


def texts_of(found):
    """The texts of some profiles of one side, in order: those of ventures, or of the mandates of investors."""
    return [one.text for profile in found for one in getattr(profile, "mandates", [profile])]


def revision(day):
    """A name for the state of the rows of a day that is in the cache; while it is read anew, others use the old one."""
    return kept(f"suiting:{day.pk}", partial(read, day))


def read(day):
    """Reads what the parties of a day say, unless that is known of this state of the rows; the name of the state."""
    state = f"{day.pk}:{revision_of(READ)}"
    if cache.get(f"suiting:corpus:{state}") is None:
        write(day, state)
    return state


def write(day, state):
    """Reads the parties of a day and keeps what they say: {part: what is kept}."""
    sides = {
        "venture": profiles.ventures(day.ventures.planned_for()),
        "investor": profiles.investors(day.investors.planned_for()),
    }
    said = {side: texts_of([profile for _row, profile in found]) for side, found in sides.items()}
    counts = corpus.counted([*said["venture"], *said["investor"]])
    known = corpus.of_counts(counts, sum(map(len, said.values())))
    ventures = len(said["venture"])
    of_side = {"venture": slice(0, ventures), "investor": slice(ventures, None)}
    kept_parts = {"corpus": known}
    for side, found in sides.items():
        kept_parts[side] = Others(
            np.array([row.pk for row, _profile in found], dtype=np.int64),
            [without_texts(profile) for _row, profile in found],
            {name: corpus.vectors_of(all_of[of_side[side]], known.known[name]) for name, all_of in counts.items()},
        )
    cache.set_many({f"suiting:{part}:{state}": value for part, value in kept_parts.items()}, LASTS)
    return kept_parts


def without_texts(profile):
    if hasattr(profile, "mandates"):
        return profile._replace(mandates=tuple(one._replace(text={}) for one in profile.mandates))
    return profile._replace(text={})


def of_state(day, part):
    """A part of what is kept of a day; what the cache has thrown away is read again."""
    state = revision(day)
    found = cache.get(f"suiting:{part}:{state}")
    return write(day, state)[part] if found is None else found
