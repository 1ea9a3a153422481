"""Several who do the same at the same moment: one is first, and the others get a sentence, never an error."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from directory.models import Organisation
from matchmaking import enrolling, wishing
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
        assert isinstance(wished, Interest) or wished.code == "other_is_shown"
