"""Invitations in the back office: from the list of those who come, and from the page of a venture or an investor."""

import pytest
from django.core import mail
from django.test import Client

from matchmaking.models import Representative
from tests import factories
from tests.filling import opened
from tests.matchmaking.desks import act, list_of, listed, page_of, text
from tests.matchmaking.parties import coming_for
from tests.reading import said

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, organiser):
    client.force_login(organiser)
    return client


@pytest.fixture(params=["venture", "investor"])
def party(request):
    return getattr(factories, request.param)()


def test_an_action_invites_those_who_have_not_signed_in(desk, party, django_capture_on_commit_callbacks):
    new = factories.representative(**{party.side: party})
    known = coming_for(party, name="Lin")

    with django_capture_on_commit_callbacks(execute=True):
        response = act(desk, "invite", new, known)

    assert said(response) == ["Invited: 1.", "Lin has signed in already, or does not come any more."]
    assert [letter.to for letter in mail.outbox] == [[new.email]]


def test_the_page_of_a_party_invites_all_who_have_not_signed_in(desk, party, django_capture_on_commit_callbacks):
    rows = [factories.representative(**{party.side: party}) for _row in range(2)]
    factories.representative(**{party.side: party}, email="")
    coming_for(party)
    assert "Invite 2 who have not signed in" in text(desk.get(page_of(party)))

    with django_capture_on_commit_callbacks(execute=True):
        response = desk.post(page_of(party, "invite"), follow=True)

    assert said(response) == ["Invited: 2."]
    assert [letter.to for letter in mail.outbox] == [[row.email] for row in rows]


def test_a_page_without_anybody_to_invite_offers_nothing(desk, party):
    coming_for(party)

    assert page_of(party, "invite") not in desk.get(page_of(party)).content.decode()


def test_invitations_are_the_organisers_to_send(party, reader, competition_editor):
    row = factories.representative(**{party.side: party})
    for user in (reader, competition_editor):
        browser = Client()
        browser.force_login(user)
        assert browser.post(page_of(party, "invite")).status_code in (403, 404)

    row.refresh_from_db()
    assert row.invited_at is None


def test_nobody_is_invited_by_coming_by(desk, party):
    assert desk.get(page_of(party, "invite")).status_code == 405


def test_another_address_was_not_invited(desk, party):
    row = factories.representative(**{party.side: party}, invited_at=factories.at(9))

    desk.post(page_of(row), opened(desk, page_of(row)) | {"office": "Engineer"})
    row.refresh_from_db()
    assert row.invited_at == factories.at(9)

    desk.post(page_of(row), opened(desk, page_of(row)) | {"email": "other@example.org"})
    row.refresh_from_db()
    assert (row.email, row.invited_at) == ("other@example.org", None)


def test_those_without_an_account_are_found(desk, party):
    new, _known = factories.representative(**{party.side: party}), coming_for(party)

    assert listed(desk.get(list_of(Representative, "?user__isempty=1"))) == [new]
