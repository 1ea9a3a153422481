"""Two who sign up with one address at the same moment: it is as if one had been first."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from directory.forms.accounts import SignupForm
from directory.models import User
from tests import factories
from tests.competition.writing import at_once
from tests.directory.test_accounts import ADDRESS, sign_up

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_who_sign_up_with_one_address_at_once_have_one_account():
    answers = at_once(*(lambda: sign_up(Client()),) * 3)

    first, *others = sorted(response.status_code for response in answers)
    assert first == 302
    assert set(others) <= {302, 429}  # one address gets so many mails in a minute
    assert User.objects.filter(email=ADDRESS).count() == 1


def test_an_account_that_came_into_being_since_the_form_was_checked_is_taken_as_one_that_was_there(client, monkeypatch):
    check = SignupForm.clean

    def clean(form):
        found = check(form)
        factories.user(email=ADDRESS, password="another")
        return found

    monkeypatch.setattr(SignupForm, "clean", clean)

    response = sign_up(client)

    assert response.url == reverse("account_email_verification_sent")
    assert User.objects.get().check_password("another")
    assert len(mail.outbox) == 1
    assert "already" in mail.outbox[0].body
