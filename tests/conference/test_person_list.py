"""The people of the programme."""

import pytest
from django.core.cache import cache

from tests import programmes
from tests.reading import Page, of_class


@pytest.mark.parametrize(
    ("language", "people"),
    [
        ("en", ["Zhang MingVice Minister, Ministry of Industry", "李四Shanghai Carrier"]),
        ("zh-hans", ["李四上海运营商", "张明工业部副部长"]),
    ],
)
def test_contents_in_the_alphabet_of_the_language(visit, language, people):
    assert visit("people/", language).texts("//ul[@class='index']/li") == people


def test_empty(visit_empty):
    assert visit_empty("people/").texts(of_class("empty")) == ["Nobody is named in the programme yet."]


def test_costs_the_same_queries_at_any_length(db, client, django_assert_num_queries):
    for number, items in enumerate([2, 6], start=1):
        programmes.publish(programmes.large(items), number)
        cache.clear()
        with django_assert_num_queries(5):  # publication, text, stage (2), which competitions there are
            page = Page(client.get("/en/2023/people/"))
        assert len(page.texts("//ul[@class='index']/li")) == items * 2 // 3
