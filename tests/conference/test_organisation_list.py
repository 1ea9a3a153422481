"""The organisations of the programme."""

import pytest
from django.core.cache import cache

from tests import programmes
from tests.reading import Page, of_class


@pytest.mark.parametrize(
    ("language", "organisations"),
    [
        ("en", ["Ministry of IndustryGovernment", "Shanghai CarrierCarrier · Shanghai", "VendorEquipment vendor"]),
        ("zh-hans", ["Vendor", "工业部", "上海运营商"]),
    ],
)
def test_contents_in_the_alphabet_of_the_language(visit, language, organisations):
    page = visit("organisations/", language)

    shown = page.texts("//ul[@class='index']/li" + ("" if language == "en" else "/a"))
    assert shown == organisations


def test_empty(visit_empty):
    assert visit_empty("organisations/").texts(of_class("empty")) == ["No organisation is named in the programme yet."]


def test_costs_the_same_queries_at_any_length(db, client, django_assert_num_queries):
    for number, items in enumerate([1, 3], start=1):
        programmes.publish(programmes.large(items), number)
        cache.clear()
        with django_assert_num_queries(5):  # publication, text, stage (2), which competitions there are
            page = Page(client.get("/en/2023/organisations/"))
        assert len(page.texts("//ul[@class='index']/li")) == 60
