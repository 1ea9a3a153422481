"""Two organisers edit one activity at once: what each changed is kept, and where both did, the second chooses."""

import pytest
from PIL import Image
from playwright.sync_api import expect

from conference.models import Activity, AgendaItem
from tests import factories
from tests.factories import at


@pytest.fixture
def item(transactional_db):
    activity = factories.activity(title_en="Forum", title_zh_hans="论坛", room=factories.room(name_en="Main hall"))
    return factories.agenda_item(activity=activity, title_en="Speech", title_zh_hans="", ends_at=at(9, 45))


@pytest.fixture
def desks(signed_in, item):
    """Two organisers, Li Wei and Zhang Min, each with the activity open."""
    pages = []
    for name in ("Li Wei", "Zhang Min"):
        user = factories.user(name=name, is_superuser=True)
        page = signed_in(user, viewport={"width": 1280, "height": 900})
        page.goto(f"/admin/conference/activity/{item.activity_id}/change/")
        pages.append(page)
    return pages


def save(page):
    page.get_by_role("button", name="Save", exact=True).click()


def test_two_organisers_collide_and_nothing_is_lost(desks, item):
    li, zhang = desks
    li.fill("[name=title_en]", "Forum on 5G")
    li.fill("[name=ends_at_1]", "13:00")
    li.fill("[name='agenda_items-0-title_en']", "Opening speech")
    save(li)
    expect(li.get_by_text("was changed successfully")).to_be_visible()

    zhang.fill("[name=title_en]", "5G forum")
    zhang.fill("[name=title_zh_hans]", "5G论坛")
    zhang.fill("[name='agenda_items-0-title_zh_hans']", "致辞")
    save(zhang)

    asked = zhang.get_by_role("region", name="Somebody else edited this while you did")
    expect(asked.get_by_role("radio")).to_have_count(2)
    expect(asked).to_contain_text("5G forum")
    expect(asked).to_contain_text("Forum on 5G")
    expect(asked).to_contain_text("Li Wei")
    expect(zhang.locator("[name=title_en]")).to_have_value("5G forum")
    expect(zhang.locator("[name='agenda_items-0-title_en']")).to_have_value("Opening speech")
    assert Activity.objects.get().title_en == "Forum on 5G"

    asked.get_by_text("5G forum").click()
    save(zhang)
    expect(zhang.get_by_text("was changed successfully")).to_be_visible()
    activity, speech = Activity.objects.get(), AgendaItem.objects.get()
    assert (activity.title_en, activity.title_zh_hans, activity.ends_at) == ("5G forum", "5G论坛", at(13))
    assert (speech.title_en, speech.title_zh_hans) == ("Opening speech", "致辞")


def test_new_agenda_item_begins_when_the_last_one_ends(desks, item):
    li, _zhang = desks

    li.get_by_role("link", name="Add another Agenda item").click()
    expect(li.locator("[name='agenda_items-1-starts_at_1']")).to_have_value("09:45")
    expect(li.locator("[name='agenda_items-1-ends_at_1']")).to_have_value("10:30")
    li.fill("[name='agenda_items-1-title_en']", "Panel")
    save(li)

    expect(li.get_by_text("was changed successfully")).to_be_visible()
    times = list(AgendaItem.objects.values_list("title_en", "starts_at", "ends_at"))
    assert times == [("Speech", at(9), at(9, 45)), ("Panel", at(9, 45), at(10, 30))]


def test_picture_is_shown_as_soon_as_it_is_chosen(desks, item, tmp_path):
    li, _zhang = desks
    Image.new("RGB", (60, 30), "#b01048").save(tmp_path / "portrait.png")
    li.goto("/admin/directory/person/add/")

    li.set_input_files("[name=portrait]", tmp_path / "portrait.png")

    shown = li.locator("img.picture-preview")
    expect(shown).to_be_visible()
    assert shown.evaluate("image => image.decode().then(() => [image.naturalWidth, image.naturalHeight])") == [60, 30]
