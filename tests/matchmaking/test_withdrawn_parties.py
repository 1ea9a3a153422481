"""What a party that has withdrawn still sees: what it took part in, and nobody of the other side."""

import pytest

from tests import factories
from tests.matchmaking.days import day_of, meeting_on
from tests.matchmaking.parties import page_of, signed_in
from tests.reading import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def meetings(client):
    """One that has begun and one that is to come, of a venture that has withdrawn; the client is signed in for it."""
    venture = factories.venture(day=day_of(hours=0), state="withdrawn")
    found = [meeting_on(venture.day, place, venture=venture) for place in (0, 2)]
    for meeting in found:
        factories.representative(investor=meeting.investor, name="Ann Hidden")
    signed_in(client, venture)
    return found


@pytest.mark.parametrize("name", ["schedule", "schedule_file", "meeting_list"])
def test_only_meetings_that_had_begun_are_named_and_nobody_who_comes(client, meetings, name):
    begun, to_come = meetings

    words = client.get(page_of(begun.venture, name)).content.decode().replace("\r\n ", "")

    assert [str(meeting.investor) in words for meeting in (begun, to_come)] == [True, False]
    assert "Ann Hidden" not in words


def test_a_meeting_that_had_begun_is_there_without_who_came(client, meetings):
    begun, to_come = meetings

    page = Page(client.get(page_of(begun.venture, "meeting_detail", begun)))

    assert page.text("//h1") == str(begun.investor)
    assert "Ann Hidden" not in page.source
    assert client.get(page_of(begun.venture, "meeting_detail", to_come)).status_code == 404
    assert client.get(page_of(begun.venture, "meeting_contact", to_come)).status_code == 404
