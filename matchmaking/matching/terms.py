"""The rules by which ventures and investors suit each other, each by itself: a number from 0 to 1 for every pair.

A rule never guesses: where one side says nothing it gives NaN, which speaks neither for a pair nor against it.
Shapes: every rule gives an array (ventures, mandates).
"""

import numpy as np

from matchmaking.matching import texts
from matchmaking.matching.profiles import STAGES

SAME_SECTION = 0.5  # the industries differ, but are neighbours in the classification
NEXT_STAGE = 0.4


def industry(ventures, mandates):
    """1 where an industry of the venture is one that the mandate names, less where only its section is."""
    ours, theirs = [one.industries for one in ventures], [one.industries for one in mandates]
    sections = [[[name[:1] for name in names] for names in side] for side in (ours, theirs)]
    return np.fmax(shared(ours, theirs), SAME_SECTION * shared(*sections))


def technology(ventures, mandates):
    return shared([one.technologies for one in ventures], [one.technologies for one in mandates])


def stage(ventures, mandates):
    """1 where the stage is one that the mandate names, less where it is next to one."""
    named = [one.stages for one in mandates]
    neighbours = [[near for name in names for near in next_to(name)] for names in named]
    own = [[one.stage] if one.stage else [] for one in ventures]
    return np.fmax(
        shared(own, named), NEXT_STAGE * np.where(known(own, named), shared(own, neighbours, empty=0), np.nan)
    )


def next_to(name):
    place = STAGES.index(name)
    return [STAGES[near] for near in (place - 1, place + 1) if 0 <= near < len(STAGES)]


def region(ventures, mandates):
    return shared([[one.region] if one.region else [] for one in ventures], [one.regions for one in mandates])


def ticket(ventures, mandates, rates):
    """1 where the ask lies within the ticket. A smaller ask is soon too small to be worth the work, so that falls with
    the square; of a larger one an investor may take a part.

    `rates[currency]` is what one unit of it is worth, in any one currency; of others nothing is known.
    """
    ask = amounts([one.ask for one in ventures], rates)[:, None]
    least, most = (amounts([one.ticket[end] for one in mandates], rates)[None, :] for end in (0, 1))
    too_small = np.where(ask < least, (ask / least) ** 2, 1)
    too_large = np.where(ask > most, most / ask, 1)
    return np.where(np.isnan(ask) | (np.isnan(least) & np.isnan(most)), np.nan, too_small * too_large)


def enough(ventures, mandates, rates):
    """What part of the ask the largest ticket pays."""
    ask = amounts([one.ask for one in ventures], rates)[:, None]
    return np.minimum(amounts([one.ticket[1] for one in mandates], rates)[None, :] / ask, 1)


def amounts(money, rates):
    return np.array([one.amount * rates.get(one.currency, np.nan) if one else np.nan for one in money], dtype=float)


def text(ventures, mandates):
    return texts.likeness([one.text for one in ventures], [one.text for one in mandates])


def shared(ones, others, empty=np.nan):
    """1 where two lists have something in common, 0 where not, and `empty` where one of them is empty."""
    names = {name: place for place, name in enumerate(sorted({name for names in (*ones, *others) for name in names}))}
    ours, theirs = (marked(side, names) for side in (ones, others))
    return np.where(known(ones, others), np.minimum(ours @ theirs.T, 1), empty)


def known(ones, others):
    """Where both lists have something in them."""
    ours, theirs = (np.array([bool(names) for names in side], dtype=bool) for side in (ones, others))
    return ours[:, None] & theirs[None, :]


def marked(side, names):
    marks = np.zeros((len(side), len(names)), dtype=np.float32)
    rows = np.repeat(np.arange(len(side)), np.array([len(found) for found in side], dtype=int))
    marks[rows, np.array([names[name] for found in side for name in found], dtype=int)] = 1
    return marks
