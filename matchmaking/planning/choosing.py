"""Which pairs meet: the heaviest set in which nobody has too many, as a flow of least cost.

The slots are not looked at, but for how many there are. So nothing that can be planned weighs more than what is chosen
here: its weight is the bound of every plan. Among the heaviest sets the one is taken that serves the least served.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from matchmaking.planning.candidates import Candidates
from matchmaking.planning.fairness import Fairness, Indifference
from matchmaking.planning.problem import Problem

PART = 4_000  # pairs that are looked at together


@dataclass(frozen=True)
class Choice:
    """The numbers of the chosen candidates, and the weight that no plan exceeds (with what is fixed)."""

    chosen: np.ndarray
    bound: int


class Limits(NamedTuple):
    """At most so many pairs in all, and `capacity[person]` of each, who had[person] meetings before."""

    places: int
    capacity: np.ndarray
    had: np.ndarray


def limits_of(problem: Problem, promised: np.ndarray | int = 0) -> Limits:
    """What there is room for beside the fixed meetings, and beside the others that are promised to each person."""
    fixed = _fixed_counts(problem)
    possible = np.minimum(problem.most, open_slots(problem).sum(axis=1) + fixed)
    places = max(0, _tables_open(problem) - int(np.sum(promised)) // 2)
    return Limits(places, np.maximum(0, possible - fixed - promised), fixed + promised)


def choose(problem: Problem, pairs: Candidates, must: np.ndarray, fairness: Fairness | Indifference) -> Choice:
    """The heaviest set of pairs, in which those that must be are, whatever they weigh: must[n] as in `pairs`."""
    limits = limits_of(problem, _counts(pairs, must, len(problem.most)))
    taken = heaviest(pairs, ~must, limits, fairness)
    chosen = np.sort(np.concatenate([np.flatnonzero(must), taken]))
    fixed = problem.value(meeting.pair for meeting in problem.fixed)
    return Choice(chosen, int(pairs.weights[chosen].sum()) + fixed)


def heaviest(pairs: Candidates, possible: np.ndarray, limits: Limits, fairness: Fairness | Indifference) -> np.ndarray:
    """The numbers of the heaviest set of possible pairs, in order."""
    numbers = contenders(pairs, possible, limits)
    return numbers[heaviest_of(pairs.only(numbers), limits, fairness)]


def contenders(pairs: Candidates, possible: np.ndarray, limits: Limits) -> np.ndarray:
    """The numbers of those possible pairs that can be among the heaviest, in order.

    Beside any of these, the others are at most `places - 1`, which leave no capacity to at most twice as many people,
    each time that somebody is met counted. So of `2 * places - 1` pairs, in which nobody is beyond their capacity,
    one could take its place, and nothing that is lighter than all of them is ever taken.
    """
    left, enough = limits.capacity.tolist(), 2 * limits.places - 1
    ventures, end = int(pairs.investors.min(initial=len(left))), len(pairs)
    if min(sum(left[:ventures]), sum(left[ventures:])) >= enough > 0:
        for number in _able_in_turn(pairs, possible, limits):
            one, other = pairs.ventures[number], pairs.investors[number]
            if left[one] and left[other]:
                left[one] -= 1
                left[other] -= 1
                enough -= 1
                if not enough:
                    end = np.count_nonzero(pairs.weights >= pairs.weights[number])
                    break
    return np.sort(_able(pairs, possible, limits, pairs.heaviest_first[:end]))


def _able(pairs, possible, limits, numbers):
    """Those of some possible pairs whose both still take meetings."""
    takes = limits.capacity > 0
    return numbers[possible[numbers] & takes[pairs.ventures[numbers]] & takes[pairs.investors[numbers]]]


def _able_in_turn(pairs, possible, limits):
    """The same of all pairs, the heaviest first; looked at in parts, because mostly one part is enough."""
    for start in range(0, len(pairs), PART):
        yield from _able(pairs, possible, limits, pairs.heaviest_first[start : start + PART])


def heaviest_of(pairs: Candidates, limits: Limits, fairness: Fairness | Indifference) -> np.ndarray:
    """Which of some pairs are in the heaviest set of them.

    The cost of a pair is its weight, made large enough that what a person's next meeting is worth by fairness, which is
    less the more that person has had, only ever decides between sets of the same weight.
    """
    capacity, places = limits.capacity, limits.places
    people, first = len(capacity), int(pairs.investors.min(initial=len(capacity)))
    origin, source, sink = people, people + 1, people + 2
    flow = SimpleMinCostFlow()
    ones = np.ones(len(pairs), dtype=np.int64)
    arcs = flow.add_arcs_with_capacity_and_unit_cost(
        pairs.ventures, pairs.investors, ones, -pairs.weights * fairness.scale
    )
    involved = np.flatnonzero(np.bincount(np.concatenate([pairs.ventures, pairs.investors]), minlength=people))
    persons, meetings, worth = fairness.next_meetings(involved, capacity, limits.had)
    ventures = persons < first
    flow.add_arcs_with_capacity_and_unit_cost(
        np.where(ventures, source, persons), np.where(ventures, persons, sink), meetings, -worth
    )
    flow.add_arc_with_capacity_and_unit_cost(origin, source, places, 0)
    flow.add_arc_with_capacity_and_unit_cost(origin, sink, places, 0)
    flow.set_node_supply(origin, places)
    flow.set_node_supply(sink, -places)
    status = flow.solve()
    if status != flow.OPTIMAL:
        raise RuntimeError(f"The flow ended with {status}.")
    return flow.flows(arcs) > 0


def _counts(pairs, which, people):
    return np.bincount(np.concatenate([pairs.ventures[which], pairs.investors[which]]), minlength=people)


def _fixed(problem):
    """The ventures, investors (as people) and slots of the fixed meetings."""
    ventures, investors, slots = np.array([each[:3] for each in problem.fixed], dtype=np.int64).reshape(-1, 3).T
    return ventures, investors + problem.ventures, slots


def _fixed_counts(problem):
    return np.bincount(np.concatenate(_fixed(problem)[:2]), minlength=len(problem.most))


def open_slots(problem: Problem) -> np.ndarray:
    """In which slots with a table left each person is free, apart from those of fixed meetings: (people, slots)."""
    ventures, investors, slots = _fixed(problem)
    free = problem.free & (problem.tables > np.bincount(slots, minlength=problem.slots))
    free[ventures, slots] = free[investors, slots] = False
    return free


def _tables_open(problem):
    """How many meetings there can be beside the fixed ones: tables, but no more than people who are free."""
    tables = np.maximum(0, problem.tables - np.bincount(_fixed(problem)[2], minlength=problem.slots))
    people = np.minimum(problem.ventures_free.sum(axis=0), problem.investors_free.sum(axis=0))
    return int(np.minimum(tables, people).sum())
