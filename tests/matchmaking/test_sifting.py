"""Of all pairs, those that a plan needs, and a bound of all of them, whatever is left out."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from matchmaking.planning import sifting
from matchmaking.planning.making import Effort, plan
from matchmaking.planning.plans import violations
from matchmaking.planning.problem import Problem
from matchmaking.planning.repairing import repair
from matchmaking.planning.sifting import sifted
from tests.matchmaking.problems import best_value, problems

VENTURES, INVESTORS, SLOTS, TABLES, MOST = 300, 200, 10, 100, 5
NO_EFFORT = Effort(0.0)
thorough = settings(max_examples=100, deadline=None)


def popular(draw):
    """All rank the others alike."""
    one, other = draw.random(VENTURES), draw.random(INVESTORS)
    return 1 + (999 * np.sqrt(one[:, None] * other)).astype(int)


def grouped(draw):
    """Four groups; whom somebody would meet weigh the same."""
    one, other = draw.integers(0, 4, VENTURES), draw.integers(0, 4, INVESTORS)
    return np.where(one[:, None] == other, 500, 200)


def equal(_draw):
    return np.full((VENTURES, INVESTORS), 500)


def varied(draw):
    return draw.integers(1, 1000, (VENTURES, INVESTORS))


KINDS = [popular, grouped, equal, varied]


def without_pairs(free=1.0):
    draw = np.random.default_rng(2)
    return Problem(
        ventures_most=np.full(VENTURES, MOST),
        investors_most=np.full(INVESTORS, MOST),
        ventures_free=draw.random((VENTURES, SLOTS)) < free,
        investors_free=draw.random((INVESTORS, SLOTS)) < free,
        tables=np.full(SLOTS, TABLES),
        pairs=[],
        weights=[],
    )


def of_all(given_problem, weights):
    """With all pairs that weigh something."""
    return replace(given_problem, pairs=np.argwhere(weights >= 1), weights=weights[weights >= 1])


@pytest.fixture
def all_are_many(monkeypatch):
    """Pairs are left out even of the smallest problems."""
    monkeypatch.setattr(sifting, "FEW", -1)
    for name in ("FIRST", "MORE", "BREADTH", "LEAST_BREADTH"):
        monkeypatch.setattr(sifting, name, 1)


@pytest.mark.parametrize("kind", KINDS)
def test_the_plan_is_as_good_as_one_of_all_pairs_however_alike_they_rank_each_other(kind):
    weights = kind(np.random.default_rng(1))
    best = plan(of_all(without_pairs(), weights))

    some = sifted(without_pairs(), weights)
    found = plan(some)

    assert len(some.pairs) < VENTURES * INVESTORS / 2
    assert violations(some, found) == []
    assert len(found.meetings) == INVESTORS * MOST
    assert best.value * 0.999 <= found.value <= best.value <= found.bound <= best.value * 1.001


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("free", [1.0, 0.8])
def test_who_has_room_after_some_stayed_away_is_given_whom_they_can_have(kind, free):
    weights = kind(np.random.default_rng(1))
    before = plan(sifted(without_pairs(free), weights))
    now = without_pairs(free)
    now.ventures_free[::20] = False
    now.investors_free[::20] = False

    found = repair(sifted(now, weights, before.meetings), before)
    of_every_pair = repair(of_all(now, weights), before)

    assert violations(found.problem, found.plan) == []
    assert found.moved == ()
    assert len(found.added) == len(of_every_pair.added)
    assert found.plan.value >= of_every_pair.plan.value * 0.999
    assert of_every_pair.plan.bound <= found.plan.bound <= of_every_pair.plan.bound * 1.001


@pytest.mark.usefixtures("all_are_many")
@thorough
@given(problems(most_people=4, most_slots=3))
def test_no_plan_of_all_pairs_weighs_more_than_the_bound(given_problem):
    given_problem = replace(given_problem, mandatory=(), forbidden=(), fixed=())
    weights = np.zeros((given_problem.ventures, given_problem.investors), dtype=int)
    weights[tuple(given_problem.pairs.T)] = given_problem.weights

    some = sifted(replace(given_problem, pairs=[], weights=[]), weights)
    found = plan(some)

    assert violations(some, found) == []
    assert found.value <= best_value(given_problem) <= found.bound
    assert found.bound <= plan(given_problem, NO_EFFORT).bound


@pytest.mark.usefixtures("all_are_many")
@thorough
@given(problems())
def test_what_is_fixed_is_among_the_pairs(given_problem):
    weights = np.zeros((given_problem.ventures, given_problem.investors), dtype=int)
    weights[tuple(given_problem.pairs.T)] = given_problem.weights
    given_problem = replace(given_problem, mandatory=(), forbidden=(), pairs=[], weights=[])

    some = sifted(given_problem, weights)

    for meeting in given_problem.fixed:
        assert some.weight(meeting.pair) == weights[meeting.pair]
    assert some.bound >= some.value(meeting.pair for meeting in some.fixed)


def test_where_there_are_few_all_are_planned_with_and_nothing_is_estimated():
    weights = np.arange(6).reshape(2, 3)
    given_problem = Problem(
        ventures_most=[1, 1],
        investors_most=[1, 1, 1],
        ventures_free=[[True]] * 2,
        investors_free=[[True]] * 3,
        tables=[2],
        pairs=[],
        weights=[],
    )

    some = sifted(given_problem, weights)

    assert (some.pairs.tolist(), some.weights.tolist()) == ([[0, 1], [0, 2], [1, 0], [1, 1], [1, 2]], [1, 2, 3, 4, 5])
    assert some.bound is None
