"""The agenda as it is laid out: filters, personal agendas, the grid by hall. No page is made here."""

import datetime as dt

import msgspec
import pytest

from conference import layout
from conference.programme import Day
from tests import samples
from tests.samples import at

PROGRAMME = samples.small()
ALL = {"a1", "i1", "i2", "a2", "a3"}


@pytest.mark.parametrize(
    ("wanted", "left"),
    [
        ({}, ALL),
        ({"kind": "", "hall": "", "organisation": ""}, ALL),
        ({"kind": "sub_forum"}, {"a2"}),
        ({"hall": "1"}, {"a1", "i1", "i2"}),
        ({"kind": "sub_forum", "hall": "1"}, set()),
        ({"organisation": "carrier"}, {"a1", "i1", "i2", "a3"}),  # a host: all of the activity
        ({"organisation": "vendor"}, {"a1", "i1"}),  # only in one agenda item
        ({"organisation": "nobody"}, set()),
    ],
)
def test_matching(wanted, left):
    assert layout.matching(PROGRAMME.activities, **wanted) == left


def test_choices_are_what_is_in_use():
    found = layout.choices(PROGRAMME.activities)

    assert found.kinds == ["opening_ceremony", "sub_forum", "exhibition"]
    assert [room.id for room in found.halls] == [1, 2]
    assert [organisation.slug for organisation in found.organisations] == ["carrier", "ministry", "vendor"]
    assert layout.choices([]) == ([], [], [])


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("", []),
        ("a1,i2", ["a1", "i2"]),
        ("i2,a1,i2", ["i2", "a1"]),
        ("a0,a01,b1,a,1,<b>,a1;i2,٣", []),
        ("a99999999999", []),
        (" a1", []),
    ],
)
def test_keys_in_a_link(text, keys):
    assert layout.keys_in(text) == keys


def test_keys_in_a_link_are_not_endless():
    assert len(layout.keys_in(",".join(f"a{number}" for number in range(1, 2000)))) == layout.MOST_KEYS


def test_chosen_is_in_order_of_time_by_day():
    days, unknown = layout.chosen(PROGRAMME, ["a3", "i2", "a9", "a1"])

    assert [(day, [line.itself.key for line in lines]) for day, lines in days] == [
        (dt.date(2023, 10, 20), ["a1", "i2"]),
        (dt.date(2023, 10, 21), ["a3"]),
    ]
    assert unknown == ["a9"]
    assert layout.chosen(PROGRAMME, []) == ([], [])


def test_an_activity_comes_before_its_first_agenda_item():
    ((_day, lines),), _unknown = layout.chosen(PROGRAMME, ["i1", "a1"])

    assert [line.itself.key for line in lines] == ["a1", "i1"]


def test_neighbours():
    first, second, third = PROGRAMME.activities

    assert layout.neighbours(PROGRAMME, first) == (None, second)
    assert layout.neighbours(PROGRAMME, second) == (first, third)
    assert layout.neighbours(PROGRAMME, third) == (second, None)


def activity(number, starts_at, ends_at, room=samples.HALL, **values):
    like = PROGRAMME.activities[0]
    return msgspec.structs.replace(like, id=number, starts_at=starts_at, ends_at=ends_at, room=room, items=[], **values)


def grid(*activities):
    return layout.grid(Day(date=at(0).date(), activities=list(activities)))


def test_grid_has_a_column_a_hall_and_a_row_a_quarter():
    found = grid(activity(1, at(9, 30), at(11)), activity(2, at(10), at(10, 30), samples.OTHER))

    assert [(hall.room.id, hall.column, hall.width) for hall in found.halls] == [(1, 1, 1), (2, 2, 1)]
    assert found.places == {1: (1, 3, 6), 2: (2, 5, 2)}
    assert found.hours == [("09:00", 1), ("10:00", 5)]


def test_grid_rounds_what_does_not_start_on_a_quarter_and_keeps_neighbours_apart():
    found = grid(activity(1, at(9), at(9, 50)), activity(2, at(9, 50), at(10, 40)))

    assert found.places == {1: (1, 1, 3), 2: (1, 4, 4)}


