"""The score of every pair: the rules weighed, in each direction; the interests that were declared; and both joined.

A declared interest, however small, outweighs everything computed; who declines or blocks is never matched. What is left
empty is open: where no rule knows anything, a direction is neither good nor bad, and an investor without a mandate
counts as one with an empty mandate. The two directions are joined by their harmonic mean, so that an interest which is
not returned scores low.
"""

from typing import NamedTuple

import numpy as np

from matchmaking.matching import terms, texts
from matchmaking.matching.profiles import Mandate

OF_INVESTOR = {"industry": 30, "ticket": 20, "stage": 15, "technology": 10, "region": 10, "text": 10, "language": 5}
OF_VENTURE = {"industry": 35, "enough": 30, "place": 15, "text": 10, "language": 10}
MOST_INTEREST = 5  # the strongest wish to meet; the weakest is 1, and 0 is none declared
DECLINED = -1
OPEN = 0.5  # a direction of which nothing is known
RULES = 2  # what this module computes has changed since 1: what is kept of that holds no more
WHOLE = 1_000  # the weight of a pair in which both wish nothing more than to meet


class Scores(NamedTuple):
    """What is computed of every pair, from 0 to 1. Shapes: arrays (ventures, investors).

    `mandates` is the mandate that suits best, by its place among those of its investor, -1 where there is none.
    """

    of_investor: np.ndarray
    of_venture: np.ndarray
    mandates: np.ndarray
    text: np.ndarray


class Reason(NamedTuple):
    """A rule that was asked of a pair: what it gives, and how much it weighs in either direction, in hundredths."""

    term: str
    score: float
    of_investor: int
    of_venture: int


def computed(ventures, investors, rates, alike=None):
    """The `Scores` of all pairs; `rates` as in `terms.ticket`. Who knows already how alike the texts are, an array
    (ventures, mandates of all investors in order), says so.
    """
    owners = owners_of(investors)
    places = np.array([place for one in investors for place in range(len(one.mandates))], dtype=int)
    found = ruled(ventures, investors, rates, alike)
    both = np.stack([weighed(found, OF_INVESTOR), weighed(found, OF_VENTURE), np.nan_to_num(found["text"])])
    best = np.zeros((3, len(ventures), len(investors)), dtype=np.float32)  # which is exact enough, and may be kept
    chosen = np.full((len(ventures), len(investors)), -1)
    value = np.full((len(ventures), len(investors)), -1.0)
    no_mandate = [place for place, one in enumerate(investors) if not one.mandates]
    best[:, :, no_mandate] = open_to_all(ventures, [investors[place] for place in no_mandate], rates)
    for place in range(places.max(initial=-1) + 1):  # the first mandates of all, then the second ones
        columns = np.flatnonzero(places == place)
        at = owners[columns]
        mean = harmonic(both[0][:, columns], both[1][:, columns])
        better = mean > value[:, at]
        value[:, at] = np.where(better, mean, value[:, at])
        chosen[:, at] = np.where(better, place, chosen[:, at])
        best[:, :, at] = np.where(better, both[:, :, columns], best[:, :, at])
    return Scores(best[0], best[1], chosen, best[2])


def open_to_all(ventures, investors, rates):
    """Both directions and the texts of investors without a mandate."""
    empty = [one._replace(mandates=(Mandate(),)) for one in investors]
    found = ruled(ventures, empty, rates, np.full((len(ventures), len(empty)), np.nan))
    return np.stack([weighed(found, OF_INVESTOR), weighed(found, OF_VENTURE), np.zeros_like(found["text"])])


def owners_of(investors):
    """Whose each of the mandates of some investors is, by the place among these."""
    return np.array([owner for owner, one in enumerate(investors) for _mandate in one.mandates], dtype=int)


def ruled(ventures, investors, rates, alike=None):
    """What every rule gives: {term: array (ventures, mandates)}; those that ask of the investor are asked for each."""
    mandates, owners = [one for investor in investors for one in investor.mandates], owners_of(investors)
    of_owner = (lambda found: found[:, owners]) if len(owners) else (lambda found: np.zeros((len(ventures), 0)))
    own = [[one.region] if one.region else [] for one in investors]
    return {
        "industry": terms.industry(ventures, mandates),
        "technology": terms.technology(ventures, mandates),
        "stage": terms.stage(ventures, mandates),
        "ticket": terms.ticket(ventures, mandates, rates),
        "enough": terms.enough(ventures, mandates, rates),
        "region": terms.region(ventures, mandates),
        "place": of_owner(terms.shared([one.regions for one in ventures], own)),
        "language": of_owner(terms.shared([one.languages for one in ventures], [one.languages for one in investors])),
        "text": terms.text(ventures, mandates) if alike is None else alike,
    }


def weighed(found, weights):
    """The mean of the rules of one direction by their weights, of those that know something; OPEN if none does."""
    total, weight = 0.0, 0.0
    for term, share in weights.items():
        is_known = ~np.isnan(found[term])
        total = total + np.where(is_known, found[term], 0) * share
        weight = weight + is_known * share
    return np.divide(total, weight, out=np.full_like(total, OPEN), where=weight > 0)


def harmonic(one, other):
    total = one + other
    return 2 * one * other / np.where(total > 0, total, 1)


def weights(scores, of_investor, of_venture):
    """The weight of every pair for the plan, whole numbers from 0 to WHOLE; -1 where one side declines.

    Shapes: the interests declared by either side are arrays (ventures, investors) of whole numbers: DECLINED, 0 where
            none is declared, or from 1 to MOST_INTEREST.
    """
    joined = harmonic(directed(scores.of_investor, of_investor), directed(scores.of_venture, of_venture))
    found = np.rint(joined * WHOLE).astype(np.int32)
    found[(of_investor == DECLINED) | (of_venture == DECLINED)] = -1
    return found


def directed(computed_score, declared):
    """One direction: declared interests above, computed ones below one half, each in the order of both."""
    found = np.array(computed_score, dtype=np.float64)
    wished = np.nonzero(declared > 0)
    wishes = np.minimum(declared[wished], MOST_INTEREST) - 1 + found[wished]
    found *= 0.5
    found[wished] = 0.5 + 0.5 * wishes / MOST_INTEREST
    return found


def reasons(venture, investor, place, alike, rates):
    """Why a pair suits, by the mandate at a place, -1 where there is none: what every rule that knows something gives,
    the weightiest first.

    `alike` is what `Scores.text` says of the pair: it depends on all that others say.
    """
    mandate = investor.mandates[place] if place >= 0 else Mandate()
    said = alike if texts.can_be_alike(venture.text, mandate.text) else np.nan
    found = ruled([venture], [investor._replace(mandates=(mandate,))], rates, np.array([[said]]))
    known = [
        Reason(term, float(value[0, 0]), OF_INVESTOR.get(term, 0), OF_VENTURE.get(term, 0))
        for term, value in found.items()
        if not np.isnan(value[0, 0])
    ]
    return sorted(known, key=lambda one: (-one.score * (one.of_investor + one.of_venture), one.term))
