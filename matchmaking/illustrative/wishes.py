"""Who wants to meet whom: the better two suit, the more likely either wishes it."""

from typing import NamedTuple

# How likely somebody declares something of a pair: by chance, and for what the two have in common.
BY_CHANCE, OF_INDUSTRY, OF_TECHNOLOGY = 0.04, 0.3, 0.08
ANSWERED = 0.3  # how much likelier it is where the other side has declared a wish
DECLINING = 0.12  # of what is declared
NOT_WISHED = ("declined",) * 9 + ("blocked",)
SIDES = ("venture", "investor")
WEIGHTS = (1, 2, 2, 3, 3, 3, 4, 4, 5)
MOST_WEIGHT = 5


class Wish(NamedTuple):
    """What one side of a pair declares, both called by their places."""

    venture: int
    investor: int
    side: str
    state: str
    weight: int


def wishes(ventures, investors, rng):
    """What is declared on a day, of {place: `Known`} and {place: `Investor`}. The two first ones want each other above
    all.
    """
    for venture, known in ventures.items():
        for investor, house in investors.items():
            if (venture, investor) == (0, 0):
                yield from (Wish(0, 0, side, "wish", MOST_WEIGHT) for side in SIDES)
            else:
                yield from of_pair(venture, investor, alike(known, house), rng)


def alike(known, house):
    """How likely two who have this in common are interested."""
    industries = {code for mandate in house.mandates for code in mandate.industries}
    technologies = {slug for mandate in house.mandates for slug in mandate.technologies}
    suits = not industries.isdisjoint(known.industries)
    return BY_CHANCE + OF_INDUSTRY * suits + OF_TECHNOLOGY * (not technologies.isdisjoint(known.technologies))


def of_pair(venture, investor, likely, rng):
    """What both sides declare, the investor second: where it is wished for it looks twice."""
    states = {}
    for side in SIDES:
        drawn, answers = rng.random(), ANSWERED * ("wish" in states.values())
        if drawn < likely + answers:
            states[side] = rng.choice(NOT_WISHED) if rng.random() < DECLINING else "wish"
            yield Wish(venture, investor, side, states[side], rng.choice(WEIGHTS))
