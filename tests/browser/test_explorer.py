"""What a browser adds to the explorer: the list follows what is typed and ticked, and the page stays where it is."""

import pytest
from playwright.sync_api import expect

from tests import factories

PATH = "/en/awards/cup/entries/"


@pytest.fixture(autouse=True)
def _cup(transactional_db, settings):
    settings.PUBLICATION_REFRESH_SECONDS = 0
    competition = factories.competition(slug="cup", name_en="Cup")
    for number in (5, 6):
        edition = factories.edition(competition=competition, number=number, year=2017 + number)
        for entry in range(1, 31):
            factories.entry(edition=edition, number=f"BC{number}-{entry:03}", title_en=f"Smart harbour {entry}")
        factories.entry(edition=edition, number=f"BC{number}-900", title_en="Remote surgery")


def total(page):
    return page.get_by_role("status").filter(has_text="entr")


def test_the_list_follows_what_is_typed_and_ticked_and_focus_stays(visitor):
    visitor.goto(PATH)
    expect(total(visitor)).to_have_text("62 entries")
    visitor.evaluate("window.told = document.getElementById('explorer-total')")

    visitor.get_by_label("Search the entries").press_sequentially("surg", delay=30)
    expect(total(visitor)).to_have_text("2 entries found")
    expect(visitor.get_by_label("Search the entries")).to_be_focused()
    expect(visitor).to_have_url(f"{visitor.url.partition('/en/')[0]}{PATH}?q=surg")

    visitor.get_by_label("Session 5 (2022)").press("Space")
    expect(total(visitor)).to_have_text("1 entry found")
    expect(visitor.get_by_label("Session 5 (2022)")).to_be_focused()
    expect(visitor.get_by_label("Session 5 (2022)")).to_be_checked()
    expect(visitor).to_have_url(f"{visitor.url.partition('/en/')[0]}{PATH}?q=surg&session=5")
    assert visitor.evaluate("window.told === document.getElementById('explorer-total')")


def test_what_is_chosen_is_removed_and_the_way_back_leads_to_it(visitor):
    visitor.goto(f"{PATH}?q=surgery&session=5")

    visitor.get_by_role("link", name="Words surgery (remove)").click()
    expect(total(visitor)).to_have_text("31 entries found")
    expect(visitor.get_by_label("Search the entries")).to_have_value("")
    visitor.go_back()

    expect(total(visitor)).to_have_text("1 entry found")
    expect(visitor.get_by_label("Search the entries")).to_have_value("surgery")


def test_pages_follow_each_other(visitor):
    visitor.goto(PATH)

    visitor.get_by_role("link", name="Next →").click()
    expect(visitor.locator(".card-line").first).to_contain_text("BC6-025")
    visitor.get_by_role("link", name="← Previous").click()

    expect(visitor.locator(".card-line").first).to_contain_text("BC6-001")
    expect(total(visitor)).to_be_in_viewport()


def test_without_javascript_the_form_says_it_all(new_visitor):
    visitor = new_visitor(java_script_enabled=False)
    visitor.goto(PATH)

    visitor.get_by_label("Search the entries").fill("harbour")
    visitor.get_by_label("Session 6 (2023)").check()
    visitor.get_by_role("button", name="Show").click()

    expect(visitor.locator("#explorer-total")).to_have_text("30 entries found")
    expect(visitor.locator(".card-line")).to_have_count(24)


def test_on_a_phone_the_filters_are_behind_a_click_and_stay_open(new_visitor):
    visitor = new_visitor(viewport={"width": 390, "height": 800})
    visitor.goto(PATH)
    expect(visitor.get_by_label("Session 6 (2023)")).to_be_hidden()

    visitor.get_by_text("Filter", exact=True).click()
    visitor.get_by_label("Session 6 (2023)").check()

    expect(total(visitor)).to_have_text("31 entries found")
    expect(visitor.get_by_label("Session 6 (2023)")).to_be_visible()
