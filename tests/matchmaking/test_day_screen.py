"""The screen in the hall: it knows the hours of a day that is public, and nothing else."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse
from lxml import html

from matchmaking import settling
from tests import factories
from tests.factories import at
from tests.matchmaking.desks import text

pytestmark = pytest.mark.django_db
PAST, FUTURE = at(9).replace(year=2000), at(9).replace(year=2199)


def screen(client, day, language="en"):
    return client.get(f"/{language}/meetings/{day.pk}/screen/")


def public_day(**values):
    """A day with two timeslots whose plan is known."""
    day = factories.matchmaking_day(**{"plan_public_at": PAST} | values)
    for place in (0, 2):
        factories.timeslot(day=day, place=place)
    return day


def test_the_hours_are_there_for_readers_and_for_the_countdown(client):
    page = html.fromstring(screen(client, public_day()).content.decode())

    rows = page.xpath("//tbody[@id='screen-slots']/tr")
    assert [" ".join(row.text_content().split()) for row in rows] == ["10:0010:30", "11:0011:30"]
    (first, _second) = rows
    assert int(first.get("data-starts")) == at(10, day=21).timestamp() * 1000
    assert int(first.get("data-ends")) == at(10, 30, day=21).timestamp() * 1000
    assert page.xpath("//*[@hidden][@id='screen-live']") != []


def test_it_says_everything_in_both_languages(client):
    day = public_day()
    activity = day.activity
    activity.title_en, activity.title_zh_hans = "Matchmaking", "投融资对接会"
    activity.save()

    pages = [html.fromstring(screen(client, day, language).content.decode()) for language in ("en", "zh-hans")]
    titles = [[(span.get("lang"), span.text) for span in page.xpath("//h1/span")] for page in pages]

    both = [("en", "Matchmaking"), ("zh-Hans", "投融资对接会")]
    assert titles == [both, both[::-1]]


def test_no_party_is_named(client):
    """Not even where it can be read by no eye: of the whole day, the page has the hours alone."""
    day = public_day()
    venture = factories.venture(day=day, name_en="Secret robots", name_zh_hans="秘密机器人")
    fund = factories.organisation(name_en="Secret Fund", name_zh_hans="秘密基金", kind="fund")
    meeting = factories.meeting(venture=venture, investor=factories.investor(day=day, organisation=fund))
    factories.representative(venture=venture, name="Secret Person")
    before = screen(client, day).content

    settling.hold(meeting, by=None, at=at(12, day=21))
    page = screen(client, day).content.decode()

    for words in ("Secret", "秘密", "Secret Person", "Table"):
        assert words not in page
    assert without_clock(before.decode()) == without_clock(page)


def without_clock(page):
    tree = html.fromstring(page)
    tree.get_element_by_id("screen").attrib.pop("data-now")
    return html.tostring(tree)


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({"plan_public_at": PAST}, 200),
        ({"plan_public_at": None, "registration_closes_at": FUTURE}, 200),
        ({"plan_public_at": None}, 404),
        ({"plan_public_at": FUTURE}, 404),
        ({"plan_public_at": FUTURE, "registration_closes_at": PAST}, 404),
    ],
)
def test_a_day_is_shown_once_anything_of_it_is_public(client, values, status):
    assert screen(client, public_day(**values)).status_code == status


def test_a_day_that_is_cancelled_before_its_plan_is_known_is_not_shown(client):
    day = public_day(plan_public_at=None, registration_closes_at=FUTURE)
    day.activity.is_cancelled = True
    day.activity.save()

    assert screen(client, day).status_code == 404


def test_a_day_that_is_cancelled_says_so_in_both_languages_and_has_no_hours(client):
    day = public_day()
    assert "data-cancelled" not in screen(client, day).content.decode()
    day.activity.is_cancelled = True
    day.activity.save()

    page = html.fromstring(screen(client, day).content.decode())

    said = page.xpath("//*[@id='screen'][@data-cancelled]/p[@role='status']/span/@lang")
    assert said[0] == "en"  # and in Chinese, once that is translated
    assert page.xpath("//tbody[@id='screen-slots']/tr[@data-starts]") == []


def test_a_day_that_is_not_there_is_not_shown(client):
    assert client.get(reverse("matchmaking:day_screen", args=[999])).status_code == 404


def test_a_day_without_timeslots_says_so(client):
    assert "There are no timeslots yet." in text(screen(client, factories.matchmaking_day(plan_public_at=PAST)))


def test_the_page_tells_the_servers_time(client):
    day = public_day()
    with time_machine.travel(at(11, day=21), tick=False):
        page = html.fromstring(screen(client, day).content)

    assert int(page.get_element_by_id("screen").get("data-now")) == at(11, day=21).timestamp() * 1000


def test_it_is_asked_anew_each_time_and_sets_no_cookie(client):
    response = screen(client, public_day())

    assert response.headers["Cache-Control"] == "no-cache"
    assert response.cookies == {}
    assert "script-src 'self';" in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize("number", [1, 3])
def test_it_asks_as_much_for_one_timeslot_as_for_three(client, number, django_assert_num_queries):
    day = factories.matchmaking_day(plan_public_at=PAST)
    for place in range(number):
        starts = at(10, day=21) + dt.timedelta(hours=place)
        factories.timeslot(day=day, starts_at=starts, ends_at=starts + dt.timedelta(minutes=25))

    with django_assert_num_queries(5):
        screen(client, day)
