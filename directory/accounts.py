"""Accounts of those who take part: what django-allauth asks of this site (decision 022)."""

import logging
from contextlib import suppress
from functools import wraps
from urllib.parse import urlencode

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.shortcuts import render, resolve_url
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from directory.models import User
from directory.notices import account_link

ASKING = ("account/email/unknown_account", "account/email/account_already_exists")
logger = logging.getLogger(__name__)


class MailRefusedError(Exception):
    """The mail server is away, or does not take this mail."""


def sends_mail(view):
    """A page that waits until its mail is on the way. Where the mail server refuses it, that is said, and how to go on
    once it is back: by a code, whatever was asked for; whoever was about to sign up has an account by then.
    """

    @wraps(view)
    def of_account(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except MailRefusedError:
            return render(request, "account/mail_refused.html", {"address": code_address(request)}, status=503)

    return of_account


def code_address(request):
    """Where somebody asks for a code, with the address that they have just typed, and on to where they wanted to go."""
    sent = request.GET.dict() | request.POST.dict()
    known = {"email": sent.get("email") or sent.get("login"), REDIRECT_FIELD_NAME: sent.get(REDIRECT_FIELD_NAME)}
    asked = urlencode({name: value for name, value in known.items() if value})
    return reverse("account_request_login_code") + (f"?{asked}" if asked else "")


def verified_addresses(user):
    """The e-mail addresses, in lower case, of which somebody has shown that they read their mail.

    Those of the back office are among them only once confirmed; of who is not signed in, or no longer active, none.
    """
    if not user.is_authenticated or not user.is_active:
        return set()
    rows = EmailAddress.objects.filter(user=user, verified=True)
    return {email.lower() for email in rows.values_list("email", flat=True)}


class AccountAdapter(DefaultAccountAdapter):
    """Names, words and destinations of this site."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account is closed."),
        "duplicate_email": _("This is the address of your account already."),
        "email_password_mismatch": _("This e-mail address and this password do not belong together."),
        "email_taken": _("This address cannot be used."),
        "enter_current_password": _("This is not your password."),
        "incorrect_code": _("This is not the code that we sent last."),
        "rate_limited": _("Please wait a moment before you ask for another code."),
        "too_many_login_attempts": _("Too many attempts. Please wait five minutes and try again."),
    }

    def save_user(self, request, user, form, commit=True):
        user.name = form.cleaned_data["name"]
        user = super().save_user(request, user, form, commit=False)
        if commit:
            user.full_clean(exclude=["password"])
            user.save()
        return user

    def pre_login(self, request, user, **kwargs):
        """The password of somebody who signs in for the first time, and by a code, is forgotten.

        It was chosen when signing up, by whoever typed this address then, and never by its owner in this session.
        """
        records = get_authentication_records(request, user)
        is_by_code = bool(records) and records[-1]["method"] == "code"
        if is_by_code and user.last_login is None and not user.is_staff and user.has_usable_password():
            user.set_unusable_password()
            user.save(update_fields=["password"])
        return super().pre_login(request, user, **kwargs)

    def get_login_redirect_url(self, request):
        """Where to, if nobody said: whoever works in the back office, there."""
        return resolve_url(settings.LOGIN_REDIRECT_URL if request.user.is_staff else settings.SIGNED_IN_URL)

    def get_signup_redirect_url(self, request):
        return self.get_login_redirect_url(request)

    def get_password_change_redirect_url(self, request):
        return reverse("account_email")

    def get_email_verification_redirect_url(self, email_address):
        return reverse("account_email")

    def _get_login_attempts_cache_key(self, request, **credentials):
        """Attempts are counted by the account alone: a port in the address of the site begins no new count."""
        return credentials.get("email", "").lower()

    def send_mail(self, template_prefix, email, context):
        """To a closed account neither that there is none, nor that one can sign in to it, but that it is closed."""
        if template_prefix in ASKING and User.objects.filter(email=email.lower(), is_active=False).exists():
            template_prefix = "account/email/account_closed"
        known = {
            "site_name": settings.SITE_NAME,
            "minutes": settings.CODE_SECONDS // 60,
            "sign_in_link": account_link("account_request_login_code", email),
            "sign_up_link": account_link("account_signup", email),
        }
        try:
            super().send_mail(template_prefix, email, context | known)
        except OSError as refusal:  # all that can go wrong between here and a mail server
            logger.exception("The mail %s could not be sent.", template_prefix)
            raise MailRefusedError from refusal

    def send_notification_mail(self, *args, **kwargs):
        """What it tells of has happened: where it cannot be sent, the page goes on."""
        with suppress(MailRefusedError):
            super().send_notification_mail(*args, **kwargs)
