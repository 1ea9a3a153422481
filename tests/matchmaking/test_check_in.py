"""The code of who comes, opened at the desk."""

from urllib.parse import quote

import pytest
import time_machine
from django.urls import reverse

from matchmaking import attending, check_in_codes
from matchmaking.models import Representative
from tests import factories
from tests.factories import at
from tests.matchmaking.desks import text
from tests.reading import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def who():
    """Somebody who comes for a venture that meets an investor at the first table."""
    venture = factories.venture(name_en="Harbour robots")
    fund = factories.organisation(name_en="North Fund", kind="fund")
    factories.meeting(venture=venture, investor=factories.investor(day=venture.day, organisation=fund))
    return factories.representative(venture=venture, name="Li Wei", office="Founder")


@pytest.fixture
def on_the_day():
    with time_machine.travel(at(9, day=21), tick=False):
        yield


def address(token):
    return reverse("matchmaking:check_in", args=[token])


def test_an_organiser_sees_who_it_is_and_where_they_sit_next(desk, who, on_the_day):
    said = text(desk.get(address(check_in_codes.token(who))))

    for words in ("Li Wei", "Founder", "Venture · Harbour robots", "10:00–10:30 table 1 North Fund", "Check in"):
        assert words in said
    assert "Checked in at" not in said


def test_one_button_checks_them_in_and_once_more_changes_nothing(desk, who, organiser):
    path = address(check_in_codes.token(who))

    first = text(desk.post(path, {"do": "arrive"}, follow=True))
    again = text(desk.post(path, {"do": "arrive"}, follow=True))

    row = Representative.objects.get()
    assert "Li Wei is checked in." in first
    assert "Li Wei was checked in already." in again
    assert row.arrived_at is not None
    assert row.history.filter(history_type="~").get().history_user == organiser


def test_a_check_in_is_taken_back(desk, who):
    attending.arrive(who, by=None)
    who.refresh_from_db()

    response = desk.post(address(check_in_codes.token(who)), {"do": "leave", "shown": who.mark}, follow=True)

    assert "Li Wei is not checked in any more." in text(response)
    assert Representative.objects.get().arrived_at is None


def test_what_was_not_seen_is_not_taken_back(desk, who):
    seen = who.mark
    attending.arrive(who, by=None)

    response = desk.post(address(check_in_codes.token(who)), {"do": "leave", "shown": seen}, follow=True)

    assert "Somebody else changed" in text(response)
    assert Representative.objects.get().arrived_at is not None


def test_who_is_not_admitted_is_not_checked_in(desk, who):
    who.venture.state = "registered"
    who.venture.save()
    path = address(check_in_codes.token(who))

    assert "is not admitted: Registered." in text(desk.get(path))
    assert "is not admitted: Registered." in text(desk.post(path, {"do": "arrive"}, follow=True))
    assert Representative.objects.get().arrived_at is None


def test_who_left_is_told_to_the_organiser(desk, who):
    attending.absent_from(who.venture, timeslot=who.venture.day.timeslots.first(), by=None)

    assert "It was told that they do not come any more." in text(desk.get(address(check_in_codes.token(who))))


@pytest.mark.parametrize("user", [None, "competition_editor", "programme_editor", "reader", "sub_forum_editor"])
def test_everybody_else_reads_where_to_show_it_and_nothing_else(client, request, who, user):
    if user:
        client.force_login(request.getfixturevalue(user))

    pages = [client.get(address(token)) for token in (check_in_codes.token(who), "nonsense")]
    refused = client.post(address(check_in_codes.token(who)), {"do": "arrive"})

    assert [page.status_code for page in [*pages, refused]] == [200, 200, 403]
    for page in [*pages, refused]:
        assert "Show this code at the desk" in text(page)
        assert "Li Wei" not in text(page)
        assert "Harbour robots" not in text(page)
        assert page.headers["Cache-Control"] == "private, no-store"
    assert Representative.objects.get().arrived_at is None


def test_who_is_not_signed_in_can_do_so_and_comes_back(client, who, reader):
    path = address(check_in_codes.token(who))
    links = "//main//a[normalize-space()='Sign in']/@href"

    assert Page(client.get(path)).values(links) == [f"{reverse('account_login')}?next={quote(path, safe='')}"]
    client.force_login(reader)
    assert Page(client.get(path)).values(links) == []


def test_who_comes_is_nobody_else(client, who):
    """Those who take part see of their own code what everybody sees."""
    who.user = factories.user()
    who.save()
    client.force_login(who.user)

    assert "Show this code at the desk" in text(client.get(address(check_in_codes.token(who))))
    assert client.post(address(check_in_codes.token(who)), {"do": "arrive"}).status_code == 403


@pytest.mark.parametrize("kind", ["nonsense", "changed", "gone"])
def test_a_wrong_or_old_code_is_said_to_be_one(desk, who, kind):
    token = check_in_codes.token(who)
    if kind == "gone":
        Representative.objects.all().delete()
    codes = {"nonsense": "nonsense", "changed": token[:-1] + ("A" if token[-1] != "A" else "B"), "gone": token}

    response = desk.get(address(codes[kind]))

    assert response.status_code == 404
    assert "This code is not valid" in text(response)
    assert desk.post(address(codes[kind]), {"do": "arrive"}).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_it_asks_as_much_for_one_meeting_as_for_three(desk, who, on_the_day, number, django_assert_num_queries):
    for place in range(1, number):
        slot = factories.timeslot(day=who.venture.day, place=place)
        factories.meeting(venture=who.venture, timeslot=slot)

    with django_assert_num_queries(13):
        desk.get(address(check_in_codes.token(who)))
