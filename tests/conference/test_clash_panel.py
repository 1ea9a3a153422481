"""Clashes on the forms of activities and agenda items: when these open, while they are edited, and for whom."""

import pytest
from django.urls import reverse

from tests import factories
from tests.factories import at

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return factories.office(person=factories.person(name_en="Li")).person


@pytest.fixture
def forum(person):
    """From nine to twelve; Li speaks there from nine to ten."""
    activity = factories.activity(title_en="Forum", room=factories.room(name_en="Main hall"))
    speech = factories.agenda_item(activity=activity, title_en="Speech", ends_at=at(10))
    factories.appearance(agenda_item=speech, person=person)
    return activity


@pytest.fixture
def fair(forum):
    """From one to five, in another hall."""
    room = factories.room(name_en="Other hall", venue=forum.room.venue)
    return factories.activity(conference=forum.conference, title_en="Fair", room=room, starts_at=at(13), ends_at=at(17))


def posted(activity, **values):
    """The fields of the form of an activity, as a browser posts them."""
    return {
        "conference": activity.conference_id,
        "title_en": activity.title_en,
        "room": activity.room_id or "",
        "starts_at_0": "2023-10-20",
        "starts_at_1": "13:00",
        "ends_at_0": "2023-10-20",
        "ends_at_1": "17:00",
        "appearances-TOTAL_FORMS": "0",
        "agenda_items-TOTAL_FORMS": "0",
    } | values


def asked(client, activity, **values):
    address = reverse("admin:conference_activity_clashes", args=[activity.pk])
    response = client.post(address, posted(activity, **values))
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_panel_says_that_nothing_clashes(client, organiser, fair):
    client.force_login(organiser)

    assert "Nothing clashes." in asked(client, fair)


def test_panel_finds_a_person_just_entered(client, organiser, fair, person):
    client.force_login(organiser)
    people = {"appearances-TOTAL_FORMS": "1", "appearances-0-person": str(person.pk)}

    html = asked(client, fair, starts_at_1="09:30", ends_at_1="11:00", **people)

    assert (
        "Li is wanted in two places at once: “Speech” (20 October, 09:00–10:00), and “Fair” (20 October, 09:30–11:00)."
        in html
    )
    assert "Nothing clashes." in asked(client, fair, starts_at_1="09:30", **people | {"appearances-0-DELETE": "on"})


def test_panel_finds_a_hall_just_chosen(client, organiser, fair, forum):
    client.force_login(organiser)

    html = asked(client, fair, room=forum.room_id, starts_at_1="11:00")

    assert "Main hall is taken twice: “Forum” (20 October, 09:00–12:00), and “Fair” (20 October, 11:00–17:00)." in html
    assert "Nothing clashes." in asked(client, fair, room=forum.room_id, starts_at_1="11:00", is_cancelled="on")


def test_panel_finds_agenda_items_that_overlap_or_stand_outside(client, organiser, fair):
    client.force_login(organiser)
    items = {"agenda_items-TOTAL_FORMS": "2"}
    for count, (title, starts, ends) in enumerate([("One", "13:00", "14:00"), ("Two", "13:30", "17:30")]):
        items |= {
            f"agenda_items-{count}-title_en": title,
            f"agenda_items-{count}-starts_at_0": "2023-10-19",  # hidden: it is the day of the activity
            f"agenda_items-{count}-starts_at_1": starts,
            f"agenda_items-{count}-ends_at_0": "2023-10-19",
            f"agenda_items-{count}-ends_at_1": ends,
        }

    html = asked(client, fair, **items)

    assert "Two agenda items overlap: “One” (20 October, 13:00–14:00), and “Two” (20 October, 13:30–17:30)." in html
    assert (
        "“Two” (20 October, 13:30–17:30) lies outside the time of its activity, “Fair” (20 October, 13:00–17:00)."
        in html
    )


def test_panel_finds_a_day_outside_the_conference(client, organiser, fair):
    client.force_login(organiser)

    html = asked(client, fair, starts_at_0="2023-10-25", ends_at_0="2023-10-25")

    assert "“Fair” (25 October, 13:00–17:00) lies outside the days of the conference." in html


