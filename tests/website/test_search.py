"""The search page."""

from urllib.parse import quote

import pytest
from django.db import OperationalError

from competition import indexing, published
from competition.models import Edition
from tests import factories
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
        ("?q=xyzzy", "Nothing on this site has “xyzzy”. Try fewer or shorter words."),
        ("?q=<script>", "Nothing on this site has “<script>”. Try fewer or shorter words."),
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
    assert visit_empty("search/?q=port").text(of_class("empty")).startswith("Nothing on this site has “port”.")


@pytest.fixture
def harbours(db):
    """Seven entries of a competition, one of which is not public."""
    edition = factories.edition(competition=factories.competition(slug="cup", name_en="Cup"))
    for number in range(6):
        factories.entry(edition=edition, title_en=f"Smart harbour {number}", title_zh_hans=f"智慧港口{number}")
    factories.entry(edition=edition, title_en="Withdrawn harbour", state="withdrawn")


@pytest.mark.parametrize(("language", "query"), [("en", "harbour"), ("zh-hans", "港口")])
def test_entries_of_the_competition_are_found_with_the_way_to_all_of_them(visit, harbours, language, query):
    page = visit(f"search/?q={query}", language)

    found = "//section[@aria-labelledby='found-entries-1']"
    assert len(page.texts(f"{found}//p[@class='title']")) == 5
    assert page.texts(f"{found}//h2/span") == ["6"]
    assert page.texts(f"{found}//p[@class='title']//mark") == ["harbour" if language == "en" else "港口"] * 5
    assert page.values(f"{found}/p/a/@href") == [f"/{language}/awards/cup/entries/?q={quote(query)}"]


def test_without_entries_the_search_says_what_it_said(visit, harbours):
    assert visit("search/?q=xyzzy").text(of_class("empty")).startswith("Nothing on this site has “xyzzy”.")


def test_a_search_made_while_the_index_is_written_is_not_kept(visit, harbours, client):
    visit("search/?q=harbour")
    factories.entry(edition=Edition.objects.get(), title_en="Another harbour")
    published.refresh()
    writer = indexing.opened().writer()

    response = client.get("/en/2023/search/?q=harbour")
    writer.wait_merging_threads()

    assert "ETag" not in response.headers
    assert client.get("/en/2023/search/?q=harbour").headers["ETag"]


def test_while_the_database_is_away_the_programme_is_still_searched(visit, harbours, monkeypatch):
    def away(_revision):
        raise OperationalError

    monkeypatch.setattr(indexing, "is_current", away)

    page = visit("search/?q=smart")

    assert page.texts(f"{of_class('found')}//p[@class='title']") == ["Smart port"]
