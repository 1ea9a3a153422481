"""What protects accounts: nobody learns which there are, nobody guesses for long, nobody is sent elsewhere."""

import datetime as dt

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.urls import reverse

from directory.models import User
from tests import factories
from tests.directory.test_accounts import ADDRESS, PASSWORD, post, sent_code, sign_up

pytestmark = pytest.mark.django_db

LOCKED = "Too many attempts. Please wait five minutes and try again."
STRANGER = "nobody@venture.example"
NOW = dt.datetime(2026, 11, 26, 9, 0, tzinfo=dt.UTC)


@pytest.fixture
def guest():
    user = factories.user(email=ADDRESS, password=PASSWORD, is_staff=False)
    EmailAddress.objects.create(user=user, email=ADDRESS, verified=True, primary=True)
    return user


def try_account_page(email, password, **headers):
    response = Client(headers=headers).post(reverse("account_login"), {"login": email, "password": password})
    return response.context["form"].non_field_errors() if response.status_code == 200 else "in"


def try_back_office(email, password, **headers):
    response = Client(headers=headers).post(reverse("admin:login"), {"username": email, "password": password})
    return response.context["form"].non_field_errors() if response.status_code == 200 else "in"


DOORS = {"account": try_account_page, "admin": try_back_office}


@pytest.fixture
def member():
    """Somebody of the back office whose address is confirmed, so that both doors are open."""
    user = factories.user(email=ADDRESS, password=PASSWORD)
    EmailAddress.objects.create(user=user, email=ADDRESS, verified=True, primary=True)
    return user


@pytest.mark.parametrize("door", DOORS.values(), ids=DOORS)
def test_five_wrong_passwords_lock_an_account_for_five_minutes(member, door):
    with time_machine.travel(NOW) as clock:
        wrong = [door(ADDRESS, "wrong") for _attempt in range(6)]

        assert [found == [LOCKED] for found in wrong] == [False] * 5 + [True]
        assert door(ADDRESS, PASSWORD) == [LOCKED]
        clock.shift(dt.timedelta(minutes=5, seconds=1))
        assert door(ADDRESS, PASSWORD) == "in"


@pytest.mark.parametrize(("tried", "then"), [("account", "admin"), ("admin", "account")])
def test_wrong_passwords_are_counted_at_both_doors_together(member, tried, then):
    for _attempt in range(5):
        DOORS[tried](ADDRESS.upper(), "wrong")

    assert DOORS[then](ADDRESS, PASSWORD) == [LOCKED]


@pytest.mark.parametrize("door", DOORS.values(), ids=DOORS)
def test_another_name_of_the_site_begins_no_new_count(settings, member, door):
    settings.ALLOWED_HOSTS = ["bloom.example"]
    for port in range(5):
        door(ADDRESS, "wrong", host=f"bloom.example:{port + 1}")

    assert door(ADDRESS, PASSWORD, host="BLOOM.example") == [LOCKED]


def test_right_passwords_are_not_counted(member):
    assert {try_back_office(ADDRESS, PASSWORD) for _attempt in range(8)} == {"in"}


def test_lock_out_of_one_leaves_the_others_alone(member):
    other = factories.user(password=PASSWORD)
    for _attempt in range(6):
        try_back_office(ADDRESS, "wrong")

    assert try_back_office(other.email, PASSWORD) == "in"


def test_many_accounts_tried_from_one_place_are_stopped(settings, guest):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"login_failed": "3/m/ip,5/300s/key"}

    found = [try_account_page(f"guess-{number}@venture.example", "wrong") for number in range(4)]

    assert [locked == [LOCKED] for locked in found] == [False, False, False, True]


def test_too_many_requests_are_answered_with_a_page(settings, client):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"signup": "1/m/ip"}
    sign_up(client, "first@venture.example")

    response = sign_up(client, "second@venture.example")

    assert response.status_code == 429
    assert "Too many requests at once" in response.text
    assert "no-store" in response.headers["Cache-Control"]
    assert not User.objects.filter(email="second@venture.example").exists()


def seen(page, email, /, **values):
    """What somebody without the mail sees who names an address: where to, and the page there, without the address."""
    client = Client()
    response = post(client, page, **values)
    text = client.get(response.url).text if response.status_code == 302 else response.text
    return response.status_code, response.get("Location"), text.replace(email, "…").split("csrf")[0]


