"""Accounts of those who take part: from signing up to signing in, changing and leaving, each step by its page."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from directory.accounts import verified_addresses
from directory.admitting import admit
from directory.models import Role, User
from tests import factories

pytestmark = pytest.mark.django_db

ADDRESS = "wang@venture.example"
PASSWORD = "a horse and a battery"
PAGES = [
    "account_login",
    "account_request_login_code",
    "account_signup",
    "account_reset_password",
    "account_inactive",
]


@pytest.fixture
def guest():
    """Somebody with a confirmed address, who is not of the back office."""
    user = factories.user(email=ADDRESS, password=PASSWORD, name="Wang", is_staff=False, last_login=factories.at(9))
    EmailAddress.objects.create(user=user, email=ADDRESS, verified=True, primary=True)
    return user


def sent_code():
    return re.search(r"\b\d{4}-\d{4}\b", mail.outbox[-1].body)[0]


def post(client, page, *, asked="", **values):
    return client.post(reverse(page) + asked, values)


def sign_up(client, email=ADDRESS, asked=""):
    return post(client, "account_signup", asked=asked, name="Wang", email=email, password1=PASSWORD)


def is_signed_in(client):
    return client.get(reverse("account_email")).status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_page_for_who_is_not_signed_in(client, page):
    response = client.get(reverse(page))

    assert response.status_code == 200
    assert response.text.count("<h1>") == 1
    assert {"private", "no-store"} <= set(response.headers["Cache-Control"].split(", "))
    assert "unsafe" not in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize("page", ["account_email", "account_change_password", "account_set_password"])
def test_page_of_an_account_asks_to_sign_in_first(client, page):
    response = client.get(reverse(page))

    assert (response.status_code, response.url) == (302, f"{reverse('account_login')}?next={reverse(page)}")
    assert "no-store" in response.headers["Cache-Control"]


def test_sign_up_is_done_once_the_code_of_the_mail_is_entered(client):
    response = sign_up(client, email="Wang@Venture.Example", asked=f"?next={reverse('account_change_password')}")

    assert response.url == reverse("account_email_verification_sent")
    assert not is_signed_in(client)
    assert mail.outbox[0].to == [ADDRESS]
    user = User.objects.get()
    assert (user.email, user.name, user.is_staff, user.roles, verified_addresses(user)) == (
        ADDRESS, "Wang", False, set(), set(),
    )  # fmt: skip

    response = post(client, "account_email_verification_sent", code=sent_code())

    assert response.url == reverse("account_change_password")
    assert is_signed_in(client)
    assert verified_addresses(user) == {ADDRESS}
    assert client.get(reverse("admin:index")).status_code == 302


def test_sign_up_says_what_is_wrong(client):
    response = post(client, "account_signup", name=" ", email="nothing", password1="12345")

    assert {name: len(found) for name, found in response.context["form"].errors.items()} == {
        "name": 1,
        "email": 1,
        "password1": 2,
    }
    assert (User.objects.count(), mail.outbox) == (0, [])


def test_wrong_code_can_be_tried_three_times(client):
    sign_up(client)

    for _attempt in range(2):
        page = post(client, "account_email_verification_sent", code="0000-000x")
        assert page.context["form"].errors["code"] == ["This is not the code that we sent last."]
    response = post(client, "account_email_verification_sent", code="0000-000x")

    assert response.url == reverse("account_login")
    assert post(client, "account_email_verification_sent", code=sent_code()).url == reverse("account_login")
    assert not is_signed_in(client)


def test_sign_in_by_password(client, guest):
    response = post(client, "account_login", login=ADDRESS.upper(), password=PASSWORD)

    assert response.url == reverse("matchmaking:day_list")
    assert is_signed_in(client)
    assert mail.outbox == []


def test_password_of_an_address_that_is_not_confirmed_opens_nothing(client):
    factories.user(email=ADDRESS, password=PASSWORD, is_staff=False)

    response = post(client, "account_login", login=ADDRESS, password=PASSWORD)

    assert response.url == reverse("account_email_verification_sent")
    assert mail.outbox[0].subject == "[Bloom] Your code to confirm your address"
    assert not is_signed_in(client)


def test_sign_in_by_a_code(client, guest):
    response = post(client, "account_request_login_code", asked="?next=/en/accounts/email/", email=ADDRESS)

    assert response.url == f"{reverse('account_confirm_login_code')}?next=%2Fen%2Faccounts%2Femail%2F"
    assert [(letter.to, letter.subject) for letter in mail.outbox] == [([ADDRESS], "[Bloom] Your code to sign in")]

    response = client.post(response.url, {"code": sent_code()})

    assert response.url == "/en/accounts/email/"
    assert is_signed_in(client)
    guest.refresh_from_db()
    assert guest.check_password(PASSWORD)


def test_another_code_replaces_the_first(client, guest):
    post(client, "account_request_login_code", email=ADDRESS)
    first = sent_code()
    post(client, "account_confirm_login_code", action="resend")

    assert sent_code() != first
    page = post(client, "account_confirm_login_code", code=first)
    assert page.context["form"].errors["code"] == ["This is not the code that we sent last."]
    assert post(client, "account_confirm_login_code", code=sent_code()).url == reverse("matchmaking:day_list")


def test_code_forgets_the_password_that_a_stranger_chose_for_this_address(client):
    """Somebody signs up with the address of somebody else, and waits for its owner to confirm it."""
    sign_up(Client())

    post(client, "account_request_login_code", email=ADDRESS)
    post(client, "account_confirm_login_code", code=sent_code())

    assert is_signed_in(client)
    assert post(Client(), "account_login", login=ADDRESS, password=PASSWORD).status_code == 200
    assert client.get(reverse("account_change_password")).url == reverse("account_set_password")
    response = post(client, "account_set_password", password1="a better password", password2="a better password")
    assert response.url == reverse("account_email")
    assert is_signed_in(client)
    assert User.objects.get().check_password("a better password")


def test_forgotten_password_is_replaced_by_a_code(client, guest):
    assert post(client, "account_reset_password", email=ADDRESS).url == reverse("account_confirm_password_reset_code")
    assert client.get(reverse("account_complete_password_reset")).url == reverse("account_confirm_password_reset_code")
    response = post(client, "account_confirm_password_reset_code", code=sent_code())
    assert response.url == reverse("account_complete_password_reset")

    post(client, "account_complete_password_reset", password1="a better password", password2="a better password")

    assert is_signed_in(client)
    assert mail.outbox[-1].subject == "[Bloom] Your password was changed"
    assert post(Client(), "account_login", login=ADDRESS, password=PASSWORD).status_code == 200
    assert post(Client(), "account_login", login=ADDRESS, password="a better password").status_code == 302


def test_password_is_changed_by_who_knows_it(client, guest):
    client.force_login(guest)
    new = {"password1": "a better password", "password2": "a better password"}

    page = post(client, "account_change_password", oldpassword="wrong", **new)
    assert page.context["form"].errors == {"oldpassword": ["This is not your password."]}
    response = post(client, "account_change_password", oldpassword=PASSWORD, **new)

    assert response.url == reverse("account_email")
    assert is_signed_in(client)
    assert [letter.to for letter in mail.outbox] == [[ADDRESS]]
    guest.refresh_from_db()
    assert guest.check_password("a better password")


def test_address_is_changed_once_the_new_one_is_confirmed(client, guest):
    client.force_login(guest)

    response = post(client, "account_email", email="New@venture.example", action_add="")

    assert response.url == reverse("account_email_verification_sent")
    assert mail.outbox[0].to == ["new@venture.example"]
    assert verified_addresses(guest) == {ADDRESS}

    post(client, "account_email_verification_sent", code=sent_code())

    guest.refresh_from_db()
    assert (guest.email, verified_addresses(guest)) == ("new@venture.example", {"new@venture.example"})
    assert (mail.outbox[-1].to, mail.outbox[-1].subject) == ([ADDRESS], "[Bloom] Your e-mail address was changed")


def test_address_of_another_account_is_not_taken_over(client, guest):
    other = factories.user(is_staff=False)
    client.force_login(guest)

    post(client, "account_email", email=other.email, action_add="")
    page = post(client, "account_email_verification_sent", code=sent_code())

    assert page.context["form"].errors == {"code": ["This address cannot be used."]}
    guest.refresh_from_db()
    assert guest.email == ADDRESS


def test_sign_out_takes_a_post(client, guest):
    client.force_login(guest)

    assert client.get(reverse("account_logout")).status_code == 200
    assert is_signed_in(client)
    assert post(client, "account_logout").url == reverse("website:home")
    assert not is_signed_in(client)


def test_who_is_signed_in_is_said_and_can_sign_out(client, guest):
    client.force_login(guest)

    page = client.get(reverse("account_email")).text

    assert "Signed in as" in page
    assert f'action="{reverse("account_logout")}"' in page
    assert "Signed in as" not in Client().get(reverse("account_login")).text


def test_public_pages_say_nothing_of_accounts(client, guest):
    before = client.get("/en/").content
    client.force_login(guest)

    assert client.get("/en/").content == before


def test_verified_addresses_are_those_of_who_may_sign_in(guest):
    EmailAddress.objects.create(user=guest, email="later@venture.example", verified=False)

    assert verified_addresses(guest) == {ADDRESS}
    guest.is_active = False
    assert verified_addresses(guest) == set()


def test_addresses_are_kept_in_lower_case_whoever_makes_the_account():
    made, _password = admit("New.Member@Example.org", name="New", role=Role.READ_ONLY)

    made.refresh_from_db()
    assert made.email == "new.member@example.org"
    with pytest.raises(ValidationError) as error:
        factories.user(email="NEW.member@example.ORG")
    assert {field: [found.code for found in errors] for field, errors in error.value.error_dict.items()} == {
        "email": ["user_email_once"]
    }
