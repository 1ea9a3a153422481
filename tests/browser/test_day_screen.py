"""The countdown of the hall in a browser: it counts, rings at the right second, and goes on without a network."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.factories import at

BEGIN = at(10, day=21)


@pytest.fixture
def address(transactional_db, settings):
    """A day with two timeslots of 25 minutes, and five between them."""
    settings.PUBLICATION_REFRESH_SECONDS = 0
    day = factories.matchmaking_day(plan_public_at=at(9))
    for number in range(2):
        starts = BEGIN + number * dt.timedelta(minutes=30)
        factories.timeslot(day=day, starts_at=starts, ends_at=starts + dt.timedelta(minutes=25))
    return f"/en/meetings/{day.pk}/screen/"


def opened(page, address, moment):
    """The screen, where the clock of the browser and that of the server stand at a moment, and go on from there."""
    seconds = int(moment.timestamp() * 1000)
    page.clock.install(time=moment)

    def answer(route):
        response = route.fetch()
        body = response.text().replace(f'data-now="{page_now(response)}"', f'data-now="{seconds}"')
        route.fulfill(response=response, body=body)

    page.route(f"**{address}", answer)
    page.goto(address)
    page.clock.pause_at(moment + dt.timedelta(seconds=1))
    return page


def page_now(response):
    return response.text().partition('data-now="')[2].partition('"')[0]


def shown(page):
    return page.locator("#screen-live").get_attribute("data-phase"), page.locator("#screen-count").text_content()


def test_it_counts_down_warns_and_goes_on_to_the_break_and_the_next(new_visitor, address):
    page = opened(new_visitor(service_workers="block"), address, BEGIN + dt.timedelta(minutes=20))
    page.clock.run_for(300)
    assert shown(page)[0] == "meeting"
    assert shown(page)[1].startswith("04:5")
    expect(page.locator("#screen-next-hours")).to_have_text("10:30–10:55")

    page.clock.run_for(3 * 60_000)
    assert shown(page)[0] == "warning"
    expect(page.get_by_text("Two minutes left")).to_be_visible()

    page.clock.run_for(2 * 60_000)
    assert shown(page)[0] == "break"
    assert shown(page)[1].startswith("04:5")

    page.clock.run_for(5 * 60_000)
    assert shown(page)[0] == "meeting"
    expect(page.locator("#screen-next")).to_be_hidden()

    page.clock.run_for(26 * 60_000)
    assert shown(page) == ("over", "")


def test_the_bell_is_silent_until_it_is_asked_for_and_then_rings_at_the_end(new_visitor, address):
    page = opened(new_visitor(service_workers="block"), address, BEGIN + dt.timedelta(minutes=22, seconds=50))
    sound = page.get_by_role("button", name="Sound on")
    page.clock.run_for(15_000)
    assert sound.get_attribute("data-rung") is None

    sound.click()
    page.clock.run_for(3 * 60_000)

    off = page.get_by_role("button", name="Sound off")
    assert off.get_attribute("aria-pressed") == "true"
    assert off.get_attribute("data-rung") == "4"  # once to hear it, three times at the end
    off.click()
    page.clock.run_for(5 * 60_000)
    assert page.locator("#screen-sound").get_attribute("data-rung") == "4"


def test_it_goes_on_without_a_network(new_visitor, address):
    page = opened(new_visitor(service_workers="block"), address, BEGIN + dt.timedelta(minutes=20))
    page.unroute(f"**{address}")
    page.context.set_offline(True)

    page.clock.run_for(7 * 60_000)

    assert shown(page)[0] == "break"
    page.context.set_offline(False)
    page.complaints[:] = [words for words in page.complaints if "ERR_INTERNET_DISCONNECTED" not in words]


def test_without_a_script_there_are_the_hours(new_visitor, address):
    page = new_visitor(java_script_enabled=False)

    page.goto(address)

    expect(page.get_by_role("row")).to_have_text(["Begins Ends", "10:0010:25", "10:3010:55"], use_inner_text=False)
    expect(page.locator("#screen-live")).to_be_hidden()
