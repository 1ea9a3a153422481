"""The mail to the organisers about who waits to be admitted: when it is sent, to whom, and what stands in it."""

import datetime as dt
import re

import pytest
from django.core import mail
from django.core.cache import cache

from config.mail import mailer
from directory.models import Role
from matchmaking.models import Venture
from tests import factories
from tests.conftest import somebody as of_role
from tests.matchmaking.desks import listed
from tests.matchmaking.test_registering import register

pytestmark = pytest.mark.django_db


@pytest.fixture
def day():
    return factories.matchmaking_day(registration_closes_at=factories.at(12))


@pytest.fixture
def commits(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def test_organisers_are_told_how_many_wait_and_where(client, day, organiser, commits):
    factories.investor(day=day, state="registered")
    factories.venture(state="registered")  # of another day

    with commits():
        party = register(day)

    (letter,) = mail.outbox
    assert letter.to == [organiser.email]
    assert letter.subject.startswith(f"[Bloom] 2 wait to be admitted: {day}")
    links = re.findall(r"^http://127.0.0.1:8000(/admin/\S+)$", letter.body.split("* * *")[0], re.MULTILINE)
    client.force_login(organiser)
    assert [listed(client.get(link)) for link in links] == [[party], list(day.investors.all())]


def test_nobody_is_named(day, organiser, commits):
    with commits():
        register(day, name="Visit evil.example", name_en="Evil Harbour")

    (letter,) = mail.outbox
    assert ("evil" in letter.body.lower(), "lin" in letter.body.split("http")[0].lower()) == (False, False)


@pytest.mark.parametrize("change", [{"is_active": False}, {"is_staff": False}])
def test_only_organisers_who_still_are_so_are_told(day, organiser, reader, commits, change):
    former = of_role(Role.ORGANISER)
    for name, value in change.items():
        setattr(former, name, value)
    former.save()

    with commits():
        register(day)

    assert [letter.to for letter in mail.outbox] == [[organiser.email]]


def test_while_others_wait_they_are_told_once_a_day(day, organiser, commits):
    with commits():
        register(day, name="First")
        register(day, name="Second")
    assert len(mail.outbox) == 1

    cache.clear()  # a day later
    with commits():
        register(day, name="Third")

    assert [letter.subject[:14] for letter in mail.outbox] == ["[Bloom] 2 wait", "[Bloom] 3 wait"]


def test_who_is_the_only_one_to_wait_is_told_of_at_once(day, organiser, commits):
    for name in ("First", "Second"):
        with commits():
            register(day, name=name)
        Venture.objects.update(state="admitted")

    assert len(mail.outbox) == 2


def test_each_day_counts_by_itself(day, organiser, commits):
    other = factories.matchmaking_day(registration_closes_at=factories.at(12))
    for one in (day, other):
        factories.investor(day=one, state="registered")
        with commits():
            register(one)

    assert len(mail.outbox) == 2


def test_who_was_admitted_before_the_mail_was_written_is_no_news(day, organiser, commits):
    with commits():
        register(day)
        Venture.objects.update(state="admitted")

    assert mail.outbox == []


def test_without_organisers_nobody_is_told(day, commits):
    with commits():
        register(day)

    assert mail.outbox == []


def test_a_mail_server_that_is_away_takes_no_registration_away(day, organiser, settings, commits):
    settings.MAILERS = {"default": mailer("smtp://127.0.0.1:1")}

    with commits():
        party = register(day, at=day.registration_closes_at - dt.timedelta(minutes=1))

    assert Venture.objects.get() == party
