"""What the conference shows of the competition: who won in an award ceremony, at a booth, of an organisation."""

import pytest
from django.db import DatabaseError
from django.test import Client

from competition import published
from competition.pages import additions
from conference import publishing
from tests import factories
from tests.competition import announced
from tests.reading import Page, of_class

pytestmark = pytest.mark.django_db
AWARDED = of_class("awarded")


@pytest.fixture
def shown():
    """The session of `announced`, presented in the forum of a published conference, its port at a booth."""
    found = announced.session()
    conference = factories.programme(slug="2023")
    item = conference.activities.get(slug="forum").agenda_items.order_by("pk").first()
    found.presentations = [
        factories.award_presentation(agenda_item=item, prize=prize) for prize in (found.first, found.second)
    ]
    for order, award in enumerate(reversed(found.awards)):
        award.presentation = found.presentations[award.prize == found.second]
        award.presented_order = order
        award.save()
    found.port.exhibit = factories.exhibit(conference=conference, organisation=found.lead)
    found.port.save()
    publishing.publish(conference, by=None)
    published.refresh()
    return found


def read(client, path, language="en"):
    return Page(client.get(f"/{language}/2023/{path}"))


def test_activity_shows_the_awards_presented_in_the_order_on_stage(shown, client):
    page = read(client, "activities/forum/")

    assert page.texts(f"{AWARDED}/p") == ["First prize", "Second prize"]
    assert [text.partition(" O")[0] for text in page.texts(f"{AWARDED}//li/a")] == ["A mine", "A port"]
    assert page.texts(f"{AWARDED}//s") == ["A mill"]
    assert page.values(f"{AWARDED}//li/a/@href")[1] == "/en/awards/cup/6/entries/P1/"


def test_exhibition_leads_to_the_entry(shown, client):
    page = read(client, "exhibition/")

    assert page.texts(f"{AWARDED}/li") == ["A port Session 6 (2023)"]


def test_organisation_shows_its_awards(shown, client):
    page = read(client, "organisations/port-group/")

    assert page.texts("//section[@aria-labelledby='awards']//p[@class='note']") == [
        "First prize · Cup · Session 6 (2023)"
    ]
    assert page.values("//section[@aria-labelledby='awards']//p[@class='when']/a/@href") == [
        "/en/awards/cup/organisations/port-group/"
    ]


@pytest.mark.parametrize("path", ["activities/forum/", "exhibition/", "organisations/port-group/"])
def test_nothing_is_added_before_the_moment(shown, client, path):
    shown.announcement.public_at = None
    shown.announcement.save()
    shown.edition.entries_public_at = None
    shown.edition.save()
    published.refresh()

    page = read(client, path)

    assert "A port" not in page.source
    assert page.texts(AWARDED) == page.texts("//section[@aria-labelledby='awards']") == []


def test_conference_leads_to_the_competition_once_there_is_one(client):
    publishing.publish(factories.programme(slug="2023"), by=None)
    assert "Awards" not in read(client, "").texts("//nav[@aria-label='Main']//a")

    factories.edition(competition=factories.competition(slug="cup"))
    published.refresh()

    page = read(client, "")
    assert page.values("//nav[@aria-label='Main']//a[text()='Awards']/@href") == ["/en/awards/cup/"]
    factories.edition()
    published.refresh()
    assert read(client, "").values("//nav[@aria-label='Main']//a[text()='Awards']/@href") == ["/en/awards/"]


def test_programme_is_shown_while_the_database_is_away_and_that_page_is_not_kept(shown, monkeypatch):
    def away(shown, activity):
        raise DatabaseError

    visitor = Client()
    with monkeypatch.context() as patched:
        patched.setattr(additions, "awards_presented", away)
        response = visitor.get("/en/2023/activities/forum/")

    assert response.status_code == 200
    assert "A port" not in response.text
    assert "ETag" not in response.headers
    assert "A port" in visitor.get("/en/2023/activities/forum/").text


def test_activity_costs_the_same_queries_at_any_length(shown, django_assert_num_queries):
    Client().get("/en/2023/")
    for number in (1, 3):
        for _number in range(number):
            entry = factories.entry(edition=shown.edition)
            given = {"announcement": shown.announcement, "presentation": shown.presentations[0]}
            factories.award(entry=entry, prize=shown.first, **given)
        published.refresh()
        Client().get("/en/2023/")
        with django_assert_num_queries(3):  # which awards in which items, the sessions, the winners
            Client().get("/en/2023/activities/forum/")
