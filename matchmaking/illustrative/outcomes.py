"""What came of the meetings of a day that is past."""

import random
from typing import NamedTuple

from matchmaking.illustrative.wishes import SIDES

LATE = 0.04  # of the meetings, those to which one side came too late


class Outcome(NamedTuple):
    """A state of a meeting, and who was missing: "" where nobody was."""

    state: str
    missing: str


HELD = Outcome("held", "")


def outcomes(pairs, away, seed):
    """What came of each meeting, in their order: (venture, investor) by their places, and `away` as
    `Day.staying_away`. That of the two first ones was held.
    """
    rng = random.Random(seed)  # noqa: S311  (nothing here is secret)
    return [outcome(pair, away, rng) for pair in pairs]


def outcome(pair, away, rng):
    missing = [side for side, place in zip(SIDES, pair, strict=True) if (side, place) in away]
    if not missing and any(pair) and rng.random() < LATE:
        missing = [rng.choice(SIDES)]
    if not missing:
        return HELD
    return Outcome("missed", missing[0] if len(missing) == 1 else "both")