@pytest.mark.parametrize(
    "bad",
    [
        {"starts_at_1": "25:99"},
        {"starts_at_0": "soon", "ends_at_0": ""},
        {"room": "9" * 30},
        {"room": "hall"},
        {"appearances-TOTAL_FORMS": "-5"},
        {"agenda_items-TOTAL_FORMS": "1000000000"},
        {"appearances-TOTAL_FORMS": "1", "appearances-0-person": "’; DROP TABLE"},
        {"title_en": "\u202e🌸" * 5000},
    ],
)
def test_panel_reads_what_it_can_of_a_form_that_is_not_valid(client, organiser, fair, bad):
    client.force_login(organiser)

    assert "Nothing clashes." in asked(client, fair, **bad)


def test_panel_of_a_new_activity(client, organiser, forum, fair):
    client.force_login(organiser)
    address = reverse("admin:conference_activity_clashes_add")

    html = client.post(address, posted(fair, title_en="New", room=fair.room_id)).content.decode()

    assert "Other hall is taken twice:" in html
    assert "“New” (20 October, 13:00–17:00)" in html
    assert client.post(address, {}).status_code == 200


def test_panel_is_there_when_the_form_opens(client, organiser, forum, fair, person):
    factories.appearance(
        agenda_item=factories.agenda_item(activity=fair, starts_at=at(13), ends_at=at(14)), person=person
    )
    fair.agenda_items.update(title_en="Tour")
    forum.ends_at = at(17)
    forum.save()
    factories.appearance(activity=forum, person=person)
    client.force_login(organiser)

    html = " ".join(client.get(reverse("admin:conference_activity_change", args=[fair.pk])).content.decode().split())

    assert (
        "Li is wanted in two places at once: “Forum” (20 October, 09:00–17:00), and “Tour” (20 October, 13:00–14:00)."
        in html
    )
    assert 'aria-live="polite"' in html
    assert f"/en/{fair.conference.slug}@draft/activities/{fair.slug}/" in html
    assert reverse("admin:conference_activity_move", args=[fair.pk]) in html


def test_panel_tells_a_sub_forum_editor_nothing_of_other_activities(client, sub_forum_editor, forum, fair, person):
    fair.editors.add(sub_forum_editor)
    client.force_login(sub_forum_editor)
    people = {"appearances-TOTAL_FORMS": "1", "appearances-0-person": str(person.pk)}

    html = asked(client, fair, starts_at_1="09:30", ends_at_1="11:00", room=forum.room_id, **people)

    assert "Li is already taken elsewhere at the time of “Fair” (20 October, 09:30–11:00)." in html
    assert "Main hall is already taken at the time of “Fair” (20 October, 09:30–11:00)." in html
    assert ("Forum" in html, "Speech" in html) == (False, False)


def test_panel_is_for_those_who_see_the_activity(client, sub_forum_editor, fair):
    address = reverse("admin:conference_activity_clashes", args=[fair.pk])
    assert client.post(address, posted(fair)).status_code == 302

    client.force_login(sub_forum_editor)

    assert client.post(address, posted(fair)).status_code == 404
    assert client.post(reverse("admin:conference_activity_clashes_add"), posted(fair)).status_code == 403
    assert client.get(address).status_code == 404


def test_panel_of_an_agenda_item(client, organiser, forum, fair, person):
    item = factories.agenda_item(activity=fair, title_en="Tour", starts_at=at(13), ends_at=at(14))
    forum.agenda_items.get().appearances.all().delete()
    factories.appearance(activity=forum, person=person)
    forum.ends_at = at(14)
    forum.save()
    client.force_login(organiser)
    form = {
        "activity": fair.pk,
        "title_en": "Tour",
        "starts_at_0": "2023-10-20",
        "starts_at_1": "13:30",
        "ends_at_0": "2023-10-20",
        "ends_at_1": "14:30",
        "appearances-TOTAL_FORMS": "1",
        "appearances-0-person": str(person.pk),
    }

    html = client.post(reverse("admin:conference_agendaitem_clashes", args=[item.pk]), form).content.decode()
    new = client.post(reverse("admin:conference_agendaitem_clashes_add"), form).content.decode()

    assert "and “Tour” (20 October, 13:30–14:30)." in html
    assert "Two agenda items overlap:" in new


def test_panel_reads_a_fixed_number_of_queries(client, organiser, fair, person, django_assert_num_queries):
    client.force_login(organiser)
    with django_assert_num_queries(10):
        asked(client, fair)

    for number in range(3):
        activity = factories.activity(conference=fair.conference, starts_at=at(9, number))
        factories.appearance(activity=activity, person=person)
    with django_assert_num_queries(10):
        asked(client, fair)
