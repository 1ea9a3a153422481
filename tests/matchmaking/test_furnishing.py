"""Timeslots and tables by the dozen."""

import datetime as dt
import tracemalloc

import pytest
from django.core.exceptions import ValidationError

from matchmaking import furnishing
from matchmaking.models import Table, Timeslot
from tests import factories
from tests.factories import at

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def day():
    return factories.matchmaking_day()


def hours(start=(10, 0), end=(12, 0), lasting=25, pause=5):
    return {
        "starts_at": at(*start, day=21),
        "ends_at": at(*end, day=21),
        "lasting": lasting * MINUTE,
        "pause": pause * MINUTE,
    }


def hours_of(rows):
    return [str(row)[11:] for row in rows]


def test_timeslots_follow_one_another_with_breaks(day):
    found = furnishing.timeslots(day, **hours())

    assert hours_of(found.new) == ["10:00–10:25", "10:30–10:55", "11:00–11:25", "11:30–11:55"]
    assert found.there == 0
    assert not Timeslot.objects.exists()


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ({"end": (11, 55)}, 4),
        ({"end": (11, 54)}, 3),
        ({"pause": 0}, 4),
        ({"end": (10, 25), "pause": 0}, 1),
        ({"start": (16, 0), "end": (17, 0), "lasting": 60}, 1),
    ],
)
def test_as_many_as_there_is_room_for(day, asked, number):
    assert len(furnishing.timeslots(day, **hours(**asked)).new) == number


def test_timeslots_that_are_there_stay(day):
    factories.timeslot(day=day, starts_at=at(10, 30, day=21), ends_at=at(10, 55, day=21))

    found = furnishing.timeslots(day, **hours())

    assert (hours_of(found.new), found.there) == (["10:00–10:25", "11:00–11:25", "11:30–11:55"], 1)


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"end": (10, 24)}, "no_room"),
        ({"end": (9, 0)}, "no_room"),
        ({"lasting": 1, "pause": 0}, "too_many_timeslots"),
        ({"start": (9, 30)}, "timeslot_within_activity"),
        ({"start": (16, 0), "end": (18, 0)}, "timeslot_within_activity"),
        ({"start": (10, 10)}, "timeslot_one_at_a_time"),
    ],
)
def test_what_cannot_be_is_refused(day, asked, code):
    factories.timeslot(day=day, starts_at=at(10, 0, day=21), ends_at=at(10, 30, day=21))

    with pytest.raises(ValidationError) as refused:
        furnishing.make(day, furnishing.timeslots, by=None, **hours(**asked))

    assert refused.value.code == code
    assert Timeslot.objects.count() == 1


def test_what_is_made_is_valid_and_its_history_says_by_whom(day, organiser):
    made = furnishing.make(day, furnishing.timeslots, by=organiser, **hours())

    rows = list(Timeslot.objects.all())
    assert hours_of(rows) == hours_of(made) == ["10:00–10:25", "10:30–10:55", "11:00–11:25", "11:30–11:55"]
    for row in rows:
        row.full_clean()
    assert list(Timeslot.history.values_list("history_type", "history_user")) == [("+", organiser.pk)] * 4


def test_tables_are_numbered_and_those_that_are_there_stay(day):
    factories.table(day=day, number=2, place="Window")

    made = furnishing.make(day, furnishing.tables, by=None, first=1, last=4, place="Hall B")

    assert [row.number for row in made] == [1, 3, 4]
    assert [str(row) for row in day.tables.all()] == ["1 · Hall B", "2 · Window", "3 · Hall B", "4 · Hall B"]


@pytest.mark.parametrize(("first", "last", "code"), [(2, 1, "tables_in_order"), (1, 1_001, "too_many_tables")])
def test_tables_are_in_order_and_not_very_many(day, first, last, code):
    with pytest.raises(ValidationError) as refused:
        furnishing.tables(day, first=first, last=last)

    assert refused.value.code == code


def test_nothing_to_make_writes_nothing(day):
    factories.table(day=day, number=1)

    assert furnishing.make(day, furnishing.tables, by=None, first=1, last=1) == []
    assert Table.objects.count() == 1


def test_a_year_of_timeslots_is_counted_and_not_made(day):
    asked = {"starts_at": at(10), "ends_at": at(10).replace(year=2024), "lasting": MINUTE, "pause": dt.timedelta()}
    tracemalloc.start()

    with pytest.raises(ValidationError, match=r"That would be \d+ timeslots; a day has at most 100\."):
        furnishing.timeslots(day, **asked)

    assert tracemalloc.get_traced_memory()[1] < 1_000_000
    tracemalloc.stop()
