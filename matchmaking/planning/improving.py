"""Where availability is tight: a few people's meetings at a time are planned anew, exactly, and what is gained is kept.

The people are those of a pair that was chosen and found no slot, or that is worth most among those that do not meet, and
some others who could change places with them.
"""

import random

import numpy as np

from matchmaking.planning.board import Board
from matchmaking.planning.candidates import Candidates
from matchmaking.planning.exact import Placed, best_part, size
from matchmaking.planning.refilling import placed

GROUP = 12  # people whose meetings are planned anew together
MOST_VARIABLES = 6_000
STEPS = 0.2  # of the solver, for one such part


def improve(board: Board, pairs: Candidates, chosen: np.ndarray, wanted: int, effort: float):
    """Plan parts anew until the candidates weigh what is wanted, or the effort, in steps of the solver, is spent."""
    draw = random.Random(1)
    weight = int(pairs.weights[placed(board, pairs)].sum())
    while weight < wanted and effort > 0:
        missing = np.setdiff1d(chosen, placed(board, pairs))
        if not len(missing):
            missing = np.arange(len(pairs))
        gained, steps = _plan_anew(board, pairs, _group(board, pairs, draw, missing))
        weight += gained
        effort -= max(steps, 0.02 + board.people / 30_000)  # to put the part together takes time, too


def _group(board, pairs, draw, missing):
    """Ventures, or investors, around a pair that does not meet: those whom its other one could meet, and any others."""
    number = draw.choice(missing.tolist())
    side, across = (pairs.ventures, pairs.investors) if draw.random() < 0.5 else (pairs.investors, pairs.ventures)
    near = side[across == across[number]].tolist()
    others = draw.sample(near, min(len(near), GROUP // 2)) + draw.choices(side.tolist(), k=GROUP // 2)
    return list(dict.fromkeys([int(side[number]), *others]))[:GROUP]


def _plan_anew(board, pairs, people):
    """Free all meetings of some people, and place the heaviest that they can have; the weight gained, and the steps taken."""
    before = _freed(board, pairs, people)
    group = np.zeros(board.people, dtype=bool)
    group[people] = True
    numbers = np.flatnonzero(group[pairs.ventures] | group[pairs.investors])
    numbers = np.setdiff1d(numbers, placed(board, pairs))
    old = pairs.weight(before)
    after, steps = before, 0.0
    if size(board, pairs, numbers, MOST_VARIABLES) <= MOST_VARIABLES:
        found, steps = best_part(board, pairs, numbers.tolist(), STEPS, hint=before)
        if found is not None and pairs.weight(found) > old:
            after = found
    for meeting in after:
        board.place(*meeting)
    return pairs.weight(after) - old, steps


def _freed(board, pairs, people):
    """Take away the meetings of some people that need not stay."""
    group, freed = set(people), []
    for venture, investor, slot in list(board.pairs()):
        pinned = board.pinned[venture] >> slot & 1 or (venture, investor) in pairs.obliged
        if (venture in group or investor in group) and not pinned:
            board.remove(venture, slot)
            freed.append(Placed(venture, investor, slot))
    return freed
