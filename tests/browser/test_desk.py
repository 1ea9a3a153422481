"""Somebody who comes for a venture or an investor, at its desk: on a telephone, with and without scripts."""

import datetime as dt

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from playwright.sync_api import expect

from directory.models import Industry
from matchmaking.models import Mandate
from tests import factories
from tests.browser.test_accessibility import violations
from tests.matchmaking.parties import coming_for, page_of

LONG = "Remote-controlled quay cranes for the ports of the lower Yangtze over a private fifth-generation network"
PAGES = ["party_detail", "party_profile", "party_availability", "representative_list", "schedule"]


@pytest.fixture
def desk(transactional_db, settings):
    """A venture and an investor of one person, with a meeting, on a day whose plan is known: (user, parties, paths)."""
    settings.PUBLICATION_REFRESH_SECONDS = 0
    now = timezone.now()
    day = factories.matchmaking_day(plan_public_at=now, registration_closes_at=now + dt.timedelta(hours=1))
    user = factories.user(name="Lin Yue")
    venture = factories.venture(day=day, name_en=LONG, name_zh_hans="", deck=ContentFile(b"%PDF-", "deck.pdf"))
    investor = factories.investor(day=day, organisation=factories.organisation(name_en=LONG.replace(" ", "-")))
    factories.mandate(investor=investor, industries=[factories.industry(code) for code in ("13", "55")], most=10**14)
    for party in (venture, investor):
        factories.consent(representative=coming_for(party, user, office="Chief executive of the whole undertaking"))
        coming_for(party)
    factories.meeting(venture=venture, investor=investor)
    factories.timeslot(1, day=day)
    paths = ["/en/meetings/", f"/en/meetings/{day.pk}/register/ventures/"]
    paths += [page_of(party, name) for party in (venture, investor) for name in PAGES]
    return (
        user,
        (venture, investor),
        [*paths, page_of(venture, "representative_detail", venture.representatives.first().pk)],
    )


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_nothing(desk, signed_in, colours):
    user, _parties, paths = desk

    assert violations(signed_in(user, color_scheme=colours), paths) == {}


@pytest.mark.parametrize("width", [320, 768])
def test_long_names_do_not_widen_a_page(desk, signed_in, width):
    user, _parties, paths = desk
    page = signed_in(user, viewport={"width": width, "height": 800})

    widths = {}
    for path in paths:
        page.goto(path)
        widths[path] = page.evaluate("document.documentElement.scrollWidth")

    assert widths == dict.fromkeys(paths, width)


def test_an_industry_is_found_by_its_name_or_its_section(desk, signed_in):
    user, (venture, _investor), _paths = desk
    for number in range(20, 35):
        factories.industry(str(number))
    name = str(factories.industry("27"))
    page = signed_in(user)
    page.goto(page_of(venture, "party_profile") + "#div_id_industries")
    industries = page.locator("#div_id_industries")

    industries.get_by_role("searchbox").fill(name.upper())
    expect(industries.locator(".choosing-box:visible")).to_have_text([name])
    industries.locator(".choosing-box:visible").click()
    expect(industries.locator("summary")).to_have_text(f"1 chosen {name}")
    industries.get_by_role("searchbox").fill("animal husbandry and fishery")  # words of the section alone
    expect(industries.locator(".choosing-box:visible")).to_have_count(Industry.objects.filter(section="A").count())
    page.get_by_role("button", name="Save").click()

    expect(page.get_by_text("The profile is saved.")).to_be_visible()
    assert [str(row) for row in venture.industries.all()] == [name]


def test_a_mandate_is_added_and_removed_without_scripts(desk, client, new_visitor, live_server, settings):
    user, (_venture, investor), _paths = desk
    client.force_login(user)
    session = {"name": settings.SESSION_COOKIE_NAME, "value": client.cookies[settings.SESSION_COOKIE_NAME].value}
    page = new_visitor(java_script_enabled=False)
    page.context.add_cookies([session | {"url": live_server.url}])
    page.goto(page_of(investor, "party_profile"))

    page.get_by_text("Add a mandate").click()
    page.locator("[name=mandates-1-looks_for_en]").fill("Mines")
    page.locator("[name=mandates-0-DELETE]").check()
    page.get_by_role("button", name="Save").click()

    expect(page.get_by_text("The profile is saved.")).to_be_visible()
    assert Mandate.objects.get().looks_for_en == "Mines"


def test_a_deck_that_is_too_large_is_told_when_it_is_chosen_and_not_sent(desk, signed_in):
    user, (venture, _investor), _paths = desk
    page = signed_in(user)
    page.goto(page_of(venture, "party_profile"))
    field = page.locator("#id_deck")
    chosen = {"name": "deck.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-" + b"0" * 10 * 1024 * 1024}

    field.set_input_files(chosen)

    assert field.evaluate("field => field.validationMessage") == "The deck may have at most 10.0\xa0MB."
    page.get_by_role("button", name="Save").click()
    assert page.get_by_role("status").count() == page.get_by_role("alert").count() == 0
    field.set_input_files(chosen | {"buffer": b"%PDF-1.7\n%%EOF"})
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("The profile is saved.")).to_be_visible()
