"""The countdown of the hall in a browser: it counts, rings at the right second, and goes on without a network."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import expect

from matchmaking.models import Timeslot
from tests import factories

AN_HOUR = dt.timedelta(hours=1)


def screen(ends_in, pause, lasting):
    """The address of the screen of a day that is on right now; in seconds."""
    now = timezone.now()
    activity = factories.activity(
        kind="matchmaking_meeting", starts_at=now - dt.timedelta(hours=2), ends_at=now + dt.timedelta(hours=2)
    )
    day = factories.matchmaking_day(activity=activity, plan_public_at=now - dt.timedelta(hours=2))
    ends = now + dt.timedelta(seconds=ends_in)
    begins = ends + dt.timedelta(seconds=pause)
    factories.timeslot(day=day, starts_at=ends - dt.timedelta(minutes=25), ends_at=ends)
    factories.timeslot(day=day, starts_at=begins, ends_at=begins + dt.timedelta(seconds=lasting))
    return f"/en/meetings/{day.pk}/screen/"


@pytest.fixture(autouse=True)
def _fresh(transactional_db, settings):
    settings.PUBLICATION_REFRESH_SECONDS = 0


@pytest.fixture
def page(new_visitor):
    """A browser whose clock is an hour ahead, and stands until a test lets it run: `page.clock.run_for(milliseconds)`.
    That of the server stands, too.
    """
    page, now = new_visitor(service_workers="block"), timezone.now().replace(microsecond=0)
    with time_machine.travel(now, tick=False):
        page.clock.install(time=now)
        page.clock.pause_at(now + AN_HOUR)
        yield page


def in_phase(page, phase):
    expect(page.locator("#screen-live")).to_have_attribute("data-phase", phase)


def test_it_warns_rings_and_goes_on_to_the_break_the_next_and_the_end(page):
    page.goto(screen(ends_in=25, pause=6, lasting=6))
    in_phase(page, "warning")
    expect(page.get_by_text("Two minutes left")).to_be_visible()
    page.get_by_role("button", name="Sound on").click()
    bell = page.locator("#screen-sound")
    expect(bell).to_have_attribute("data-rung", "1")

    page.clock.run_for(25_000)
    in_phase(page, "break")
    expect(page.get_by_text("Please change tables")).to_be_visible()
    expect(bell).to_have_attribute("data-rung", "4")  # once to hear it, three times at the end
    page.clock.run_for(6_000)
    in_phase(page, "warning")
    expect(bell).to_have_attribute("data-rung", "5")
    expect(page.locator("#screen-next")).to_be_hidden()
    page.get_by_role("button", name="Sound off").click()
    page.clock.run_for(6_000)
    in_phase(page, "over")
    expect(bell).to_have_attribute("data-rung", "5")
    expect(page.locator("#screen-count")).to_be_hidden()


def test_its_clock_is_that_of_the_server(page):
    page.goto(screen(ends_in=600, pause=60, lasting=60))

    in_phase(page, "meeting")
    expect(page.locator("#screen-count")).to_have_text("10:00")


def test_it_goes_on_without_a_network(page):
    with page.expect_request_finished(lambda request: request.resource_type == "fetch" and request.method == "GET"):
        page.goto(screen(ends_in=20, pause=60, lasting=60))
    page.context.set_offline(True)

    page.clock.run_for(20_000)

    in_phase(page, "break")
    expect(page.locator("#screen-count")).to_have_text("01:00")


def test_without_a_script_there_are_the_hours(new_visitor):
    page = new_visitor(java_script_enabled=False)

    page.goto(screen(ends_in=20, pause=60, lasting=60))

    expect(page.locator("#screen-slots tr")).to_have_count(2)
    expect(page.locator("#screen-slots")).to_be_visible()
    expect(page.locator("#screen-live")).to_be_hidden()


def test_what_is_on_is_marked_for_who_listens(new_visitor):
    page = new_visitor(service_workers="block")

    page.goto(screen(ends_in=600, pause=60, lasting=60))

    in_phase(page, "meeting")
    marks = [row.get_attribute("aria-current") for row in page.locator("#screen-slots tr").all()]
    assert marks == ["true", None]


def test_a_screen_that_was_there_before_the_hours_shows_them_once_they_come(new_visitor):
    page, path = new_visitor(service_workers="block"), screen(ends_in=600, pause=60, lasting=60)
    slots = list(Timeslot.objects.all())
    Timeslot.objects.all().delete()
    page.goto(path, wait_until="networkidle")
    expect(page.locator("#screen-live")).to_be_hidden()

    Timeslot.objects.bulk_create(slots)
    page.evaluate("dispatchEvent(new Event('online'))")

    expect(page.locator("#screen-count")).to_be_visible()
    expect(page.locator("#screen-clock")).to_be_visible()
