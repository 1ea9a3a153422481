"""Accounts that nobody confirms go, with all that was typed, unless anything refers to them."""

import datetime as dt

import pytest
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command
from django.utils import timezone

from directory.forgetting import forget
from directory.models import User
from tests import factories
from tests.directory.test_accounts import ADDRESS, sign_up

pytestmark = pytest.mark.django_db
OLD = dt.timedelta(days=31)
DAYS = dt.timedelta(days=30)


@pytest.fixture
def old(client):
    """Signed up for, and never confirmed."""
    sign_up(client)
    User.objects.update(date_joined=timezone.now() - OLD)
    return User.objects.get()


def forgotten():
    return forget(before=timezone.now() - DAYS)


def test_what_nobody_confirmed_goes_with_its_history(old):
    assert forgotten() == 1

    left = [model.objects.count() for model in (User, EmailAddress, User.history.model)]
    assert left == [0, 0, 0]


def test_nobody_else_loses_anything(old):
    other = factories.user(is_staff=False, last_login=timezone.now())

    forgotten()

    assert User.objects.get() == other
    assert set(User.history.values_list("id", flat=True)) == {other.pk}


@pytest.mark.parametrize(
    "values",
    [
        {"date_joined": timezone.now() - DAYS + dt.timedelta(hours=1)},
        {"last_login": timezone.now() - OLD},
        {"is_staff": True},
        {"is_superuser": True},
    ],
)
def test_who_is_new_or_has_been_here_stays(old, values):
    User.objects.update(**values)

    assert forgotten() == 0
    assert User.objects.get() == old


def test_who_confirmed_stays(old):
    EmailAddress.objects.update(verified=True)

    assert forgotten() == 0


def test_an_account_that_somebody_made_stays(old, organiser):
    User.history.filter(id=old.pk).update(history_user=organiser)

    assert forgotten() == 0


@pytest.mark.parametrize("what", ["representative", "history", "role"])
def test_what_anything_refers_to_stays(old, what, organiser):
    if what == "representative":
        factories.representative(user=old)
    elif what == "history":
        factories.venture().history.update(history_user=old)
    else:
        old.groups.add(organiser.groups.get())

    assert forgotten() == 0
    assert User.objects.filter(email=ADDRESS).exists()


def test_the_command_says_how_many(old, capsys):
    call_command("forget_unconfirmed", days=40)
    call_command("forget_unconfirmed")

    assert capsys.readouterr().out.splitlines() == ["Accounts removed: 0", "Accounts removed: 1"]


def test_the_command_gives_everybody_a_day(old):
    with pytest.raises(CommandError, match="at least a day"):
        call_command("forget_unconfirmed", days=0)

    assert User.objects.get() == old
