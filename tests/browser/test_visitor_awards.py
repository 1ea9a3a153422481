"""A visitor follows the thread from the winners; that they come by the clock is in `test_from_sheet_to_certificate`."""

import pytest
from PIL import Image
from playwright.sync_api import expect

from competition import published
from competition.models import Entry
from tests.competition import announced


@pytest.fixture(autouse=True)
def _session(transactional_db):
    announced.session()
    published.refresh()


def test_from_a_winner_to_its_organisation_and_back(visitor):
    visitor.goto("/en/awards/cup/6/winners/")

    visitor.get_by_role("link", name="A port").click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text("A port")
    visitor.locator(".makers").get_by_role("link", name="Port Group").click()
    expect(visitor).to_have_url("/en/awards/cup/organisations/port-group/")
    visitor.go_back()
    visitor.get_by_role("link", name="A mine").click()

    expect(visitor.get_by_role("heading", level=1)).to_have_text("A mine")


@pytest.fixture
def _picture(settings):
    """One of the winners has a picture, so that there are two views."""
    folder = settings.MEDIA_ROOT / "entries"
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("3f2a-1200x800.webp", "3f2a-1200x800.small.webp"):
        Image.new("RGB", (12, 8), "#c9245f").save(folder / name)
    entry = Entry.objects.get(title_en="A port")
    entry.image = "entries/3f2a-1200x800.webp"
    entry.save()
    published.refresh()


@pytest.mark.usefixtures("_picture")
def test_filter_and_view_work_without_scripts(new_visitor):
    page = new_visitor(java_script_enabled=False)
    page.goto("/zh-hans/awards/cup/6/winners/")

    page.locator(".filters summary").click()
    page.locator("select[name=track]").select_option("port")
    page.locator("#winners-filter button").click()
    expect(page.locator(".gallery .title")).to_have_count(1)
    page.locator(".tools .jump a").last.click()

    expect(page).to_have_url("/zh-hans/awards/cup/6/winners/?track=port&view=list")
    expect(page.locator(".laureates .title")).to_have_count(1)
