"""Search over a published programme. No page is made here."""

import pytest

from tests import samples
from website import searching

PROGRAMME = samples.small()


def titles(query, language="en"):
    groups = searching.search(PROGRAMME, query, language)
    return {group.name: ["".join(piece for piece, _is_hit in hit.title) for hit in group.hits] for group in groups}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {}),
        ("   ", {}),
        ("nothing at all", {}),
        ("OPENING", {"activities": ["Opening ceremony"]}),
        ("ceremony opening", {"activities": ["Opening ceremony"]}),
        ("ｐｏｒｔ", {"exhibits": ["Smart port"]}),
        ("工业", {"agenda_items": ["On industrial networks"], "organisations": ["Ministry of Industry"]}),
        ("网络 张明", {"agenda_items": ["On industrial networks"]}),
        ("zhang minister", {"agenda_items": ["On industrial networks"], "people": ["Zhang Ming"]}),
        ("networks for industry", {"conference": ["Sample conference"]}),
        ("A1", {"exhibits": ["Smart port"]}),
        ("🌸", {"activities": [samples.RIGHT_TO_LEFT]}),
        ("<b>", {"agenda_items": ["On industrial networks"]}),
    ],
)
def test_search(query, found):
    shown = titles(query)

    # What is found by the names in it is not what these cases are about.
    assert {name: hits for name, hits in shown.items() if name in found} == found
    assert bool(shown) == bool(found)


def test_title_hits_come_first():
    sample = samples.small()
    news = sample.news[0].__class__(guid="n", slug="n", title={"en": "A port"}, dated_on=sample.news[0].dated_on)
    body = sample.news[0].__class__(
        guid="b", slug="b", title={"en": "Elsewhere"}, body={"en": "In the port."}, dated_on=sample.news[0].dated_on
    )

    (group,) = (
        group for group in searching.search(samples.small(news=[body, news]), "port", "en") if group.name == "news"
    )

    assert [hit.document.title["en"] for hit in group.hits] == ["A port", "Elsewhere"]


def test_groups_are_not_endless():
    sample = samples.small()
    exhibit = sample.exhibits[0]

    groups = searching.search(samples.small(exhibits=[exhibit] * 100), "smart port", "en")

    (group,) = (group for group in groups if group.name == "exhibits")
    assert (len(group.hits), group.total) == (searching.MOST_A_GROUP, 100)


@pytest.mark.parametrize(
    ("words", "terms", "pieces"),
    [
        ("Smart port", ["port"], [("Smart ", False), ("port", True)]),
        ("ＰＯＲＴ here", ["port"], [("ＰＯＲＴ", True), (" here", False)]),
        ("Straße", ["strasse"], [("Straße", True)]),
        ("ﬁber", ["i"], [("ﬁ", True), ("ber", False)]),
        ("aaaa", ["aa", "aaa"], [("aaaa", True)]),
        ("工业网络", ["业网"], [("工", False), ("业网", True), ("络", False)]),
        ("none", ["x"], [("none", False)]),
        ("", ["x"], []),
    ],
)
def test_marked(words, terms, pieces):
    assert searching.marked(words, terms) == pieces


def test_passage_is_cut_around_the_first_term():
    words = "word " * 100 + "needle" + " word" * 100

    found = searching.passage(words, ["needle"])

    assert "needle" in found
    assert found.startswith("… word")
    assert found.endswith(" …")
    assert len(found) <= searching.SNIPPET + 4


def test_language_of_the_passage_is_that_of_the_term():
    (group,) = (group for group in searching.search(PROGRAMME, "大会开幕。", "en") if group.name == "activities")

    assert (group.hits[0].title_language, group.hits[0].snippet_language) == ("en", "zh-hans")
