"""What a browser adds to the public pages: stars, a personal agenda by link, filters, now and next, offline."""

import datetime as dt

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.usefixtures("sample")

SPEECH = "Add to my agenda: On industrial networks"
EXHIBITION = "#a3 .star"


def star(page, name):
    return page.get_by_role("button", name=name)


def test_a_starred_item_is_there_after_reload_and_by_link_for_somebody_else(visitor, new_visitor):
    visitor.goto("/en/2023/agenda/")
    star(visitor, SPEECH).click()
    visitor.locator(EXHIBITION).click()
    visitor.reload()

    expect(star(visitor, SPEECH)).to_have_attribute("aria-pressed", "true")
    visitor.get_by_role("link", name="My agenda").click()
    expect(visitor.locator(".line .title")).to_have_count(2)
    expect(visitor.locator(".line .title").first).to_have_text("On industrial networks")
    link = visitor.get_by_label("Link", exact=True).input_value()

    somebody = new_visitor()
    somebody.goto(link.partition("8000")[2])
    expect(somebody.locator(".line .title").first).to_have_text("On industrial networks")
    expect(star(somebody, SPEECH)).to_have_attribute("aria-pressed", "false")
    somebody.get_by_role("button", name="Star all of these in this browser").click()
    expect(star(somebody, SPEECH)).to_have_attribute("aria-pressed", "true")


def test_a_star_is_taken_back(visitor):
    visitor.goto("/en/2023/agenda/")
    star(visitor, SPEECH).click()
    star(visitor, SPEECH).click()

    expect(star(visitor, SPEECH)).to_have_attribute("aria-pressed", "false")
    visitor.goto("/en/2023/my-agenda/")
    expect(visitor.locator(".empty")).to_contain_text("Nothing is starred yet.")


def test_my_agenda_finds_the_stars_of_this_browser(visitor):
    visitor.goto("/zh-hans/2023/activities/opening/")
    visitor.locator("#i2 .star").click()

    visitor.goto("/en/2023/my-agenda/")

    expect(visitor).to_have_url("/en/2023/my-agenda/?items=i2")
    expect(visitor.locator(".line")).to_have_count(1)


def test_stars_that_are_broken_or_forbidden_break_nothing(new_visitor):
    page = new_visitor()
    page.add_init_script("localStorage.setItem('bloom-stars', '{\"2023\": 7')")
    page.goto("/en/2023/agenda/")
    expect(star(page, SPEECH)).to_have_attribute("aria-pressed", "false")

    page = new_visitor()
    page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('forbidden') }})")
    page.goto("/en/2023/agenda/")
    expect(star(page, SPEECH)).to_have_attribute("aria-pressed", "false")


def test_filter_at_once_with_its_state_in_the_address(visitor):
    visitor.goto("/en/2023/agenda/")
    visitor.get_by_text("Filter", exact=True).click()
    visitor.get_by_label("Organisation").select_option("vendor")

    expect(visitor).to_have_url("/en/2023/agenda/?organisation=vendor")
    expect(visitor.locator("#agenda .block:visible")).to_have_count(1)
    expect(visitor.locator("#agenda li[data-key]:visible")).to_have_count(1)
    visitor.get_by_label("Hall").select_option("2")
    expect(visitor.get_by_text("Nothing in the programme matches this filter.")).to_be_visible()
    visitor.reload()
    expect(visitor.get_by_text("Nothing in the programme matches this filter.")).to_be_visible()
    visitor.get_by_role("link", name="Show the whole agenda").click()
    expect(visitor).to_have_url("/en/2023/agenda/")
    expect(visitor.locator("#agenda .block:visible")).to_have_count(3)


def test_now_and_next_are_marked(visitor):
    visitor.clock.set_fixed_time(dt.datetime(2023, 10, 20, 1, 10, tzinfo=dt.UTC))  # ten past nine in Shanghai
    visitor.goto("/en/2023/agenda/")

    expect(visitor.locator("[data-key='a1'] > header .mark")).to_have_text("Now")
    expect(visitor.locator("[data-key='i1'] .mark")).to_have_text("Now")
    expect(visitor.locator("[data-key='i2'] .mark")).to_have_text("Next")
    expect(visitor.locator(".mark")).to_have_count(3)
    expect(visitor.get_by_role("link", name="What is on now")).to_have_attribute("href", "#a1")


def test_nothing_is_now_afterwards(visitor):
    visitor.goto("/en/2023/agenda/")

    expect(star(visitor, SPEECH)).to_be_visible()
    expect(visitor.locator(".mark")).to_have_count(0)
    expect(visitor.get_by_role("link", name="What is on now")).to_be_hidden()


KEPT = "async path => { while (!(await caches.match(path))) await new Promise(done => setTimeout(done, 50)) }"


def go_offline(page):
    """After the worker has kept what the page told it about. What cannot be fetched then is no complaint."""
    page.excuse("net::ERR_")
    for path in ("/en/2023/agenda/", "/en/2023/my-agenda/"):
        page.evaluate(KEPT, path)
    page.context.set_offline(True)


def test_agenda_opens_offline_after_a_first_visit(visitor):
    visitor.goto("/en/2023/agenda/")
    go_offline(visitor)

    visitor.reload()

    expect(visitor.locator("#agenda .block h3").first).to_have_text("Opening ceremony")
    expect(visitor.get_by_role("status").filter(has_text="You are offline.")).to_be_visible()
    width = visitor.locator("main").evaluate("main => getComputedStyle(main).maxWidth")
    assert width == "1344px"  # the style sheet is there too


def test_agenda_and_my_agenda_open_offline_after_a_visit_to_another_page(visitor):
    visitor.goto("/en/2023/")
    visitor.locator("[data-key='a3'] .star").click()
    go_offline(visitor)

    visitor.goto("/en/2023/agenda/")
    expect(visitor.locator("#agenda .block")).to_have_count(3)
    visitor.get_by_role("link", name="My agenda").click()

    expect(visitor).to_have_url("/en/2023/my-agenda/?items=a3")
    expect(visitor.locator("#mine .block")).to_have_count(1)
    expect(visitor.locator("#mine .block .star")).to_have_attribute("aria-pressed", "true")


@pytest.mark.parametrize(("path", "language"), [("activities/forum/", "en"), ("agenda/", "zh-hans")])
def test_offline_says_where_there_is_no_copy(visitor, path, language):
    visitor.goto("/en/2023/")
    go_offline(visitor)
    visitor.evaluate(KEPT, "/en/2023/offline/")

    visitor.goto(f"/{language}/2023/{path}")

    expect(visitor.get_by_role("heading", level=1)).to_have_text("You are offline")
    expect(visitor.get_by_text("This is the page as of")).to_be_hidden()
    visitor.get_by_role("link", name="See the agenda").click()
    expect(visitor.locator("#agenda .block")).to_have_count(3)


def test_colours_follow_the_system_until_a_visitor_chooses(new_visitor):
    page = new_visitor(color_scheme="dark")
    page.goto("/en/2023/")
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    button = page.locator("#theme")
    button.click()
    expect(button).to_have_text("Colours: light")
    page.goto("/en/2023/agenda/")

    assert dark == "rgb(19, 19, 23)"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(253, 252, 251)"


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("path", ["", "agenda/", "activities/forum/", "people/", "exhibition/", "search/?q=网络"])
@pytest.mark.parametrize("width", [320, 390, 768, 1440])
def test_long_names_do_not_widen_the_page(new_visitor, path, language, width):
    page = new_visitor(viewport={"width": width, "height": 800})

    page.goto(f"/{language}/2023/{path}")

    assert page.evaluate("document.documentElement.scrollWidth") == width