@pytest.mark.parametrize(
    ("page", "field", "others"),
    [
        ("account_login", "login", {"password": "wrong"}),
        ("account_request_login_code", "email", {}),
        ("account_reset_password", "email", {}),
        ("account_signup", "email", {"name": "Wang", "password1": PASSWORD}),
    ],
)
def test_nobody_learns_whether_there_is_an_account(guest, page, field, others):
    known, unknown = (seen(page, email, **{field: email}, **others) for email in (ADDRESS, STRANGER))

    assert known == unknown


@pytest.mark.parametrize("page", ["account_request_login_code", "account_reset_password"])
def test_who_has_no_account_is_told_by_mail(client, page):
    post(client, page, email=STRANGER)

    assert [(letter.to, letter.subject) for letter in mail.outbox] == [
        ([STRANGER], "[Bloom] No account with this address")
    ]
    assert "http://127.0.0.1:8000/en/accounts/signup/?email=nobody%40venture.example" in mail.outbox[0].body


@pytest.mark.parametrize("email", [ADDRESS, ADDRESS.upper()])
def test_who_has_an_account_already_is_told_by_mail(client, guest, email):
    sign_up(client, email)

    assert [(letter.to, letter.subject) for letter in mail.outbox] == [
        ([ADDRESS], "[Bloom] You have an account already")
    ]
    assert User.objects.count() == 1
    page = post(client, "account_email_verification_sent", code="0000-0000")
    assert page.context["form"].errors["code"] == ["This is not the code that we sent last."]


ELSEWHERE = [
    "https://evil.example/",
    "//evil.example/",
    "javascript:alert(1)",
    "https:evil.example",
    "/\\evil.example/",
]


@pytest.mark.parametrize("target", ELSEWHERE)
def test_nobody_is_led_to_another_site(client, guest, target):
    response = post(client, "account_login", next=target, login=ADDRESS, password=PASSWORD)
    assert response.url == reverse("matchmaking:day_list")

    response = Client().post(reverse("account_logout"), {"next": target})
    assert response.url == reverse("website:home")


@pytest.mark.parametrize("page", ["account_login", "account_request_login_code"])
def test_who_is_signed_in_already_is_led_on(client, guest, page):
    client.force_login(guest)

    assert client.get(reverse(page) + "?next=/en/accounts/password/change/").url == "/en/accounts/password/change/"
    assert client.get(reverse(page) + "?next=//evil.example/").url == reverse("matchmaking:day_list")


def test_role_of_the_back_office_gets_there_by_its_own_door_without_any_mail(organiser):
    client = Client()

    response = client.post(reverse("admin:login"), {"username": organiser.email, "password": "correct horse"})

    assert response.url == reverse("admin:index")
    assert client.get(response.url).status_code == 200
    assert mail.outbox == []


@pytest.mark.parametrize("page", ["account_login", "account_request_login_code"])
def test_role_of_the_back_office_confirms_its_address_at_the_other_door_once(client, organiser, page):
    """By one mail alone, whether it begins with a password or a code."""
    field = "login" if page == "account_login" else "email"
    response = post(client, page, **{field: organiser.email}, password="correct horse")

    response = client.post(response.url, {"code": sent_code()})

    assert response.url == reverse("admin:index")
    assert client.get(response.url).status_code == 200
    assert len(mail.outbox) == 1
    organiser.refresh_from_db()
    assert organiser.check_password("correct horse")


def test_who_is_not_of_the_back_office_does_not_get_there(guest):
    client = Client()

    page = client.post(reverse("admin:login"), {"username": ADDRESS, "password": PASSWORD})

    assert (page.status_code, len(page.context["form"].non_field_errors())) == (200, 1)
    client.force_login(guest)
    assert client.get(reverse("admin:index")).url.startswith(reverse("admin:login"))


@pytest.mark.parametrize(
    "page", ["account_login", "account_request_login_code", "account_reset_password", "account_signup"]
)
def test_closed_account_is_as_none_and_its_owner_is_told_so(client, guest, page):
    guest.is_active = False
    guest.save()

    field = "login" if page == "account_login" else "email"
    post(client, page, **{field: ADDRESS}, password=PASSWORD, password1=PASSWORD, name="Wang")

    assert [letter.subject for letter in mail.outbox] == ["[Bloom] Your account is closed"] * (field == "email")
    assert client.get(reverse("account_email")).status_code == 302
