"""A whole plan: choose, place, fill, improve where it is worth it, let people wait less, and seat them."""

import math
from typing import NamedTuple

import numpy as np

from matchmaking.planning.board import Board
from matchmaking.planning.candidates import Candidates, candidates
from matchmaking.planning.choosing import Choice, choose
from matchmaking.planning.exact import best_part
from matchmaking.planning.fairness import Fairness
from matchmaking.planning.faults import Fault, ImpossibleError, check
from matchmaking.planning.improving import improve, solve_whole
from matchmaking.planning.placing import place_all
from matchmaking.planning.plans import Plan, plan_of
from matchmaking.planning.problem import Problem
from matchmaking.planning.refilling import placed, refill
from matchmaking.planning.seating import seat
from matchmaking.planning.waiting import wait_less

MOST_STEPS = 20.0  # of the solver, to place mandatory meetings that exchanges do not place


class Effort(NamedTuple):
    """How long improvements are looked for where availability is tight.

    Units:  `steps` are those of the solver, about seconds; `small_gap` is a part of the bound: what is less is not
            worth the time. No steps, no improvements.
    """

    steps: float = 1.0
    small_gap: float = 0.002


USUAL = Effort()


def plan(problem: Problem, effort: Effort = USUAL) -> Plan:
    """The best plan that is found: first by weight, then by fairness, then by little waiting and few changes of table.

    The same problem always gives the same plan. Where all are free in every slot, every slot has the same tables and
    nothing is fixed, nothing weighs more; elsewhere the gap to the bound says what may be missing.
    Errors: ImpossibleError says what cannot be.
    """
    check(problem)
    pairs, board = candidates(problem), Board(problem)
    choice = choose(problem, pairs, pairs.must, Fairness(problem))
    place_mandatory(board, pairs)
    others = choice.chosen[~pairs.must[choice.chosen]]
    missing, bound = place_all(board, pairs, others), choice.bound
    if missing:
        bound = _fill(problem, board, pairs, choice, effort)
    wait_less(board)
    return seated(problem, board, bound if problem.bound is None else problem.bound)


def _fill(problem: Problem, board: Board, pairs: Candidates, choice: Choice, effort: Effort) -> int:
    """Fill what the chosen pairs that found no slot have left empty; the bound, which may be lower then."""
    fairness, slots = Fairness(problem), range(problem.slots)
    fixed = problem.value(meeting.pair for meeting in problem.fixed)
    bound = choice.bound - fixed
    refill(board, pairs, fairness, slots)
    if effort.steps > 0 and _weight(board, pairs) < bound * (1 - effort.small_gap):
        bound = solve_whole(board, pairs, bound)
        improve(board, pairs, choice.chosen, math.ceil(bound * (1 - effort.small_gap)), effort.steps)
        refill(board, pairs, fairness, slots)
    return bound + fixed


def _weight(board, pairs):
    return int(pairs.weights[placed(board, pairs)].sum())


def place_mandatory(board: Board, pairs: Candidates):
    """Place what must be placed, by exchanges or, where they do not suffice, by searching.

    Errors: ImpossibleError where the mandatory meetings cannot all take place, each by itself though it could.
    """
    must = np.flatnonzero(pairs.must).tolist()
    if not place_all(board, pairs, must):
        return
    for venture, _investor, slot in list(board.pairs()):
        if not board.pinned[venture] >> slot & 1:
            board.remove(venture, slot)
    found = best_part(board, pairs, must, MOST_STEPS).meetings
    if found is None:
        sentence = f"No way was found to place all {len(must)} mandatory meetings in slots in which people are free."
        raise ImpossibleError([Fault("mandatory_together", sentence, figures={"count": len(must)})])
    for meeting in found:
        board.place(*meeting)


def seated(problem: Problem, board: Board, bound: int) -> Plan:
    """The plan of a board, with a table for each meeting; fixed meetings keep theirs."""
    tables = {meeting[:3]: meeting.table for meeting in problem.fixed}
    return plan_of(problem, seat(board.meetings(tables), problem.tables.tolist()), bound)
