"""Places by rank, and ties for the last one."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple


class Tie(NamedTuple):
    """Entries that share the rank of the last one to win, where there is not a place for each of them."""

    rank: int
    first: int  # the places, counted from 1, that they stand on
    last: int
    beyond: int  # how many of them have no place


def tie_for_last(ranks: Sequence[int], places: int) -> Tie | None:
    """The tie for the last of some places, or None where the places end between two ranks.

    Shapes: ranks in order, as they are: [1, 2, 2, 4].
    Errors: ValueError where the ranks are not in order.
    """
    if any(later < earlier for earlier, later in pairwise(ranks)):
        raise ValueError("The ranks are not in order.")
    if not 0 < places < len(ranks) or ranks[places - 1] != ranks[places]:
        return None
    rank = ranks[places]
    first, last = ranks.index(rank) + 1, len(ranks) - ranks[::-1].index(rank)
    return Tie(rank=rank, first=first, last=last, beyond=last - places)


def moved(items: list, item, place: int) -> list:
    """The items with one of them at a place, counted from 1; past the end is the end, before the start the start."""
    others = [other for other in items if other != item]
    index = min(max(place, 1), len(others) + 1) - 1
    return [*others[:index], item, *others[index:]]
