"""Mail of the directory, and the links in it."""

from urllib.parse import urlencode

from django.conf import settings
from django.core.mail import EmailMessage
from django.tasks import task
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from directory.models import User


def account_link(page, email, to=""):
    """The address of a page of accounts, with the e-mail address filled in, which leads on to a path of the site."""
    asked = {"email": email} | ({"next": to} if to else {})
    return f"{settings.SITE_URL}{reverse(page)}?{urlencode(asked)}"


@task
def invitation(email, name, by, to):
    """An invitation, in the language of where it leads: to sign in by a code or, without an account, to sign up."""
    page = "account_request_login_code" if User.objects.filter(email=email).exists() else "account_signup"
    with translation.override(translation.get_language_from_path(to)):
        known = {
            "name": name,
            "email": email,
            "inviting": User.objects.get(pk=by),
            "link": account_link(page, email, to),
            "site_name": settings.SITE_NAME,
        }
        subject = " ".join(render_to_string("account/email/invitation_subject.txt", known).split())
        text = render_to_string("account/email/invitation_message.txt", known).strip()
    EmailMessage(settings.ACCOUNT_EMAIL_SUBJECT_PREFIX + subject, text, to=[email]).send()
