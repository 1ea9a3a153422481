"""A plan mended on the day: somebody stays away, comes without being planned, or a table breaks.

What can stay stays in its slot and at its table; what has become empty is filled with the heaviest meetings that it can
take. Only where it is asked for are meetings moved to another slot, at most so many, and each move says what it brings.
"""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from matchmaking.planning.board import Board
from matchmaking.planning.candidates import candidates
from matchmaking.planning.choosing import choose
from matchmaking.planning.exact import Placed, best_part, size
from matchmaking.planning.fairness import Fairness, Indifference
from matchmaking.planning.moving import add
from matchmaking.planning.placing import place_directly
from matchmaking.planning.plans import Plan, plan_of
from matchmaking.planning.problem import Meeting, Pair, Problem
from matchmaking.planning.refilling import placed, refill_once
from matchmaking.planning.seating import seat

MOST_VARIABLES = 4_000
STEPS = 0.3


@dataclass(frozen=True)
class Repair:
    """A mended plan, and what became of the meetings of the old one, `before`.

    problem: what the plan keeps to, the meetings of the past being fixed; gained: the weight that moving to other slots
    has brought.
    """

    problem: Problem
    before: Plan
    plan: Plan
    gained: int

    @cached_property
    def _old(self) -> dict[Pair, Meeting]:
        return {meeting.pair: meeting for meeting in self.before.meetings}

    @cached_property
    def _new(self) -> dict[Pair, Meeting]:
        return {meeting.pair: meeting for meeting in self.plan.meetings}

    @property
    def lost(self) -> tuple[Meeting, ...]:
        """The meetings that do not take place any more."""
        return tuple(meeting for pair, meeting in self._old.items() if pair not in self._new)

    @property
    def added(self) -> tuple[Meeting, ...]:
        return tuple(meeting for pair, meeting in self._new.items() if pair not in self._old)

    @property
    def moved(self) -> tuple[tuple[Meeting, Meeting], ...]:
        """Meetings of the same two in another slot or at another table, before and after."""
        both = [(meeting, self._new[pair]) for pair, meeting in self._old.items() if pair in self._new]
        return tuple((old, new) for old, new in both if old != new)

    @property
    def unmet(self) -> tuple[Pair, ...]:
        """The mandatory pairs that do not meet."""
        return tuple(pair for pair in self.problem.mandatory if pair not in self._new)


def repair(problem: Problem, before: Plan, *, since: int = 0, most_moves: int = 0) -> Repair:
    """Mend a plan for the problem as it is now.

    Whoever stays away is free nowhere; who is new comes after the others, so that all keep their numbers. Slots before
    `since` are past: nothing in them changes. At most `most_moves` meetings move to another slot, and none where that
    brings nothing. The bound is that of a plan made anew for what is left of the day.
    """
    now = _left_of(problem, before, since)
    pairs, slots = candidates(now), range(since, problem.slots)
    board, gained = _mended(now, pairs, before, slots, 0), 0
    if most_moves > 0:
        other = _mended(now, pairs, before, slots, most_moves)
        weights = [int(pairs.weights[placed(each, pairs)].sum()) for each in (board, other)]
        if weights[1] > weights[0]:
            board, gained = other, weights[1] - weights[0]
    bound = choose(now, pairs, _none_of(pairs), Indifference()).bound if now.bound is None else now.bound
    return Repair(now, before, _seated(now, board, before, bound), gained)


def _none_of(pairs):
    return np.zeros(len(pairs), dtype=bool)


def _mended(problem, pairs, before, slots, most_moves):
    """A board with all meetings that can stay, and what else fits, moving at most so many."""
    board, fairness = Board(problem), Fairness(problem)
    kept = _keep(board, pairs, before)
    for number in np.flatnonzero(pairs.must).tolist():
        _meet(board, int(pairs.ventures[number]), int(pairs.investors[number]))
    stays = _none_of(pairs)
    stays[placed(board, pairs)] = True
    wished = choose(problem, pairs, stays, fairness).chosen
    add(board, pairs, wished[~stays[wished]], kept, most_moves)
    _fill(board, pairs, fairness, slots, kept)
    return board


def _left_of(problem, before, since):
    """The problem without the slots that are past, whose meetings are fixed."""
    if since == 0:
        return problem
    past = [meeting for meeting in before.meetings if meeting.slot < since]
    known = {meeting[:3] for meeting in past}
    fixed = [*past, *(meeting for meeting in problem.fixed if meeting[:3] not in known)]
    left = np.arange(problem.slots) >= since
    ventures_free, investors_free = problem.ventures_free & left, problem.investors_free & left
    return replace(problem, fixed=tuple(fixed), ventures_free=ventures_free, investors_free=investors_free)


def _keep(board, pairs, before) -> set[tuple[int, int]]:
    """Leave every meeting where it was, the heaviest first where somebody takes fewer now: (venture, slot) of each."""
    meetings = np.array([meeting[:3] for meeting in before.meetings], dtype=np.int64).reshape(-1, 3)
    meetings[:, 1] += board.ventures
    numbers = pairs.find(meetings[:, :2])
    meetings, numbers = meetings[numbers >= 0], numbers[numbers >= 0]
    order = np.lexsort((*meetings.T[::-1], -pairs.weights[numbers], ~pairs.must[numbers]))
    kept = set()
    for one, other, slot in meetings[order].tolist():
        is_open = board.room[slot] > 0 and (board.open[one] & board.open[other]) >> slot & 1
        if is_open and board.left[one] > 0 and board.left[other] > 0:
            board.place(one, other, slot)
            kept.add((one, slot))
    return kept


def _meet(board, one, other):
    if other not in board.at[one] and board.left[one] > 0 and board.left[other] > 0:
        place_directly(board, one, other)


def _fill(board, pairs, fairness, slots, kept):
    """Fill what is empty: slot after slot, and where there is little to decide, all of it at once."""
    refill_once(board, pairs, fairness, slots, kept)
    filled = [Placed(*each) for each in board.pairs() if _is_new(board, pairs, kept, each)]
    for venture, _investor, slot in filled:
        board.remove(venture, slot)
    is_open = np.ones(len(pairs), dtype=bool)
    is_open[placed(board, pairs)] = False
    open_numbers = np.flatnonzero(is_open).tolist()
    found = None
    if size(board, pairs, open_numbers, MOST_VARIABLES) <= MOST_VARIABLES:
        found = best_part(board, replace(pairs, must=_none_of(pairs)), open_numbers, STEPS, filled).meetings
    better = found is not None and pairs.weight(found) > pairs.weight(filled)
    for meeting in found if better else filled:
        board.place(*meeting)
    if better:
        refill_once(board, pairs, fairness, slots, kept)


def _is_new(board, pairs, kept, meeting):
    venture, investor, slot = meeting
    pinned = board.pinned[venture] >> slot & 1
    return not (pinned or (venture, slot) in kept or (venture, investor) in pairs.obliged)


def _seated(problem, board, before, bound):
    """The plan, everybody at their table where their slot is the same and the table is still there."""
    tables = problem.tables.tolist()
    known = {meeting[:3]: meeting.table for meeting in before.meetings if meeting.table < tables[meeting.slot]}
    known |= {meeting[:3]: meeting.table for meeting in problem.fixed if meeting.table is not None}
    return plan_of(problem, seat(board.meetings(known), tables), bound)
