"""A whole plan: choose, place, fill, improve where it is worth it, let people wait less, and seat them."""

import numpy as np

from matchmaking.planning.board import Board
from matchmaking.planning.candidates import Candidates, candidates
from matchmaking.planning.choosing import Choice, choose
from matchmaking.planning.exact import best_part
from matchmaking.planning.fairness import Fairness
from matchmaking.planning.faults import Fault, ImpossibleError, check
from matchmaking.planning.improving import improve
from matchmaking.planning.placing import place_all
from matchmaking.planning.plans import Plan, plan_of
from matchmaking.planning.problem import Problem
from matchmaking.planning.refilling import placed, refill
from matchmaking.planning.seating import seat
from matchmaking.planning.waiting import wait_less

SMALL_GAP = 0.002  # of the bound: less is not worth the time to look for it
EFFORT = 1.0  # steps of the solver for improvements, which are about seconds
MOST_STEPS = 20.0  # of the solver, to place mandatory meetings that exchanges do not place


def plan(problem: Problem, *, effort: float = EFFORT, small_gap: float = SMALL_GAP) -> Plan:
    """The best plan that is found: first by weight, then by fairness, then by little waiting and few changes of table.

    The same problem always gives the same plan. Where all are free in every slot, every slot has the same tables and
    nothing is fixed, nothing weighs more; elsewhere the gap to the bound says what may be missing.
    Units:  `effort` is in steps of the solver and bounds the improvements; 0 leaves them out.
    Errors: ImpossibleError says what cannot be.
    """
    check(problem)
    pairs, board = candidates(problem), Board(problem)
    choice = choose(problem, pairs)
    place_mandatory(board, pairs)
    others = choice.chosen[~pairs.must[choice.chosen]]
    missing = place_all(board, pairs, others)
    if missing:
        _fill(problem, board, pairs, choice, effort, small_gap)
    wait_less(board)
    return seated(problem, board, choice.bound)


def _fill(problem: Problem, board: Board, pairs: Candidates, choice: Choice, effort: float, small_gap: float):
    """Fill what the chosen pairs that found no slot have left empty."""
    fairness, slots = Fairness(problem), range(problem.slots)
    refill(board, pairs, fairness, slots)
    fixed = problem.value(meeting.pair for meeting in problem.fixed)
    wanted = int(np.ceil(choice.bound * (1 - small_gap))) - fixed
    if int(pairs.weights[placed(board, pairs)].sum()) < wanted and effort > 0:
        improve(board, pairs, choice.chosen, wanted, effort)
        refill(board, pairs, fairness, slots)


def place_mandatory(board: Board, pairs: Candidates):
    """Place what must be placed, by exchanges or, where they do not suffice, by searching.

    Errors: ImpossibleError where the mandatory meetings cannot all take place, each by itself though it could.
    """
    must = np.flatnonzero(pairs.must).tolist()
    if not place_all(board, pairs, must):
        return
    for venture, investor, slot in list(board.pairs()):
        if not board.pinned[venture] >> slot & 1:
            board.remove(venture, slot)
    found, _steps = best_part(board, pairs, must, MOST_STEPS, every=True)
    if found is None:
        sentence = f"No way was found to place all {len(must)} mandatory meetings together in the slots that people are free in."
        raise ImpossibleError([Fault("mandatory_together", sentence)])
    for meeting in found:
        board.place(*meeting)


def seated(problem: Problem, board: Board, bound: int) -> Plan:
    """The plan of a board, with a table for each meeting; fixed meetings keep theirs."""
    tables = {meeting[:3]: meeting.table for meeting in problem.fixed}
    meetings = [meeting._replace(table=tables.get(meeting[:3])) for meeting in board.meetings()]
    return plan_of(problem, seat(meetings, problem.tables.tolist()), bound)
