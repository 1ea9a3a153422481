"""Problems of investment meetings for the tests: drawn at random, and solved by trying everything."""

from itertools import product

import numpy as np
from hypothesis import strategies as st

from matchmaking.planning.problem import Meeting, Problem


def problem(ventures=2, investors=2, slots=2, tables=1, **changes):
    """A small problem in which everybody may meet everybody, at any time, as often as there are slots."""
    pairs = list(product(range(ventures), range(investors)))
    given = {
        "ventures_most": [slots] * ventures,
        "investors_most": [slots] * investors,
        "ventures_free": np.ones((ventures, slots), dtype=bool),
        "investors_free": np.ones((investors, slots), dtype=bool),
        "tables": np.broadcast_to(tables, slots),
        "pairs": pairs,
        "weights": [1 + place for place in range(len(pairs))],
    }
    return Problem(**given | changes)


def drawn(seed, ventures, investors, slots, tables, *, free=1.0, wishes=1.0):
    """A problem drawn from a seed; `free` and `wishes` are how likely a slot is free and a pair is worth a meeting."""
    draw = np.random.default_rng(seed)
    pairs = np.argwhere(draw.random((ventures, investors)) < wishes)
    return Problem(
        ventures_most=draw.integers(1, slots + 1, ventures),
        investors_most=draw.integers(1, slots + 1, investors),
        ventures_free=draw.random((ventures, slots)) < free,
        investors_free=draw.random((investors, slots)) < free,
        tables=np.full(slots, tables),
        pairs=pairs,
        weights=draw.integers(1, 101, len(pairs)),
    )


@st.composite
def problems(draw, most_people=7, most_slots=5, *, all_free=False, plain=False):
    """Problems of every kind; plain ones have nothing mandatory, forbidden or fixed, and equal tables in each slot."""
    ventures, investors = (draw(st.integers(1, most_people)) for _side in range(2))
    slots = draw(st.integers(1, most_slots))
    every = list(product(range(ventures), range(investors)))
    pairs = draw(st.lists(st.sampled_from(every), unique=True))
    rows = lambda people: st.lists(  # noqa: E731
        st.lists(st.just(True) if all_free else st.booleans(), min_size=slots, max_size=slots),
        min_size=people,
        max_size=people,
    )
    most = lambda people: st.lists(st.integers(0, slots + 1), min_size=people, max_size=people)  # noqa: E731
    some = lambda size: st.just([]) if plain else st.lists(st.sampled_from(every), max_size=size)  # noqa: E731
    tables = draw(st.integers(0, 4))
    return Problem(
        ventures_most=draw(most(ventures)),
        investors_most=draw(most(investors)),
        ventures_free=draw(rows(ventures)),
        investors_free=draw(rows(investors)),
        tables=[tables] * slots if plain else draw(st.lists(st.integers(0, 4), min_size=slots, max_size=slots)),
        pairs=pairs,
        weights=draw(st.lists(st.integers(1, 9), min_size=len(pairs), max_size=len(pairs))),
        mandatory=draw(some(2)),
        forbidden=draw(some(3)),
        fixed=[Meeting(*pair, slot % slots) for pair, slot in zip(draw(some(2)), (0, 1), strict=False)],
    )


def best_value(given):
    """The weight of the best plan, by trying every slot for every pair."""
    weights = {pair: given.weight(pair) for pair in [*map(tuple, given.pairs.tolist()), *given.mandatory]}
    pairs = [pair for pair in weights if pair not in given.forbidden]

    def best(place, taken, room, had):
        if place == len(pairs):
            return 0 if all((pair in taken["pairs"]) for pair in given.mandatory) else -1
        venture, investor = pairs[place]
        found = best(place + 1, taken, room, had)
        for slot in range(given.slots):
            able = (
                given.ventures_free[venture, slot]
                and given.investors_free[investor, slot]
                and room[slot] > 0
                and not {("v", venture, slot), ("i", investor, slot)} & taken["places"]
                and had["v", venture] < given.ventures_most[venture]
                and had["i", investor] < given.investors_most[investor]
            )
            if able:
                more = best(
                    place + 1,
                    {
                        "pairs": taken["pairs"] | {pairs[place]},
                        "places": taken["places"] | {("v", venture, slot), ("i", investor, slot)},
                    },
                    [left - (each == slot) for each, left in enumerate(room)],
                    had | {("v", venture): had["v", venture] + 1, ("i", investor): had["i", investor] + 1},
                )
                if more >= 0:
                    found = max(found, more + weights[pairs[place]])
        return found

    nobody = {("v", v): 0 for v in range(given.ventures)} | {("i", i): 0 for i in range(given.investors)}
    return best(0, {"pairs": frozenset(), "places": frozenset()}, given.tables.tolist(), nobody)
