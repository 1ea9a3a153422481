"""A part of a plan, solved exactly by CP-SAT, the rest of the board staying as it is.

The same part always gives the same answer: one worker, one seed, and a limit in steps of the solver, not of the clock.
"""

import math
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from ortools.sat.python import cp_model

from matchmaking.planning.board import Board, slots_of
from matchmaking.planning.candidates import Candidates


class Placed(NamedTuple):
    """A venture and an investor (as people) in a slot."""

    venture: int
    investor: int
    slot: int


def solver(steps: float) -> cp_model.CpSolver:
    """A solver that stops after so many of its own seconds, which are the same everywhere."""
    found = cp_model.CpSolver()
    found.parameters.num_workers = 1
    found.parameters.random_seed = 1
    found.parameters.max_deterministic_time = steps
    return found


class Part(NamedTuple):
    """Meetings, or None where none were found; a weight that no other ones exceed; and the steps that were taken."""

    meetings: list[Placed] | None
    bound: int | None
    steps: float


def best_part(
    board: Board, pairs: Candidates, numbers: Iterable[int], steps: float, hint: Iterable[Placed] = ()
) -> Part:
    """The heaviest meetings of some candidates that the board has room for.

    The mandatory ones among them must meet; that there are no meetings may also mean that they cannot.
    """
    numbers, model = list(numbers), cp_model.CpModel()
    variables, weights = _meetings(model, board, pairs, numbers)
    by_pair = defaultdict(list)
    for placed, variable in variables.items():
        by_pair[placed[:2]].append(variable)
    obliged = pairs.only(np.asarray(numbers, dtype=np.int64)).obliged
    if obliged - by_pair.keys():
        return Part(None, None, 0.0)
    for pair, several in by_pair.items():
        (model.add_exactly_one if pair in obliged else model.add_at_most_one)(several)
    _limits(model, board, variables)
    hinted = set(hint)
    for placed, variable in variables.items() if hinted else ():
        model.add_hint(variable, placed in hinted)
    model.maximize(sum(weight * variable for weight, variable in zip(weights, variables.values(), strict=True)))
    solving = solver(steps)
    status = solving.solve(model)
    taken = solving.response_proto.deterministic_time
    if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return Part(None, None, taken)
    found = [placed for placed, variable in variables.items() if solving.boolean_value(variable)]
    return Part(found, math.floor(solving.best_objective_bound + 0.5), taken)


def size(board: Board, pairs: Candidates, numbers: Iterable[int], enough: int) -> int:
    """How many meetings are possible among some candidates, the variables of `best_part`; counted until there are more
    than enough.
    """
    roomy, possible = board.roomy(), 0
    open_slots = [slots & roomy if left > 0 else 0 for slots, left in zip(board.open, board.left, strict=True)]
    for number in numbers:
        possible += (open_slots[int(pairs.ventures[number])] & open_slots[int(pairs.investors[number])]).bit_count()
        if possible > enough:
            break
    return possible


def _meetings(model, board, pairs, numbers):
    """A variable for each possible meeting, and its weight."""
    variables, weights = {}, []
    roomy = board.roomy()
    for number in numbers:
        venture, investor, weight = (
            int(pairs.ventures[number]),
            int(pairs.investors[number]),
            int(pairs.weights[number]),
        )
        if board.left[venture] > 0 and board.left[investor] > 0:
            for slot in slots_of(board.open[venture] & board.open[investor] & roomy):
                variables[Placed(venture, investor, slot)] = model.new_bool_var("")
                weights.append(weight)
    return variables, weights


def _limits(model, board, variables):
    """Nobody twice in a slot, nobody more often than they take, no more in a slot than there are tables."""
    by_person, by_place, by_slot = defaultdict(list), defaultdict(list), defaultdict(list)
    for (venture, investor, slot), variable in variables.items():
        by_slot[slot].append(variable)
        for person in (venture, investor):
            by_person[person].append(variable)
            by_place[person, slot].append(variable)
    for several in by_place.values():
        model.add_at_most_one(several)
    for person, several in by_person.items():
        if len(several) > board.left[person]:
            model.add(sum(several) <= board.left[person])
    for slot, several in by_slot.items():
        if len(several) > board.room[slot]:
            model.add(sum(several) <= board.room[slot])
