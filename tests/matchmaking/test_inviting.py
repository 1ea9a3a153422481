"""An invitation: what its mail says, how often it is sent, and what is refused."""

import datetime as dt

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.utils import timezone, translation

from directory.models import User
from matchmaking.enrolling.inviting import AGAIN_AFTER, MOST_A_DAY
from matchmaking.models import Representative
from tests import factories
from tests.matchmaking.inviting import ADDRESS, SITE, cranes, invited, lin_of, zhao_of
from tests.matchmaking.parties import page_of, somebody
from tests.reading import said

pytestmark = pytest.mark.django_db
SECOND = dt.timedelta(seconds=1)


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


# --- What it says ----------------------------------------------------------------------------------------------------


def test_a_colleague_who_is_added_gets_a_mail_in_both_languages(client, venture, lin, commits):
    with commits():
        response = client.post(page_of(venture, "representative_list"), {"name": "Zhao", "email": ADDRESS}, follow=True)

    (letter,) = mail.outbox
    assert said(response) == ["Zhao comes for it, too.", f"An invitation goes to {ADDRESS}."]
    assert (letter.to, letter.attachments) == ([ADDRESS], [])
    assert letter.subject == "[Bloom] You are invited: Investment day / 邀请函：投融资对接会"
    english, chinese = letter.body.split("\n\n* * *\n\n")
    assert english.splitlines()[0] == (
        "Lin Yue (lin@example.org) has entered you as somebody who comes for “Cranes” to “Investment day” on "
        "21 October 2023, 10:00. There, ventures that seek money and investors that have it meet at a table, one to "
        "one."
    )
    assert ("“岸桥”" in chinese, "“投融资对接会”" in chinese) == (True, True)
    assert [text.count(f"{SITE}/{code}/") for code, text in (("en", english), ("zh-hans", chinese))] == [1, 1]


def test_the_language_of_the_page_comes_first(zhao, lin, commits):
    with translation.override("zh-hans"), commits():
        invited(zhao, lin.user)

    (letter,) = mail.outbox
    assert letter.body.index(f"{SITE}/zh-hans/") < letter.body.index(f"{SITE}/en/")


def test_before_an_organiser_has_looked_at_the_party_strangers_write_nothing(venture, zhao, lin, commits):
    type(venture).objects.update(state="registered", name_en="Visit evil.example")
    User.objects.filter(pk=lin.user_id).update(name="Buy at evil.example")
    zhao.name = "evil.example"
    zhao.save()

    with commits():
        invited(zhao, lin.user)

    (letter,) = mail.outbox
    assert letter.body.startswith("lin@example.org has entered you as a colleague who comes, too, to “Investment day”")
    assert "evil" not in letter.subject + letter.body


def test_an_invitation_of_the_organisers_names_the_party_and_no_organiser(venture, zhao, organiser, commits):
    type(venture).objects.update(state="registered")

    with commits():
        invited(zhao, organiser)

    (letter,) = mail.outbox
    assert letter.body.startswith("The organisers have entered you as somebody who comes for “Cranes” to")
    assert organiser.email not in letter.body


# --- How often -------------------------------------------------------------------------------------------------------


def refused(row, by, at=None):
    with pytest.raises(ValidationError) as error:
        invited(row, by, at)
    return error.value.code


def test_one_address_is_written_to_once_an_hour(zhao, lin):
    at = timezone.now()
    invited(zhao, lin.user, at)

    assert refused(zhao, lin.user, at + AGAIN_AFTER - SECOND) == "invited_already"
    assert invited(zhao, lin.user, at + AGAIN_AFTER).invited_at == at + AGAIN_AFTER


def test_who_is_removed_and_added_again_or_added_elsewhere_is_not_written_to_sooner(venture, zhao, lin, organiser):
    invited(zhao, lin.user)
    zhao.delete()
    again = factories.representative(venture=venture, email=ADDRESS)
    elsewhere = factories.representative(email=ADDRESS)

    assert [refused(again, lin.user), refused(elsewhere, organiser)] == ["invited_already"] * 2


def test_a_person_invites_so_many_in_a_day_and_organisers_everybody(venture, lin, organiser):
    at = timezone.now()
    people = [factories.representative(venture=venture) for _number in range(MOST_A_DAY + 2)]
    for row in people[:MOST_A_DAY]:
        invited(row, lin.user, at)
        row.office = "Engineer"
        row._history_user = lin.user  # what else they do with somebody is no invitation
        row.save()
    people[0].delete()

    assert refused(people[-1], lin.user, at + SECOND) == "many_invitations"
    assert invited(people[-1], organiser, at + SECOND).invited_at == at + SECOND
    assert invited(people[-2], lin.user, at + dt.timedelta(days=1)).invited_at


def test_an_invitation_counts_for_who_sent_it(venture, zhao, lin, organiser, monkeypatch):
    monkeypatch.setattr("matchmaking.enrolling.inviting.MOST_A_DAY", 1)
    row = invited(factories.representative(venture=venture), organiser)
    row.office, row._history_user = "Engineer", lin.user
    row.save()

    assert invited(zhao, lin.user).invited_at
    assert refused(factories.representative(venture=venture), lin.user) == "many_invitations"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"email": ""}, "no_address"),
        ({"user": True}, "signed_in"),
        ({"state": "withdrawn"}, "withdrawn"),
        ({"gone": True}, "signed_in"),
    ],
)
def test_who_cannot_be_invited(venture, zhao, lin, change, code):
    if "state" in change:
        type(venture).objects.update(**change)
    elif "gone" in change:
        Representative.objects.filter(pk=zhao.pk).delete()
    else:
        values = {"user": somebody()} if "user" in change else change
        Representative.objects.filter(pk=zhao.pk).update(**values)

    assert refused(zhao, lin.user) == code
    assert not Representative.history.filter(invited_at__isnull=False).exists()


def test_the_history_says_who_invited(zhao, lin):
    invited(zhao, lin.user)

    record = zhao.history.first()
    assert (record.history_user, record.history_change_reason) == (lin.user, "Invited")


def test_who_signed_in_before_the_mail_was_written_gets_none(zhao, lin, commits):
    with commits():
        invited(zhao, lin.user)
        Representative.objects.filter(pk=zhao.pk).update(user=somebody())

    assert mail.outbox == []
