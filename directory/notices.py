"""Mail: the links in it, and how one is written that its reader has not asked for."""

from urllib.parse import urlencode

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from directory.bilingual import LANGUAGES

BETWEEN = "\n\n* * *\n\n"


def account_link(page, email, to=""):
    """The address of a page of accounts, with the e-mail address filled in, which leads on to a path of the site."""
    asked = {"email": email} | ({"next": to} if to else {})
    return f"{settings.SITE_URL}{reverse(page)}?{urlencode(asked)}"


def send_in_both(template, to, *, first, known):
    """Sends a mail that somebody else has caused, so that nobody has said in which language its reader would read it:
    in both, first in that of the page on which it was caused.

    Shapes: `template` is the path of `…_subject.txt` and `…_message.txt`; `known()` gives what they know, and is asked
            once in each language, so that links lead to pages in it.
    """
    subjects, texts = [], []
    for language in sorted(LANGUAGES, key=lambda one: one != first):
        with translation.override(language):
            context = known() | {"site_name": settings.SITE_NAME}
            subjects.append(" ".join(render_to_string(f"{template}_subject.txt", context).split()))
            texts.append(render_to_string(f"{template}_message.txt", context).strip())
    subject = settings.ACCOUNT_EMAIL_SUBJECT_PREFIX + " / ".join(dict.fromkeys(subjects))
    EmailMessage(subject, BETWEEN.join(texts), to=to).send()
