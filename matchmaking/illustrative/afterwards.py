"""What the two sides say of the meetings of a day that is past, and what investors give to pitches."""

import random
from typing import NamedTuple

from matchmaking.illustrative.wishes import SIDES

ANSWERING = 0.8  # of those who met
# How often a next step is named, and the part of what a venture asks for that is spoken of then.
INTENTS = {"none": 2, "touch": 5, "diligence": 3, "terms": 1, "invest": 1}
PARTS = {"diligence": (0.2, 0.3, 0.5), "terms": (0.3, 0.5), "invest": (0.5, 1)}
VOTING = 0.7  # of the investors, for each pitch


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
