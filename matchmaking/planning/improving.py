"""Where availability is tight: a few people's meetings at a time are planned anew, exactly, and what is gained is kept.

The people are those around a pair that was chosen and found no slot, and some others who could change places with them.
"""

import random
from collections.abc import Iterable

import numpy as np

from matchmaking.planning.board import Board
from matchmaking.planning.candidates import Candidates
from matchmaking.planning.exact import Placed, best_part, size
from matchmaking.planning.refilling import placed

GROUP = 12  # people whose meetings are planned anew together
MOST_VARIABLES = 6_000
STEPS = 0.2  # of the solver, for one such part
MOST_OF_A_WHOLE = 2_000  # variables, up to which everything is planned at once
STEPS_OF_A_WHOLE = 1.0


def improve(board: Board, pairs: Candidates, chosen: np.ndarray, wanted: int, effort: float):
    """Plan parts anew until the candidates weigh what is wanted, or the effort, in steps of the solver, is spent."""
    draw = random.Random(1)  # noqa: S311 - chosen so that the plan is the same every time
    weight = int(pairs.weights[placed(board, pairs)].sum())
    while weight < wanted and effort > 0:
        missing = np.setdiff1d(chosen, placed(board, pairs))
        if not len(missing):
            missing = np.arange(len(pairs))
        gained, steps = _plan_anew(board, pairs, _group(board, pairs, draw, missing))
        weight += gained
        effort -= max(steps, 0.02 + board.people / 30_000)  # to put the part together takes time, too


def solve_whole(board: Board, pairs: Candidates, bound: int) -> int:
    """Plan everything anew at once, where that is little; the bound, which may be lower then.

    Units:  `bound` and what is returned are weights of the candidates alone, without what is fixed.
    """
    before = freed(board, pairs, range(board.ventures), obliged=True)
    after, numbers = before, np.arange(len(pairs))
    if size(board, pairs, numbers, MOST_OF_A_WHOLE) <= MOST_OF_A_WHOLE:
        found = best_part(board, pairs, numbers, STEPS_OF_A_WHOLE, before)
        if found.meetings is not None:
            bound = min(bound, found.bound)
            after = found.meetings if pairs.weight(found.meetings) > pairs.weight(before) else before
    for meeting in after:
        board.place(*meeting)
    return bound


def _group(board, pairs, draw, missing):
    """Ventures, or investors, around a pair that does not meet: those whom its other one could meet, and any others."""
    number = draw.choice(missing.tolist())
    side, across = (pairs.ventures, pairs.investors) if draw.random() < 0.5 else (pairs.investors, pairs.ventures)
    near = side[across == across[number]].tolist()
    others = draw.sample(near, min(len(near), GROUP // 2)) + draw.choices(side.tolist(), k=GROUP // 2)
    return list(dict.fromkeys([int(side[number]), *others]))[:GROUP]


def _plan_anew(board, pairs, people):
    """Place the heaviest meetings that some people can have instead of theirs; the weight gained, the steps taken."""
    before = freed(board, pairs, people)
    group = np.zeros(board.people, dtype=bool)
    group[people] = True
    numbers = np.flatnonzero(group[pairs.ventures] | group[pairs.investors])
    numbers = np.setdiff1d(numbers, placed(board, pairs))
    old = pairs.weight(before)
    after, steps = before, 0.0
    if size(board, pairs, numbers, MOST_VARIABLES) <= MOST_VARIABLES:
        found, _bound, steps = best_part(board, pairs, numbers.tolist(), STEPS, before)
        if found is not None and pairs.weight(found) > old:
            after = found
    for meeting in after:
        board.place(*meeting)
    return pairs.weight(after) - old, steps


def freed(board: Board, pairs: Candidates, people: Iterable[int], *, obliged: bool = False) -> list[Placed]:
    """Take away the meetings of some people that need not stay, those of mandatory pairs only if they are to be."""
    group, gone = set(people), []
    for venture, investor, slot in list(board.pairs()):
        stays = board.pinned[venture] >> slot & 1 or ((venture, investor) in pairs.obliged and not obliged)
        if (venture in group or investor in group) and not stays:
            board.remove(venture, slot)
            gone.append(Placed(venture, investor, slot))
    return gone
