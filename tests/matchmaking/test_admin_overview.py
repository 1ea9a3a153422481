"""What the first page of the back office tells of the matchmaking."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from lxml import html

from conference import scheduling
from matchmaking.admin.dashboard import desks
from tests import factories
from tests.matchmaking.desks import listed, page_of, text

pytestmark = pytest.mark.django_db
INDEX = reverse("admin:index")


def day_to_come(days=3):
    starts_at = timezone.now() + dt.timedelta(days=days)
    activity = factories.activity(
        kind="matchmaking_meeting", starts_at=starts_at, ends_at=starts_at + dt.timedelta(hours=4)
    )
    return factories.matchmaking_day(activity=activity)


def with_a_meeting(day, **values):
    starts_at = day.activity.starts_at
    slot = factories.timeslot(day=day, starts_at=starts_at, ends_at=starts_at + dt.timedelta(minutes=25))
    return factories.meeting(venture=factories.venture(day=day), timeslot=slot, **values)


def test_days_that_are_not_over_stand_in_order_with_their_numbers():
    factories.matchmaking_day()
    later, sooner = day_to_come(5), day_to_come(3)
    with_a_meeting(later)
    with_a_meeting(sooner, state="cancelled")
    factories.venture(day=sooner, state="registered")
    factories.investor(day=sooner, state="registered")
    factories.investor(day=sooner, state="withdrawn")

    assert desks() == [(sooner, 1, 1, 0, 1, 1, 0), (later, 1, 1, 1, 0, 0, 0)]


def test_organisers_see_them_and_nobody_else(client, organiser, competition_editor, programme_editor, reader):
    day = day_to_come()
    with_a_meeting(day)

    client.force_login(organiser)
    response = client.get(INDEX)
    assert "1 venture · 1 investor · 1 meeting" in text(response)
    assert page_of(day, "plan") in response.content.decode()

    for user in (competition_editor, programme_editor, reader):
        client.force_login(user)
        assert page_of(day) not in client.get(INDEX).content.decode()


@pytest.mark.parametrize("side", ["venture", "investor"])
def test_who_waits_is_one_click_away(desk, side):
    day = day_to_come()
    waiting = getattr(factories, side)(day=day, state="registered")
    getattr(factories, side)(day=day)
    getattr(factories, side)(state="registered")

    page = html.fromstring(desk.get(INDEX).content.decode())

    (link,) = page.xpath(f"//a[normalize-space()='1 {side} waits to be admitted']/@href")
    assert listed(desk.get(link)) == [waiting]


def test_days_parties_and_roadshows_are_among_what_is_added(client, organiser, competition_editor):
    factories.conference()
    names = ["matchmakingday", "venture", "investor", "roadshow"]
    urls = [reverse(f"admin:matchmaking_{name}_add") for name in names]

    for user, offered in ((organiser, urls), (competition_editor, [])):
        client.force_login(user)
        page = html.fromstring(client.get(INDEX).content.decode())
        links = page.xpath("//section[@aria-labelledby='to-add']//a/@href")
        assert [link for link in links if "/matchmaking/" in link] == offered


def test_timeslots_that_an_activity_leaves_behind_are_told_on_the_first_page_and_on_that_of_the_day(desk, organiser):
    day = day_to_come()
    with_a_meeting(day)
    assert "outside of the activity" not in text(desk.get(INDEX)) + text(desk.get(page_of(day)))

    scheduling.move(day.activity, starts_at=day.activity.starts_at + dt.timedelta(days=3), by=organiser)

    assert "1 timeslot lies outside of the activity" in text(desk.get(INDEX))
    for name in ("change", "plan"):
        assert "1 lies outside of the activity: move it, or the activity." in text(desk.get(page_of(day, name)))


@pytest.mark.parametrize("number", [1, 3])
def test_days_are_one_query(django_assert_num_queries, number):
    for days in range(1, number + 1):
        with_a_meeting(day_to_come(days))

    with django_assert_num_queries(1):
        assert len(desks()) == number
