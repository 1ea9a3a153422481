"""Several who do the same at the same moment: one is first, and the others get a sentence, never an error."""

import datetime as dt

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from directory.models import Organisation
from matchmaking import attending, enrolling, wishing
from matchmaking.models import Consent, Interest, Investor, Representative
from tests import factories
from tests.competition.writing import at_once
from tests.conftest import Role, somebody
from tests.filling import errors, opened
from tests.matchmaking import parties

pytestmark = pytest.mark.django_db(transaction=True)


def codes(found):
    return sorted(one.code for one in found if isinstance(one, ValidationError))


def test_two_who_register_one_fund_have_one_investor():
    day = factories.matchmaking_day(registration_closes_at=timezone.now() + dt.timedelta(hours=1))
    users = [factories.user(is_staff=False) for _user in range(3)]

    def register(user):
        return enrolling.register(
            Investor(day=day),
            organisation=Organisation(name_en="Harbour Fund", kind="fund"),
            representative=Representative(name="Lin"),
            by=user,
        )

    found = at_once(*(lambda user=user: register(user) for user in users))

    assert codes(found) == ["investor_organisation_once"] * 2
    assert (Investor.objects.count(), Organisation.objects.count(), Representative.objects.count()) == (1, 1, 1)


def test_one_new_fund_at_two_days_at_once_is_one_organisation():
    days = [factories.matchmaking_day(registration_closes_at=timezone.now() + dt.timedelta(hours=1)) for _day in "ab"]
    users = [factories.user(is_staff=False) for _user in days]

    def register(day, user):
        organisation = Organisation(name_en="Harbour Fund", kind="fund")
        person = Representative(name="Lin")
        return enrolling.register(Investor(day=day), organisation=organisation, representative=person, by=user)

    def walk_in(day):
        return attending.walk_in(day, attending.Newcomer("investor", "Quay Fund", "Lin"), by=None)

    registered = at_once(*(lambda pair=pair: register(*pair) for pair in zip(days, users, strict=True)))
    walked_in = at_once(*(lambda day=day: walk_in(day) for day in days))

    assert [type(one) for one in [*registered, *walked_in]] == [Investor] * 4, [*registered, *walked_in]
    assert Organisation.objects.filter(name_en__endswith="Fund").count() == 2


def test_of_two_who_remove_each_other_one_stays():
    party = factories.venture()
    rows = [parties.coming_for(party) for _person in range(2)]

    found = at_once(*(lambda row=row: enrolling.remove(row, by=None) for row in rows))

    assert codes(found) == ["last_representative"]
    assert party.representatives.count() == 1


def test_who_is_removed_twice_goes_once():
    party = factories.venture()
    row, _stays = (parties.coming_for(party) for _person in range(2))

    assert at_once(*(lambda: enrolling.remove(row, by=None),) * 3) == [None] * 3

    assert Representative.history.filter(id=row.pk, history_type="-").count() == 1


def test_who_is_removed_while_they_agree_agrees_to_nothing():
    party = factories.venture()
    row, _stays = (parties.coming_for(party) for _person in range(2))

    agreed, removed = at_once(
        lambda: enrolling.agree(row, "contact", by=row.user), lambda: enrolling.remove(row, by=None)
    )

    assert removed is None
    assert isinstance(agreed, Consent) or agreed.code == "own_consents"
    assert not Consent.objects.exists()


def test_a_wish_against_a_block_is_met_with_the_block():
    venture, investor = parties.pair()

    wished, blocked = at_once(
        lambda: wishing.wish(venture, investor, weight=5, by=None, at=factories.at(9)),
        lambda: wishing.block(investor, venture, by=None),
    )

    assert isinstance(blocked, Interest)
    assert isinstance(wished, Interest) or wished.code == "other_is_shown"
    assert not Investor.objects.shown_to(venture).exists()


def test_an_organiser_who_enters_what_a_representative_declares_is_told_so():
    venture, investor = parties.pair()
    client, url = Client(), reverse("admin:matchmaking_interest_add")
    client.force_login(somebody(Role.ORGANISER))
    sent = opened(client, url) | {"venture": venture.pk, "investor": investor.pk, "side": "venture", "state": "blocked"}

    answer, wished = at_once(
        lambda: client.post(url, sent), lambda: wishing.wish(venture, investor, weight=5, by=None, at=factories.at(9))
    )

    assert Interest.objects.count() == 1
    if answer.status_code == 200:  # the representative was first
        assert errors(answer) == ["This interest is known already; change it instead."]
        assert isinstance(wished, Interest)
    else:
        assert answer.status_code == 302
        assert (wished.code, Interest.objects.get().state) == ("kept_by_organisers", "blocked")


def test_who_signs_in_while_a_colleague_changes_them_keeps_the_account():
    venture = factories.venture()
    lin = parties.coming_for(venture)
    row, user = factories.representative(venture=venture, email="zhao@example.org"), factories.user(is_staff=False)
    client, url = Client(), reverse("matchmaking:representative_detail", args=[venture, venture.pk, row.pk])
    client.force_login(lin.user)
    sent = {"name": row.name, "email": row.email, "office": "Engineer"}

    answer, claimed = at_once(
        lambda: client.post(url, sent), lambda: enrolling.claim(user, addresses=["zhao@example.org"])
    )

    row.refresh_from_db()
    assert (answer.status_code, claimed, row.user, row.office) == (302, 1, user, "Engineer")


def test_two_who_invite_one_person_send_one_mail():
    row = factories.representative()
    users = [factories.user(is_staff=False) for _user in range(3)]

    found = at_once(*(lambda user=user: enrolling.invite(row, by=user) for user in users))

    assert codes(found) == ["invited_already"] * 2
    assert len(mail.outbox) == 1
