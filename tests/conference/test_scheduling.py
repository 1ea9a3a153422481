"""Moving things: what each operation writes and refuses, how it is undone; and the timetable with its clashes."""

import pytest
from django.core.exceptions import ValidationError

from conference import scheduling
from conference.models import Activity, AgendaItem, Appearance
from tests import factories
from tests.factories import at

pytestmark = pytest.mark.django_db


@pytest.fixture
def forum():
    """From nine to twelve in a hall, with items at nine, ten and half past ten."""
    activity = factories.activity(title_en="Forum", room=factories.room())
    for starts, ends in ((at(9), at(10)), (at(10), at(10, 30)), (at(10, 30), at(12))):
        factories.agenda_item(activity=activity, starts_at=starts, ends_at=ends)
    return activity


def items(activity):
    return list(activity.agenda_items.all())


def written():
    """Everything that an operation may change, and how often it was written."""
    return (
        list(Activity.objects.order_by("pk").values()),
        list(AgendaItem.objects.order_by("pk").values()),
        list(Appearance.objects.order_by("pk").values()),
        [model.history.count() for model in (Activity, AgendaItem, Appearance)],
    )


def refused(operation, *args, **kwargs):
    """The sentence and code of a refusal, after which everything is as it was."""
    before = written()
    with pytest.raises(ValidationError) as error:
        operation(*args, **kwargs)
    assert written() == before
    (sentence,) = error.value.messages
    return sentence, error.value.code if hasattr(error.value, "code") else error.value.error_dict["__all__"][0].code


def spans(activity):
    return [(item.starts_at, item.ends_at) for item in items(activity)]


@pytest.mark.parametrize("start", [at(8), at(9, 5), at(10), at(12), at(14), at(9, day=21), at(11, day=19)])
def test_move_takes_all_items_along_and_back_restores_exactly(forum, organiser, start):
    before, spans_before = Activity.objects.filter(pk=forum.pk).values().get(), spans(forum)

    moved = scheduling.move(forum, starts_at=start, by=organiser)

    delta = start - at(9)
    assert (moved.starts_at, moved.ends_at, moved.room) == (start, at(12) + delta, forum.room)
    assert spans(forum) == [(starts + delta, ends + delta) for starts, ends in spans_before]

    scheduling.move(forum, starts_at=at(9), by=organiser)
    assert Activity.objects.filter(pk=forum.pk).values().get() == before
    assert spans(forum) == spans_before


def test_move_writes_history_once_a_row(forum, organiser):
    scheduling.move(forum, starts_at=at(14), by=organiser)

    latest = forum.history.first()
    assert (latest.history_user, latest.starts_at, latest.room) == (organiser, at(14), forum.room)
    assert forum.history.count() == 2
    for item in items(forum):
        assert [row.history_user for row in item.history.all()] == [organiser, None]


def test_move_next_to_its_neighbours(forum, organiser):
    factories.activity(room=forum.room, starts_at=at(12), ends_at=at(13))
    factories.activity(room=forum.room, starts_at=at(16), ends_at=at(17))

    scheduling.move(forum, starts_at=at(13), by=organiser)

    assert spans(forum)[0] == (at(13), at(14))


def test_move_refuses(forum, organiser):
    factories.activity(room=forum.room, title_en="Fair", starts_at=at(13), ends_at=at(14))

    assert refused(scheduling.move, forum, starts_at=at(9), by=organiser) == (
        "“Forum” already starts then.",
        "not_moved",
    )
    assert refused(scheduling.move, forum, starts_at=at(11), by=organiser) == (
        "The hall is taken at that time by “Fair”.",
        "activity_room_is_free",
    )


def test_move_of_a_cancelled_activity_needs_no_free_hall(forum, organiser):
    factories.activity(room=forum.room, starts_at=at(13), ends_at=at(14))
    scheduling.cancel(forum, by=organiser)

    scheduling.move(forum, starts_at=at(13), by=organiser)

    assert spans(forum)[0] == (at(13), at(14))


def test_move_reads_and_writes_a_fixed_number_of_queries(forum, organiser, django_assert_num_queries):
    with django_assert_num_queries(22):
        scheduling.move(forum, starts_at=at(14), by=organiser)

    forum.refresh_from_db()
    for number in range(12):
        factories.agenda_item(activity=forum, starts_at=at(14, number), ends_at=at(14, number + 1))
    with django_assert_num_queries(22):
        scheduling.move(forum, starts_at=at(9), by=organiser)


def test_delay_moves_later_items_and_the_end(forum, organiser):
    first, second, third = items(forum)

    row = scheduling.delay(second, minutes=10, by=organiser)

    assert spans(forum) == [(at(9), at(10)), (at(10, 10), at(10, 40)), (at(10, 40), at(12, 10))]
    assert (row.starts_at, row.ends_at) == (at(9), at(12, 10))
    assert [len(item.history.all()) for item in (first, second, third)] == [1, 2, 2]
    assert second.history.first().history_user == organiser


def test_delay_within_the_activity_and_back_restores_exactly(forum, organiser):
    AgendaItem.objects.filter(pk=items(forum)[2].pk).update(ends_at=at(11, 30))
    before = written()[:3]

    scheduling.delay(items(forum)[1], minutes=30, by=organiser)
    assert forum.agenda_items.last().ends_at == at(12)
    scheduling.delay(items(forum)[1], minutes=-30, by=organiser)

    assert written()[:3] == before


