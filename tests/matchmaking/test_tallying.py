"""What votes come to: means, ranks with ties, and those with too few votes."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from matchmaking.tallying import tally

POINTS = st.dictionaries(st.integers(1, 50), st.lists(st.integers(1, 5), max_size=8), max_size=12)


def ranks(points):
    return [(result.key, result.rank, result.is_tied) for result in tally(points)]


def test_the_best_mean_is_first():
    found = tally({1: [1, 2, 3], 2: [5, 5, 4]})

    assert [(result.key, result.rank, result.mean) for result in found] == [(2, 1, Fraction(14, 3)), (1, 2, 2)]
    assert [(result.number, result.least, result.most) for result in found] == [(3, 4, 5), (3, 1, 3)]


def test_equal_means_share_a_rank_and_the_next_is_left_out():
    """Thirds, which are not equal as floating-point numbers that are summed in another order."""
    points = {1: [3, 3, 4], 2: [4, 3, 3, 4, 3, 3], 3: [1, 1, 1], 4: [5, 5, 5]}

    assert ranks(points) == [(4, 1, False), (1, 2, True), (2, 2, True), (3, 4, False)]


def test_too_few_votes_have_no_rank_and_come_last():
    assert ranks({1: [5, 5], 2: [1, 1, 1], 3: []}) == [(2, 1, False), (1, None, False), (3, None, False)]


def test_nobody_voted_for():
    assert tally({}) == []
    assert [(one.number, one.mean, one.least, one.most) for one in tally({1: []})] == [(0, None, None, None)]


@given(POINTS)
def test_a_rank_counts_those_who_are_better(points):
    found = tally(points)

    means = [one.mean for one in found if one.rank]
    assert [one.rank for one in found if one.rank] == [1 + sum(other > mean for other in means) for mean in means]
    assert {one.key for one in found if one.is_tied} == {
        one.key for one in found if one.rank and means.count(one.mean) > 1
    }


@given(POINTS)
def test_the_order_of_the_pitches_does_not_matter(points):
    assert tally(dict(reversed(points.items()))) == tally(points)
