"""An organiser edits an activity, is told of a clash while typing, looks at the draft, publishes; a visitor sees it."""

import pytest
from playwright.sync_api import expect

from conference import published, publishing
from conference.models import Activity
from tests import factories
from tests.factories import at


@pytest.fixture
def conference(organiser, settings):
    """Published: the forum from nine to twelve in the main hall, and after it, in another hall, the fair."""
    settings.PUBLICATION_REFRESH_SECONDS = 0
    published.published_programme.cache_clear()
    row = factories.conference(slug="2023")
    venue = factories.venue()
    hall, other = factories.room(name_en="Main hall", venue=venue), factories.room(name_en="Other hall", venue=venue)
    person = factories.office(person=factories.person(name_en="Li Hua")).person
    forum = factories.activity(conference=row, slug="forum", title_en="Forum", room=hall)
    fair = factories.activity(
        conference=row, slug="fair", title_en="Fair", room=other, starts_at=at(13), ends_at=at(15)
    )
    for activity in (forum, fair):
        factories.appearance(activity=activity, person=person)
    publishing.publish(row, by=organiser)
    return row


@pytest.fixture
def desk(signed_in, organiser):
    """The organiser's browser, on the first page of the back office."""
    return signed_in(organiser)


def test_organiser_publishes_and_the_visitor_sees_it(conference, desk, new_visitor):
    visitor = new_visitor(locale="en-GB")
    fair = Activity.objects.get(slug="fair")
    expect(desk.get_by_text("Everything is published.")).to_be_visible()

    desk.goto(f"/admin/conference/activity/{fair.pk}/change/")
    clashes = desk.locator("[data-clashes]")
    expect(clashes).to_contain_text("Nothing clashes.")
    desk.fill("[name=starts_at_1]", "11:30")
    expect(clashes).to_contain_text("Li Hua is wanted in two places at once: “Forum”")
    desk.fill("[name=starts_at_1]", "14:00")
    expect(clashes).to_contain_text("Nothing clashes.")
    desk.fill("[name=title_en]", "Great fair")
    desk.click("[name=_continue]")
    expect(desk.locator("[name=title_en]")).to_have_value("Great fair")

    desk.get_by_role("link", name="See the draft").first.click()
    expect(desk.get_by_role("heading", level=1)).to_contain_text("Great fair")
    visitor.goto("/en/2023/activities/fair/")
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Fair")

    desk.goto("/admin/")
    expect(desk.get_by_text("1 change is not published.")).to_be_visible()
    desk.get_by_role("link", name="See what would change").click()
    expect(desk.locator(".change-after ins").first).to_have_text("Great fair")
    desk.fill("[name=note]", "The fair starts at two")
    desk.get_by_role("button", name="Publish these changes").click()
    expect(desk.get_by_text("Version 2 is public now.")).to_be_visible()

    visitor.reload()
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Great fair")


def test_from_an_activity_to_the_people_of_an_agenda_item(conference, desk):
    item = factories.agenda_item(activity=Activity.objects.get(slug="forum"))
    desk.goto(f"/admin/conference/activity/{item.activity_id}/change/")

    desk.get_by_role("link", name="0 people").click()

    expect(desk.get_by_text("Add another Appearance")).to_be_visible()
    expect(desk.locator("[name=title_en]")).to_be_visible()


def test_clashes_of_a_person_just_chosen(conference, desk):
    fair = Activity.objects.get(slug="fair")
    fair.appearances.all().delete()
    Activity.objects.filter(pk=fair.pk).update(starts_at=at(11))
    desk.goto(f"/admin/conference/activity/{fair.pk}/change/")
    clashes = desk.locator("[data-clashes]")
    expect(clashes).to_contain_text("Nothing clashes.")

    desk.get_by_text("Add another Appearance").click()
    desk.locator("[name=appearances-0-person] + .select2").click()
    desk.locator(".select2-search__field").last.fill("Li")
    desk.locator(".select2-results__option", has_text="Li Hua").click()

    expect(clashes).to_contain_text("Li Hua is wanted in two places at once: “Forum”")
