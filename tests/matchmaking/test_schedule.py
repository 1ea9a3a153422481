"""The day of a party once the plan is known: on a page, and in a calendar that a second reader can read."""

import datetime as dt

import pytest
import vobject
from django.urls import reverse
from django.utils import timezone, translation

from matchmaking.calendars import calendar_path, representative_of
from matchmaking.urls import urlpatterns
from tests import factories
from tests.matchmaking.days import publish
from tests.matchmaking.parties import coming_for, page_of, signed_in
from tests.reading import Page, of_class

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def day():
    return factories.matchmaking_day(plan_public_at=timezone.now() - HOUR)


@pytest.fixture
def venture(day):
    return factories.venture(day=day, name_en="Cranes", name_zh_hans="岸桥")


@pytest.fixture
def fund(day):
    organisation = factories.organisation(name_en="Harbour Fund", name_zh_hans="海港基金", region=factories.region())
    row = factories.investor(day=day, organisation=organisation)
    factories.representative(
        investor=row, name="Wang Fang", office="Director", email="wang@example.org", phone="555-01"
    )
    return row


@pytest.fixture
def meeting(day, venture, fund):
    table = factories.table(day=day, number=4, place="by the windows")
    return factories.meeting(venture=venture, investor=fund, timeslot=factories.timeslot(2, day=day), table=table)


def lines(client, party):
    page = Page(client.get(page_of(party, "schedule")))
    return page.texts("//ol[@class='schedule']/li")


def test_a_meeting_says_when_where_and_whom(client, venture, meeting):
    signed_in(client, venture)

    assert lines(client, venture) == ["11:00–11:30 Harbour Fund Shanghai Wang Fang Director Table 4 by the windows"]


def test_the_other_side_sees_the_venture_with_its_organisation(client, fund, venture, meeting):
    factories.representative(venture=venture, name="Lin Yue", office="Chief executive", email="lin@example.org")
    signed_in(client, fund)

    assert lines(client, fund) == [
        f"11:00–11:30 Cranes {venture.organisation} Lin Yue Chief executive Table 4 by the windows"
    ]


@pytest.mark.parametrize("name", ["schedule", "schedule_file"])
def test_nothing_tells_how_to_reach_anybody(client, venture, fund, meeting, name):
    for side in ("venture", "investor"):
        factories.interest(venture=venture, investor=fund, side=side)
    factories.consent(representative=fund.representatives.get(), purpose="contact")

    text = signed_in(client, venture).get(page_of(venture, name)).content.decode()

    assert "Wang Fang" in text
    assert ("wang@example.org" in text, "555-01" in text) == (False, False)


def test_before_the_plan_is_known_it_says_nothing(client, day, venture, meeting):
    day.plan_public_at = timezone.now() + HOUR
    day.save()
    signed_in(client, venture)

    page = Page(client.get(page_of(venture, "schedule")))
    assert page.texts("//ol[@class='schedule']") == []
    assert page.text("//p[@class='empty']").startswith("Your meetings are known from ")
    assert events(client.get(page_of(venture, "schedule_file"))) == []


def test_without_meetings_it_says_whom_to_ask(client, venture):
    signed_in(client, venture)

    page = Page(client.get(page_of(venture, "schedule")))
    assert page.texts("//p[@class='empty']") == [
        "You have no meetings. Ask the organisers: on the day, tables become free."
    ]


def test_a_cancelled_meeting_disappears_a_missed_one_is_marked(client, day, venture, meeting):
    missed = factories.meeting(venture=venture, timeslot=factories.timeslot(3, day=day), state="missed")
    signed_in(client, venture)
    meeting.state = "cancelled"
    meeting.save()

    (line,) = lines(client, venture)
    assert line.startswith(f"11:30–12:00 {missed.investor} Missed")


def test_breaks_and_the_programme_stand_between(client, day, venture, meeting):
    person, conference = factories.person(name_en="Lin Yue"), day.activity.conference
    forum = factories.activity(
        conference=conference, starts_at=factories.at(13, day=21), ends_at=factories.at(14, day=21), title_en="Ports"
    )
    factories.appearance(activity=forum, person=person)
    other_day = factories.activity(
        conference=conference, starts_at=factories.at(9, day=20), ends_at=factories.at(10, day=20)
    )
    factories.appearance(activity=other_day, person=person)
    publish(conference)
    signed_in(client, venture, person=person)

    assert [line.split(" Table")[0] for line in lines(client, venture)] == [
        "11:00–11:30 Harbour Fund Shanghai Wang Fang Director",
        "11:30–13:00 Break",
        "13:00–14:00 Ports Lin Yue, in the programme",
    ]


