"""A slot filled by itself: what is left out beforehand, because it is too light, is never missed."""

import numpy as np
import pytest

from matchmaking.planning.board import Board
from matchmaking.planning.candidates import candidates
from matchmaking.planning.choosing import heaviest
from matchmaking.planning.fairness import Fairness
from matchmaking.planning.refilling import _heavy, refill_once
from tests.matchmaking.problems import drawn


@pytest.mark.parametrize("tables", [1, 2, 5, 12])
@pytest.mark.parametrize("seed", range(5))
def test_a_slot_is_as_heavy_and_as_fair_as_if_all_pairs_had_been_looked_at(seed, tables):
    given = drawn(seed, 40, 30, 1, tables)
    pairs, fairness, board = candidates(given), Fairness(given), Board(given)
    able = np.ones(len(given.most), dtype=np.int64)
    best = heaviest(pairs, able, tables, fairness, board.counts())

    weight = refill_once(board, pairs, fairness, [0])

    assert weight == pairs.weights[best].sum()
    counts = np.bincount(np.concatenate([pairs.ventures[best], pairs.investors[best]]), minlength=len(given.most))
    assert fairness.worth(board.counts()) == fairness.worth(counts)


def test_where_few_tables_are_left_few_pairs_are_looked_at():
    pairs = candidates(drawn(1, 60, 60, 1, 60))
    possible = np.ones(len(pairs), dtype=bool)

    numbers = [len(_heavy(pairs, possible, room)) for room in (1, 20, 60)]

    assert numbers[0] < numbers[1] < numbers[2] == len(pairs)
    assert numbers[0] < len(pairs) / 20
