"""The people of the other side as cards, where contact data is exchanged."""

import pytest

from tests import factories
from tests.matchmaking.days import day_of, meeting_on
from tests.matchmaking.parties import coming_for, page_of, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(client):
    """A meeting after which both agree; of the two who come for the investor, one consents."""
    row = meeting_on(day_of())
    signed_in(client, row.venture)
    for side in ("venture", "investor"):
        factories.feedback(meeting=row, side=side, shares_contact=True, given_at=row.timeslot.starts_at)
    factories.consent(representative=factories.representative(investor=row.investor, name="Li Wei", email="li@a.org"))
    factories.representative(investor=row.investor, name="Wang Fang", email="wang@a.org")
    return row


def address_of(meeting):
    return page_of(meeting.venture, "meeting_contact", meeting.pk)


def test_cards_of_those_who_consent(client, meeting):
    response = client.get(address_of(meeting))

    assert response.headers["Content-Type"] == "text/vcard; charset=utf-8"
    assert response.headers["Content-Disposition"] == f'attachment; filename="meeting-{meeting.pk}.vcf"'
    text = response.content.decode()
    assert f"FN:Li Wei\r\nN:Li Wei;;;;\r\nORG:{meeting.investor}\r\nEMAIL;TYPE=INTERNET:li@a.org" in text
    assert "Wang" not in text
    assert "no-store" in response.headers["Cache-Control"]


def test_there_are_none_before_both_agree(client, meeting):
    factories.interest(venture=meeting.venture, investor=meeting.investor, side="investor", state="blocked")

    assert client.get(address_of(meeting)).status_code == 404


@pytest.mark.parametrize("user", ["organiser", "other", None])
def test_there_are_none_for_others(client, request, meeting, user):
    client.logout()
    if user:
        others = coming_for(factories.venture(day=meeting.venture.day)).user
        client.force_login(others if user == "other" else request.getfixturevalue(user))

    assert client.get(address_of(meeting)).status_code == (404 if user else 302)


def test_it_is_read_only(client, meeting):
    assert client.post(address_of(meeting)).status_code == 405