def test_grid_gives_the_shortest_activity_a_row():
    assert grid(activity(1, at(9), at(9, 5))).places == {1: (1, 1, 1)}


def test_grid_puts_side_by_side_what_overlaps_in_a_hall():
    found = grid(
        activity(1, at(9), at(11), is_cancelled=True),
        activity(2, at(10), at(12)),
        activity(3, at(11), at(12)),
        activity(4, at(9), at(10), None),
        activity(5, at(9), at(10), None),
    )

    assert [(hall.room and hall.room.id, hall.column, hall.width) for hall in found.halls] == [(1, 1, 2), (None, 3, 2)]
    assert {number: place.column for number, place in found.places.items()} == {1: 1, 2: 2, 3: 1, 4: 3, 5: 4}


def test_grid_does_not_grow_with_what_goes_on_after_midnight():
    found = grid(activity(1, at(9), at(17, day=21)))

    assert found.places == {1: (1, 1, 4)}


def test_grid_of_an_empty_day():
    assert grid() == ([], [], {})


def test_grid_draws_what_goes_on_to_midnight_in_full():
    found = grid(activity(1, at(20), at(0, day=21)), activity(2, at(20), at(2, day=21), samples.OTHER))

    assert found.places == {1: (1, 1, 16), 2: (2, 1, 16)}
    assert found.hours == [("20:00", 1), ("21:00", 5), ("22:00", 9), ("23:00", 13)]


def item(number, starts_at, ends_at):
    return msgspec.structs.replace(PROGRAMME.activities[0].items[0], id=number, starts_at=starts_at, ends_at=ends_at)


def several_days(*items, ends_at=None):
    return msgspec.structs.replace(activity(1, at(9), ends_at or at(17, day=21)), items=list(items))


def stretches(*activities):
    """On each day: [(day of the month, [(activity, start, end, items, whether it continues)])]."""
    return [
        (
            day.date.day,
            [
                (one.id, found.starts_at, found.ends_at, [item.id for item in found.items], found.continues)
                for one in day.activities
                for found in [layout.stretch(one, day.date)]
            ],
        )
        for day in layout.days(samples.small(activities=list(activities)))
    ]


def test_an_activity_of_several_days_is_in_each_of_them_with_the_items_of_that_day():
    first, second = item(1, at(9), at(10)), item(2, at(10, day=21), at(11, day=21))

    assert stretches(several_days(first, second)) == [
        (20, [(1, at(9), at(10), [1], False)]),
        (21, [(1, at(10, day=21), at(17, day=21), [2], True)]),
    ]


def test_an_activity_of_several_days_without_items_starts_at_its_hour():
    assert stretches(several_days()) == [
        (20, [(1, at(9), None, [], False)]),
        (21, [(1, at(9, day=21), at(17, day=21), [], True)]),
    ]
    assert stretches(several_days(ends_at=at(8, day=21)))[1] == (21, [(1, at(6, day=21), at(8, day=21), [], True)])


def test_the_small_hours_belong_to_the_evening_before():
    late = item(1, at(1, day=21), at(2, day=21))

    assert stretches(several_days(late, ends_at=at(6, day=21))) == [(20, [(1, at(9), at(6, day=21), [1], False)])]


def test_a_conference_of_centuries_is_not_all_shown():
    programme = samples.small(activities=[several_days(ends_at=at(9).replace(year=2199))])
    conference = msgspec.structs.replace(programme.conference, ends_on=dt.date(2199, 12, 31))

    days = layout.days(msgspec.structs.replace(programme, conference=conference))

    assert len(days) == layout.MOST_DAYS + 1


def test_a_filter_by_organisation_leaves_the_days_on_which_it_appears():
    first, second = item(1, at(9), at(10)), item(2, at(10, day=21), at(11, day=21))
    whole = several_days(first, msgspec.structs.replace(second, appearances=[]))
    whole = msgspec.structs.replace(whole, hosts=[], appearances=[])

    matching = layout.matching([whole], organisation="vendor")

    assert [layout.is_left(layout.stretch(whole, at(0, day=day).date()), matching) for day in (20, 21)] == [True, False]
