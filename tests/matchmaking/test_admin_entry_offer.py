"""From the page of an entry to a venture in two clicks."""

import pytest
from django.urls import reverse

from matchmaking.models import Venture
from tests import factories
from tests.matchmaking.desks import page_of, text
from tests.reading import Page, said

pytestmark = pytest.mark.django_db
URL = reverse("admin:matchmaking_venture_entries")
OFFER = "//a[normalize-space()='Make it a venture of…']/@href"


@pytest.fixture
def entry():
    return factories.entry(state="admitted", title_en="Harbour")


def change(entry):
    return reverse("admin:competition_entry_change", args=[entry.pk])


def test_two_clicks(client, organiser, entry):
    client.force_login(organiser)
    day, other = factories.matchmaking_day(), factories.matchmaking_day()

    (address,) = Page(client.get(change(entry))).values(OFFER)
    page = client.get(address)
    assert Page(page).values("//button[@name='day']/@value") == [str(row.pk) for row in (day, other)]
    response = client.post(address, {"entry": entry.pk, "day": other.pk}, follow=True)

    venture = Venture.objects.get()
    assert (venture.entry, venture.day, venture.state) == (entry, other, "admitted")
    assert said(response) != []
    assert Page(response).values("//button[@name='day']/@value") == [str(day.pk)]
    assert page_of(venture) in response.content.decode()


@pytest.mark.parametrize("state", ["draft", "submitted", "not_admitted", "withdrawn"])
def test_an_entry_that_is_not_admitted_is_not_offered(client, organiser, state):
    row = factories.entry(state=state, submitted_at=None if state == "draft" else factories.at(9))
    factories.matchmaking_day()
    client.force_login(organiser)

    assert Page(client.get(change(row))).values(OFFER) == []
    page = client.get(f"{URL}?entry={row.pk}")
    assert Page(page).values("//button[@name='day']") == []
    assert "The entry is not admitted to the competition." in text(page)


def test_without_a_day_it_leads_to_one(client, organiser, entry):
    client.force_login(organiser)

    page = client.get(f"{URL}?entry={entry.pk}")

    assert reverse("admin:matchmaking_matchmakingday_add") in page.content.decode()


def test_an_entry_that_is_gone_is_not_there(client, organiser):
    client.force_login(organiser)

    assert client.get(f"{URL}?entry=999999").status_code == 404


def test_who_does_not_organise_is_offered_nothing(client, competition_editor, entry):
    client.force_login(competition_editor)

    assert Page(client.get(change(entry))).values(OFFER) == []
    assert client.get(f"{URL}?entry={entry.pk}").status_code == 403


@pytest.mark.parametrize("number", [1, 3])
def test_it_asks_as_much_for_one_day_as_for_three(client, organiser, entry, django_assert_num_queries, number):
    for _day in range(number):
        factories.matchmaking_day()
    client.force_login(organiser)

    with django_assert_num_queries(6):
        client.get(f"{URL}?entry={entry.pk}")
