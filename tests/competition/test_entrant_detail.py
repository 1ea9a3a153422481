"""An organisation over the years."""

import json

import pytest

from competition import published
from competition.pages import entrants
from conference import published as publications
from conference import publishing
from tests import factories
from tests.competition import announced
from tests.reading import Page, of_class

pytestmark = pytest.mark.django_db
YEARS = f"{of_class('seasons')}/li"


def read(client, slug="port-group", language="en", status=200):
    published.refresh()
    return Page(client.get(f"/{language}/awards/cup/organisations/{slug}/"), status)


def test_awards_and_entries_by_session(client):
    found = announced.session()
    older = factories.edition(competition=found.cup, number=5, year=2022)
    factories.entry(edition=older, title_en="A quay", lead=found.lead)
    joined = factories.entry(edition=older, title_en="A lock")
    factories.entry_member(entry=joined, organisation=found.lead)

    page = read(client)

    assert page.text("//h1") == "Port Group"
    assert page.texts(f"{YEARS}/h2") == ["Session 6 (2023)", "Session 5 (2022)"]
    assert page.texts(f"{YEARS}/div/p") == ["1 entry", "2 entries, 1 of them as lead"]
    assert page.texts(f"{of_class('laureates')}/li/div") == ["First prize A port Lead · Shanghai · Ports"]
    assert page.texts(f"{of_class('entered')}/li") == ["A quay Lead", "A lock Partner"]


@pytest.mark.parametrize(("language", "role"), [("en", "Partner"), ("zh-hans", "")])
def test_partner_of_a_winner(client, language, role):
    announced.session()

    page = read(client, "carrier", language)

    (note,) = page.texts(f"{of_class('laureates')}//p[@class='note']")
    assert note.startswith(role)


def test_withdrawn_award_is_struck_through(client):
    found = announced.session()

    page = read(client, found.mill.lead.slug)

    assert page.texts(f"{of_class('is-withdrawn')}//s") == ["A mill"]
    assert page.texts(of_class("withdrawal")) == ["Withdrawn. It was not so."]


def test_conference_in_whose_published_programme_it_is(client):
    found = announced.session()
    conference = factories.programme(slug="2023", name_en="Conference")
    factories.exhibit(conference=conference, organisation=found.lead)
    assert "/en/2023/organisations/port-group/" not in read(client).values("//a/@href")

    publishing.publish(conference, by=None)
    publications.refresh()

    page = read(client)
    assert page.texts("//a[@href='/en/2023/organisations/port-group/']") == ["In the programme of Conference"]


def test_no_more_entries_than_a_page_can_show(client, monkeypatch):
    monkeypatch.setattr(entrants, "MOST", 2)
    found = announced.session()
    for _number in range(4):
        factories.entry(edition=found.edition, lead=found.lead)

    page = read(client)

    assert len(page.texts(f"{of_class('entered')}/li")) == 2
    assert page.texts(f"{YEARS}/div/p") == ["5 entries", "And 2 more entries. See them all"]
    assert page.values("//main//a[text()='See them all']/@href") == [
        "/en/awards/cup/entries/?session=6&organisation=port-group"
    ]


def test_linked_data(client):
    announced.session()

    (text,) = read(client).values("//script[@type='application/ld+json']/text()")

    told = json.loads(text)
    assert (told["@type"], told["award"]) == ("Organization", ["First prize · Cup · Session 6 (2023)"])


@pytest.mark.parametrize("slug", ["nobody", "silent", "drafting"])
def test_unknown_and_without_public_entries_are_the_same(client, slug):
    found = announced.session()
    factories.organisation(slug="silent")
    factories.entry(edition=found.edition, state="draft", lead=factories.organisation(slug="drafting"))

    assert read(client, slug, status=404).text(of_class("lead")) == (
        "No public entry of this competition is by such an organisation."
    )


def test_costs_the_same_queries_at_any_length(client, django_assert_num_queries):
    found = announced.session()
    for number in (1, 3):
        for _number in range(number):
            factories.entry(edition=found.edition, lead=found.lead)
            won = factories.entry(edition=found.edition, lead=found.lead)
            factories.award(entry=won, prize=found.first, announcement=found.announcement)
        publications.refresh(), published.refresh()
        with django_assert_num_queries(9):
            client.get("/en/awards/cup/organisations/port-group/")
        with django_assert_num_queries(0):
            client.get("/en/awards/cup/organisations/port-group/")
