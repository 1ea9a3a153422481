"""Each rule by itself: what it gives, and that it gives nothing where one side says nothing."""

import math

import numpy as np
import pytest

from matchmaking.matching.profiles import Investor, Mandate, Money, Venture
from matchmaking.matching.scores import ruled
from matchmaking.matching.texts import likeness, shared, words

RATES = {"CNY": 1.0, "USD": 7.0}
MILLION = 1_000_000


def yuan(millions):
    return Money(millions * MILLION, "CNY")


def given(term, venture, mandate, **investor):
    """What a rule gives a pair, None where it knows nothing."""
    found = ruled([venture], [Investor((mandate,), **investor)], RATES)[term]
    return None if math.isnan(found[0, 0]) else float(found[0, 0])


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        (("C39",), ("C39", "B06"), 1),
        (("C39", "Q84"), ("B06", "Q84"), 1),
        (("C39",), ("C38",), 0.5),
        (("C39",), ("B06",), 0),
        ((), ("B06",), None),
        (("C39",), (), None),
    ],
)
def test_industries_are_the_same_or_neighbours_in_their_section(ours, theirs, expected):
    assert given("industry", Venture(industries=ours), Mandate(industries=theirs)) == expected


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ("commercial", ("commercial",), 1),
        ("demonstration", ("commercial",), pytest.approx(0.4)),
        ("demonstration", ("prototype", "commercial"), pytest.approx(0.4)),
        ("prototype", ("commercial",), 0),
        ("prototype", (), None),
        ("", ("commercial",), None),
    ],
)
def test_a_stage_is_named_or_next_to_one_that_is(ours, theirs, expected):
    assert given("stage", Venture(stage=ours), Mandate(stages=theirs)) == expected


@pytest.mark.parametrize(
    ("ask", "ticket", "expected"),
    [
        (yuan(20), (yuan(10), yuan(50)), 1),
        (yuan(10), (yuan(10), yuan(50)), 1),
        (yuan(50), (yuan(10), yuan(50)), 1),
        (yuan(5), (yuan(10), yuan(50)), 0.25),
        (yuan(100), (yuan(10), yuan(50)), 0.5),
        (yuan(100), (None, yuan(50)), 0.5),
        (yuan(5), (yuan(10), None), 0.25),
        (Money(2 * MILLION, "USD"), (yuan(14), yuan(50)), 1),
        (Money(2 * MILLION, "XAU"), (yuan(14), yuan(50)), None),
        (yuan(20), (None, None), None),
        (None, (yuan(10), yuan(50)), None),
    ],
)
def test_an_ask_lies_within_a_ticket_or_near_it(ask, ticket, expected):
    found = given("ticket", Venture(ask=ask), Mandate(ticket=ticket))

    assert found == (expected if expected is None else pytest.approx(expected))


@pytest.mark.parametrize(
    ("ask", "most", "expected"),
    [(yuan(20), yuan(50), 1), (yuan(20), yuan(5), 0.25), (yuan(20), None, None), (None, yuan(5), None)],
)
def test_a_ticket_pays_the_ask_or_a_part_of_it(ask, most, expected):
    assert given("enough", Venture(ask=ask), Mandate(ticket=(None, most))) == expected


def test_regions_places_languages_and_technologies_are_shared_or_not():
    venture = Venture(region="440000", regions=("110000", "310000"), languages=("zh",), technologies=("edge",))

    assert given("region", venture, Mandate(regions=("440000",))) == 1
    assert given("region", venture, Mandate(regions=("110000",))) == 0
    assert given("region", venture, Mandate()) is None
    assert given("place", venture, Mandate(), region="310000") == 1
    assert given("place", venture, Mandate(), region="440000") == 0
    assert given("place", venture, Mandate()) is None
    assert given("language", venture, Mandate(), languages=("en", "zh")) == 1
    assert given("language", venture, Mandate(), languages=("en",)) == 0
    assert given("language", venture, Mandate()) is None
    assert given("technology", venture, Mandate(technologies=("edge", "vision"))) == 1
    assert given("technology", venture, Mandate(technologies=("vision",))) == 0


# --- Texts ------------------------------------------------------------------------------------------------------------


def test_words_are_folded_and_chinese_is_taken_by_pairs():
    assert words("Smart ５Ｇ-Factory a 智慧工厂，矿") == ["smart", "5g", "factory", "智慧", "慧工", "工厂", "矿"]


def test_the_more_rare_words_two_texts_share_the_more_alike_they_are():
    ones = [{"en": "5G cameras inspect steel"}, {"zh-hans": "用5G巡检钢铁厂"}, {}, {"en": ""}]
    others = [{"en": "5G cameras watch steel"}, {"en": "5G on farms"}, {"zh-hans": "钢铁厂的5G应用"}]

    found = likeness(ones, others)

    assert found[0, 0] > found[0, 1] > 0
    assert found[1, 2] > 0.3
    assert np.isnan(found[0, 2])  # not in one language
    assert np.isnan(found[1, 0])
    assert np.isnan(found[2:]).all()


def test_the_same_text_is_as_alike_as_can_be_and_a_word_of_its_own_is_like_nothing():
    found = likeness([{"en": "private network for ports"}], [{"en": "private network for ports"}, {"en": "cheese"}])

    assert found[0, 0] == pytest.approx(1)
    assert found[0, 1] == 0


def test_no_texts_at_all():
    assert likeness([], [{"en": "ports"}]).shape == (0, 1)
    assert likeness([{}], []).shape == (1, 0)


def test_what_two_texts_share_is_told_the_longest_first():
    one = {"en": "Steel on a private network", "zh-hans": "钢铁"}

    assert shared(one, {"en": "A private mine", "zh-hans": "钢铁专网"}) == ("private", "钢铁")
    assert shared(one, {}) == ()
