"""The page of a competition: its sessions, with official totals beside recorded numbers, and the latest winners."""

import json

import pytest

from competition import published
from conference import published as publications
from tests import factories
from tests.competition import announced
from tests.reading import Page, of_class

pytestmark = pytest.mark.django_db


def read(client, path="cup/", language="en", status=200):
    published.refresh()
    return Page(client.get(f"/{language}/awards/{path}"), status)


def test_official_totals_stand_beside_recorded_numbers(client):
    found = announced.session()
    factories.official_total(edition=found.edition, competition=found.cup, value=45_000, qualifier_en="nearly")
    factories.official_total(edition=found.edition, competition=found.cup, kind="finalists", source_en="")
    factories.official_total(competition=found.cup, value=94_000)

    page = read(client)

    assert page.texts(f"{of_class('tally')}/div") == [
        "Entriesnearly 45,000 official",
        "Entries on this site3 recorded",
        "Winners on this site2 recorded",
    ]
    assert page.texts(f"{of_class('figures')}//span[@class='number']") == ["94,000"]
    assert "Official · A report" in page.texts(of_class("source"))


def test_latest_winners_are_those_of_the_highest_prize(client):
    announced.session()

    page = read(client)

    assert page.text("//h2[@id='latest']") == "First prize · Session 6 (2023)"
    assert page.texts(f"{of_class('laureates')}//p[@class='title']") == ["A port", "A mine"]


def test_before_there_are_winners(client):
    factories.edition(competition=factories.competition(slug="cup"), entries_public_at=None)

    page = read(client)

    assert page.texts(of_class("empty")) == ["No winners have been announced yet. They will appear here."]
    assert page.texts(f"{of_class('tally')}/div") == []


def test_frame_leads_to_the_parts_of_the_competition_and_names_its_addresses(client):
    announced.session()

    page = read(client)

    assert page.texts("//nav[@aria-label='Main']//a")[:2] == ["Sessions", "Winners"]
    assert page.values("//link[@rel='canonical']/@href") == ["http://127.0.0.1:8000/en/awards/cup/"]
    assert page.values("//link[@hreflang='zh-Hans']/@href") == ["http://127.0.0.1:8000/zh-hans/awards/cup/"]
    assert page.values("//meta[@property='og:title']/@content") == ["Cup"]
    assert page.values("//link[@type='application/atom+xml']/@href") == ["/en/awards/cup/winners.atom"]


def test_linked_data(client):
    announced.session()

    (text,) = read(client).values("//script[@type='application/ld+json']/text()")

    told = json.loads(text)
    assert (told["@type"], told["name"]) == ("EventSeries", "Cup")
    assert [one["startDate"] for one in told["subEvent"]] == ["2023-10-20"]


@pytest.mark.parametrize("path", ["nowhere/", "hidden/"])
def test_unknown_and_hidden_are_the_same(client, path):
    factories.edition(competition=factories.competition(slug="hidden"), is_public=False)

    page = read(client, path, status=404)

    assert page.text(of_class("lead")) == "No competition is published at this address."


def test_costs_the_same_queries_at_any_length(client, django_assert_num_queries):
    found = announced.session()
    for number in (1, 3):
        announced.more(found, number)
        factories.edition(competition=found.cup, number=number, year=2000 + number)
        publications.refresh(), published.refresh()
        with django_assert_num_queries(6):  # competition, sessions, totals, entries, winners, the latest
            client.get("/en/awards/cup/")
        with django_assert_num_queries(0):
            client.get("/en/awards/cup/")
