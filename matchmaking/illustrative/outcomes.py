"""What came of a day that is past: of each meeting, what both sides say of it, and what investors give to pitches."""

import random
from typing import NamedTuple

from matchmaking.illustrative.wishes import SIDES

LATE = 0.04  # of the meetings, those to which one side came too late
ANSWERING = 0.8  # of those who met
# How often a next step is named, and the part of what a venture asks for that is spoken of then.
INTENTS = {"none": 2, "touch": 5, "diligence": 3, "terms": 1, "invest": 1}
PARTS = {"diligence": (0.2, 0.3, 0.5), "terms": (0.3, 0.5), "invest": (0.5, 1)}
VOTING = 0.7  # of the investors, for each pitch


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


class Answer(NamedTuple):
    """What one side says of a meeting. `part` is that of what the venture asks for, 0 where no amount is spoken of."""

    rating: int
    intent: str
    part: float
    shares_contact: bool


def answers(pairs, seed):
    """What is said of meetings that were held, in their order, {side: Answer} of each: pairs are (venture, investor) by
    their places. The two first ones always say something, and share how they are reached.
    """
    rng = random.Random(seed)  # noqa: S311  (nothing here is secret)
    return [
        {side: answer(rng, not any(pair)) for side in SIDES if not any(pair) or rng.random() < ANSWERING}
        for pair in pairs
    ]


def answer(rng, is_first):
    [intent] = rng.choices(list(INTENTS), INTENTS.values())
    part = rng.choice(PARTS[intent]) if intent in PARTS else 0
    least = 1 if intent == "none" else 3
    return Answer(rng.randint(least, 5), intent, part, is_first or (intent != "none" and rng.random() < 0.8))


def points(pitches, investors, seed):
    """What investors give to pitches, {(pitch, investor): points}: each has its own mind, and some are better."""
    rng = random.Random(seed)  # noqa: S311
    liked = [rng.uniform(2, 4.5) for _pitch in range(pitches)]
    return {
        (pitch, investor): min(5, max(1, round(rng.gauss(liked[pitch], 0.8))))
        for pitch in range(pitches)
        for investor in range(investors)
        if rng.random() < VOTING
    }
