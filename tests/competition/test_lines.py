"""Where a text breaks into lines, with a measure in which a Chinese character is two wide and a letter one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from competition.lines import characters, clipped, is_wide, pieces, wrapped


def measure(text):
    return sum(2 if is_wide(character) else 1 for character in characters(text))


def lines(text, width):
    return wrapped(text, width, measure)


@pytest.mark.parametrize("text", ["", "   ", "\n\t"])
def test_an_empty_text_has_no_lines(text):
    assert lines(text, 10) == []


def test_latin_breaks_at_spaces_and_white_space_is_one_space():
    assert lines("smart  gas\nfor a megacity", 10) == ["smart gas", "for a", "megacity"]


def test_latin_breaks_after_a_hyphen_and_a_slash():
    assert lines("5G-MEC/AI", 3) == ["5G-", "MEC", "/AI"]
    assert lines("cloud-edge", 7) == ["cloud-", "edge"]


def test_chinese_breaks_between_characters():
    assert lines("绽放杯应用征集大赛", 8) == ["绽放杯应", "用征集大", "赛"]


def test_no_line_begins_with_closing_punctuation():
    assert lines("智慧燃气，守护城市", 8) == ["智慧燃", "气，守护", "城市"]


def test_no_line_ends_with_opening_punctuation():
    assert lines("应用征集《指南》", 10) == ["应用征集", "《指南》"]


def test_mixed_scripts_break_between_the_scripts():
    assert lines("5G赋能AI质检", 6) == ["5G赋能", "AI质检"]


def test_a_word_wider_than_the_line_is_broken():
    assert lines("a supercalifragilistic word", 8) == ["a", "supercal", "ifragili", "stic", "word"]


def test_a_character_wider_than_the_line_stands_alone():
    assert lines("绽放", 1) == ["绽", "放"]


def test_accents_and_emoji_are_not_torn_apart():
    assert characters("e\u0301👩‍🚒👍🏽🇨🇳🇫🇷") == ["e\u0301", "👩‍🚒", "👍🏽", "🇨🇳", "🇫🇷"]


def test_pieces_keep_every_character():
    text = "《5G+工业互联网》: a test, of “quotes” — 与标点！"

    assert "".join(pieces(text)) == text


def test_what_fits_is_not_clipped():
    assert clipped(["ab", "cd"], 2, 4, measure) == ["ab", "cd"]


def test_what_goes_on_ends_in_an_ellipsis_within_the_width():
    assert clipped(["abcd", "efgh", "ij"], 2, 4, measure) == ["abcd", "efg…"]


@given(st.text(max_size=60), st.integers(2, 20))
def test_lines_hold_the_whole_text_and_are_no_wider_than_asked(text, width):
    found = lines(text, width)

    assert "".join("".join(found).split()) == "".join(text.split())
    assert all(measure(line) <= width or len(characters(line)) == 1 for line in found)
