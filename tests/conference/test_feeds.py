"""The feeds at their addresses: functions of what is published, and read by somebody else's reader."""

import datetime as dt
import json

import icalendar
import pytest
import vobject
from django.urls import reverse
from django.utils.translation import override
from lxml import etree

from conference import published, publishing
from tests import factories
from tests.conference.schedules import checked

pytestmark = pytest.mark.django_db

ATOM = {"a": "http://www.w3.org/2005/Atom"}
FEEDS = ["schedule_xml", "schedule_json", "schedule_v2_json", "calendar", "personal_calendar", "changes_feed"]


@pytest.fixture
def publish(organiser):
    """Publishes the rows of a conference, an hour after the version before."""

    def publish(row, **values):
        at = dt.datetime(2023, 9, 1, 8 + row.versions.count(), tzinfo=dt.UTC)
        version = publishing.publish(row, by=organiser, at=at, **values)
        published.refresh()
        return version

    return publish


@pytest.fixture
def conference(publish):
    row = factories.programme(slug="2023", name_en="The conference", name_zh_hans="大会")
    publish(row, note="First & foremost")
    return row


def got(client, name, language="en", address="2023", query="", **kwargs):
    with override(language):
        path = reverse(f"conference:{name}", kwargs={"address": address} | kwargs)
    return client.get(path + query)


@pytest.mark.parametrize(
    ("name", "layout"), [("schedule_xml", "xml"), ("schedule_json", "v1"), ("schedule_v2_json", "v2")]
)
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_schedules_are_valid_at_their_address(client, conference, name, layout, language):
    response = got(client, name, language)

    checked(layout, response.content)
    assert (
        response.headers["Content-Type"]
        == {
            "xml": "application/xml; charset=utf-8",
            "v1": "application/json",
            "v2": "application/json",
        }[layout]
    )
    page = f"http://127.0.0.1:8000/{language}/2023/activities/forum/#i"
    assert page in response.content.decode()


@pytest.mark.parametrize("name", FEEDS)
def test_a_feed_is_the_same_to_the_byte_and_costs_no_query_the_second_time(
    client, conference, name, django_assert_num_queries
):
    first = got(client, name)

    with django_assert_num_queries(0):
        second = got(client, name)
        third = client.get(second.wsgi_request.path, headers={"If-None-Match": first.headers["ETag"]})

    assert first.status_code == 200
    assert second.content == first.content
    assert (third.status_code, third.content) == (304, b"")


@pytest.mark.parametrize("name", [*FEEDS])
def test_a_feed_of_nothing_published_is_not_there(client, name):
    factories.programme(slug="2023")

    assert got(client, name).status_code == 404


@pytest.mark.parametrize("name", FEEDS[:-1])
def test_the_draft_has_feeds_for_those_who_see_it(client, conference, organiser, name):
    conference.activities.filter(slug="forum").update(title_en="Renamed")

    anonymous = got(client, name, address="2023@draft")
    client.force_login(organiser)
    response = got(client, name, address="2023@draft")

    assert anonymous.status_code == 302
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "private, no-store"
    if name.startswith("schedule"):
        assert "/en/2023@draft/activities/forum/" in response.content.decode()


def test_the_draft_has_no_feed_of_changes(client, conference, organiser):
    client.force_login(organiser)

    assert got(client, "changes_feed", address="2023@draft").status_code == 404


def calendar(response):
    """A calendar as two readers see it, who must agree on its entries."""
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    ours, theirs = icalendar.Calendar.from_ical(response.content), vobject.readOne(response.content.decode())
    summaries = [str(event["summary"]) for event in ours.walk("VEVENT")]
    assert summaries == [event.summary.value for event in getattr(theirs, "vevent_list", [])]
    return ours


def test_the_whole_calendar_has_an_entry_an_activity(client, conference):
    found = calendar(got(client, "calendar"))

    forum, _exhibition = found.walk("VEVENT")
    activity = conference.activities.get(slug="forum")
    assert forum["uid"] == str(activity.guid)
    assert forum["dtstart"].dt == factories.at(9)
    assert forum["dtend"].dt == factories.at(12)
    assert forum["dtstamp"].dt == forum["last-modified"].dt == dt.datetime(2023, 9, 1, 8, tzinfo=dt.UTC)
    assert (forum["sequence"], forum["status"]) == (1, "CONFIRMED")
    assert forum["location"] == f"{activity.room}, {activity.room.venue}"
    assert forum["url"] == "http://127.0.0.1:8000/en/2023/activities/forum/"
    assert "09:00 " in forum["description"]
    assert "Speaker: Person" in forum["description"]
    assert found["x-wr-calname"] == "The conference"
    assert found["refresh-interval"].dt == dt.timedelta(hours=1)


