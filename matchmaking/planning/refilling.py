"""A slot by itself: of all meetings that it could hold, the rest of the plan staying as it is, the heaviest set.

That is a matching, so it is found exactly. A plan never loses weight by it, nor fairness at the same weight.
"""

from collections.abc import Sequence, Set

import numpy as np

from matchmaking.planning.board import Board
from matchmaking.planning.candidates import Candidates
from matchmaking.planning.choosing import heaviest
from matchmaking.planning.fairness import Fairness

type Kept = Set[tuple[int, int]]  # (venture, slot) of meetings that stay

MOST_ROUNDS = 8


def refill(board: Board, pairs: Candidates, fairness: Fairness, slots: Sequence[int], kept: Kept = frozenset()):
    """Fill slot after slot, until nothing more is gained; `kept` meetings, (venture, slot), and pinned ones stay."""
    reached = worth(board, pairs, fairness)
    for _round in range(MOST_ROUNDS):
        for slot in slots:
            _refill_slot(board, pairs, fairness, slot, kept)
        now = worth(board, pairs, fairness)
        if now == reached:
            return
        reached = now


def worth(board: Board, pairs: Candidates, fairness: Fairness) -> tuple[int, int]:
    """What a plan is worth beside the fixed meetings: its weight, and by that its fairness."""
    return int(pairs.weights[placed(board, pairs)].sum()), fairness.worth(board.counts())


def placed(board: Board, pairs: Candidates) -> np.ndarray:
    """The numbers of the candidates that have a meeting, in order."""
    return pairs.numbers((venture, investor) for venture, investor, _slot in board.pairs())


def empty(board: Board, pairs: Candidates, slot: int, kept: Kept = frozenset()):
    """Take every meeting out of a slot that need not be there."""
    for venture in range(board.ventures):
        partner = board.at[venture][slot]
        stays = partner < 0 or board.pinned[venture] >> slot & 1 or (venture, slot) in kept
        if not stays and (venture, partner) not in pairs.obliged:
            board.remove(venture, slot)


def _refill_slot(board, pairs, fairness, slot, kept):
    empty(board, pairs, slot, kept)
    able = np.array([bool(o >> slot & 1) and left > 0 for o, left in zip(board.open, board.left, strict=True)])
    possible = able[pairs.ventures] & able[pairs.investors]
    possible[placed(board, pairs)] = False
    numbers = np.flatnonzero(possible)
    if board.room[slot] <= 0 or not len(numbers):
        return
    best = heaviest(pairs.only(numbers), able.astype(np.int64), board.room[slot], fairness, board.counts())
    for number in numbers[best].tolist():
        board.place(int(pairs.ventures[number]), int(pairs.investors[number]), slot)
