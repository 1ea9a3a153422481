"""An activity with its agenda items and people in one form: what moves together is saved together, or not at all."""

import threading

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from conference.models import Activity, AgendaItem, Appearance
from directory.models import Office
from tests import factories
from tests.factories import at
from tests.filling import added, errors, filled, opened, row

pytestmark = pytest.mark.django_db


def address(thing):
    return reverse(f"admin:conference_{thing._meta.model_name}_change", args=[thing.pk])


@pytest.fixture
def browser(organiser):
    client = Client()
    client.force_login(organiser)
    return client


def hours(sent, item, starts_at, ends_at):
    number = row(sent, "agenda_items", item.pk)
    return {f"agenda_items-{number}-starts_at_1": starts_at, f"agenda_items-{number}-ends_at_1": ends_at}


@pytest.mark.parametrize(
    ("activity_hours", "item_hours", "expected"),
    [
        (("13:00", "15:00"), ("13:00", "13:30"), (at(13), at(13, 30))),  # to another time of the day
        (("08:00", "09:30"), ("08:00", "09:00"), (at(8), at(9))),
        (("09:15", "09:45"), ("09:15", "09:45"), (at(9, 15), at(9, 45))),  # tighter
    ],
)
def test_activity_and_its_items_move_in_one_save(browser, activity_hours, item_hours, expected):
    item = factories.agenda_item()
    activity = item.activity
    url = address(activity)
    sent = opened(browser, url)
    before = activity.history.count()

    times = dict(zip(("starts_at_1", "ends_at_1"), activity_hours, strict=True))
    response = browser.post(url, sent | times | hours(sent, item, *item_hours))

    assert response.status_code == 302, errors(response)
    item.refresh_from_db()
    activity.refresh_from_db()
    assert (item.starts_at, item.ends_at) == expected
    assert activity.history.count() == before + 1
    assert activity.history.first().starts_at == activity.starts_at


def test_activity_keeps_its_hall_while_its_items_move(browser):
    item = factories.agenda_item(activity=factories.activity(room=factories.room()))
    url = address(item.activity)
    sent = opened(browser, url)

    response = browser.post(url, sent | {"starts_at_1": "08:00"} | hours(sent, item, "08:00", "08:30"))

    assert response.status_code == 302, errors(response)
    activity = Activity.objects.get()
    assert (activity.room, activity.starts_at) == (item.activity.room, at(8))


def test_items_of_an_activity_of_one_day_go_with_it_to_another_day(browser):
    item = factories.agenda_item()
    url = address(item.activity)

    response = browser.post(url, opened(browser, url) | {"starts_at_0": "2023-10-21", "ends_at_0": "2023-10-21"})

    assert response.status_code == 302, errors(response)
    item.refresh_from_db()
    assert (item.starts_at, item.ends_at) == (at(9, day=21), at(9, 30, day=21))


def test_items_of_an_activity_of_two_days_say_their_day(browser):
    activity = factories.activity(ends_at=at(12, day=21))
    item = factories.agenda_item(activity=activity)
    url = address(activity)
    sent = opened(browser, url)
    number = row(sent, "agenda_items", item.pk)
    days = {f"agenda_items-{number}-{name}_0": "2023-10-21" for name in ("starts_at", "ends_at")}

    response = browser.post(url, sent | days)

    assert response.status_code == 302, errors(response)
    item.refresh_from_db()
    assert item.starts_at == at(9, day=21)


def test_item_that_would_lie_outside_is_refused_where_it_stands(browser):
    item = factories.agenda_item()
    url = address(item.activity)

    response = browser.post(url, opened(browser, url) | {"starts_at_1": "09:10"})

    assert errors(response) == [f"The agenda item lies outside the time of its activity, “{item.activity}”."]
    item.activity.refresh_from_db()
    assert item.activity.starts_at == at(9)


def test_item_that_somebody_added_meanwhile_is_not_left_outside(browser):
    activity = factories.activity()
    url = address(activity)
    sent = opened(browser, url)
    late = factories.agenda_item(activity=activity, starts_at=at(11), ends_at=at(12))

    response = browser.post(url, sent | {"ends_at_1": "11:30"})

    assert errors(response) == [f"The agenda item “{late}” would lie outside the activity's time."]


def test_activity_without_hours_for_an_item(browser):
    activity = factories.activity()
    url = address(activity)
    sent = opened(browser, url)
    added(sent, "agenda_items", kind="speech", title_en="New", starts_at_1="", ends_at_1="")

    response = browser.post(url, sent)

    assert errors(response) == ["This field is required.", "This field is required."]


def test_new_activity_with_items_and_people(browser):
    conference, person = factories.conference(), factories.person()
    sent = filled(browser.get(reverse("admin:conference_activity_add")))
    assert sent["conference"] == [str(conference.pk)]
    assert (sent["starts_at_0"], sent["starts_at_1"]) == (["2023-10-20"], ["09:00"])
    item = added(sent, "agenda_items", kind="speech", title_en="Opening", starts_at_1="09:00", ends_at_1="09:30")
    sent |= {f"agenda_items-{item}-{name}_0": "2023-10-20" for name in ("starts_at", "ends_at")}
    added(sent, "appearances", person=person.pk, role="moderator", order="")

    response = browser.post(
        reverse("admin:conference_activity_add"), sent | {"title_en": "Forum", "slug": "forum", "kind": "main_forum"}
    )

    assert response.status_code == 302, errors(response)
    assert list(AgendaItem.objects.values_list("title_en", "starts_at")) == [("Opening", at(9))]
    assert list(Appearance.objects.values_list("person", "order")) == [(person.pk, 1)]


