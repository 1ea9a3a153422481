"""Moving activities in the back office: the actions of the list, and the page of one activity."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from lxml import html

from conference import scheduling
from conference.models import Activity
from tests import factories
from tests.factories import at

pytestmark = pytest.mark.django_db
LIST = "/admin/conference/activity/"


@pytest.fixture
def forum():
    """From nine to twelve in a hall, with an agenda item at nine."""
    activity = factories.activity(title_en="Forum", room=factories.room())
    factories.agenda_item(activity=activity, title_en="Speech")
    return activity


@pytest.fixture
def fair(forum):
    """In the same hall, from twelve to three."""
    return factories.activity(
        conference=forum.conference, title_en="Fair", room=forum.room, starts_at=at(12), ends_at=at(15)
    )


def told(response):
    """The last message, which is that of this response."""
    return [str(message) for message in get_messages(response.wsgi_request)][-1:]


def acted(client, action, *activities, **values):
    chosen = [activity.pk for activity in activities]
    return client.post(LIST, {"action": action, "_selected_action": chosen} | values)


def move_page(activity):
    return reverse("admin:conference_activity_move", args=[activity.pk])


def times(activity):
    return tuple(Activity.objects.values_list("starts_at", "ends_at").get(pk=activity.pk))


def test_exhibition_of_two_days_says_both(client, organiser):
    exhibition = factories.activity(title_en="Exhibition", starts_at=at(9), ends_at=at(17, day=21))
    client.force_login(organiser)

    pages = [client.get(LIST), acted(client, "move_by", exhibition), client.get(move_page(exhibition))]

    assert ["2023-10-20 09:00–2023-10-21 17:00" in page.content.decode() for page in pages] == [True, True, True]


def test_cancel_and_reinstate_from_the_list_report_what_was_refused(client, organiser, forum, fair):
    client.force_login(organiser)

    assert told(acted(client, "cancel", forum)) == ["1 cancelled"]
    assert told(acted(client, "cancel", forum, fair)) == ["1 cancelled, 1 refused: “Forum” is cancelled already."]
    assert told(acted(client, "reinstate", forum, fair)) == ["2 reinstated"]
    assert told(acted(client, "reinstate", forum)) == ["1 refused: “Forum” is not cancelled."]
    assert forum.history.first().history_user == organiser


def test_order_by_protocol_from_the_list(client, organiser, forum, fair):
    guest = factories.appearance(activity=forum, role="guest", order=1)
    host = factories.appearance(activity=forum, role="moderator", order=2)
    client.force_login(organiser)

    response = acted(client, "order_by_protocol", forum, fair)

    assert told(response) == ["1 put in order, 1 refused: “Fair” is in the order of protocol already."]
    assert list(forum.appearances.all()) == [host, guest]


def test_move_by_asks_how_far_and_moves_neighbours_together(client, organiser, forum, fair):
    client.force_login(organiser)

    asked = acted(client, "move_by", forum, fair)
    assert "Forum" in asked.content.decode()
    assert 'name="minutes"' in asked.content.decode()

    assert told(acted(client, "move_by", forum, fair, minutes="60")) == ["2 moved"]
    assert (times(forum), times(fair)) == ((at(10), at(13)), (at(13), at(16)))
    assert told(acted(client, "move_by", forum, fair, minutes="-60")) == ["2 moved"]
    assert (times(forum), times(fair)) == ((at(9), at(12)), (at(12), at(15)))


def test_move_by_reports_what_was_refused(client, organiser, forum, fair):
    other = factories.activity(conference=forum.conference, room=factories.room())
    client.force_login(organiser)

    response = acted(client, "move_by", forum, other, minutes="30")

    assert told(response) == ["1 moved, 1 refused: The hall is taken at that time by “Fair”."]
    assert times(forum) == (at(9), at(12))


@pytest.mark.parametrize("minutes", ["", "soon", "999999", "1.5"])
def test_move_by_asks_again_for_what_is_no_number_of_minutes(client, organiser, forum, minutes):
    client.force_login(organiser)

    response = acted(client, "move_by", forum, minutes=minutes)

    assert 'class="bloom-refusal"' in response.content.decode()
    assert times(forum) == (at(9), at(12))


def test_actions_are_not_for_those_who_only_read(client, reader, forum):
    client.force_login(reader)

    acted(client, "cancel", forum)

    forum.refresh_from_db()
    assert not forum.is_cancelled


def test_actions_reach_only_what_a_sub_forum_editor_is_granted(client, sub_forum_editor, forum, fair):
    fair.editors.add(sub_forum_editor)
    client.force_login(sub_forum_editor)

    response = acted(client, "cancel", forum, fair)

    assert told(response) == ["1 cancelled"]
    assert list(Activity.objects.filter(is_cancelled=True)) == [fair]


@pytest.mark.parametrize(
    ("role", "status"), [("organiser", 200), ("programme_editor", 200), ("reader", 403), ("sub_forum_editor", 404)]
)
def test_move_page_by_role(client, request, forum, role, status):
    assert client.get(move_page(forum)).status_code == 302

    client.force_login(request.getfixturevalue(role))

    assert client.get(move_page(forum)).status_code == status


def test_move_page_moves(client, organiser, forum):
    client.force_login(organiser)

    response = client.post(move_page(forum), {"what": "start", "starts_at_0": "2023-10-21", "starts_at_1": "14:00"})

    assert told(response) == ["Done."]
    assert times(forum) == (at(14, day=21), at(17, day=21))
    assert forum.agenda_items.get().starts_at == at(14, day=21)


def test_move_page_delays(client, organiser, forum):
    client.force_login(organiser)

    client.post(move_page(forum), {"what": "delay", "item": forum.agenda_items.get().pk, "minutes": "10"})

    assert forum.agenda_items.get().starts_at == at(9, 10)


def test_move_page_sets_the_hall(client, organiser, forum):
    room = factories.room()
    client.force_login(organiser)

    client.post(move_page(forum), {"what": "hall", "room": room.pk})

    forum.refresh_from_db()
    assert forum.room == room


@pytest.mark.parametrize("what", ["start", "delay", "hall"])
def test_move_page_refuses_once_what_somebody_changed_meanwhile(client, organiser, forum, what):
    item, theirs, mine = forum.agenda_items.get(), factories.room(), factories.room()
    client.force_login(organiser)

    def shown():
        return next(
            dict(form.form_values())
            for form in html.fromstring(client.get(move_page(forum)).content.decode()).forms
            if form.xpath(f'.//button[@value="{what}"]')
        )

    asked = {"what": what, "starts_at_0": "2023-10-21", "starts_at_1": "14:00", "minutes": "5", "room": mine.pk}
    opened = shown() | asked
    scheduling.move(forum, starts_at=at(10), by=None)
    scheduling.set_hall(forum, room=theirs, by=None)

    refused = client.post(move_page(forum), opened)
    item.refresh_from_db()
    forum.refresh_from_db()

    sentence = "Somebody changed this meanwhile. Look at how it is now, and press again if you still want it."
    assert html.fromstring(refused.content.decode()).xpath('//*[@role="alert"]/text()') == [sentence]
    assert (forum.starts_at, forum.room, item.starts_at) == (at(10), theirs, at(10))
    assert told(client.post(move_page(forum), shown() | asked)) == ["Done."]


def test_move_page_lets_pass_what_somebody_else_changed_in_another_respect(client, organiser, forum):
    client.force_login(organiser)
    forms = html.fromstring(client.get(move_page(forum)).content.decode()).forms
    [shown] = [dict(form.form_values()) for form in forms if form.xpath('.//button[@value="hall"]')]
    scheduling.move(forum, starts_at=at(10), by=None)

    response = client.post(move_page(forum), shown | {"what": "hall", "room": factories.room().pk})

    assert told(response) == ["Done."]


def test_move_page_offers_to_cancel_or_to_take_it_back(client, organiser, forum):
    client.force_login(organiser)
    offered = [f'value="{name}"' for name in ("cancel", "reinstate")]

    before = client.get(move_page(forum)).content.decode()
    client.post(move_page(forum), {"what": "cancel"})
    after = client.get(move_page(forum)).content.decode()

    assert [words in before for words in offered] == [True, False]
    assert [words in after for words in offered] == [False, True]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (
            {"what": "start", "starts_at_0": "2023-10-20", "starts_at_1": "11:00"},
            "The hall is taken at that time by “Fair”.",
        ),
        ({"what": "start", "starts_at_0": "2023-10-20", "starts_at_1": "09:00"}, "“Forum” already starts then."),
        ({"what": "start", "starts_at_0": "never", "starts_at_1": "09:00"}, "Enter a valid date."),
        ({"what": "delay", "item": "0", "minutes": "5"}, "Select a valid choice."),
        ({"what": "delay", "item": "", "minutes": "x"}, "Enter a whole number."),
        ({"what": "reinstate"}, None),
        ({"what": "explode"}, None),
        ({}, None),
    ],
)
@pytest.mark.usefixtures("fair")
def test_move_page_refuses_with_a_sentence(client, organiser, forum, data, sentence):
    client.force_login(organiser)

    response = client.post(move_page(forum), data)

    assert response.status_code == 200
    assert times(forum) == (at(9), at(12))
    assert sentence is None or sentence in response.content.decode()
