"""The page of figures in a browser: one drawing of each chart is shown, nothing runs out of it, axe is content."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from competition import published
from tests import factories

WIDE, NARROW = ".chart-wide svg", ".chart-narrow svg"


@pytest.fixture
def cup(transactional_db):
    cup = factories.competition(slug="cup")
    edition = factories.edition(competition=cup)
    track = factories.track(competition=cup, name_en="A track with a name that is as long as names of tracks are")
    values = {"track": track, "region": factories.region("440000"), "industries": [factories.industry("01")]}
    entry = factories.entry(edition=edition, **values)
    factories.award(entry=entry, prize=factories.prize(edition=edition))
    factories.official_total(edition=edition, competition=cup, qualifier_en="over")
    published.refresh()


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_figures_are_accessible_and_stay_within_the_page(cup, new_visitor, colours, language):
    found = {}
    page = new_visitor(color_scheme=colours)
    page.goto(f"/{language}/awards/cup/figures/")
    page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")
    for width in (390, 768, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        expect(page.locator("#theme")).to_be_visible()  # the scripts have run
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for violation in Axe().run(page).response["violations"]:
            found[width, violation["id"]] = [node["html"][:200] for node in violation["nodes"]]

    assert found == {}


def test_one_drawing_is_shown_and_its_words_are_within_it(cup, new_visitor):
    page = new_visitor()
    page.goto("/en/awards/cup/figures/")

    for width, shown, hidden in ((390, NARROW, WIDE), (1440, WIDE, NARROW)):
        page.set_viewport_size({"width": width, "height": 900})
        assert [drawing.is_visible() for drawing in page.locator(shown).all()] == [True] * 6
        assert [drawing.is_visible() for drawing in page.locator(hidden).all()] == [False] * 6
        for drawing in page.locator(shown).all():
            frame = drawing.bounding_box()
            for text in drawing.locator("text").all():
                box = text.bounding_box()
                assert box["x"] >= frame["x"] - 1
                assert box["x"] + box["width"] <= frame["x"] + frame["width"] + 1


def test_a_number_leads_to_its_list_by_keyboard(cup, new_visitor):
    page = new_visitor()
    page.goto("/en/awards/cup/figures/")
    link = page.locator("#entries-table").locator("xpath=..").locator("svg a").first

    link.focus()
    page.keyboard.press("Enter")

    page.wait_for_url("**/en/awards/cup/entries/?session=6")
