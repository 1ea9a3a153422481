"""The score of a pair: what each direction weighs, what a declared interest changes, and the reasons that it gives."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaking.matching.profiles import STAGES, Investor, Mandate, Money, Venture
from matchmaking.matching.scores import (
    DECLINED,
    MOST_INTEREST,
    OF_INVESTOR,
    OF_VENTURE,
    WHOLE,
    computed,
    reasons,
    weights,
)

RATES = {"CNY": 1.0, "USD": 7.0}
TEXTS = ["", "5G on a private network", "Cameras inspect steel", "智慧钢铁专网巡检", "Farms, 智慧农场"]

codes = st.lists(st.sampled_from(["C39", "C38", "B06", "Q84"]), max_size=2, unique=True).map(tuple)
slugs = st.lists(st.sampled_from(["edge", "vision"]), max_size=2, unique=True).map(tuple)
regions = st.lists(st.sampled_from(["110000", "440000"]), max_size=2, unique=True).map(tuple)
languages = st.lists(st.sampled_from(["en", "zh"]), max_size=2, unique=True).map(tuple)
money = st.none() | st.builds(Money, st.integers(1, 100), st.sampled_from(["CNY", "USD", "XAU"]))
texts = st.dictionaries(st.sampled_from(["en", "zh-hans"]), st.sampled_from(TEXTS), max_size=2)
ventures = st.builds(
    Venture,
    codes,
    slugs,
    st.sampled_from(["", *STAGES]),
    money,
    st.sampled_from(["", "110000", "440000"]),
    regions,
    languages,
    texts,
)
mandates = st.builds(
    Mandate,
    codes,
    slugs,
    st.lists(st.sampled_from(STAGES), max_size=2, unique=True).map(tuple),
    st.tuples(money, money),
    regions,
    texts,
)
investors = st.builds(Investor, st.lists(mandates, max_size=2).map(tuple), st.sampled_from(["", "440000"]), languages)
some = st.lists(ventures, min_size=1, max_size=4), st.lists(investors, min_size=1, max_size=4)
thorough = settings(max_examples=80, deadline=None)

PERFECT = (
    Venture(("C39",), ("edge",), "commercial", Money(10, "CNY"), "440000", ("110000",), ("zh",)),
    Investor(
        (Mandate(("C39",), ("edge",), ("commercial",), (Money(5, "CNY"), Money(20, "CNY")), ("440000",)),),
        "110000",
        ("zh",),
    ),
)


def none(scores):
    return np.zeros(scores.of_venture.shape, dtype=int)


def test_the_weights_of_each_direction_are_hundredths():
    assert sum(OF_INVESTOR.values()) == sum(OF_VENTURE.values()) == 100


def test_who_suits_in_everything_has_all_of_it():
    venture, investor = PERFECT

    found = computed([venture], [investor], RATES)

    assert (found.of_investor[0, 0], found.of_venture[0, 0]) == (1, 1)
    assert weights(found, none(found) + MOST_INTEREST, none(found) + MOST_INTEREST)[0, 0] == WHOLE


def test_of_several_mandates_the_one_that_suits_best_counts():
    venture, investor = PERFECT
    other = Mandate(industries=("B06",), stages=("prototype",))

    found = computed([venture], [Investor((other, *investor.mandates), *investor[1:]), Investor()], RATES)

    assert found.mandates.tolist() == [[1, -1]]
    assert found.of_investor.tolist() == [[1, 0.5]]


@thorough
@given(*some)
def test_scores_lie_between_nothing_and_all(ones, others):
    found = computed(ones, others, RATES)

    for array in (found.of_investor, found.of_venture, found.text):
        assert array.shape == (len(ones), len(others))
        assert not np.isnan(array).any()
        assert (array >= 0).all()
        assert (array <= 1 + 1e-9).all()
    for column, investor in enumerate(others):
        assert (found.mandates[:, column] >= 0).all() == bool(investor.mandates)


@thorough
@given(*some)
def test_a_pair_scores_the_same_whoever_else_is_there_as_long_as_nobody_wrote_a_text(ones, others):
    ones = [one._replace(text={}) for one in ones]
    others = [one._replace(mandates=tuple(mandate._replace(text={}) for mandate in one.mandates)) for one in others]
    every = computed(ones, others, RATES)

    for row, venture in enumerate(ones):
        for column, investor in enumerate(others):
            alone = computed([venture], [investor], RATES)
            assert [array[row, column] for array in every] == [array[0, 0] for array in alone]


@thorough
@given(*some)
def test_the_reasons_of_a_pair_add_up_to_its_score(ones, others):
    found = computed(ones, others, RATES)

    for row, venture in enumerate(ones):
        for column, investor in enumerate(others):
            place = int(found.mandates[row, column])
            told = reasons(venture, investor, place, found.text[row, column], RATES)
            for direction, score in (("of_investor", found.of_investor), ("of_venture", found.of_venture)):
                total = sum(getattr(reason, direction) for reason in told)
                sum_of_terms = sum(getattr(reason, direction) * reason.score for reason in told)
                assert score[row, column] == pytest.approx(sum_of_terms / total if total else 0.5, abs=1e-6)


# --- Interests --------------------------------------------------------------------------------------------------------

wishes = st.integers(DECLINED, MOST_INTEREST)


def weight(of_investor, of_venture, scores=None):
    scores = scores or computed([PERFECT[0]], [PERFECT[1]], RATES)
    return int(weights(scores, none(scores) + of_investor, none(scores) + of_venture)[0, 0])


@given(wishes, wishes)
def test_who_declines_is_never_matched_and_the_weight_is_the_same_from_either_side(one, other):
    found = weight(one, other)

    assert (found < 0) == (DECLINED in (one, other))
    assert found == weight(other, one)
    assert found <= WHOLE


@given(st.integers(0, MOST_INTEREST - 1), st.integers(0, MOST_INTEREST))
def test_a_greater_interest_weighs_more(wish, other):
    assert weight(wish + 1, other) > weight(wish, other)


def test_the_least_interest_outweighs_all_that_is_computed():
    nothing = computed([Venture()], [Investor()], RATES)

    assert weight(1, 1, nothing) >= weight(0, 0) == WHOLE // 2


def test_an_interest_that_is_not_returned_scores_low():
    nothing = computed([Venture()], [Investor()], RATES)

    assert weight(MOST_INTEREST, 0, nothing) < weight(1, 1, nothing)
    assert weight(MOST_INTEREST, 0) < weight(3, 3)


@pytest.mark.parametrize("investor", [Investor(), Investor((Mandate(),))])
def test_what_is_left_empty_is_open_and_any_wish_outweighs_that(investor):
    nothing = computed([Venture()], [investor], RATES)

    assert 0 < weight(0, 0, nothing) < weight(0, 1, nothing) < weight(1, 1, nothing)


@given(ventures, st.sampled_from(["", "440000"]), languages)
def test_no_mandate_is_the_same_as_an_empty_one(venture, region, spoken):
    one, other = (computed([venture], [Investor(those, region, spoken)], RATES) for those in ((), (Mandate(),)))

    assert (one.of_investor, one.of_venture, one.text) == (other.of_investor, other.of_venture, other.text)
