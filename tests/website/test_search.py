"""The search page."""

import pytest

from tests.reading import of_class


@pytest.mark.parametrize(
    ("language", "query", "title"), [("en", "smart port", "Smart port"), ("zh-hans", "智慧", "智慧港口")]
)
def test_contents(visit, language, query, title):
    page = visit(f"search/?q={query}", language)

    assert page.texts(f"{of_class('found')}//p[@class='title']") == [title]
    assert page.texts("//h2/following-sibling::ul//mark") == ([query] if language == "zh-hans" else ["Smart", "port"])
    assert page.values(f"{of_class('found')}//a/@href") == [
        f"/{language}/2023/exhibition/#00000000-0000-4000-8000-000000000031"
    ]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("", "Search for a title, a person, an organisation or a subject, in English or Chinese."),
        ("?q=", "Search for a title, a person, an organisation or a subject, in English or Chinese."),
        ("?q=%20%20", "Search for a title, a person, an organisation or a subject, in English or Chinese."),
        ("?q=xyzzy", "Nothing in the programme has “xyzzy”. Try fewer or shorter words."),
        ("?q=<script>", "Nothing in the programme has “<script>”. Try fewer or shorter words."),
    ],
)
def test_sentences(visit, query, sentence):
    assert visit(f"search/{query}").text(of_class("empty")) == sentence


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("x" * 101, "Please search for at most 100 characters."),
        ("a%00b", "Null characters are not allowed."),
    ],
)
def test_refused(visit, query, sentence):
    page = visit(f"search/?q={query}")

    assert page.texts("//div[@id='id_q_error']") == [sentence]
    assert page.texts(of_class("found")) == []


def test_without_a_programme(visit_empty):
    assert visit_empty("search/?q=port").text(of_class("empty")).startswith("Nothing in the programme has “port”.")
