"""The mails of accounts: short, plain, in the language of whoever reads them; and where mail goes."""

import subprocess
import sys

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings as site_settings
from django.core import mail
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import reverse

from config.mail import mailer
from tests import factories
from tests.directory.test_accounts import ADDRESS, post, sent_code, sign_up
from tests.reading import Page

pytestmark = pytest.mark.django_db


def test_mail_is_short_and_plain(client):
    sign_up(client)

    letter = mail.outbox[0]
    assert (letter.from_email, letter.alternatives, letter.attachments) == ("bloom@example.org", [], [])
    assert letter.body == (
        f"Your code to confirm the address {ADDRESS} for Bloom:\n\n    {sent_code()}\n\n"
        "Enter it on the page where you asked for it, within 15 minutes.\n\n"
        "If you asked for nothing, somebody mistyped an address: there is nothing to do."
    )


def test_mail_says_nothing_that_a_stranger_wrote(client):
    """Whoever signs up with the address of somebody else writes no line of what that one gets."""
    post(client, "account_signup", name="Visit evil.example", email=ADDRESS, password1="a horse and a battery")

    assert len(mail.outbox) == 1
    assert "evil" not in mail.outbox[0].subject + mail.outbox[0].body


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_mail_leads_to_pages_in_the_language_in_which_it_was_asked_for(client, language):
    client.post(f"/{language}/accounts/login/code/", {"email": ADDRESS})

    assert f"http://127.0.0.1:8000/{language}/accounts/signup/?email=wang%40venture.example" in mail.outbox[0].body


def test_link_fills_the_address_in(client):
    for page in ("account_signup", "account_request_login_code", "account_login", "account_reset_password"):
        assert f'value="{ADDRESS}"' in client.get(reverse(page), {"email": ADDRESS}).text


# --- Where mail goes --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "options"),
    [
        ("smtp://localhost", {"host": "localhost"}),
        (
            "smtp+tls://bloom%40example.org:p%3Aw@mail.example.org:587",
            {
                "host": "mail.example.org",
                "port": 587,
                "username": "bloom@example.org",
                "password": "p:w",
                "use_tls": True,
            },
        ),
        ("smtps://mail.example.org", {"host": "mail.example.org", "use_ssl": True}),
    ],
)
def test_mail_goes_where_the_address_says(address, options):
    found = mailer(address)

    assert found == {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {"timeout": 10, **options},
    }


@pytest.mark.parametrize("address", ["mail.example.org", "http://mail.example.org", "smtp://"])
def test_address_of_no_mailer_is_refused(address):
    with pytest.raises(ImproperlyConfigured, match="BLOOM_MAIL_URL must begin with one of smtp, smtp\\+tls, smtps"):
        mailer(address)


def test_demonstration_keeps_mails_as_files_that_can_be_read_and_says_so(settings, client, tmp_path):
    settings.MAIL_FOLDER = tmp_path / "mail"
    settings.MAILERS = {"default": mailer(f"file://{settings.MAIL_FOLDER}")}
    factories.user(email=ADDRESS, name="王小明", is_staff=False)

    page = client.post(reverse("account_request_login_code"), {"email": ADDRESS}, follow=True)

    (file,) = settings.MAIL_FOLDER.iterdir()
    lines = file.read_text(encoding="utf-8").splitlines()
    assert lines[:3] == [f"To: {ADDRESS}", "From: bloom@example.org", "Subject: [Bloom] Your code to sign in"]
    assert "Your code to sign in to Bloom:" in lines
    assert f"<code>{settings.MAIL_FOLDER}</code>" in page.text


def test_site_that_sends_mail_says_nothing_of_files(settings, client):
    settings.MAIL_FOLDER = None

    page = client.post(reverse("account_request_login_code"), {"email": ADDRESS}, follow=True)

    assert "demonstration" not in page.text


def test_production_does_not_start_without_mail(tmp_path):
    known = {"BLOOM_PRODUCTION": "1", "BLOOM_SECRET_KEY": "x" * 60, "BLOOM_VAR": str(tmp_path), "PATH": "/usr/bin"}

    run = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=site_settings.BASE_DIR, env=known, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert run.returncode != 0
    assert run.stderr.strip().splitlines()[-1] == (
        "django.core.exceptions.ImproperlyConfigured: BLOOM_MAIL_URL and BLOOM_MAIL_FROM must be set where "
        "BLOOM_PRODUCTION is: people confirm their e-mail addresses, and sign in, by mail."
    )


def test_code_is_good_only_where_it_was_asked_for(client):
    """Whoever asks for a code for the same address elsewhere does not take it away."""
    factories.user(email=ADDRESS, is_staff=False)
    other = Client()
    post(client, "account_request_login_code", email=ADDRESS)
    mine = sent_code()

    post(other, "account_request_login_code", email=ADDRESS)

    assert post(other, "account_confirm_login_code", code=mine).context["form"].errors
    assert post(client, "account_confirm_login_code", code=mine).status_code == 302


# --- Where the mail server refuses -----------------------------------------------------------------------------------


@pytest.fixture
def no_mail(settings):
    settings.MAILERS = {"default": mailer("smtp://127.0.0.1:1")}


@pytest.mark.parametrize("page", ["account_signup", "account_request_login_code", "account_reset_password"])
def test_a_code_that_cannot_be_sent_is_told_with_a_way_on(client, no_mail, page):
    sent = {"name": "Wang", "email": ADDRESS, "password1": "a horse and a battery"}

    response = post(client, page, asked="?next=/en/meetings/", **sent)

    told = Page(response, 503)
    assert told.text("//h1") == "The mail could not be sent"
    assert told.values("//main//a/@href") == [
        reverse("account_request_login_code") + "?email=wang%40venture.example&next=%2Fen%2Fmeetings%2F"
    ]
    assert "sessionid" not in response.cookies


def test_who_signs_in_before_confirming_is_told_so_too(client, no_mail):
    user = factories.user(email=ADDRESS, password="a horse and a battery", is_staff=False)
    EmailAddress.objects.create(user=user, email=ADDRESS, primary=True)

    page = Page(post(client, "account_login", login=ADDRESS, password="a horse and a battery"), 503)

    assert page.values("//main//a/@href") == [reverse("account_request_login_code") + "?email=wang%40venture.example"]


def test_who_signed_up_without_a_mail_gets_in_by_a_code_once_there_is_mail(client, settings):
    mailers = settings.MAILERS
    settings.MAILERS = {"default": mailer("smtp://127.0.0.1:1")}
    sign_up(client)
    settings.MAILERS = mailers

    confirm = post(client, "account_request_login_code", email=ADDRESS).url
    client.post(confirm, {"code": sent_code()})

    assert client.get(reverse("account_email")).status_code == 200


def test_whether_there_is_an_account_is_not_told_by_a_refusal_either(client, no_mail):
    factories.user(email=ADDRESS, is_staff=False)

    pages = [
        post(client, "account_request_login_code", email=address).text.replace("nobody", "wang")
        for address in (ADDRESS, "nobody@venture.example")
    ]

    assert pages[0] == pages[1]


def test_a_password_is_changed_even_if_that_cannot_be_told_by_mail(client, no_mail):
    user = factories.user(email=ADDRESS, password="an old battery", is_staff=False)
    EmailAddress.objects.create(user=user, email=ADDRESS, verified=True, primary=True)
    client.force_login(user)

    sent = {"oldpassword": "an old battery", "password1": "a horse and a battery", "password2": "a horse and a battery"}
    response = post(client, "account_change_password", **sent)

    assert response.status_code == 302
    user.refresh_from_db()
    assert user.check_password("a horse and a battery")
