"""Places by rank, and ties for the last one."""

import pytest

from competition.ranking import Tie, moved, tie_for_last


@pytest.mark.parametrize(
    ("ranks", "places", "tie"),
    [
        ([], 3, None),
        ([1], 1, None),
        ([1, 2, 3], 0, None),
        ([1, 2, 3], 2, None),
        ([1, 2, 3], 3, None),
        ([1, 2, 2], 2, Tie(rank=2, first=2, last=3, beyond=1)),
        ([1, 1, 1, 4], 1, Tie(rank=1, first=1, last=3, beyond=2)),
        ([1, 2, 2, 2, 5], 3, Tie(rank=2, first=2, last=4, beyond=1)),
        ([1, 2, 2, 4], 3, None),
    ],
)
def test_tie_for_the_last_place(ranks, places, tie):
    assert tie_for_last(ranks, places) == tie


def test_ranks_out_of_order_are_refused():
    with pytest.raises(ValueError, match="not in order"):
        tie_for_last([2, 1], 1)


@pytest.mark.parametrize(
    ("item", "place", "after"),
    [("c", 1, "cab"), ("a", 3, "bca"), ("a", 99, "bca"), ("c", -5, "cab"), ("b", 2, "abc"), ("d", 2, "adbc")],
)
def test_moved(item, place, after):
    assert moved(list("abc"), item, place) == list(after)
