"""The charts as a reader finds them in the drawing: words, numbers, links, and nothing outside the frame."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from competition.charts.bars import Row, Value, bars
from competition.charts.drawing import NARROW, WIDE, Words, linked, measured
from competition.charts.industries import Section, industries
from competition.charts.regions import PLACES, letters, regions, short
from competition.charts.scales import linear, logarithmic
from competition.charts.tiles import Shade, Tile, level_of, shades

WIDTHS = pytest.mark.parametrize("width", [WIDE, NARROW])
WORDS = Words("Entries", "Entries of each session.", "Nothing yet.", none="no entries", axis="Ten times each line.")
LONG = (
    "Donaudampfschifffahrtsgesellschaftskapitänswitwenversicherung und 中国通信标准化协会（CCSA）5G应用推广委员会 " * 2
)
SVG = "{http://www.w3.org/2000/svg}"


def value(number, series="recorded", path="/list/"):
    return Value(number, f"{number:,}", series, f"{number} entries", path)


def read(svg):
    """The drawing as XML, every element of it well formed."""
    return etree.fromstring(svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))


def texts(svg):
    return ["".join(text.itertext()) for text in read(svg).iter(f"{SVG}text")]


def reaches(svg):
    """How far to the right and down anything in the drawing goes, by our own guess of how wide words are."""
    right = down = 0.0
    for span in read(svg).iter(f"{SVG}tspan"):
        parent = span.getparent()
        wide = measured(span.text, float(parent.get("font-size")))
        wide = wide / 2 if parent.get("text-anchor") == "middle" else wide
        assert float(span.get("x")) - (wide if parent.get("text-anchor") == "middle" else 0) >= -0.1
        right, down = max(right, float(span.get("x")) + wide), max(down, float(span.get("y")))
    for rect in read(svg).iter(f"{SVG}rect"):
        right = max(right, float(rect.get("x")) + float(rect.get("width")))
        down = max(down, float(rect.get("y")) + float(rect.get("height")))
    return right, down


def fits(svg):
    root = read(svg)
    right, down = reaches(svg)
    return right <= float(root.get("width")) + 0.1 and down <= float(root.get("height")) + 0.1


def tile(key, number, short="", path="/list/"):
    return Tile(key, short or key, f"{key}: {number}", number, path)


# --- Scales -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("largest", "ticks"),
    [(0, [0, 1]), (1, [0, 1]), (3, [0, 1, 2, 3]), (9, [0, 2, 4, 6, 8, 10]), (10, [0, 2, 4, 6, 8, 10])]
    + [(640, [0, 200, 400, 600, 800]), (45000, [0, 10000, 20000, 30000, 40000, 50000])],
)
def test_a_linear_scale_has_few_round_steps(largest, ticks):
    assert linear(largest).ticks == ticks


@given(st.integers(1, 10**9))
def test_every_scale_holds_the_largest_number(largest):
    for scale in (linear(largest), logarithmic(largest)):
        assert scale.ticks[-1] >= largest
        assert len(set(scale.ticks)) == len(scale.ticks)
        assert 0 <= scale.share(largest) <= 1


def test_powers_of_ten_reach_from_334_to_45000():
    scale = logarithmic(45000)

    assert scale.ticks == [1, 10, 100, 1000, 10000, 100000]
    assert [round(scale.share(number), 2) for number in (0, 1, 10, 334, 45000, 100000)] == [0, 0, 0.2, 0.5, 0.93, 1]


@pytest.mark.parametrize(("largest", "top"), [(1, 10), (10, 10), (11, 100), (100, 100), (1000, 1000)])
def test_powers_of_ten_end_at_the_first_that_is_enough(largest, top):
    assert logarithmic(largest).ticks[-1] == top


# --- Shades -----------------------------------------------------------------------------------------------------------


def test_shades_of_nothing():
    assert shades([]) == []
    assert shades([0, 0]) == []
    assert level_of(0, []) == 0


def test_one_number_or_equal_ones_have_the_middle_shade():
    assert shades([7]) == [Shade(7, 7, 3)]
    assert shades([7, 7, 0, 7]) == [Shade(7, 7, 3)]


def test_shades_hold_as_many_tiles_each_and_say_what_they_hold():
    assert shades(range(1, 11)) == [Shade(1, 2, 1), Shade(3, 4, 2), Shade(5, 6, 3), Shade(7, 8, 4), Shade(9, 10, 5)]


def test_two_numbers_have_the_lightest_and_the_darkest():
    assert shades([3, 9]) == [Shade(3, 3, 1), Shade(9, 9, 5)]


@given(st.lists(st.integers(0, 50)))
def test_every_number_is_within_its_shade_and_order_does_not_matter(numbers):
    found = shades(numbers)

    assert found == shades(sorted(numbers, reverse=True))
    assert [shade.level for shade in found] == sorted({shade.level for shade in found})
    for number in filter(None, numbers):
        (shade,) = [shade for shade in found if shade.first <= number <= shade.last]
        assert level_of(number, found) == shade.level


# --- Bars -------------------------------------------------------------------------------------------------------------


@WIDTHS
def test_bars_say_labels_numbers_and_what_is_not_known(width):
    unknown = Value(None, "not found in print", "official", "Official: not found in print")
    rows = [Row("First", (value(334, "official"), value(12))), Row("Second", (unknown, value(0, path="")))]

    svg = bars("entries", rows, WORDS._replace(series=[("official", "Official")]), width=width, powers=True)

    assert texts(svg)[:2] == ["Official", "Ten times each line."]
    assert texts(svg)[-6:] == ["First", "334", "12", "Second", "not found in print", "0"]
    assert re.findall(r'class="bar (\w+)" x', svg) == ["official", "official", "recorded"]  # the legend's own first


@WIDTHS
@pytest.mark.parametrize("rows", [[], [Row("First", ())], [Row("First", (Value(None, "not found", "official"),))]])
def test_bars_of_nothing_say_so(width, rows):
    svg = bars("entries", rows, WORDS, width=width)

    assert texts(svg) == ["Nothing yet."]
    assert fits(svg)


def test_bars_of_zeros_are_no_bars():
    svg = bars("entries", [Row("First", (value(0),))], WORDS, width=WIDE)

    assert texts(svg)[-2:] == ["First", "0"]
    assert 'class="bar' not in svg


def test_a_small_number_beside_a_large_one_is_seen():
    svg = bars("entries", [Row("a", (value(1),)), Row("b", (value(90000),))], WORDS, width=WIDE)

    widths = [float(bar.get("width")) for bar in read(svg).iter(f"{SVG}rect") if "bar" in bar.get("class")]
    assert widths[0] == 2
    assert widths[1] > 300


@WIDTHS
def test_long_words_stay_within_the_drawing(width):
    rows = [Row(LONG, (value(45000), Value(None, LONG, "official", LONG, ""))), Row("短", (value(3),), heading=LONG)]

    svg = bars("entries", rows, WORDS._replace(axis=LONG, series=[("official", LONG)]), width=width, powers=True)

    assert fits(svg)
    assert "".join("".join(texts(svg)).split()).count("".join(LONG.split())) == 5  # nothing of it is cut off


def test_equal_bars_are_equal():
    svg = bars("entries", [Row("a", (value(5),)), Row("b", (value(5),))], WORDS, width=WIDE)

    assert len({bar.get("width") for bar in read(svg).iter(f"{SVG}rect") if "bar" in bar.get("class")}) == 1


# --- What a screen reader finds ---------------------------------------------------------------------------------------


def test_a_drawing_names_itself_and_its_links():
    svg = bars("entries-wide", [Row("First", (value(334),))], WORDS, width=WIDE)
    root = read(svg)

    assert (root.get("role"), root.get("aria-labelledby")) == ("document", "entries-wide-title")
    assert [root.find(f"{SVG}title").text, root.find(f"{SVG}desc").text] == ["Entries", "Entries of each session."]
    (link,) = root.iter(f"{SVG}a")
    assert (link.get("href"), link.get("aria-label")) == ("/list/", "334 entries")


def test_a_drawing_without_links_is_an_image():
    assert read(bars("entries", [Row("First", (value(334, path=""),))], WORDS, width=WIDE)).get("role") == "img"


def test_words_are_escaped():
    nasty = "<script>\"'&"

    svg = bars("e", [Row(nasty, (Value(1, nasty, "official", nasty, "/?a=1&b=2"),))], WORDS, width=WIDE)

    assert "<script>" not in svg
    assert texts(svg)[-2:] == [nasty, nasty]
    assert 'href="/?a=1&amp;b=2"' in svg


def test_nothing_is_inline():
    svg = regions("r", [tile(code, 3) for code in PLACES], WORDS, width=WIDE)

    assert re.findall(r"style=|<script|\son\w+=|javascript:", svg) == []


def test_a_label_in_the_other_language_says_so():
    svg = bars("e", [Row("第一届", (value(1),), lang="zh-Hans")], WORDS, width=WIDE)

    assert '<text font-size="14" lang="zh-Hans">' in svg


def test_no_name_is_no_title():
    assert linked("", "", "x") == "<g>x</g>"


# --- Maps of tiles ----------------------------------------------------------------------------------------------------


@WIDTHS
def test_industries_stand_in_their_sections(width):
    sections = [
        Section("A Agriculture", [tile("01", 1234), tile("02", 0, path="")]),
        Section("B " + LONG, [tile("06", 8)]),
    ]

    svg = industries("industries", sections, WORDS, width=width)

    words = texts(svg)
    assert words[:4] == ["no entries", "8", "1,234", "A Agriculture"]
    assert words[4:8] == ["01", "1,234", "02", "0"]
    assert words[-2:] == ["06", "8"]
    assert re.findall(r'class="tile (shade-\d)" x="[^"]*" y="[^"]*" width="38"', svg) == [
        "shade-5",
        "shade-0",
        "shade-1",
    ]
    assert fits(svg)


@WIDTHS
def test_a_large_section_goes_on_in_the_next_row_of_tiles(width):
    svg = industries("i", [Section("C", [tile(f"{code}", 99999) for code in range(13, 44)])], WORDS, width=width)

    assert fits(svg)
    assert len(read(svg).findall(f".//{SVG}a")) == 31


@WIDTHS
def test_maps_of_nothing_say_so(width):
    assert texts(industries("i", [], WORDS, width=width)) == ["Nothing yet."]
    assert texts(industries("i", [Section("A", [tile("01", 0)])], WORDS, width=width)) == ["Nothing yet."]
    assert texts(regions("r", [tile("110000", 0)], WORDS, width=width)) == ["Nothing yet."]


@WIDTHS
def test_all_regions_have_a_place_of_their_own(width):
    svg = regions("regions", [tile(code, 94000, "Inner Mongolia") for code in PLACES], WORDS, width=width)

    tiles = [rect for rect in read(svg).iter(f"{SVG}rect") if rect.get("width") != "14"]
    assert len({(rect.get("x"), rect.get("y")) for rect in tiles}) == 34
    assert len({letters(code) for code in PLACES}) == 34
    assert fits(svg)


def test_an_unknown_region_is_an_error():
    with pytest.raises(KeyError):
        regions("r", [tile("999999", 1)], WORDS, width=WIDE)


@pytest.mark.parametrize(
    ("name", "written"),
    [("内蒙古自治区", "内蒙古"), ("新疆维吾尔自治区", "新疆"), ("广西壮族自治区", "广西"), ("宁夏回族自治区", "宁夏")]
    + [
        ("香港特别行政区", "香港"),
        ("北京市", "北京"),
        ("台湾省", "台湾"),
        ("Beijing", "Beijing"),
        ("省", "省"),
        ("", ""),
    ],
)
def test_maps_write_regions_short(name, written):
    assert short(name) == written
