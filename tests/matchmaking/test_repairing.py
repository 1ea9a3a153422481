"""A plan mended on the day."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from matchmaking.planning.faults import ImpossibleError
from matchmaking.planning.making import Effort, plan
from matchmaking.planning.plans import violations
from matchmaking.planning.problem import Meeting
from matchmaking.planning.repairing import repair
from tests.matchmaking.problems import drawn, problem, problems

QUICK = Effort(steps=0)


def without(given_problem, ventures=(), investors=(), since=0):
    """The same problem after some have left."""
    ventures_free, investors_free = given_problem.ventures_free.copy(), given_problem.investors_free.copy()
    ventures_free[list(ventures), since:] = False
    investors_free[list(investors), since:] = False
    return replace(given_problem, ventures_free=ventures_free, investors_free=investors_free)


def a_day(free=0.8):
    given_problem = drawn(11, 60, 40, slots=10, tables=16, free=free)
    return given_problem, plan(given_problem, QUICK)


def wrong(mended):
    """What is wrong with a mended plan, apart from mandatory pairs of which it says itself that they do not meet."""
    unmet = [f"Venture {venture} and investor {investor} must meet." for venture, investor in mended.unmet]
    return [sentence for sentence in violations(mended.problem, mended.plan) if sentence not in unmet]


@settings(max_examples=200)
@given(problems(), st.data())
def test_what_can_stay_stays_and_nothing_is_wrong(given_problem, data):
    try:
        before = plan(given_problem, QUICK)
    except ImpossibleError:
        assume(False)
    since = data.draw(st.integers(0, given_problem.slots))
    ventures = data.draw(st.lists(st.integers(0, given_problem.ventures - 1), max_size=2))
    investors = data.draw(st.lists(st.integers(0, given_problem.investors - 1), max_size=2))
    now = without(given_problem, ventures, investors)

    mended = repair(now, before, since=since)

    fixed = {meeting[:3] for meeting in given_problem.fixed}
    gone = [
        meeting
        for meeting in before.meetings
        if meeting.slot >= since
        and (meeting.venture in ventures or meeting.investor in investors)
        and meeting[:3] not in fixed
    ]
    assert mended.lost == tuple(gone)
    assert mended.moved == ()
    assert {*before.meetings} - {*gone} | {*mended.added} == {*mended.plan.meetings}
    assert [meeting for meeting in mended.added if meeting.slot < since] == []
    assert wrong(mended) == []


@settings(max_examples=100)
@given(problems(), st.integers(0, 6), st.integers(0, 3))
def test_no_more_is_moved_than_may_be(given_problem, leaver, most_moves):
    try:
        before = plan(given_problem, QUICK)
    except ImpossibleError:
        assume(False)
    now = without(given_problem, ventures=[leaver % given_problem.ventures])

    frozen, mended = repair(now, before), repair(now, before, most_moves=most_moves)

    assert wrong(mended) == []
    assert len([1 for old, new in mended.moved if old.slot != new.slot]) <= most_moves
    assert mended.plan.value == frozen.plan.value + mended.gained


def test_the_places_of_who_stays_away_are_filled():
    given_problem, before = a_day()
    now = without(given_problem, ventures=[3, 17, 40], investors=[5, 31])

    mended = repair(now, before)

    assert len(mended.lost) > 15
    assert len(mended.added) >= len(mended.lost) - 5
    assert mended.plan.gap < 0.01
    assert wrong(mended) == []


def test_moving_some_gains_something():
    given_problem, before = a_day(free=0.6)
    now = without(given_problem, ventures=[3, 17, 40], investors=[5, 31])

    frozen, mended = repair(now, before), repair(now, before, most_moves=10)

    assert 0 < len(mended.moved) <= 10
    assert mended.gained == mended.plan.value - frozen.plan.value > 0
    assert wrong(mended) == []


def test_what_is_past_stays_as_it_was():
    given_problem, before = a_day()
    now = without(given_problem, ventures=[3, 17])

    mended = repair(now, before, since=4)

    past = lambda meetings: [meeting for meeting in meetings if meeting.slot < 4]  # noqa: E731
    assert past(mended.plan.meetings) == past(before.meetings)
    assert {meeting.venture for meeting in mended.lost} == {3, 17}
    assert min(meeting.slot for meeting in [*mended.lost, *mended.added]) >= 4
    assert wrong(mended) == []


def test_who_comes_without_being_planned_is_given_what_is_open():
    given_problem, before = a_day()
    slots = given_problem.slots
    now = replace(
        given_problem,
        ventures_most=[*given_problem.ventures_most, 5],
        ventures_free=np.vstack([given_problem.ventures_free, np.ones(slots, dtype=bool)]),
        pairs=[*given_problem.pairs.tolist(), *([60, investor] for investor in range(40))],
        weights=[*given_problem.weights.tolist(), *[100] * 40],
        tables=given_problem.tables + 1,
    )

    mended = repair(now, before)

    assert (mended.lost, mended.moved) == ((), ())
    assert len([meeting for meeting in mended.added if meeting.venture == 60]) == 5
    assert wrong(mended) == []


def test_a_table_that_breaks_moves_its_meeting_to_another_table():
    given_problem = problem(2, 2, slots=1, tables=3, pairs=[(0, 0), (1, 1)], weights=[1, 1])
    before = plan(given_problem)
    seated = replace(before, meetings=(Meeting(0, 0, 0, 0), Meeting(1, 1, 0, 2)))

    mended = repair(replace(given_problem, tables=[2]), seated)

    assert mended.moved == ((Meeting(1, 1, 0, 2), Meeting(1, 1, 0, 1)),)
    assert (mended.lost, mended.added) == ((), ())


def test_of_too_many_meetings_the_lightest_is_lost():
    given_problem = problem(1, 3, slots=3, tables=1, weights=[5, 1, 9])

    mended = repair(replace(given_problem, ventures_most=[2]), plan(given_problem))

    assert [meeting.investor for meeting in mended.lost] == [1]
    assert mended.added == ()


def test_who_must_meet_and_stays_away_is_named():
    given_problem = problem(2, 2, slots=2, tables=2, mandatory=[(0, 0), (1, 1)])
    before = plan(given_problem)

    mended = repair(without(given_problem, ventures=[0]), before)

    assert mended.unmet == ((0, 0),)
    assert (1, 1) in {meeting.pair for meeting in mended.plan.meetings}


@pytest.mark.parametrize("most_moves", [0, 5])
def test_a_plan_to_which_nothing_happened_stays_as_it_is(most_moves):
    given_problem, before = a_day(free=1)

    mended = repair(given_problem, before, most_moves=most_moves)

    assert mended.plan == before
    assert (mended.lost, mended.added, mended.moved, mended.gained) == ((), (), (), 0)