@pytest.mark.usefixtures("before_the_day")
def test_the_code_for_checking_in_is_shown_only_where_it_leads_somewhere(client, venture):
    signed_in(client, venture, name="Lin Yue")

    codes = Page(client.get(page_of(venture, "schedule"))).texts(of_class("check-in-code"))

    assert codes == (["Check-in: Lin Yue"] if any(one.name == "check_in" for one in urlpatterns) else [])


@pytest.mark.parametrize("number", [1, 3])
def test_it_asks_as_much_for_one_as_for_three(client, day, venture, django_assert_num_queries, number):
    for place in range(number):
        row = factories.meeting(venture=venture, timeslot=factories.timeslot(place, day=day))
        factories.representative(investor=row.investor)
    signed_in(client, venture)

    with django_assert_num_queries(11):
        client.get(page_of(venture, "schedule"))
    with django_assert_num_queries(7):
        client.get(page_of(venture, "schedule_file"))


# --- In a calendar -------------------------------------------------------------------------------------------------


def events(response):
    calendar = vobject.readOne(response.content.decode())
    return calendar.contents.get("vevent", [])


def test_a_calendar_has_each_meeting_in_both_languages(client, venture, meeting):
    (event,) = events(signed_in(client, venture).get(page_of(venture, "schedule_file")))

    assert event.summary.value == "Meeting: Harbour Fund"
    assert event.dtstart.value == meeting.timeslot.starts_at
    assert event.dtend.value == meeting.timeslot.ends_at
    assert event.location.value.startswith("Table 4, by the windows")
    assert [("Harbour Fund" in event.description.value), ("海港基金" in event.description.value)] == [True, True]


def test_a_meeting_keeps_its_identifier_when_it_moves_and_is_planned_anew(client, day, venture, fund, meeting):
    signed_in(client, venture)
    url = page_of(venture, "schedule_file")
    (before,) = events(client.get(url))
    meeting.timeslot = factories.timeslot(5, day=day)
    meeting.save()

    (moved,) = events(client.get(url))
    assert (moved.uid.value, moved.dtstart.value) == (before.uid.value, meeting.timeslot.starts_at)

    meeting.state = "cancelled"
    meeting.save()
    assert events(client.get(url)) == []
    factories.meeting(venture=venture, investor=fund, timeslot=meeting.timeslot)
    assert events(client.get(url))[0].uid.value == before.uid.value


def test_an_unchanged_calendar_is_the_same_to_the_byte(client, venture, meeting):
    signed_in(client, venture)
    url = page_of(venture, "schedule_file")

    assert client.get(url).content == client.get(url).content
    assert client.get(url).headers["Content-Type"] == "text/calendar; charset=utf-8"


def token_of(representative):
    return calendar_path(representative).rpartition("/")[2].removesuffix(".ics")


def test_a_telephone_comes_back_without_signing_in(client, venture, meeting):
    path = calendar_path(coming_for(venture))

    response = client.get(path)

    assert [event.summary.value for event in events(response)] == ["Meeting: Harbour Fund"]
    assert response.headers["Cache-Control"] == "private, no-store"


def test_the_address_of_a_calendar_speaks_the_language_of_its_page(venture):
    row = coming_for(venture)
    with translation.override("zh-hans"):
        assert calendar_path(row).startswith("/zh-hans/meetings/calendar/")


@pytest.mark.parametrize("what", ["removed", "another account", "not active"])
def test_the_calendar_ends_with_the_coming(client, venture, what):
    row = coming_for(venture)
    path = calendar_path(row)
    if what == "removed":
        row.delete()
    elif what == "another account":
        row.user = factories.user()
        row.save()
    else:
        row.user.is_active = False
        row.user.save()

    assert client.get(path).status_code == 404


def test_what_nobody_has_signed_asks_the_database_nothing(venture, django_assert_num_queries):
    token = token_of(coming_for(venture))

    with django_assert_num_queries(0):
        assert representative_of(f"{token[:-1]}{'a' if token[-1] != 'a' else 'b'}") is None
    with django_assert_num_queries(1):
        assert representative_of(token).venture == venture


def test_an_address_of_who_has_no_account_leads_nowhere(venture, django_assert_num_queries):
    token = token_of(factories.representative(venture=venture))

    with django_assert_num_queries(0):
        assert representative_of(token) is None


def test_nobody_makes_up_the_address_of_a_calendar(client, venture):
    row = coming_for(venture)
    signature = calendar_path(row).rpartition(".ics")[0].rpartition(".")[2]

    for token in (
        f"{row.pk}-{row.user_id}-0",
        f"{row.pk}-{row.user_id}-0.{signature[::-1]}",
        f"{row.pk}-{row.user_id + 1}-0.{signature}",
        f"{row.pk}-{row.user_id}-1.{signature}",
        f"{row.pk}-{row.user_id}.{signature}",
        ".",
    ):
        assert client.get(reverse("matchmaking:schedule_calendar", args=[token])).status_code == 404
