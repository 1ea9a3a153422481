"""A new address for one's calendar: asked first, the old one ends at once, and nobody else's changes."""

import pytest

from matchmaking import enrolling
from matchmaking.calendars import calendar_path
from tests import factories
from tests.matchmaking.parties import coming_for, page_of, signed_in
from tests.reading import Page, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def venture():
    return factories.venture(name_en="Cranes")


@pytest.fixture
def lin(client, venture):
    """Who is signed in."""
    signed_in(client, venture, name="Lin Yue")
    return venture.representatives.get()


def address(row):
    row.refresh_from_db()
    return calendar_path(row)


def test_it_asks_first(client, venture, lin):
    before = address(lin)

    page = Page(client.post(page_of(venture, "calendar_renew")))

    assert page.text("//h1") == "A new address for the calendar?"
    assert page.values("//main//a[not(ancestor::nav)]/@href") == [page_of(venture, "schedule")]
    assert address(lin) == before


def test_the_old_address_ends_and_the_new_one_holds(client, venture, lin):
    colleague = coming_for(venture)
    before, theirs = address(lin), address(colleague)

    response = client.post(page_of(venture, "calendar_renew"), {"confirmed": "yes"}, follow=True)

    assert said(response) == ["Your calendar has a new address. The old one has ended: subscribe once more."]
    assert response.redirect_chain == [(page_of(venture, "schedule"), 302)]
    assert client.get(before).status_code == 404
    assert [client.get(path).status_code for path in (address(lin), theirs)] == [200, 200]
    assert f"webcal://127.0.0.1:8000{address(lin)}" in response.text


def test_every_renewal_ends_all_before_it(client, venture, lin):
    paths = [address(lin)]
    for _time in range(3):
        enrolling.renew_calendar(lin, by=lin.user)
        paths.append(address(lin))

    assert [client.get(path).status_code for path in paths] == [404, 404, 404, 200]


def test_the_history_says_who_did(client, venture, lin):
    client.post(page_of(venture, "calendar_renew"), {"confirmed": "yes"})

    record = lin.history.first()
    assert (record.history_user, record.history_change_reason) == (lin.user, "New address of the calendar")


def test_nobody_comes_by_it(client, venture, lin):
    assert client.get(page_of(venture, "calendar_renew")).status_code == 405


@pytest.mark.parametrize("who", ["nobody", "another party"])
def test_it_is_for_those_who_come(client, venture, who):
    row = coming_for(venture)
    before = address(row)
    if who == "another party":
        signed_in(client, factories.venture(day=venture.day))

    response = client.post(page_of(venture, "calendar_renew"), {"confirmed": "yes"})

    assert response.status_code == (302 if who == "nobody" else 404)
    assert address(row) == before
