"""An invitation on the pages: who is offered one, where it leads and for whom, and what a lost mail breaks."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.urls import reverse

from config.mail import mailer
from directory.models import User
from matchmaking.models import Representative
from tests import factories
from tests.directory.test_accounts import sent_code
from tests.matchmaking.inviting import ADDRESS, confirmed, cranes, invited, lin_of, link, zhao_of
from tests.matchmaking.parties import coming_for, page_of, signed_in, somebody
from tests.reading import Page, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def venture():
    return cranes()


@pytest.fixture
def lin(client, venture):
    """Who is signed in, and invites."""
    row = lin_of(venture)
    client.force_login(row.user)
    return row


@pytest.fixture
def zhao(venture):
    return zhao_of(venture)


@pytest.fixture
def commits(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


# --- Where it leads --------------------------------------------------------------------------------------------------


def test_it_leads_to_signing_up_and_then_to_the_desk(client, venture, zhao, lin, commits):
    with commits():
        invited(zhao, lin.user)
    client.logout()
    assert 'value="Zhao@example.org"' in client.get(link()).text

    client.post(link(), {"name": "Zhao", "email": "Zhao@example.org", "password1": "a horse and a battery"})
    response = client.post("/en/accounts/confirm-email/", {"code": sent_code()}, follow=True)

    assert response.redirect_chain[-1][0] == page_of(venture)
    assert Page(response).text("//h1") == "Cranes"
    zhao.refresh_from_db()
    assert zhao.user == User.objects.get(email=ADDRESS)


@pytest.mark.parametrize("is_confirmed", [True, False])
def test_it_leads_who_has_an_account_to_a_code_and_then_to_the_desk(client, zhao, lin, commits, is_confirmed):
    user = somebody(email=ADDRESS)
    EmailAddress.objects.create(user=user, email=ADDRESS, verified=is_confirmed, primary=True)
    with commits():
        invited(zhao, lin.user)
    client.logout()
    path = link("zh-hans")
    assert path.startswith("/zh-hans/accounts/login/code/?")

    confirm = client.post(path, {"email": ADDRESS}).url
    response = client.post(confirm, {"code": sent_code()}, follow=True)

    assert response.redirect_chain[-1][0] == page_of(zhao.venture).replace("/en/", "/zh-hans/")
    zhao.refresh_from_db()
    assert zhao.user == user


def test_who_is_signed_in_already_gets_to_the_desk(client, venture, zhao, lin, commits):
    with commits():
        invited(zhao, lin.user)
    user = confirmed(somebody(email=ADDRESS))
    client.force_login(user)

    response = client.get(link(), follow=True)

    assert (response.status_code, response.redirect_chain[-1][0]) == (200, page_of(venture))
    zhao.refresh_from_db()
    assert zhao.user == user


def test_an_invitation_of_somebody_else_opens_nothing(client, venture, zhao, lin, commits):
    with commits():
        invited(zhao, lin.user)
    client.force_login(confirmed(somebody(email="eve@example.org")))

    page = Page(client.get(link(), follow=True), 404)

    assert page.text("//p[@class='lead']") == (
        "There is no such page, or you do not come for this party. You are signed in as eve@example.org; "
        "who was invited with another address signs out first."
    )
    zhao.refresh_from_db()
    assert zhao.user is None


def test_an_address_that_is_not_confirmed_opens_nothing(client, venture, zhao):
    client.force_login(somebody(email=ADDRESS))

    assert client.get(page_of(venture)).status_code == 404
    zhao.refresh_from_db()
    assert zhao.user is None


def test_whether_somebody_has_an_account_is_not_told_to_who_invites(client, venture, lin, commits):
    confirmed(somebody(email=ADDRESS))
    pages = []
    for address in (ADDRESS, "nobody@example.org"):
        with commits():
            response = client.post(page_of(venture, "representative_list"), {"name": "X", "email": address})
        assert response.status_code == 302
        pages.append(client.get(response.url).text.replace(address, "…"))
        Representative.objects.get(email=address).delete()

    known, unknown = (re.sub(r"csrf\S+ value=\S+|/representatives/\d+/", "", page) for page in pages)
    assert known == unknown


# --- On the pages ----------------------------------------------------------------------------------------------------


def notes(client, venture):
    return Page(client.get(page_of(venture, "representative_list"))).texts(
        "//ul[@class='representatives']/li[2]/p[@class='note']"
    )


def test_the_list_says_who_was_invited_and_offers_it_again(client, venture, lin, zhao):
    url, button = page_of(venture, "representative_invite", zhao.pk), "//form[@action='{}']//button"
    assert notes(client, venture)[1] == "Has not signed in yet, and was not invited."

    response = client.post(url, follow=True)

    assert said(response) == ["An invitation goes to Zhao@example.org."]
    assert notes(client, venture)[1].endswith(", has not signed in yet.")
    assert Page(response).text(button.format(url)) == "Send the invitation again: Zhao Min"
    assert said(client.post(url, follow=True)) == [
        "An invitation was sent to Zhao@example.org less than an hour ago. Wait until it has come, or try later."
    ]


def test_who_has_no_address_or_an_account_is_not_offered_an_invitation(client, venture, lin):
    without = factories.representative(venture=venture, email="")
    colleague = coming_for(venture)

    page = Page(client.get(page_of(venture, "representative_list")))

    actions = page.values("//form/@action")
    assert [page_of(venture, "representative_invite", row.pk) in actions for row in (without, colleague)] == [False] * 2
    assert notes(client, venture) == ["– · –", "Cannot sign in: add an e-mail address."]


def test_who_is_added_without_an_address_is_not_invited_and_that_is_said(client, venture, lin, commits):
    with commits():
        response = client.post(page_of(venture, "representative_list"), {"name": "Zhao"}, follow=True)

    assert said(response) == ["Zhao comes for it, too.", "Without an e-mail address Zhao cannot sign in."]
    assert mail.outbox == []


def test_another_address_is_invited_anew_and_anything_else_is_not(client, venture, lin, zhao, commits):
    invited(zhao, lin.user)
    url = page_of(venture, "representative_detail", zhao.pk)

    with commits():
        client.post(url, {"name": "Zhao Min", "email": "Zhao@example.org", "office": "Engineer"}, follow=True)
    assert mail.outbox == []
    with commits():
        response = client.post(url, {"name": "Zhao Min", "email": "min@example.org"}, follow=True)

    assert said(response) == ["“Zhao Min” is saved.", "An invitation goes to min@example.org."]
    assert [letter.to for letter in mail.outbox] == [["min@example.org"]]


def test_who_may_invite_nobody_more_still_adds_them(client, venture, lin, monkeypatch):
    monkeypatch.setattr("matchmaking.enrolling.inviting.MOST_A_DAY", 0)

    response = client.post(page_of(venture, "representative_list"), {"name": "Zhao", "email": ADDRESS}, follow=True)

    assert said(response) == [
        "Zhao comes for it, too.",
        "You have sent 0 invitations since yesterday: that is all. Ask the organisers for more.",
    ]
    assert Representative.objects.get(name="Zhao").invited_at is None


def test_a_mail_server_that_is_away_breaks_no_page_and_loses_nothing(client, lin, settings, commits, caplog):
    settings.MAILERS = {"default": mailer("smtp://127.0.0.1:1")}

    with commits():
        response = client.post(
            page_of(lin.party, "representative_list"), {"name": "Zhao", "email": ADDRESS}, follow=True
        )

    assert (response.status_code, Representative.objects.get(name="Zhao").email) == (200, ADDRESS)
    failed = [one.getMessage() for one in caplog.records if one.levelname == "ERROR"]
    assert [re.sub(r"id=\w+", "id", line) for line in failed] == [
        "Task id path=matchmaking.notices.invitation state=FAILED"
    ]


def test_nobody_invites_for_a_party_of_others(client, venture, zhao):
    signed_in(client, factories.venture(day=venture.day))

    assert client.post(page_of(venture, "representative_invite", zhao.pk)).status_code == 404
    zhao.refresh_from_db()
    assert zhao.invited_at is None


def test_who_is_not_signed_in_invites_nobody(client, venture, zhao):
    response = client.post(page_of(venture, "representative_invite", zhao.pk))

    assert response.url.startswith(reverse("account_login"))
    zhao.refresh_from_db()
    assert zhao.invited_at is None
