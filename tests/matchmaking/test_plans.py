"""A plan, what it is worth, and what is wrong with it."""

from dataclasses import replace

import pytest

from matchmaking.planning.plans import Plan, idle_slots, plan_of, served, table_changes, violations
from matchmaking.planning.problem import Meeting
from tests.matchmaking.problems import problem

GIVEN = problem(
    ventures=3,
    investors=3,
    slots=3,
    tables=2,
    ventures_most=[2, 3, 3],
    investors_free=[[True] * 3, [True] * 3, [True, False, True]],
    mandatory=[(0, 1)],
    forbidden=[(2, 2)],
    fixed=[Meeting(1, 1, 2, 1)],
    pairs=[(0, 0), (0, 1), (0, 2), (1, 1), (1, 2), (2, 1), (2, 2)],
    weights=[1, 2, 3, 5, 6, 8, 9],
)
GOOD = (Meeting(0, 0, 0, 0), Meeting(1, 2, 0, 1), Meeting(0, 1, 1, 1), Meeting(1, 1, 2, 1))
WRONG = [
    ([Meeting(0, 2, 0, 1)], ["Venture 0 has 2 meetings in slot 0.", "Investor 2 has 2 meetings in slot 0."]),
    ([Meeting(2, 1, 0, 1)], ["Table 1 has 2 meetings in slot 0."]),
    ([Meeting(0, 1, 0, 1)], ["Venture 0 and investor 1 meet 2 times."]),
    ([Meeting(0, 2, 2, 0)], ["Venture 0 has 3 meetings and takes 2."]),
    ([Meeting(0, 2, 1, 0)], ["Investor 2 is not free in slot 1."]),
    ([Meeting(2, 1, 0, 5)], ["Table 5 does not exist in slot 0."]),
    ([Meeting(2, 2, 2, 0)], ["Venture 2 and investor 2 must not meet."]),
    ([Meeting(2, 0, 2, 0)], ["Venture 2 and investor 0 meet, and nobody wished it."]),
]


def test_a_good_plan():
    plan = plan_of(GIVEN, GOOD, bound=20)

    assert violations(GIVEN, plan) == []
    assert (plan.value, plan.gap) == (14, 0.3)
    assert served(GIVEN, plan) == ([2, 2, 0], [1, 2, 1])
    assert idle_slots(GIVEN, plan) == 1
    assert table_changes(plan) == 1


def test_waiting_is_only_where_somebody_is_free():
    plan = plan_of(GIVEN, [Meeting(1, 2, 0, 0), Meeting(0, 2, 2, 0)], bound=99)

    assert idle_slots(GIVEN, plan) == 0


@pytest.mark.parametrize(("more", "sentences"), WRONG)
def test_what_is_wrong_is_said_in_words(more, sentences):
    found = violations(GIVEN, plan_of(GIVEN, [*GOOD, *more], bound=99))

    assert [sentence for sentence in sentences if sentence not in found] == []


def test_what_is_missing_is_said_in_words():
    assert violations(GIVEN, plan_of(GIVEN, GOOD[:2], bound=99)) == [
        "Venture 0 and investor 1 must meet.",
        "The fixed meeting of venture 1 and investor 1 was changed.",
    ]


def test_a_plan_that_says_a_wrong_value_is_found_out():
    plan = plan_of(GIVEN, GOOD, bound=20)

    assert violations(GIVEN, replace(plan, value=15)) == ["The plan is worth 14 and says 15."]
    assert violations(GIVEN, replace(plan, bound=13)) == ["The plan is worth 14, more than its bound of 13."]


def test_a_plan_without_meetings_has_no_gap():
    assert Plan((), 0, 0).gap == 0