def test_a_cancelled_activity_is_cancelled_in_the_calendar(client, conference, publish):
    conference.activities.filter(slug="forum").update(is_cancelled=True)
    publish(conference)

    forum, exhibition = calendar(got(client, "calendar")).walk("VEVENT")

    assert (forum["status"], exhibition["status"]) == ("CANCELLED", "CONFIRMED")
    assert forum["sequence"] == 2


def test_a_day_has_its_activities_only(client, conference, publish):
    factories.activity(
        conference=conference, slug="later", starts_at=factories.at(9, day=21), ends_at=factories.at(10, day=21)
    )
    publish(conference)

    first, second = (calendar(got(client, "day_calendar", day=f"2023-10-{day}")) for day in (20, 21))

    assert (len(first.walk("VEVENT")), len(second.walk("VEVENT"))) == (2, 1)
    assert second["x-wr-calname"] == "The conference · 2023-10-21"
    for day in ("2023-10-22", "2023-13-45", "today"):
        assert got(client, "day_calendar", day=day).status_code == 404


def test_an_activity_has_its_agenda_items(client, conference):
    events = calendar(got(client, "activity_calendar", slug="forum")).walk("VEVENT")

    items = conference.activities.get(slug="forum").agenda_items.all()
    assert [event["uid"] for event in events] == [str(item.guid) for item in items]
    assert [event["url"].rpartition("#")[2] for event in events] == [f"i{item.pk}" for item in items]
    (alone,) = calendar(got(client, "activity_calendar", slug="exhibition")).walk("VEVENT")
    assert alone["uid"] == str(conference.activities.get(slug="exhibition").guid)
    assert got(client, "activity_calendar", slug="nowhere").status_code == 404


@pytest.mark.parametrize(
    ("items", "number"),
    [
        ("", 0),
        ("a{forum}", 1),
        ("i{speech},a{forum},i{speech}", 2),
        ("a999999,x,,i-1,%00,a{forum}", 1),
        ("a" * 5000, 0),
    ],
)
def test_a_personal_agenda_has_what_was_starred(client, conference, items, number):
    forum = conference.activities.get(slug="forum")
    items = items.format(forum=forum.pk, speech=forum.agenda_items.first().pk)

    found = calendar(got(client, "personal_calendar", query=f"?items={items}"))

    assert len(found.walk("VEVENT")) == number
    assert found["x-wr-calname"] == "The conference · My agenda"


def test_a_calendar_holds_awkward_texts(client, conference, publish):
    words = "Comma, semicolon; back\\slash\x01 and\r\nlines 😀 " + "很长的题目" * 20
    conference.activities.filter(slug="forum").update(title_en=words)
    publish(conference)

    found = calendar(got(client, "calendar"))

    assert str(found.walk("VEVENT")[0]["summary"]) == words.replace("\x01", "").replace("\r\n", "\n").strip()
    assert all(len(line) <= 75 for line in got(client, "calendar").content.split(b"\r\n"))


def test_times_keep_the_hour_of_the_venue(client, conference):
    content = got(client, "calendar").content.decode()

    assert "DTSTART;TZID=Asia/Shanghai:20231020T090000" in content
    assert "BEGIN:VTIMEZONE\r\nTZID:Asia/Shanghai" in content


def test_changes_are_an_entry_a_version(client, conference, publish):
    conference.activities.filter(slug="forum").update(title_en="Grand <forum>\x02")
    publish(conference, note="Renamed")

    feed = etree.fromstring(got(client, "changes_feed").content)

    titles = [str(title) for title in feed.xpath("a:entry/a:title/text()", namespaces=ATOM)]
    assert titles == ["Version 2, 1 September 2023", "Version 1, 1 September 2023"]
    second, first = feed.xpath("a:entry/a:summary/text()", namespaces=ATOM)
    assert "Renamed" in second
    assert "Grand &lt;forum&gt;" in second
    assert first == "<p>First &amp; foremost</p><p>The programme is published: 2 activities.</p>"
    assert feed.findtext("a:updated", namespaces=ATOM) == "2023-09-01T09:00:00+00:00"
    assert len(set(feed.xpath("a:entry/a:id/text()", namespaces=ATOM))) == 2


def test_a_schedule_names_the_version(client, conference, publish):
    conference.news.all().delete()
    publish(conference)

    assert json.loads(got(client, "schedule_json").content)["schedule"]["version"] == "2"
    assert etree.fromstring(got(client, "schedule_xml").content).findtext("version") == "2"
