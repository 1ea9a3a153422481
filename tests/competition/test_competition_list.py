"""The competitions on the site."""

import pytest

from competition import published
from conference import published as publications
from tests import factories
from tests.reading import Page, of_class

pytestmark = pytest.mark.django_db


def read(client, language="en"):
    published.refresh()
    return Page(client.get(f"/{language}/awards/"))


def test_empty(client):
    assert read(client).texts(of_class("empty")) == ["No competition has been published yet. Please come back soon."]


@pytest.mark.parametrize(("language", "name"), [("en", "Cup"), ("zh-hans", "杯赛")])
def test_competitions_with_their_public_sessions(client, language, name):
    cup = factories.competition(name_en="Cup", name_zh_hans="杯赛")
    for number, is_public in ((5, True), (6, True), (7, False)):
        factories.edition(competition=cup, number=number, is_public=is_public)
    factories.edition(is_public=False)

    page = read(client, language)

    assert page.texts("//main//h2") == [name]
    assert [path.rstrip("/").rpartition("/")[2] for path in page.values(f"{of_class('sessions')}//a/@href")] == [
        "6",
        "5",
    ]


def test_costs_the_same_queries_at_any_length(client, django_assert_num_queries):
    for number in (1, 3):
        factories.edition(number=number)
        publications.refresh(), published.refresh()
        with django_assert_num_queries(1):
            client.get("/en/awards/")
