"""A schedule file of our own comes back as it was, and may be edited on the way."""

import json

import msgspec
import pytest

from conference import importing
from conference.drafting import draft
from conference.exchange import c3voc, frab
from conference.exchange.events import clean
from conference.models import Activity, AgendaItem, Room, Venue
from directory.models import Office, Organisation, Person
from tests import factories
from tests.conference.schedules import CONTENTS, SITE, WRITERS, nothing_at_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def conference():
    """A conference that has something to lose."""
    row = factories.programme(slug="2023")
    hall = factories.room(name_en="Taken hall")
    factories.activity(conference=row, title_en="Already there", slug="there", room=hall, starts_at=factories.at(8))
    return row


def comparable(value, left_out):
    """A value without the keys of the database, and without the characters that no schedule file may hold."""
    if isinstance(value, dict):
        return {key: comparable(one, left_out) for key, one in value.items() if key not in left_out}
    if isinstance(value, list):
        return [comparable(one, left_out) for one in value]
    return clean(value) if isinstance(value, str) else value


def schedule_of(row, *left_out):
    """What a schedule file holds of a conference: not its own name, not exhibits, releases, news and figures."""
    found = msgspec.to_builtins(draft(row))
    kept = {name: found.get(name) for name in ("activities", "people", "organisations", "venues")}
    return comparable(kept, {"id", *left_out})


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("writer", WRITERS)
@pytest.mark.parametrize("change", [change for change in CONTENTS if change is not nothing_at_all])
def test_our_own_file_comes_back_exactly(change, writer, language):
    row = factories.programme(slug="2023")
    change(row)
    for name in ("exhibits", "releases", "news", "key_figures"):  # not of the schedule
        getattr(row, name).all().delete()
    row.refresh_from_db()
    before, content = schedule_of(row), WRITERS[writer](draft(row), language=language, site=SITE)
    row.delete()
    for model in (Office, Person, Organisation, Room, Venue):
        model.objects.all().delete()
    empty = factories.conference(slug="2023")

    importing.carry_out(importing.plan(empty, content))

    assert schedule_of(empty) == before
    assert importing.plan(empty, content).changes == []


@pytest.mark.parametrize("writer", WRITERS)
def test_our_own_file_changes_nothing_where_it_comes_from(conference, writer):
    content = WRITERS[writer](draft(conference), language="zh-hans", site=SITE)

    plan = importing.plan(conference, content)

    assert (plan.problems, plan.changes) == ([], [])
    assert plan.count("unchanged") == conference.activities.count() + AgendaItem.objects.count()


def test_a_file_of_last_year_can_start_another_conference(conference):
    other = factories.conference(slug="2024")
    Activity.objects.filter(conference=conference).update(room=None)
    content = frab.write(draft(conference), language="en", site=SITE)

    importing.carry_out(importing.plan(other, content))

    before, after = schedule_of(conference, "guid"), schedule_of(other, "guid")
    assert after["activities"] == before["activities"]
    guids = [set(Activity.objects.filter(conference=row).values_list("guid", flat=True)) for row in (conference, other)]
    assert guids[0].isdisjoint(guids[1])
    assert importing.plan(other, content).changes == []


@pytest.mark.parametrize("writer", WRITERS)
def test_what_was_changed_in_our_own_file_is_changed_here(conference, writer):
    speech = conference.activities.get(slug="forum").agenda_items.first()
    speech.title_en, speech.title_zh_hans = "Old words", "旧"
    speech.save()
    content = WRITERS[writer](draft(conference), language="en", site=SITE)
    carried = content.find(b'"activities":[')
    end = content.index(b"Old words", carried) + len(b"Old words")
    edited = content[:end] + content[end:].replace(b"Old words", b"New words")

    plan = importing.plan(conference, edited)

    (step,) = plan.changes
    assert (step.row.pk, step.action) == (speech.pk, "changed")
    assert [tuple(change) for change in step.fields] == [("Title (English)", "Old words", "New words")]


def test_halls_are_exchanged_and_times_move(conference):
    forum, fair = (conference.activities.get(slug=slug) for slug in ("forum", "exhibition"))
    before = json.loads(c3voc.write_v2(draft(conference), language="en", site=SITE))
    carried = before["schedule"]["conference"]["meta"]["bloom"]["activities"]
    one, other = (next(row for row in carried if row["slug"] == slug) for slug in ("forum", "exhibition"))
    one["room"], other["room"] = other["room"], one["room"]
    for line in (one, *one["items"]):
        for name in ("starts_at", "ends_at"):
            line[name] = line[name].replace("2023-10-20", "2023-10-21")
    rooms = {str(forum.room.guid): fair.room, str(fair.room.guid): forum.room}
    for found in before["schedule"]["events"]:
        if found["room"]["guid"] in rooms:
            room = rooms[found["room"]["guid"]]
            found["room"] = {"guid": str(room.guid), "name": str(room)}
        if found["guid"] != str(fair.guid) and found["track"]["slug"] == "forum":
            found["start"], found["end"] = (found[name].replace("10-20", "10-21") for name in ("start", "end"))

    importing.carry_out(importing.plan(conference, json.dumps(before).encode()))

    moved, stayed = (conference.activities.get(slug=slug) for slug in ("forum", "exhibition"))
    assert (moved.room, stayed.room) == (fair.room, forum.room)
    assert (moved.starts_at, moved.ends_at) == (factories.at(9, day=21), factories.at(12, day=21))
    assert moved.agenda_items.first().starts_at == factories.at(9, day=21)
    assert moved.history.count() == forum.history.count() == 2
