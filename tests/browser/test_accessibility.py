"""axe finds nothing to complain about on any public page."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests import samples
from tests.competition import announced


def violations(page, paths, within=None, widths=(390, 1440)):
    """What axe complains about, on a telephone and on a desk: on whole pages, or `within` what is ours of them."""
    found = {}
    page.excuse("404")  # the page that is not found
    for path in paths:
        for width in widths:
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(path)
            expect(page.locator(within or "#theme")).to_be_visible()  # the scripts have run
            for violation in Axe().run(page, context=within).response["violations"]:
                for node in violation["nodes"]:
                    found[path, width, violation["id"], str(node["target"])] = node["html"][:200]
    return found


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_public_pages(sample, new_visitor, colours, language):
    page = new_visitor(color_scheme=colours)

    assert violations(page, [f"/{language}/2023/{path}" for path in samples.PATHS]) == {}


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_award_pages(transactional_db, settings, new_visitor, colours, language):
    settings.PUBLICATION_REFRESH_SECONDS = 0
    announced.everything()
    page = new_visitor(color_scheme=colours)

    assert violations(page, [f"/{language}/{path}" for path in announced.PATHS]) == {}


@pytest.mark.parametrize("width", [320, 768])
def test_long_names_do_not_widen_an_award_page(transactional_db, settings, new_visitor, width):
    settings.PUBLICATION_REFRESH_SECONDS = 0
    announced.everything()
    page = new_visitor(viewport={"width": width, "height": 800})
    page.excuse("404")  # the pages that are not found

    widths = {}
    for path in announced.PATHS:
        page.goto(f"/en/{path}")
        widths[path] = page.evaluate("document.documentElement.scrollWidth")

    assert widths == dict.fromkeys(announced.PATHS, width)
