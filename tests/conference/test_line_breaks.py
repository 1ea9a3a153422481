"""Titles and names are one line: in a file that is imported, and in a calendar whatever the rows hold."""

import pytest

from conference import importing, published, publishing
from conference.models import Activity, Room
from directory.models import Person
from tests import factories
from tests.conference.bad_files import GUID, OTHER, event, talk, v1, v2, xml

pytestmark = pytest.mark.django_db

PERSON = "<persons><person>Jane\n Doe</person></persons>"
EVENT = {"date": "2023-10-20T09:00:00+08:00", "duration": "01:00", "guid": GUID}
FILES = {
    "xml": xml(event(title="Line one\nX-EVIL: two", room="Hall\t1", more=PERSON)),
    "v1": v1(EVENT | {"title": "Line one\r\n X-EVIL: two", "room": "Hall \n1", "persons": [{"name": "Jane\nDoe"}]}),
    "v2": v2(
        talk(
            title="Line one\n\nX-EVIL: two",
            room={"name": "Hall\n1", "guid": OTHER},
            participants=[{"name": "\tJane \t Doe"}],
        )
    ),
}


@pytest.mark.parametrize("layout", FILES)
def test_titles_and_names_that_are_imported_are_one_line(layout):
    conference = factories.conference()

    plan = importing.carry_out(importing.plan(conference, FILES[layout]))

    assert [row.title_en for row in Activity.objects.all()] == ["Line one X-EVIL: two"]
    assert [row.name_en for row in Room.objects.all()] == ["Hall 1"]
    assert [row.name_en for row in Person.objects.all()] == ["Jane Doe"]
    assert importing.plan(conference, plan.content).changes == []


def test_calendar_of_names_with_line_breaks(client, organiser):
    conference = factories.conference(slug="2023", name_en="The\r\nconference, 2023")
    factories.activity(conference=conference, slug="talk", title_en="Line one\nX-EVIL: two")
    publishing.publish(conference, by=organiser)
    published.refresh()

    found = client.get("/en/2023/activities/talk.ics").content.decode().split("\r\n")

    assert [line for line in found if line.startswith(("NAME", "X-WR-CALNAME", "SUMMARY", "X-EVIL"))] == [
        "NAME:The conference\\, 2023 · Line one X-EVIL: two",
        "X-WR-CALNAME:The conference\\, 2023 · Line one X-EVIL: two",
        "SUMMARY:Line one\\nX-EVIL: two",
    ]
