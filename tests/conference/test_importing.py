"""Importing: what is read, what is refused, and that nothing is half imported."""

import datetime as dt
import json
import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from conference import importing
from conference.exchange.events import person_guid
from conference.models import Activity, AgendaItem, Appearance, Conference, Room, Venue
from directory.models import Office, Organisation, Person
from tests import factories
from tests.conference.bad_files import BAD_FILES, GUID, OTHER, event, talk, v2, xml
from tests.conference.schedules import schema

pytestmark = pytest.mark.django_db


MODELS = [Conference, Venue, Room, Activity, AgendaItem, Appearance, Person, Office, Organisation]


def everything():
    return {model: list(model.objects.order_by("pk").values()) for model in MODELS}


@pytest.fixture
def conference():
    """A conference that has something to lose."""
    row = factories.programme(slug="2023")
    hall = factories.room(name_en="Taken hall")
    factories.activity(conference=row, title_en="Already there", slug="there", room=hall, starts_at=factories.at(8))
    return row


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_refused_with_a_sentence_and_changes_nothing(conference, name):
    content, sentences = BAD_FILES[name]
    before = everything()

    plan = importing.plan(conference, content)

    assert len(plan.problems) == len(sentences)
    for problem, sentence in zip(plan.problems, sentences, strict=True):
        assert problem.startswith(sentence)
    with pytest.raises(ValidationError) as error:
        importing.carry_out(plan)
    assert error.value.messages == plan.problems
    assert everything() == before


def test_nothing_is_written_by_a_plan(conference):
    before = everything()

    plan = importing.plan(conference, xml(event(), event(OTHER, "Break", "2023-10-20T10:00:00+08:00")))

    assert [(step.action, step.subject, step.title) for step in plan.steps] == [
        ("added", "Venue", str(conference)),
        ("added", "Hall", "Hall 1"),
        ("added", "Activity", "A talk"),
        ("added", "Activity", "Break"),
    ]
    assert everything() == before


def test_an_event_of_another_system_is_an_activity(conference, organiser):
    content = xml(
        event(
            title="Gr\u00fc\u00dfe \u202eabc\u202c 😀",
            more="<type>Keynote</type><language>de-formal</language><abstract>Short</abstract>"
            "<description>Long &amp; wide</description><track>Main</track><links><link href='x'>y</link></links>"
            "<persons><person id='1'>Jane Doe</person><person id='2'>王伟</person></persons>",
        ),
        event(OTHER, "\u4e3b\u8bba\u575b", "2023-10-20T02:00:00Z", duration="0:30"),
    )

    plan = importing.carry_out(importing.plan(conference, content), by=organiser)

    talk, forum = (Activity.objects.get(guid=guid) for guid in (GUID, OTHER))
    assert (talk.title_en, talk.title_zh_hans, talk.slug) == ("Grüße \u202eabc\u202c 😀", "", "grue-abc")
    assert (talk.summary_en, talk.kind, talk.room.name_en) == ("Short\n\nLong & wide", "other", "Hall 1")
    assert (talk.starts_at, talk.ends_at) == (factories.at(9), factories.at(10))
    assert [(one.person.name_en, one.person.name_zh_hans, one.order) for one in talk.appearances.all()] == [
        ("Jane Doe", "", 1),
        ("", "王伟", 2),
    ]
    assert (forum.title_zh_hans, forum.slug) == ("主论坛", f"activity-{OTHER[:8]}")
    assert (forum.starts_at, forum.ends_at) == (factories.at(10), factories.at(10, 30))
    assert plan.notes == ["1 track is not kept.", "1 link is not kept."]
    assert talk.history.get().history_user == organiser
    assert importing.plan(conference, content).changes == []


def test_importing_again_changes_what_the_file_says_and_nothing_else(conference):
    importing.carry_out(importing.plan(conference, xml(event(more="<persons><person>Jane Doe</person></persons>"))))
    row = Activity.objects.get(guid=GUID)
    row.kind, row.slug, row.title_zh_hans, row.is_cancelled = "main_forum", "talk", "演讲", True
    row.save()
    row.appearances.update(role="moderator")
    changed = xml(
        event(
            title="A better talk",
            duration="01:30",
            more="<persons><person>John Roe</person><person>Jane Doe</person></persons>",
        )
    )

    plan = importing.carry_out(importing.plan(conference, changed))

    (person, step) = plan.changes
    assert (person.action, person.title) == ("added", "John Roe")
    assert [tuple(change) for change in step.fields] == [
        ("Title (English)", "A talk", "A better talk"),
        ("Ends at", "20 October 2023 10:00", "20 October 2023 10:30"),
        ("People", "Moderator: Jane Doe", "Speaker: John Roe; Moderator: Jane Doe"),
    ]
    row.refresh_from_db()
    assert (row.kind, row.slug, row.title_en, row.title_zh_hans) == ("main_forum", "talk", "A better talk", "演讲")
    assert row.is_cancelled
    assert [(one.person.name_en, one.role) for one in row.appearances.all()] == [
        ("John Roe", "speaker"),
        ("Jane Doe", "moderator"),
    ]
    assert importing.plan(conference, changed).changes == []


def test_an_activity_that_is_there_is_put_into_a_hall_that_is_not(conference):
    importing.carry_out(importing.plan(conference, xml(event())))

    plan = importing.carry_out(importing.plan(conference, xml(event(room="New hall"))))

    changes = [(step.action, step.subject, step.title) for step in plan.changes[-2:]]
    assert changes == [("added", "Hall", "New hall"), ("changed", "Activity", "A talk")]
    assert [tuple(change) for change in plan.changes[-1].fields] == [("Hall", "Hall 1", "New hall")]
    assert Activity.objects.get(guid=GUID).room == Room.objects.get(name_en="New hall")


