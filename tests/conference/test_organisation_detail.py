"""The page of an organisation."""

import json

import pytest

from tests.reading import of_class


@pytest.mark.parametrize(
    ("language", "name", "exhibits"),
    [("en", "Shanghai Carrier", ["Smart port", "Safe grid"]), ("zh-hans", "上海运营商", ["智慧港口", "安全电网"])],
)
def test_contents(visit, language, name, exhibits):
    page = visit("organisations/carrier/", language)

    assert page.text("//h1") == name
    assert page.texts(f"{of_class('exhibit')}/h3") == exhibits


def test_what_it_hosts_who_appears_and_what_it_releases(visit):
    page = visit("organisations/carrier/")

    assert page.texts(of_class("lead")) == ["Co-organiser of the conference"]
    assert page.texts("//section[@aria-labelledby='hosted']//p[@class='note']") == [
        "Supporter · Opening ceremony · Main hall",
        "Organiser · Exhibition",
    ]
    assert page.texts("//section[@aria-labelledby='appearances']//p[@class='note']") == [
        "李四, Speaker · Release of results · Opening ceremony · Main hall"
    ]
    assert page.texts("//section[@aria-labelledby='hosted']//p[@class='when']") == [
        "Friday, 20 October 09:00–10:00",
        "Saturday, 21 October 09:00–17:00",
    ]
    assert page.texts("//section[@aria-labelledby='releases']//li") == ["20 October 2023 White paper"]


def test_an_organisation_without_a_named_person(visit):
    page = visit("organisations/vendor/")

    assert page.texts(f"{of_class('line')}//p[@class='note']") == ["Guest · Speech · Opening ceremony · Main hall"]


def test_linked_data(visit):
    (text,) = visit("organisations/carrier/").values("//script[@type='application/ld+json']/text()")

    assert json.loads(text)["sameAs"] == "https://example.org/"


def test_unknown(visit):
    page = visit("organisations/nobody/", status=404)

    assert page.text(of_class("lead")) == "There is no such organisation in this programme."
