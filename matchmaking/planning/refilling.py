"""A slot by itself: of all meetings that it could hold, the rest of the plan staying as it is, the heaviest set.

That is a matching, so it is found exactly. A plan never loses weight by it, nor fairness at the same weight.
"""

from collections.abc import Sequence, Set

import numpy as np

from matchmaking.planning.board import Board
from matchmaking.planning.candidates import Candidates
from matchmaking.planning.choosing import Limits, heaviest
from matchmaking.planning.fairness import Fairness

type Kept = Set[tuple[int, int]]  # (venture, slot) of meetings that stay

MOST_ROUNDS = 8
LITTLE = 0.0001  # of the weight: a round that gains no more is the last one


def refill(board: Board, pairs: Candidates, fairness: Fairness, slots: Sequence[int]):
    """Fill slot after slot, until hardly anything is gained."""
    reached = int(pairs.weights[placed(board, pairs)].sum())
    for _round in range(MOST_ROUNDS):
        now = refill_once(board, pairs, fairness, slots)
        if now - reached <= LITTLE * now:
            return
        reached = now


def refill_once(
    board: Board, pairs: Candidates, fairness: Fairness, slots: Sequence[int], kept: Kept = frozenset()
) -> int:
    """Fill each slot once; `kept` meetings, mandatory and pinned ones stay. The weight of all candidates that meet."""
    meets = np.zeros(len(pairs), dtype=bool)
    meets[placed(board, pairs)] = True
    for slot in slots:
        meets[_emptied(board, pairs, slot, kept)] = False
        meets[_filled(board, pairs, fairness, slot, meets)] = True
    return int(pairs.weights[meets].sum())


def placed(board: Board, pairs: Candidates) -> np.ndarray:
    """The numbers of the candidates that have a meeting, in order."""
    return pairs.numbers((venture, investor) for venture, investor, _slot in board.pairs())


def _emptied(board, pairs, slot, kept):
    """Take every meeting out of a slot that need not be there; the numbers of their pairs."""
    gone = []
    for venture in range(board.ventures):
        partner = board.at[venture][slot]
        stays = partner < 0 or board.pinned[venture] >> slot & 1 or (venture, slot) in kept
        if not stays and (venture, partner) not in pairs.obliged:
            board.remove(venture, slot)
            gone.append((venture, partner))
    return pairs.numbers(gone)


def _filled(board, pairs, fairness, slot, meets):
    """Place the heaviest meetings that a slot has room for; the numbers of their pairs."""
    if board.room[slot] <= 0:
        return np.zeros(0, dtype=np.int64)
    able = [int(o >> slot & 1 and left > 0) for o, left in zip(board.open, board.left, strict=True)]
    limits = Limits(board.room[slot], np.array(able, dtype=np.int64), board.counts())
    best = heaviest(pairs, ~meets, limits, fairness)
    for number in best.tolist():
        board.place(int(pairs.ventures[number]), int(pairs.investors[number]), slot)
    return best
