"""A visitor sees the winners from the moment on at which they are announced, and follows the thread from there."""

import datetime as dt

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from competition import published
from tests.competition import announced

AHEAD = dt.timedelta(seconds=8)


@pytest.fixture
def announcing(transactional_db):
    """The session of `announced`, its announcement a few seconds ahead; its entries are hidden until then."""
    found = announced.session(entries_public_at=None)
    found.announcement.public_at = timezone.now() + AHEAD
    found.announcement.save()
    published.refresh()
    return found


def test_winners_are_there_from_their_moment_on(announcing, visitor):
    visitor.goto("/en/awards/cup/6/winners/")
    expect(visitor.locator(".empty")).to_contain_text("have not been announced yet")
    visitor.goto("/en/awards/cup/6/entries/P1/")
    expect(visitor.get_by_role("heading", level=1)).to_have_text("There is nothing at this address")
    visitor.complaints.clear()  # the page that is not found yet

    left = (announcing.announcement.public_at - timezone.now()).total_seconds()
    visitor.wait_for_timeout(max(0, left) * 1000 + 500)
    visitor.goto("/en/awards/cup/6/winners/")

    expect(visitor.locator(".gallery .title")).to_have_count(2)  # the third was withdrawn before its moment
    visitor.get_by_role("link", name="A port").click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text("A port")
    visitor.locator(".makers").get_by_role("link", name="Port Group").click()
    expect(visitor).to_have_url("/en/awards/cup/organisations/port-group/")
    visitor.go_back()
    visitor.get_by_role("link", name="A mine").click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text("A mine")


def test_filter_and_view_work_without_scripts(new_visitor, transactional_db):
    announced.session()
    published.refresh()
    page = new_visitor(java_script_enabled=False)
    page.goto("/zh-hans/awards/cup/6/winners/")

    page.locator(".filters summary").click()
    page.locator("select[name=track]").select_option("port")
    page.locator("#winners-filter button").click()
    expect(page.locator(".gallery .title")).to_have_count(1)
    page.locator(".tools .jump a").last.click()

    expect(page).to_have_url("/zh-hans/awards/cup/6/winners/?track=port&view=list")
    expect(page.locator(".laureates .title")).to_have_count(1)
