"""A day whose activity is cancelled: whoever takes part reads it everywhere, and so do those who organise it."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from conference.models import Activity
from tests.matchmaking.days import day_of, meeting_on
from tests.matchmaking.desks import page_of as admin_page_of
from tests.matchmaking.desks import text
from tests.matchmaking.parties import page_of, signed_in
from tests.reading import Page, of_class

pytestmark = pytest.mark.django_db
NOTICE = "//main//p[@role='status'][strong[@class='cancelled']]"


@pytest.fixture
def meeting():
    """A meeting of tomorrow, which everybody knows."""
    return meeting_on(day_of(hours=-24))


def cancel(meeting):
    activity = Activity.objects.get(matchmaking_day=meeting.venture.day_id)
    activity.is_cancelled = True
    activity.save()


@pytest.mark.parametrize(
    "name",
    [
        "party_detail",
        "party_profile",
        "party_availability",
        "representative_list",
        "partner_list",
        "interest_list",
        "schedule",
        "meeting_list",
        "roadshow_list",
    ],
)
def test_each_page_of_the_day_says_so(client, meeting, name):
    signed_in(client, meeting.venture)
    assert Page(client.get(page_of(meeting.venture, name))).texts(NOTICE) == []

    cancel(meeting)

    day = meeting.venture.day
    sentence = f"Cancelled “{day}” does not take place, and neither do its meetings."
    assert Page(client.get(page_of(meeting.venture, name))).texts(NOTICE) == [sentence]


def test_the_list_of_days_says_so(client, meeting):
    signed_in(client, meeting.venture)
    cancel(meeting)

    page = Page(client.get(reverse("matchmaking:day_list")))

    assert page.texts("//ul[@class='parties']//p[@class='note']") == ["Admitted The day is cancelled."]


def test_nobody_is_offered_a_code_to_be_checked_in(client, meeting):
    signed_in(client, meeting.venture)
    address = page_of(meeting.venture, "schedule")
    assert len(Page(client.get(address)).texts(of_class("check-in-code"))) == 1

    cancel(meeting)

    assert Page(client.get(address)).texts(of_class("check-in-code")) == []


def test_calendars_say_that_the_meetings_are_cancelled_and_since_when(client, meeting):
    signed_in(client, meeting.venture)
    address = page_of(meeting.venture, "schedule_file")
    assert "STATUS:CONFIRMED" in client.get(address).content.decode()

    with time_machine.travel(timezone.now() + dt.timedelta(hours=1), tick=False):
        cancel(meeting)
        stamp = f"DTSTAMP:{timezone.now():%Y%m%dT%H%M%SZ}"
    calendar = client.get(address).content.decode()

    assert "STATUS:CANCELLED" in calendar
    assert f"SUMMARY:Cancelled: {meeting.investor}" in calendar.replace("\r\n ", "")
    assert stamp in calendar


@pytest.mark.parametrize("name", ["change", "plan", "board", "furnish", "floor", "arrivals", "walk_in", "statistics"])
def test_each_page_of_the_organisers_says_so(desk, meeting, name):
    words = "The activity is cancelled: everybody who takes part reads so"
    address = admin_page_of(meeting.venture.day, name)
    assert words not in text(desk.get(address))

    cancel(meeting)

    assert words in text(desk.get(address))


def test_the_overview_of_the_back_office_says_so(desk, meeting):
    cancel(meeting)

    assert f"{meeting.venture.day} Cancelled · " in text(desk.get(reverse("admin:index")))
