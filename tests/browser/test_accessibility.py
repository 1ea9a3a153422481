"""axe finds nothing to complain about on any public page."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests import samples


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_public_pages(sample, new_visitor, colours, language):
    found = {}
    page = new_visitor(color_scheme=colours, viewport={"width": 390, "height": 844})
    for path in samples.PATHS:
        for width in (390, 1440):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(f"/{language}/2023/{path}")
            expect(page.locator("#theme")).to_be_visible()  # the scripts have run
            for violation in Axe().run(page).response["violations"]:
                for node in violation["nodes"]:
                    found[path, width, violation["id"], str(node["target"])] = node["html"][:200]
    page.complaints.clear()  # the page that is not found

    assert found == {}