def people(item, *orders):
    return [Appearance.objects.create(agenda_item=item, person=factories.person(), order=order) for order in orders]


def ordered(sent, appearances, orders):
    return {
        f"appearances-{row(sent, 'appearances', one.pk)}-order": str(order)
        for one, order in zip(appearances, orders, strict=True)
    }


@pytest.mark.parametrize(
    ("typed", "saved"),
    [((2, 3, 1), (2, 3, 1)), (("", 2, 3), (4, 2, 3)), (("", "", 1), (2, 3, 1)), ((1, 2, 3), (1, 2, 3))],
)
def test_order_of_protocol(browser, typed, saved):
    item = factories.agenda_item()
    appearances = people(item, 1, 2, 3)
    url = address(item)
    sent = opened(browser, url)

    response = browser.post(url, sent | ordered(sent, appearances, typed))

    assert response.status_code == 302, errors(response)
    assert [Appearance.objects.get(pk=one.pk).order for one in appearances] == list(saved)


def test_number_given_twice_in_the_order_of_protocol(browser):
    item = factories.agenda_item()
    appearances = people(item, 1, 2)
    url = address(item)
    sent = opened(browser, url)

    response = browser.post(url, sent | ordered(sent, appearances, (2, 2)))

    names = ", ".join(str(one.person) for one in appearances)
    assert errors(response) == [f"Number 2 in the order of protocol is given to several: {names}."]
    assert [one.order for one in item.appearances.all()] == [1, 2]


def test_number_that_somebody_took_meanwhile(browser):
    item = factories.agenda_item()
    url = address(item)
    sent = opened(browser, url)
    [theirs] = people(item, 1)
    mine = factories.person()
    added(sent, "appearances", person=mine.pk, role="speaker", order="1")

    response = browser.post(url, sent)

    assert errors(response) == [f"Number 1 in the order of protocol is given to several: {theirs.person}, {mine}."]


def test_number_of_somebody_who_leaves_is_free_in_the_same_save(browser):
    item = factories.agenda_item()
    leaving, staying = people(item, 1, 2)
    url = address(item)
    sent = opened(browser, url)
    delete = {f"appearances-{row(sent, 'appearances', leaving.pk)}-DELETE": "on"}

    response = browser.post(url, sent | ordered(sent, [staying], [1]) | delete)

    assert response.status_code == 302, errors(response)
    assert list(item.appearances.values_list("pk", "order")) == [(staying.pk, 1)]


def test_somebody_must_appear(browser):
    item = factories.agenda_item()
    url = address(item)
    sent = opened(browser, url)
    added(sent, "appearances", role="guest", order="3")

    response = browser.post(url, sent)

    assert errors(response) == ["Name a person, or the organisation that sends a representative."]


@pytest.mark.django_db(transaction=True)
def test_hall_that_another_connection_takes_at_the_same_time(browser):
    """The other one is not yet committed when the form looks: only the database sees both."""
    room, activity = factories.room(), factories.activity()
    url = address(activity)
    sent = opened(browser, url) | {"room": room.pk}
    taken, answered = threading.Event(), threading.Event()

    def take():
        from django.db import transaction  # noqa: PLC0415

        with transaction.atomic():
            factories.activity(title_en="Taken", room=room)
            taken.set()
            answered.wait(0.7)
        connection.close()

    other = threading.Thread(target=take)
    other.start()
    assert taken.wait(10)
    response = browser.post(url, sent)
    answered.set()
    other.join(10)

    assert errors(response) == ["The hall is taken at that time by “Taken”."]
    activity.refresh_from_db()
    assert activity.room is None


def test_rule_that_the_form_cannot_see_is_said_in_its_sentence(browser, monkeypatch):
    """The last resort: where every look lets it pass and the database refuses, its sentence is in the form."""
    held = factories.office()
    url = reverse("admin:directory_person_change", args=[held.person.pk])
    sent = opened(browser, url)
    added(sent, "offices", organisation=held.organisation.pk, title_en="Second", valid_from="", valid_to="")
    rule = next(rule for rule in Office._meta.constraints if rule.name == "office_one_at_a_time")
    monkeypatch.setattr(type(rule), "validate", lambda *args, **kwargs: None)

    response = browser.post(url, sent)

    assert errors(response) == ["This person already holds an office at this organisation at that time: another one."]
    assert Office.objects.count() == 1


def test_editors_are_granted_by_those_who_may(browser, programme_editor, sub_forum_editor):
    activity = factories.activity()
    url = address(activity)
    editor = Client()
    editor.force_login(programme_editor)

    assert "editors" in browser.get(url).context["adminform"].form.fields
    assert "editors" not in editor.get(url).context["adminform"].form.fields
    editor.post(url, opened(editor, url) | {"editors": [sub_forum_editor.pk]})
    assert list(activity.editors.all()) == []
    browser.post(url, opened(browser, url) | {"editors": [sub_forum_editor.pk]})
    assert list(activity.editors.all()) == [sub_forum_editor]


def test_sub_forum_editor_does_not_move_the_activity_to_another_address(sub_forum_editor):
    activity = factories.activity()
    activity.editors.add(sub_forum_editor)
    client = Client()
    client.force_login(sub_forum_editor)
    url = address(activity)

    response = client.post(url, opened(client, url) | {"slug": "other", "title_en": "Mine"})

    assert response.status_code == 302, errors(response)
    slug = activity.slug
    activity.refresh_from_db()
    assert (activity.slug, activity.title_en) == (slug, "Mine")
