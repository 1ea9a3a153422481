"""A matchmaking meeting of the programme leads to where one takes part, and is made anew with its day and the clock."""

import pytest
from django.urls import reverse

from competition import published
from matchmaking import pitching
from tests import factories
from tests.factories import at
from tests.matchmaking.days import at_the_time, publish
from tests.reading import Page
from website import publication

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("before_the_day")]
LINK = "//a[normalize-space()='Take part as a venture or as an investor']/@href"
DAYS = reverse("matchmaking:day_list")


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


def notes(client, activity):
    address = reverse("conference:activity_detail", args=[activity.conference.slug, "meeting"])
    return Page(client.get(address)).texts("//p[@class='note'] | //ul[@class='public-pages']/li")


def test_the_page_that_is_kept_turns_by_the_clock(client, settings, activity):
    """Nothing is asked of the database again: it is closed, has hours and is over at these moments."""
    settings.PUBLICATION_REFRESH_SECONDS = 10**9
    day = factories.matchmaking_day(
        activity=activity, registration_closes_at=at(9, 30), plan_public_at=at(10)
    )  # until twelve
    published.refresh()
    assert (links(client, activity), notes(client, activity)) == (["/en/meetings/"], [])
    assert menu(client, activity) == ["/en/meetings/"] * 2
    closed, hours = "Registration is closed. Do you take part? Your meetings", "Hours of the meetings"

    for moment, found in [
        (at(9, 29), []),
        (at(9, 30), [closed]),
        (at(10), [closed, hours]),
        (at(12), ["These meetings are over."]),
    ]:
        with at_the_time(moment):
            assert (notes(client, activity), bool(menu(client, activity))) == (found, moment < at(12))
    assert client.get(reverse("matchmaking:day_screen", args=[day.pk])).status_code == 200


def menu(client, activity):
    """Of the home page of the conference: the menu, and the button."""
    page = Page(client.get(reverse("conference:conference_detail", args=[activity.conference.slug])))
    return page.values("//nav//a[.='Meetings']/@href | //p[@class='actions']/a[.='Investment meetings']/@href")


def test_a_conference_whose_meetings_have_no_day_or_are_cancelled_has_nothing_in_its_menu(client, activity):
    assert menu(client, activity) == []

    factories.matchmaking_day(activity=activity)
    published.refresh()
    assert menu(client, activity) == ["/en/meetings/"] * 2

    activity.is_cancelled = True
    activity.save()
    publish(activity.conference)
    assert menu(client, activity) == []


def test_a_roadshow_is_led_to_from_when_it_is_announced(client, activity, django_capture_on_commit_callbacks):
    roadshow = factories.roadshow(day=factories.matchmaking_day(activity=activity), starts_at=at(11))
    published.refresh()
    assert notes(client, activity) == []

    with django_capture_on_commit_callbacks(execute=True):
        pitching.announce(roadshow, by=None)

    (line,) = notes(client, activity)
    assert line.startswith("Roadshow: Roadshow ")
    address = reverse("matchmaking:roadshow_detail", args=[roadshow.pk])
    for page in (reverse("conference:activity_detail", args=[activity.conference.slug, "meeting"]), DAYS):
        assert address in Page(client.get(page)).values("//ul[@class='public-pages']//a/@href")


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


@pytest.mark.parametrize("number", [1, 3])
def test_the_activity_asks_as_much_for_one_roadshow_as_for_three(client, activity, django_assert_num_queries, number):
    day = factories.matchmaking_day(activity=activity, registration_closes_at=factories.at(12))
    for _roadshow in range(number):
        pitching.announce(factories.roadshow(day=day), by=None)
    published.refresh()
    menu(client, activity)

    with django_assert_num_queries(2):
        assert links(client, activity) == ["/en/meetings/"]


# --- The list of all days --------------------------------------------------------------------------------------------


def listed(client, section="days"):
    page = Page(client.get(DAYS))
    return page.texts(f"//section[@aria-labelledby='{section}']//ul[@class='meeting-days']/li/p")


def test_the_list_has_days_of_published_programmes_that_are_closed_or_over_and_no_others(client, activity):
    day = factories.matchmaking_day(activity=activity)
    hidden = factories.matchmaking_day(plan_public_at=at(8))
    pitching.announce(factories.roadshow(day=hidden), by=None)
    conference = str(activity.conference)

    assert listed(client) == [conference, "The organisers enter who takes part."]
    day.registration_closes_at = at(8)
    day.save()
    assert listed(client) == [conference, "Registration is closed."]
    assert str(hidden) not in Page(client.get(DAYS)).source
    with at_the_time(at(12)):
        assert listed(client) == []
        (line,) = listed(client, "over")
    assert line.startswith(f"{conference} · ")
