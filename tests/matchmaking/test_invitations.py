"""A matchmaking meeting of the programme leads to where one takes part, and is made anew when its day changes."""

import pytest
from django.urls import reverse

from competition import published
from tests import factories
from tests.matchmaking.days import publish
from tests.reading import Page
from website import publication

pytestmark = pytest.mark.django_db
LINK = "//a[normalize-space()='Take part as a venture or as an investor']/@href"


@pytest.fixture
def activity():
    made = factories.activity(kind="matchmaking_meeting", slug="meeting")
    factories.activity(conference=made.conference, slug="forum")
    publish(made.conference)
    return made


def links(client, activity, slug="meeting"):
    address = reverse("conference:activity_detail", args=[activity.conference.slug, slug])
    return Page(client.get(address)).values(LINK)


def test_a_day_that_takes_registrations_is_led_to(client, activity):
    factories.matchmaking_day(activity=activity, registration_closes_at=factories.at(12))
    published.refresh()

    assert links(client, activity) == ["/en/meetings/"]
    assert links(client, activity, "forum") == []


def test_without_a_day_or_without_registration_nothing_is_led_to(client, activity):
    assert links(client, activity) == []

    factories.matchmaking_day(activity=activity)
    published.refresh()
    assert links(client, activity) == []


def test_the_page_that_is_kept_changes_with_the_day(client, activity):
    assert links(client, activity) == []
    before = publication.digest()
    day = factories.matchmaking_day(activity=activity, registration_closes_at=factories.at(12))
    published.refresh()
    assert publication.digest() != before
    assert links(client, activity) == ["/en/meetings/"]

    day.registration_closes_at = None
    day.save()
    published.refresh()

    assert links(client, activity) == []


def test_the_page_is_the_same_after_the_last_moment(client, activity):
    """It knows no clock: what it leads to does."""
    factories.matchmaking_day(activity=activity, registration_closes_at=factories.at(0))
    published.refresh()

    assert links(client, activity) == ["/en/meetings/"]


def test_a_cancelled_meeting_invites_nobody(client, activity):
    factories.matchmaking_day(activity=activity, registration_closes_at=factories.at(12))
    activity.is_cancelled = True
    activity.save()
    publish(activity.conference)

    assert links(client, activity) == []


def test_a_day_that_is_saved_is_seen_at_once(client, organiser, activity, django_capture_on_commit_callbacks):
    client.force_login(organiser)
    assert links(client, activity) == []
    sent = {"activity": activity.pk, "most_meetings": 8} | dict.fromkeys(
        ["interests_close_at_0", "interests_close_at_1", "plan_public_at_0", "plan_public_at_1"], ""
    )
    sent |= {"registration_closes_at_0": "2030-01-01", "registration_closes_at_1": "12:00"}
    sent |= {"rates-TOTAL_FORMS": 0, "rates-INITIAL_FORMS": 0}

    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(reverse("admin:matchmaking_matchmakingday_add"), sent)

    assert response.status_code == 302
    assert links(client, activity) == ["/en/meetings/"]
