"""The illustrative part of the matchmaking: what ventures ask for, who invests, who comes, and who wants to meet whom.

From a seed, and the same on every machine. No real house or person is named: each name says “Example” and 示例.
"""

import random
from typing import NamedTuple

from matchmaking.illustrative.days import PAST, REHEARSAL, Day, Size, day
from matchmaking.illustrative.investors import Investor, Mandate, investors
from matchmaking.illustrative.outcomes import Answer, Outcome, answers, outcomes, points
from matchmaking.illustrative.people import Person, Receptionist
from matchmaking.illustrative.ventures import Known, Venture, first_place, ventures
from matchmaking.illustrative.wishes import SIDES, Wish

__all__ = [
    "PAST",
    "REHEARSAL",
    "SEED",
    "Answer",
    "Day",
    "Generated",
    "Investor",
    "Known",
    "Mandate",
    "Outcome",
    "Person",
    "Size",
    "Venture",
    "Wish",
    "answers",
    "first_place",
    "generated",
    "outcomes",
    "points",
]

SEED = 20231021


class Generated(NamedTuple):
    """Shapes: `people` by (side, place): those who come for them on every day; `days` are the past one and the
    rehearsal.
    """

    ventures: tuple[Venture, ...]
    investors: tuple[Investor, ...]
    people: dict
    days: tuple[Day, Day]


def generated(known, sizes=(PAST, REHEARSAL), seed=SEED):
    """What is invented for ventures of which this much is `Known`, for the investors, and for each day.

    With fewer ventures than a day has places for, fewer come.
    """
    rng = random.Random(seed)  # noqa: S311  (nothing here is secret)
    seeking, houses, receptionist = ventures(known, rng), investors(rng), Receptionist(rng)
    people = {}
    for side, parties in zip(SIDES, (seeking, houses), strict=True):
        for place in range(len(parties)):
            people[side, place] = receptionist.of(side) if place else receptionist.first_of(side)
    return Generated(seeking, houses, people, tuple(day(size, known, houses, rng) for size in sizes))