def test_known_people_and_halls_are_found_and_left_alone(conference):
    known = factories.person(name_en="Jane Doe", name_zh_hans="")
    hall = factories.room(name_en="Grand hall")
    for _ in range(2):
        factories.person(name_en="Wang Wei", name_zh_hans="")
    content = v2(
        talk(
            room={"name": "Grand hall", "guid": OTHER},
            participants=[
                {"guid": OTHER, "name": "Jane Doe", "role": "MODERATOR"},
                {"guid": GUID, "name": "Wang Wei", "role": "SPEAKER"},
            ],
        )
    )

    importing.carry_out(importing.plan(conference, content))

    row = Activity.objects.get(guid=GUID)
    first, second = row.appearances.all()
    assert row.room == hall
    assert (first.person, first.role) == (known, "moderator")
    assert second.person.slug == f"wang-wei-{GUID[:8]}"
    assert Person.objects.filter(name_en="Wang Wei").count() == 3
    assert importing.plan(conference, content).changes == []


def test_version_2_says_what_is_cancelled_and_speaks_both_languages(conference):
    content = v2(
        talk(abstract={"en": "Short", "zh": "摘要"}, state="CANCELED", language="en"),
        {
            "type": "BREAK",
            "title": "Lunch",
            "start": "2023-10-20T12:00:00+08:00",
            "end": "2023-10-20T13:00:00+08:00",
        },
        languages=["en"],
        title="Other conference",
    )

    importing.carry_out(importing.plan(conference, content))

    row, lunch = Activity.objects.get(guid=GUID), Activity.objects.get(title_en="Lunch")
    assert (row.is_cancelled, row.summary_en, row.summary_zh_hans) == (True, "Short", "摘要")
    assert (lunch.room, lunch.is_cancelled) == (None, False)
    assert importing.plan(conference, content).changes == []


def test_version_1_finds_halls_and_people_by_guid(conference):
    hall, person = factories.room(name_en="Renamed here"), factories.person(name_en="Renamed too")
    events = [
        {
            "guid": GUID,
            "title": "A talk",
            "date": "2023-10-20T09:00:00+08:00",
            "duration": "1:02:30",
            "persons": [{"guid": person_guid(person.slug), "public_name": "Old name"}],
        }
    ]
    schedule = {"rooms": [{"name": "Hall 1", "guid": str(hall.guid)}], "days": [{"rooms": {"Hall 1": events}}]}

    importing.carry_out(importing.plan(conference, json.dumps({"schedule": {"conference": schedule}}).encode()))

    row = Activity.objects.get(guid=GUID)
    assert (row.room, row.appearances.get().person) == (hall, person)
    assert row.ends_at == factories.at(11, 30, day=21)


def test_what_the_file_does_not_have_stays_unless_asked(conference):
    content = xml(event())

    kept = importing.plan(conference, content)
    removing = importing.plan(conference, content, removing=True)

    assert kept.count("removed") == 0
    assert removing.count("removed") == conference.activities.count() + AgendaItem.objects.count()
    importing.carry_out(removing)
    assert [activity.title_en for activity in conference.activities.all()] == ["A talk"]


def test_a_plan_made_of_other_rows_is_refused(conference):
    plan = importing.plan(conference, xml(event()))
    importing.carry_out(plan)
    before = everything()

    with pytest.raises(ValidationError) as error:
        importing.carry_out(plan)

    assert error.value.code == "import_moved_on"
    assert everything() == before


def test_long_texts_are_cut_and_said_to_be(conference):
    plan = importing.carry_out(importing.plan(conference, xml(event(more=f"<abstract>{'x' * 5000}</abstract>"))))

    assert plan.notes == ["1 text is cut after 4000 characters."]
    assert len(Activity.objects.get(guid=GUID).summary_en) == 4000
    assert importing.plan(conference, plan.content).changes == []


def test_the_example_of_the_format_is_imported():
    conference = factories.conference(slug="38c3", starts_on=dt.date(2024, 12, 27), ends_on=dt.date(2024, 12, 30))
    content = schema("example-v2.json").read_bytes()

    plan = importing.carry_out(importing.plan(conference, content))

    assert plan.problems == []
    assert [str(row) for row in conference.activities.all()] == [
        "38C3: Opening Ceremony",
        "A Competitive Time-Trial AI for Need for Speed:",
    ]
    assert [str(one.person) for one in conference.activities.first().appearances.all()] == [
        "Gabriela Bogk",
        "Aline Blankertz",
        "Senficon",
    ]
    assert importing.plan(conference, content).changes == []


@pytest.mark.django_db(transaction=True)
def test_two_imports_of_one_file_leave_one_set_of_rows():
    conference, content, results = (
        factories.conference(slug="2023"),
        xml(event(), event(OTHER, "B", "2023-10-20T10:00:00+08:00")),
        [],
    )
    plans = [importing.plan(conference, content) for _ in range(2)]
    start = threading.Barrier(2)

    def carry_out(plan):
        start.wait()
        try:
            importing.carry_out(plan)
            results.append("imported")
        except ValidationError as error:
            results.append(error.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=carry_out, args=[plan]) for plan in plans]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(results) in (["import_moved_on", "imported"], ["import_clashed", "imported"])
    assert (Activity.objects.count(), Room.objects.count(), Venue.objects.count()) == (2, 1, 1)