def test_delay_refuses(forum, organiser):
    first, second, _third = items(forum)
    factories.activity(room=forum.room, title_en="Fair", starts_at=at(12), ends_at=at(14))

    assert refused(scheduling.delay, second, minutes=0, by=organiser)[1] == "not_moved"
    assert refused(scheduling.delay, second, minutes=5, by=organiser) == (
        "The hall is taken at that time by “Fair”.",
        "activity_room_is_free",
    )
    assert refused(scheduling.delay, second, minutes=-5, by=organiser) == (
        f"“{second.title_en}” would start before “{first.title_en}” ends.",
        "items_overlap",
    )
    assert refused(scheduling.delay, first, minutes=-5, by=organiser) == (
        f"“{first.title_en}” would start before “Forum” does.",
        "agenda_item_within_activity",
    )


def test_set_hall(forum, organiser):
    other = factories.room()

    assert scheduling.set_hall(forum, room=other, by=organiser).room == other
    assert forum.history.first().history_user == organiser
    assert scheduling.set_hall(forum, room=None, by=organiser).room is None


def test_set_hall_refuses(forum, organiser):
    taken = factories.activity(title_en="Fair", room=factories.room(), starts_at=at(11)).room

    assert refused(scheduling.set_hall, forum, room=forum.room, by=organiser)[1] == "hall_unchanged"
    assert refused(scheduling.set_hall, forum, room=taken, by=organiser) == (
        "The hall is taken at that time by “Fair”.",
        "activity_room_is_free",
    )


def test_cancel_frees_the_hall_and_reinstate_needs_it(forum, organiser):
    assert scheduling.cancel(forum, by=organiser).is_cancelled
    fair = factories.activity(title_en="Fair", room=forum.room)

    assert refused(scheduling.cancel, forum, by=organiser) == ("“Forum” is cancelled already.", "already_cancelled")
    assert refused(scheduling.reinstate, forum, by=organiser)[1] == "activity_room_is_free"

    fair.delete()
    assert not scheduling.reinstate(forum, by=organiser).is_cancelled
    assert refused(scheduling.reinstate, forum, by=organiser) == ("“Forum” is not cancelled.", "not_cancelled")


def test_order_by_protocol(forum, organiser):
    item = items(forum)[0]
    kinds = {"fund": "speaker", "government": "speaker", "enterprise": "moderator"}
    rows = {
        kind: factories.appearance(
            agenda_item=item,
            role=role,
            order=number,
            person=factories.office(organisation=factories.organisation(kind=kind)).person,
        )
        for number, (kind, role) in enumerate(kinds.items(), 3)
    }
    guest = factories.appearance(agenda_item=item, role="guest", order=1, organisation=factories.organisation())
    alone = factories.appearance(agenda_item=items(forum)[1], order=7)

    scheduling.order_by_protocol(forum, by=organiser)

    expected = [rows["enterprise"], rows["government"], rows["fund"], guest]
    assert list(item.appearances.values_list("pk", "order")) == [
        (row.pk, number) for row, number in zip(expected, (1, 3, 4, 5), strict=True)
    ]
    assert [row.history_user for row in guest.history.all()] == [organiser, None]
    alone.refresh_from_db()
    assert (alone.order, alone.history.count()) == (7, 1)
    assert refused(scheduling.order_by_protocol, forum, by=organiser)[1] == "already_in_order"


def test_order_by_protocol_of_the_activity_itself(forum, organiser):
    guest = factories.appearance(activity=forum, role="guest", order=1)
    host = factories.appearance(activity=forum, role="moderator", order=2)

    scheduling.order_by_protocol(forum, by=organiser)

    assert list(forum.appearances.all()) == [host, guest]


def test_timetable_of_a_conference():
    conference = factories.programme()
    forum = conference.activities.get(slug="forum")
    speech, panel = items(forum)
    cancelled = factories.activity(conference=conference, is_cancelled=True)
    factories.agenda_item(activity=cancelled)
    factories.activity()
    moderator = factories.appearance(activity=forum, role="moderator").person

    found = scheduling.timetables([conference])[conference.pk]

    speaker = speech.appearances.get().person
    exhibition = conference.activities.get(slug="exhibition")
    assert {(line.key, line.activity, line.hall, line.venue, line.people) for line in found.lines} == {
        (forum_key := f"a{forum.pk}", forum_key, forum.room.pk, forum.room.venue.pk, frozenset({moderator.pk})),
        (f"i{speech.pk}", forum_key, forum.room.pk, forum.room.venue.pk, frozenset({speaker.pk})),
        (f"i{panel.pk}", forum_key, forum.room.pk, forum.room.venue.pk, frozenset()),
        (f"a{exhibition.pk}", f"a{exhibition.pk}", exhibition.room.pk, exhibition.room.venue.pk, frozenset()),
    }
    assert found.people == {
        person.pk: {"en": person.name_en, "zh-hans": person.name_zh_hans} for person in (speaker, moderator)
    }
    assert found.halls[forum.room.pk] == {"en": forum.room.name_en}
    assert (found.first_day, found.last_day) == (conference.starts_on, conference.ends_on)
    assert found.clashes() == []


def test_timetable_finds_a_person_in_two_activities():
    conference = factories.programme()
    speech = conference.activities.get(slug="forum").agenda_items.first()
    speaker = speech.appearances.get().person
    tour = factories.agenda_item(activity=conference.activities.get(slug="exhibition"), starts_at=at(9, 20))
    factories.appearance(agenda_item=tour, person=speaker)

    (clash,) = scheduling.timetables([conference])[conference.pk].clashes()

    assert (clash.kind.value, clash.wanted) == ("person_in_two_places", speaker.pk)
    assert [line.key for line in clash.lines] == [f"i{speech.pk}", f"i{tour.pk}"]


def test_timetables_read_a_fixed_number_of_queries(django_assert_num_queries):
    conferences = [factories.programme()]
    with django_assert_num_queries(3):
        scheduling.timetables(conferences)

    conferences += [factories.programme(), factories.programme()]
    with django_assert_num_queries(3):
        scheduling.timetables(conferences)
