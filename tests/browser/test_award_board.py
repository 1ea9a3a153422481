"""The award board in a browser: by keys, by dragging, and by two people at once."""

import pytest
from playwright.sync_api import expect

from competition import awarding
from tests import factories


@pytest.fixture
def prize(transactional_db):
    prize = factories.prize(name_en="First prize", quota=3)
    factories.announcement(edition=prize.edition, public_at=None)
    for rank, title in enumerate(["Alpha", "Beta", "Gamma", "Delta"], start=1):
        factories.standing(entry=factories.entry(edition=prize.edition, title_en=title), rank=rank, total=100 - rank)
    return prize


@pytest.fixture
def boards(signed_in, prize):
    """Opens the board for somebody who signs in."""

    def opened(name):
        page = signed_in(factories.user(name=name, is_superuser=True), viewport={"width": 1440, "height": 1000})
        page.goto(f"/admin/competition/prize/{prize.pk}/board/")
        return page

    return opened


def given(prize):
    return [str(award.entry) for award in awarding.given_of(prize)]


def said(page):
    return page.locator("#board-said")


def test_board_by_keys(boards, prize):
    page = boards("Li Wei")
    page.get_by_role("button", name="Give: Alpha").focus()

    page.keyboard.press("Enter")
    expect(said(page)).to_have_text("Given to “Alpha”.")
    expect(page.get_by_role("button", name="Give: Beta")).to_be_focused()
    page.keyboard.press("Enter")
    expect(said(page)).to_have_text("Given to “Beta”.")
    page.get_by_role("button", name="Up: Beta").focus()
    page.keyboard.press("Space")
    expect(said(page)).to_have_text("“Beta” is at place 1.")
    expect(page.get_by_role("button", name="Down: Beta")).to_be_focused()
    page.keyboard.press("Alt+ArrowDown")
    expect(said(page)).to_have_text("“Beta” is at place 2.")

    assert given(prize) == ["Alpha", "Beta"]
    assert "/board/" in page.url


def test_board_by_dragging(boards, prize):
    page = boards("Li Wei")
    candidates, list_given = page.locator("[data-drop=candidates]"), page.locator("[data-drop=given]")

    candidates.locator(".board-row", has_text="Beta").drag_to(list_given)
    expect(said(page)).to_have_text("Given to “Beta”.")
    candidates.locator(".board-row", has_text="Alpha").drag_to(
        list_given.locator(".board-row", has_text="Beta"), target_position={"x": 60, "y": 4}
    )
    expect(said(page)).to_have_text("Given to “Alpha”.")
    assert given(prize) == ["Alpha", "Beta"]
    list_given.locator(".board-row", has_text="Alpha").drag_to(candidates)
    expect(said(page)).to_have_text("Taken back from “Alpha”.")

    assert given(prize) == ["Beta"]


def test_two_people_on_one_board(boards, prize):
    li, zhang = boards("Li Wei"), boards("Zhang Min")
    zhang.excuse("409")  # a refusal, which the browser notes
    li.get_by_role("button", name="Give: Alpha").click()
    expect(said(li)).to_have_text("Given to “Alpha”.")

    zhang.get_by_role("button", name="Give: Beta").click()

    expect(said(zhang)).to_contain_text("Somebody changed this board since you looked at it.")
    expect(zhang.locator("[data-award]")).to_have_count(1)
    expect(zhang.get_by_role("region", name="What was done here")).to_contain_text("Li Wei gave it to “Alpha”")
    zhang.get_by_role("button", name="Give: Beta").click()
    expect(said(zhang)).to_have_text("Given to “Beta”.")
    assert given(prize) == ["Alpha", "Beta"]


def test_board_without_its_script(boards, prize):
    """Its buttons are those of a form."""
    page = boards("Li Wei")
    page.route("**/award-board*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    page.reload()

    page.get_by_role("button", name="Give: Gamma").click()
    expect(said(page)).to_have_text("Given to “Gamma”.")
    page.get_by_role("button", name="Take back: Gamma").click()
    expect(said(page)).to_have_text("Taken back from “Gamma”.")

    assert given(prize) == []
