"""No party can be read from what is shown, nor from what is left when it is subtracted from its total."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matchmaking import suppressing
from matchmaking.suppressing import Part, Published, published


def of(number, ventures, investors=None):
    """A part with so many parties of each side, who are in no other part."""
    return Part(
        number,
        frozenset(f"{number}-v{key}" for key in range(ventures)),
        frozenset(f"{number}-i{key}" for key in range(ventures if investors is None else investors)),
    )


def test_enough_parties_are_shown_with_their_total():
    assert published({"a": of(10, 3), "b": of(20, 4)}) == Published({"a": 10, "b": 20}, 30)


@pytest.mark.parametrize("part", [of(10, 2), of(10, 3, 2), of(10, 2, 3), of(10, 1)])
def test_too_few_of_either_side_show_neither_part_nor_total(part):
    assert published({"a": part}) == Published({"a": None}, None)


def test_the_smallest_shown_number_is_hidden_with_a_single_hidden_one():
    found = published({"a": of(10, 1), "b": of(20, 5), "c": of(30, 4)})

    assert found == Published({"a": None, "b": 20, "c": None}, 60)


def test_several_that_are_hidden_protect_each_other():
    assert published({"a": of(1, 1), "b": of(2, 2), "c": of(30, 3)}) == Published({"a": None, "b": None, "c": 30}, 33)


def test_hidden_parts_of_the_same_parties_do_not_protect_each_other():
    """Three numbers of one pair are still those of one pair."""
    pair = frozenset("v"), frozenset("i")
    found = published({"a": Part(1, *pair), "b": Part(2, *pair), "c": of(30, 3), "d": of(40, 5)})

    assert found == Published({"a": None, "b": None, "c": None, "d": 40}, 73)


def test_all_may_have_to_be_hidden_but_for_the_total():
    assert published({"a": of(10, 1), "b": of(20, 3)}) == Published({"a": None, "b": None}, 30)


def test_nothing_is_shown_as_nothing():
    assert published({}) == Published({}, 0)
    assert published({"a": of(0, 0)}) == Published({"a": 0}, 0)
    assert published({"a": of(0, 0), "b": of(20, 3)}) == Published({"a": 0, "b": 20}, 20)


def test_nothing_is_hidden_where_it_would_tell_that_what_is_hidden_is_not_nothing():
    """Three that are hidden and 3 together are 1 each, where none of them can be 0."""
    few = {key: of(1, 1)._replace(ventures=frozenset(key), investors=frozenset(key)) for key in "abc"}

    found = published(few | {"d": of(9, 9), "e": of(0, 0)})

    assert found == Published({"a": None, "b": None, "c": None, "d": 9, "e": None}, 12)
    assert published({"a": of(1, 1), "e": of(0, 0)}) == Published({"a": None, "e": None}, None)


def test_mean_of_enough_and_of_too_few():
    assert suppressing.mean([of(1, 1), of(3, 1), of(5, 1)]) == 3
    assert suppressing.mean([of(1, 1), of(3, 1)]) is None
    assert suppressing.mean([]) is None


MEMBERS = st.frozensets(st.integers(1, 6), min_size=1, max_size=6)
PARTS = st.dictionaries(st.sampled_from("abcdef"), st.builds(Part, st.integers(1, 99), MEMBERS, MEMBERS))


@given(PARTS)
def test_whatever_can_be_worked_out_has_enough_parties_behind_it(parts):
    """Of one total and its parts, only sums of shown parts and the total less such a sum can be worked out."""
    found = published(parts)

    shown = [key for key, number in found.numbers.items() if number is not None]
    known = [[parts[key] for key in some] for size in range(1, len(shown) + 1) for some in combinations(shown, size)]
    if found.total is not None and parts:
        known += [
            [parts[key] for key in parts if key not in some]
            for size in range(len(shown) + 1)
            for some in combinations(shown, size)
            if len(some) < len(parts)
        ]
    assert all(suppressing.is_safe(some) for some in known)


@given(PARTS)
def test_the_order_of_the_parts_does_not_matter(parts):
    assert published(dict(reversed(parts.items()))) == published(parts)
