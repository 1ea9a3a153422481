"""One text against all others, with what is kept of them: the same as all against all."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaking.explaining.reasons import parts
from matchmaking.matching import corpus, texts

SAID = [
    "",
    "5G on a private network",
    "Cameras inspect steel on a private network",
    "智慧钢铁专网巡检",
    "Farms, 智慧农场",
    "钢铁厂专网 5G 5G",
]
some = st.lists(st.dictionaries(st.sampled_from(["en", "zh-hans"]), st.sampled_from(SAID), max_size=2), max_size=6)


@settings(max_examples=80, deadline=None)
@given(some, some)
def test_one_against_all_is_as_all_against_all(ones, others):
    known = corpus.corpus([*ones, *others]).known
    expected = texts.likeness(ones, others)
    theirs = corpus.vectors(others, known)

    for row, text in zip(expected, ones, strict=True):
        alike = corpus.likeness(corpus.vectors([text], known), theirs, len(others))

        np.testing.assert_allclose(alike, row, atol=1e-6)


@given(some)
def test_words_are_in_the_same_part_of_the_texts_as_the_reasons_say(said):
    found = corpus.corpus(said).parts

    assert found == {word: part for word, part in parts(said).items() if part * len(said) > 1.5}


def test_a_text_that_came_later_is_compared_by_the_words_that_are_known():
    known = corpus.corpus([{"en": "steel network"}, {"en": "steel farm"}]).known
    theirs = corpus.vectors([{"en": "steel network"}, {"en": ""}], known)

    alike = corpus.likeness(corpus.vectors([{"en": "steel, and quantum"}], known), theirs, 2)

    assert np.isnan(alike).tolist() == [False, True]


@given(some, some)
def test_two_texts_can_be_alike_where_their_likeness_is_known(ones, others):
    expected = ~np.isnan(texts.likeness(ones, others))

    found = [[texts.can_be_alike(one, other) for other in others] for one in ones]

    np.testing.assert_array_equal(expected, np.reshape(found, expected.shape))
