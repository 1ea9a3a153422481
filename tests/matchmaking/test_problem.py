"""What is to be planned, and what makes it impossible."""

import numpy as np
import pytest

from matchmaking.planning.faults import ImpossibleError, check
from matchmaking.planning.making import plan
from matchmaking.planning.problem import Meeting
from tests.matchmaking.problems import problem

NEVER = np.zeros((2, 2), dtype=bool)
IMPOSSIBLE = {
    "no_such_pair": (
        {"mandatory": [(0, 9)]},
        "The mandatory pair of venture 0 and investor 9 names somebody who does not exist.",
    ),
    "no_such_slot": (
        {"fixed": [Meeting(0, 1, 7)]},
        "The meeting of venture 0 and investor 1 is fixed in slot 7, which does not exist.",
    ),
    "negative_most": ({"investors_most": [2, -1]}, "The most meetings of investor 1 are -1."),
    "negative_tables": ({"tables": [1, -2]}, "Slot 1 has -2 tables."),
    "weight_out_of_range": (
        {"weights": [1, 0, 3, 4]},
        "The weight of venture 0 and investor 1 is 0: it must be a whole number from 1 to 1000000.",
    ),
    "pair_twice": (
        {"pairs": [(0, 1), (0, 0), (0, 1)], "weights": [1, 2, 3]},
        "Venture 0 and investor 1 are weighed twice.",
    ),
    "mandatory_and_forbidden": (
        {"mandatory": [(1, 0)], "forbidden": [(1, 0)]},
        "Venture 1 and investor 0 must meet and must not meet.",
    ),
    "no_common_slot": (
        {"mandatory": [(0, 0)], "ventures_free": [[True, False], [True, True]], "investors_free": [[False, True]] * 2},
        "Venture 0 and investor 0 must meet, and are never free in one slot with a table.",
    ),
    "fixed_twice": (
        {"fixed": [Meeting(0, 0, 1), Meeting(0, 1, 1)], "tables": [2, 2]},
        "Venture 0 has 2 fixed meetings in slot 1.",
    ),
    "pair_fixed_twice": (
        {"fixed": [Meeting(0, 0, 0), Meeting(0, 0, 1)]},
        "Venture 0 and investor 0 have 2 fixed meetings.",
    ),
    "more_fixed_than_tables": (
        {"fixed": [Meeting(0, 0, 1), Meeting(1, 1, 1)]},
        "Slot 1 has 1 tables and 2 fixed meetings.",
    ),
    "table_fixed_twice": (
        {"fixed": [Meeting(0, 0, 1, 0), Meeting(1, 1, 1, 0)], "tables": [2, 2]},
        "Table 0 has 2 fixed meetings in slot 1.",
    ),
    "no_such_table": (
        {"fixed": [Meeting(0, 0, 1, 5)]},
        "The meeting of venture 0 and investor 0 is fixed at table 5, which slot 1 does not have.",
    ),
    "more_than_most": (
        {"mandatory": [(0, 0), (0, 1)], "ventures_most": [1, 1]},
        "Venture 0 has 2 mandatory or fixed meetings and takes 1.",
    ),
    "more_than_slots": (
        {"mandatory": [(0, 0), (1, 0)], "investors_free": [[True, False], [True, True]]},
        "Investor 0 has 2 mandatory or fixed meetings and is free in 1 slots.",
    ),
    "more_than_tables": (
        {"mandatory": [(0, 0), (0, 1), (1, 0)]},
        "3 meetings are mandatory or fixed, and all slots together have 2 tables.",
    ),
    "mandatory_together": (
        {"mandatory": [(0, 0), (1, 1)], "ventures_free": [[True, False]] * 2},
        "No way was found to place all 2 mandatory meetings in slots in which people are free.",
    ),
}


@pytest.mark.parametrize("code", IMPOSSIBLE)
def test_what_cannot_be_is_said_in_a_sentence(code):
    changes, sentence = IMPOSSIBLE[code]

    with pytest.raises(ImpossibleError) as refused:
        plan(problem(**changes))

    assert str(refused.value) == sentence
    assert [fault.code for fault in refused.value.faults] == [code]


def test_all_that_cannot_be_is_said_at_once():
    with pytest.raises(ImpossibleError) as refused:
        check(problem(tables=[1, -2], weights=[1, 0, 0, 4]))

    assert [fault.code for fault in refused.value.faults] == [
        "negative_tables",
        "weight_out_of_range",
        "weight_out_of_range",
    ]


def test_pairs_and_weights_go_together():
    with pytest.raises(ValueError, match="There are 4 pairs and 3 weights"):
        problem(weights=[1, 2, 3])


def test_a_problem_keeps_its_pairs_in_order():
    given = problem(pairs=[(1, 0), (0, 1)], weights=[5, 7], mandatory=[(1, 1), (0, 0), (1, 1)])

    assert given.pairs.tolist() == [[0, 1], [1, 0]]
    assert given.weights.tolist() == [7, 5]
    assert given.mandatory == ((0, 0), (1, 1))
    assert [given.weight((1, 0)), given.weight((0, 0))] == [5, 0]


def test_a_fixed_meeting_needs_nobody_to_be_free():
    given = problem(ventures_free=NEVER, forbidden=[(0, 0)], fixed=[Meeting(0, 0, 1)])

    assert plan(given).meetings == (Meeting(0, 0, 1, 0),)
