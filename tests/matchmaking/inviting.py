"""Who invites whom, for tests of invitations."""

import re

from allauth.account.models import EmailAddress
from django.core import mail

from matchmaking import enrolling
from tests import factories
from tests.matchmaking.parties import coming_for, somebody

ADDRESS = "zhao@example.org"
SITE = "http://127.0.0.1:8000"


def cranes():
    """A venture of a day that has a name in both languages."""
    title = {"title_en": "Investment day", "title_zh_hans": "投融资对接会"}
    hours = {"starts_at": factories.at(10, day=21), "ends_at": factories.at(17, day=21)}
    activity = factories.activity(kind="matchmaking_meeting", **title, **hours)
    day = factories.matchmaking_day(activity=activity)
    return factories.venture(day=day, name_en="Cranes", name_zh_hans="岸桥")


def lin_of(venture):
    """Who has an account, and invites."""
    said = {"name": "Lin Yue", "email": "lin@example.org"}
    return coming_for(venture, somebody(**said), **said)


def zhao_of(venture):
    """Who was entered, and has not signed in."""
    return factories.representative(venture=venture, name="Zhao Min", email="Zhao@example.org")


def invited(row, by, at=None):
    return enrolling.invite(row, by=by, at=at)


def link(language="en"):
    """The way of the last mail that leads to pages in a language."""
    return re.search(rf"^{SITE}(/{language}/\S+)$", mail.outbox[-1].body, re.MULTILINE)[1]


def confirmed(user):
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user
