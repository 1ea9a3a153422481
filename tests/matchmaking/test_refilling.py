"""A slot filled by itself: what is left out beforehand, because it is too light, is never missed."""

import numpy as np
import pytest

from matchmaking.planning.board import Board
from matchmaking.planning.candidates import candidates
from matchmaking.planning.choosing import Limits, contenders, heaviest, heaviest_of
from matchmaking.planning.fairness import Fairness
from matchmaking.planning.refilling import refill_once
from tests.matchmaking.problems import drawn


def weight_and_fairness(pairs, fairness, people, which):
    counts = np.bincount(np.concatenate([pairs.ventures[which], pairs.investors[which]]), minlength=people)
    return pairs.weights[which].sum(), fairness.worth(counts)


@pytest.mark.parametrize("tables", [1, 2, 5, 12])
@pytest.mark.parametrize("seed", range(5))
def test_a_slot_is_as_heavy_and_as_fair_as_if_all_pairs_had_been_looked_at(seed, tables):
    given = drawn(seed, 40, 30, 1, tables)
    pairs, fairness, board = candidates(given), Fairness(given), Board(given)
    able = np.ones(len(given.most), dtype=np.int64)
    best = heaviest_of(pairs, Limits(tables, able, board.counts()), fairness)

    weight = refill_once(board, pairs, fairness, [0])

    found = weight, fairness.worth(board.counts())
    assert found == weight_and_fairness(pairs, fairness, len(given.most), best)


@pytest.mark.parametrize("most", [1, 3, 6])
@pytest.mark.parametrize("seed", range(5))
def test_several_meetings_of_each_are_as_heavy_and_as_fair_as_if_all_pairs_had_been_looked_at(seed, most):
    given = drawn(seed, 40, 30, 8, 30)
    pairs, fairness, people = candidates(given), Fairness(given), len(given.most)
    capacity = np.random.default_rng(seed).integers(0, most + 1, people)
    limits, possible = Limits(4 * most, capacity, np.zeros(people, dtype=np.int64)), pairs.weights % 7 > 0
    able = np.flatnonzero(possible & (capacity[pairs.ventures] > 0) & (capacity[pairs.investors] > 0))

    found = heaviest(pairs, possible, limits, fairness)

    best = able[heaviest_of(pairs.only(able), limits, fairness)]
    assert len(contenders(pairs, possible, limits)) < len(able)
    assert weight_and_fairness(pairs, fairness, people, found) == weight_and_fairness(pairs, fairness, people, best)


def test_where_few_tables_are_left_few_pairs_are_looked_at():
    given = drawn(1, 60, 60, 1, 60)
    pairs, able = candidates(given), np.ones(len(given.most), dtype=np.int64)
    possible = np.ones(len(pairs), dtype=bool)

    numbers = [len(contenders(pairs, possible, Limits(places, able, able))) for places in (1, 20, 60)]

    assert numbers[0] < numbers[1] < numbers[2] == len(pairs)
    assert numbers[0] < len(pairs) / 20
