"""The page that makes timeslots and tables: shown first, made then."""

import pytest

from matchmaking.models import Table, Timeslot
from tests import factories
from tests.matchmaking.desks import page_of, text
from tests.reading import said

pytestmark = pytest.mark.django_db


@pytest.fixture
def day():
    return factories.matchmaking_day()


def timeslots(**values):
    day = dict.fromkeys(["starts_at_0", "ends_at_0"], "2023-10-21")
    asked = day | {"starts_at_1": "10:00", "ends_at_1": "12:00", "minutes": "25", "pause": "5"} | values
    return {"kind": "timeslots"} | {f"timeslots-{name}": value for name, value in asked.items()}


def tables(**values):
    asked = {"first": "1", "last": "40", "place": ""} | values
    return {"kind": "tables"} | {f"tables-{name}": value for name, value in asked.items()}


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (timeslots(), "4 would be made. 2023-10-21 10:00–10:25 2023-10-21 10:30–10:55"),
        (tables(last="3", place="Hall B"), "3 would be made. 1 · Hall B 2 · Hall B 3 · Hall B"),
    ],
)
def test_what_would_be_made_is_shown_and_nothing_is_made(desk, day, asked, words):
    response = desk.post(page_of(day, "furnish"), asked | {"do": "show"})

    assert words in text(response)
    assert not Timeslot.objects.exists()
    assert not Table.objects.exists()


@pytest.mark.parametrize(
    ("asked", "model", "words"),
    [(timeslots(), Timeslot, "4 timeslots made."), (tables(last="4"), Table, "4 tables made.")],
)
def test_what_was_shown_is_made(desk, organiser, asked, model, words):
    day = factories.matchmaking_day()

    response = desk.post(page_of(day, "furnish"), asked | {"do": "make"}, follow=True)

    assert said(response) == [words]
    assert model.objects.filter(day=day).count() == 4
    assert set(model.history.values_list("history_user", flat=True)) == {organiser.pk}


@pytest.mark.parametrize("step", ["show", "make"])
@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (timeslots(ends_at_1="09:00"), "Between these moments there is no room for a timeslot."),
        (timeslots(ends_at_1="17:30"), "Timeslots would lie outside of “Activity"),
        (timeslots(minutes=""), "This field is required."),
        (timeslots(starts_at_1="soon"), "Enter a valid time."),
        (tables(first="9", last="3"), "The last number is smaller than the first one."),
        (tables(last="9999"), "That would be 9999 tables; make at most 1000 at once."),
        (tables(first="0"), "Ensure this value is greater than or equal to 1."),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_made(desk, day, asked, sentence, step):
    response = desk.post(page_of(day, "furnish"), asked | {"do": step})

    assert response.status_code == 400
    assert sentence in text(response)
    assert not Timeslot.objects.exists()
    assert not Table.objects.exists()


def test_those_that_are_there_stay(desk, day):
    factories.table(day=day, number=2)

    response = desk.post(page_of(day, "furnish"), tables(last="3") | {"do": "show"})

    assert "2 would be made. 1 is there already and stays. 1 3" in text(response)


@pytest.mark.parametrize("user", ["competition_editor", "programme_editor", "reader", "sub_forum_editor"])
def test_nobody_else_makes_any(client, request, day, user):
    client.force_login(request.getfixturevalue(user))

    assert client.post(page_of(day, "furnish"), tables() | {"do": "make"}).status_code == 404
    assert not Table.objects.exists()


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_asks_as_much_for_one_row_as_for_three(desk, day, django_assert_num_queries, number):
    for place in range(number):
        factories.table(day=day)
        factories.timeslot(day=day, place=place)

    with django_assert_num_queries(7):
        desk.get(page_of(day, "furnish"))
