"""The rules between rows, as `full_clean()` says them and as the database keeps them when nobody asked."""

import datetime as dt
import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from conference.models import Activity, AgendaItem
from directory.models import Office
from tests import factories
from tests.factories import at

pytestmark = pytest.mark.django_db


def refused_by_form(row):
    with pytest.raises(ValidationError) as refused:
        row.full_clean()
    return [error.code for errors in refused.value.error_dict.values() for error in errors], refused.value.messages


def refused_by_database(row):
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        row.save()
    return str(refused.value)


@pytest.mark.parametrize(
    ("starts", "ends"),
    [((10, 0), (11, 0)), ((8, 0), (9, 1)), ((11, 59), (13, 0)), ((8, 0), (13, 0)), ((9, 0), (12, 0))],
)
def test_activity_in_a_taken_room(starts, ends):
    taken = factories.activity(room=factories.room())
    other = Activity(
        conference=taken.conference,
        slug="other",
        kind="sub_forum",
        title_en="Other",
        room=taken.room,
        starts_at=at(*starts),
        ends_at=at(*ends),
    )

    codes, messages = refused_by_form(other)

    assert codes == ["activity_room_is_free"]
    assert messages == [f"The hall is taken at that time by “{taken}”."]
    assert "activity_room_is_free" in refused_by_database(other)


@pytest.mark.parametrize(
    "values",
    [
        {"starts_at": at(12), "ends_at": at(13)},
        {"starts_at": at(8), "ends_at": at(9)},
        {"is_cancelled": True},
        {"room": None},
        {"starts_at": at(9, day=21), "ends_at": at(12, day=21)},
    ],
)
def test_activity_beside_another_one(values):
    room = factories.room()
    first = factories.activity(room=room)

    second = factories.activity(**{"conference": first.conference, "room": room} | values)

    assert list(Activity.objects.order_by("pk")) == [first, second]


@pytest.mark.parametrize(
    ("starts", "ends"), [((8, 59), (9, 30)), ((11, 30), (12, 1)), ((7, 0), (8, 0)), ((13, 0), (14, 0))]
)
def test_agenda_item_outside_its_activity(starts, ends):
    activity = factories.activity()
    item = AgendaItem(activity=activity, title_en="Item", starts_at=at(*starts), ends_at=at(*ends))

    codes, _messages = refused_by_form(item)

    assert codes == ["agenda_item_within_activity"]
    assert "agenda_item_within_activity" in refused_by_database(item)


def test_activity_that_would_no_longer_cover_an_item():
    item = factories.agenda_item()
    activity = item.activity
    activity.starts_at = at(9, 10)

    codes, messages = refused_by_form(activity)

    assert codes == ["activity_covers_its_items"]
    assert messages == [f"The agenda item “{item}” would lie outside the activity's time."]
    assert "activity_covers_its_items" in refused_by_database(activity)


@pytest.mark.parametrize(
    ("valid_from", "valid_to"),
    [
        (None, None),
        ("2022-01-01", "2022-12-31"),
        (None, "2022-01-01"),
        ("2022-12-31", None),
        ("2022-03-01", "2022-04-01"),
    ],
)
def test_second_office_at_the_same_organisation_and_time(valid_from, valid_to):
    held = factories.office(valid_from=dt.date(2022, 1, 1), valid_to=dt.date(2022, 12, 31))
    days = [day and dt.date.fromisoformat(day) for day in (valid_from, valid_to)]
    second = Office(
        person=held.person, organisation=held.organisation, title_en="Dean", valid_from=days[0], valid_to=days[1]
    )

    codes, _messages = refused_by_form(second)

    assert codes == ["office_one_at_a_time"]
    assert "office_one_at_a_time" in refused_by_database(second)


def test_office_after_the_one_before():
    held = factories.office(valid_to=dt.date(2022, 12, 31))

    next_one = factories.office(person=held.person, organisation=held.organisation, valid_from=dt.date(2023, 1, 1))

    assert list(Office.objects.held_on(dt.date(2022, 12, 31))) == [held]
    assert list(Office.objects.held_on(dt.date(2023, 1, 1))) == [next_one]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("model", [Office, Activity, AgendaItem])
def test_rules_survive_the_rebuilding_of_a_table(model):
    """SQLite alters a table by building it anew, PostgreSQL in place: either way the rules of all tables stay."""
    before = rules_in_the_database()

    with connection.schema_editor() as editor:
        if connection.vendor == "sqlite":
            editor._remake_table(model)
        for constraint in model._meta.constraints:
            editor.remove_constraint(model, constraint)
            editor.add_constraint(model, constraint)

    assert rules_in_the_database() == before


def rules_in_the_database():
    """The names of triggers and exclusion constraints."""
    queries = {
        "sqlite": "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal"
        " UNION SELECT conname, conrelid::regclass::text FROM pg_constraint WHERE contype = 'x'",
    }
    with connection.cursor() as cursor:
        cursor.execute(queries[connection.vendor])
        found = set(cursor.fetchall())
    assert len(found) == {"sqlite": 77, "postgresql": 39}[connection.vendor]
    return found


def in_two_connections(first, second):
    """Runs `first` in an open transaction, then `second` in another one that has to wait; their outcomes.

    The second starts while the first is not yet committed: exactly what no form can see.
    """
    first_done, outcomes = threading.Event(), {}

    def run(name, write, before=None, after=None):
        try:
            if before:
                assert before.wait(10)
            with transaction.atomic():
                write()
                if after:
                    after.set()
                    threading.Event().wait(0.5)  # hold the transaction while the other one tries
            outcomes[name] = "written"
        except IntegrityError as error:
            outcomes[name] = str(error)
        finally:
            connection.close()

    threads = [
        threading.Thread(target=run, args=("first", first), kwargs={"after": first_done}),
        threading.Thread(target=run, args=("second", second), kwargs={"before": first_done}),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    return outcomes


@pytest.mark.django_db(transaction=True)
def test_two_writers_take_one_room():
    conference, room = factories.conference(), factories.room()

    def take(slug):
        return lambda: Activity.objects.create(
            conference=conference,
            slug=slug,
            kind="sub_forum",
            title_en=slug,
            room=room,
            starts_at=at(9),
            ends_at=at(10),
        )

    outcomes = in_two_connections(take("first"), take("second"))

    assert outcomes["first"] == "written"
    assert "activity_room_is_free" in outcomes["second"]
    assert list(Activity.objects.values_list("slug", flat=True)) == ["first"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("order", ["activity first", "item first"])
def test_one_writer_shortens_an_activity_and_another_adds_an_item(order):
    activity = factories.activity()

    def shorten():
        Activity.objects.filter(pk=activity.pk).update(ends_at=at(11))

    def add():
        AgendaItem.objects.create(activity=activity, title_en="Late", starts_at=at(11), ends_at=at(12))

    writes = (shorten, add) if order == "activity first" else (add, shorten)
    outcomes = in_two_connections(*writes)

    assert outcomes["first"] == "written"
    assert ("agenda_item_within_activity" if order == "activity first" else "activity_covers_its_items") in outcomes[
        "second"
    ]
