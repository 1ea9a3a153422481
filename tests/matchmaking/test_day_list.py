"""The days that take registrations, for everybody; for who is signed in, first those for whom they come."""

import datetime as dt

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse
from django.utils import timezone

from tests import factories
from tests.matchmaking.parties import coming_for, page_of, somebody
from tests.reading import Page

pytestmark = pytest.mark.django_db
URL = reverse("matchmaking:day_list")
HOUR = dt.timedelta(hours=1)


def open_day(**values):
    return factories.matchmaking_day(**{"registration_closes_at": timezone.now() + HOUR} | values)


def ways_in(client):
    return Page(client.get(URL)).values("//ul[@class='meeting-days']//a[contains(@class, 'btn')]/@href")


def test_a_day_that_takes_registrations_has_a_way_in_for_each_side(client):
    day = open_day()

    assert ways_in(client) == [f"/en/meetings/{day.pk}/register/{side}/" for side in ("ventures", "investors")]
    assert Page(client.get(URL)).texts("//ul[@class='meeting-days']//h3") == [str(day)]


def test_others_are_not_listed(client):
    factories.matchmaking_day()
    open_day(registration_closes_at=timezone.now() - HOUR)
    cancelled = open_day()
    cancelled.activity.is_cancelled = True
    cancelled.activity.save()

    assert ways_in(client) == []
    assert Page(client.get(URL)).texts("//p[@class='empty']") == [
        "No day takes registrations now. Once one does, it is listed here."
    ]


def test_nobody_keeps_it(client):
    assert client.get(URL).headers["Cache-Control"] == "private, no-store"


def test_whoever_is_not_signed_in_can_sign_in_here(client):
    assert Page(client.get(URL)).values("//p[@class='notice']/a/@href") == [
        f"{reverse('account_login')}?next=%2Fen%2Fmeetings%2F"
    ]


@pytest.mark.usefixtures("before_the_day")
def test_own_parties_come_first_and_say_what_is_next(client):
    user, day = somebody(), open_day()
    venture = factories.venture(day=day, state="registered", name_en="Cranes")
    gone = factories.venture(day=day, state="withdrawn", name_en="Trucks")
    investor = factories.investor(day=day)
    for party in (gone, venture, investor):
        coming_for(party, user)
    coming_for(factories.venture(day=day, name_en="Not mine"))
    client.force_login(user)

    page = Page(client.get(URL))

    assert page.values("//ul[@class='parties']//h3/a/@href") == [page_of(party) for party in (venture, investor, gone)]
    assert page.texts("//ul[@class='parties']//p[@class='note']") == [
        "Registered The organisers look at it. Once they admit it, the other side sees it.",
        "Admitted Say whom you want to meet.",
        "Withdrawn It no longer takes part, and nobody sees it.",
    ]


def test_without_parties_one_is_told_whom_to_ask(client):
    client.force_login(somebody())

    assert "You do not come for any venture or investor yet." in Page(client.get(URL)).text(
        "//section[@aria-labelledby='days']"
    )


def test_an_address_that_is_not_proven_claims_nobody(client):
    row = factories.representative(email="lin@example.org")
    client.force_login(somebody(email="lin@example.org"))

    client.get(URL)

    row.refresh_from_db()
    assert row.user is None


def test_a_proven_address_finds_those_whom_organisers_entered(client):
    row = factories.representative(email="Lin@Example.org", name="Lin")
    user = somebody(email="lin@example.org")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    client.force_login(user)

    page = Page(client.get(URL))

    row.refresh_from_db()
    assert row.user == user
    assert page.values("//ul[@class='parties']//h3/a/@href") == [page_of(row.venture)]


@pytest.mark.parametrize("number", [1, 3])
def test_it_asks_as_much_for_one_as_for_three(client, django_assert_num_queries, number):
    user = somebody()
    for _one in range(number):
        day = open_day()
        coming_for(factories.venture(day=day), user)
        coming_for(factories.investor(day=day), user)
    client.force_login(user)

    with django_assert_num_queries(10):
        client.get(URL)
