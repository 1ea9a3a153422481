"""Who may see what of the other side: nobody is shown how to reach somebody before both agree."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.base import ContentFile
from django.utils import timezone

from matchmaking.models import Feedback, Investor, Purpose, Venture, gates
from tests import factories
from tests.factories import at
from tests.matchmaking.parties import coming_for, page_of, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair():
    """A venture with a deck, and an investor of its day, each with a representative."""
    venture = factories.venture(deck=ContentFile(b"%PDF-", "deck.pdf"))
    investor = factories.investor(day=venture.day)
    factories.representative(venture=venture)
    factories.representative(investor=investor)
    return venture, investor


def consents(party, purpose):
    return factories.consent(representative=party.representatives.get(), purpose=purpose)


def wishes(pair, side, state="wish"):
    return factories.interest(venture=pair[0], investor=pair[1], side=side, state=state)


def reachable(pair):
    venture, investor = pair
    return [list(gates.reachable(venture, by=investor)), list(gates.reachable(investor, by=venture))]


@pytest.mark.parametrize("sides", [[], ["venture"], ["investor"]])
def test_nobody_is_reachable_before_both_agree(pair, sides):
    for party in pair:
        consents(party, Purpose.CONTACT)
    for side in sides:
        wishes(pair, side)

    assert reachable(pair) == [[], []]


def test_once_both_agree_those_who_consent_are_reachable(pair):
    consents(pair[0], Purpose.CONTACT)
    wishes(pair, "venture")
    wishes(pair, "investor")

    assert reachable(pair) == [list(pair[0].representatives.all()), []]


def test_a_consent_to_something_else_makes_nobody_reachable(pair):
    consents(pair[0], Purpose.DECK)
    wishes(pair, "venture")
    wishes(pair, "investor")

    assert reachable(pair) == [[], []]


@pytest.mark.parametrize("state", ["declined", "blocked"])
def test_who_turns_somebody_down_is_not_reachable(pair, state):
    for party in pair:
        consents(party, Purpose.CONTACT)
    wishes(pair, "venture", state)
    wishes(pair, "investor")

    assert reachable(pair) == [[], []]


def test_parties_of_one_side_never_reach_each_other(pair):
    other = factories.venture(day=pair[0].day)

    assert not gates.reachable(pair[0], by=other).exists()


def test_a_deck_is_shown_to_an_investor_who_wants_to_meet_where_the_venture_consents(pair):
    assert not gates.shows_deck(*pair)

    wishes(pair, "investor")
    assert not gates.shows_deck(*pair)

    consents(pair[0], Purpose.DECK)
    assert gates.shows_deck(*pair)


def test_a_deck_is_shown_to_an_investor_with_a_meeting_until_it_is_cancelled(pair):
    consents(pair[0], Purpose.DECK)
    pair[1].day.plan_public_at = at(9)
    meeting = factories.meeting(venture=pair[0], investor=pair[1])
    assert gates.shows_deck(*pair)

    meeting.state = "cancelled"
    meeting.save()
    assert not gates.shows_deck(*pair)


@pytest.mark.parametrize("hours", [None, 1])
def test_a_deck_does_not_tell_of_a_plan_that_is_not_known_yet(pair, hours):
    consents(pair[0], Purpose.DECK)
    pair[1].day.plan_public_at = hours and timezone.now() + dt.timedelta(hours=hours)
    factories.meeting(venture=pair[0], investor=pair[1])

    assert not gates.shows_deck(*pair)


@pytest.mark.parametrize("state", ["declined", "blocked"])
def test_no_deck_is_shown_to_whom_the_venture_turns_down(pair, state):
    consents(pair[0], Purpose.DECK)
    wishes(pair, "investor")
    wishes(pair, "venture", state)

    assert not gates.shows_deck(*pair)


def test_no_deck_is_shown_where_there_is_none(pair):
    venture, investor = pair
    venture.deck = ""
    venture.save()
    consents(venture, Purpose.DECK)
    wishes(pair, "investor")

    assert not gates.shows_deck(venture, investor)


def test_a_party_is_represented_by_its_own_people_alone(pair):
    venture, _investor = pair
    user = factories.user()
    venture.representatives.update(user=user)

    assert list(Venture.objects.represented_by(user)) == [venture]
    assert not Investor.objects.represented_by(user).exists()
    assert not Venture.objects.represented_by(factories.user()).exists()
    assert not Venture.objects.represented_by(AnonymousUser()).exists()


@pytest.mark.parametrize("side", ["venture", "investor"])
def test_whoever_blocks_and_whoever_is_blocked_do_not_see_each_other(pair, side):
    venture, investor = pair
    wishes(pair, side, "blocked")
    other = factories.investor(day=venture.day)

    assert list(Investor.objects.shown_to(venture)) == [other]
    assert not Venture.objects.shown_to(investor).exists()


def test_only_who_is_admitted_to_the_same_day_is_shown(pair):
    venture, investor = pair
    factories.investor(day=venture.day, state="registered")
    factories.investor(day=venture.day, state="withdrawn")
    factories.investor()

    assert list(Investor.objects.shown_to(venture)) == [investor]


@pytest.mark.parametrize("role", ["organiser", "superuser"])
def test_whoever_organises_comes_for_nobody_also_if_that_came_later(client, pair, organiser, role):
    venture, _investor = pair
    user = organiser if role == "organiser" else factories.user(is_superuser=True)
    coming_for(venture, user)
    coming_for(venture, guest := somebody())
    notes = factories.feedback(meeting=factories.meeting(venture=venture), side="venture")

    assert not Venture.objects.represented_by(user).exists()
    assert not Feedback.objects.visible_to(user).exists()
    assert list(Venture.objects.represented_by(guest)) == [venture]
    assert list(Feedback.objects.visible_to(guest)) == [notes]
    client.force_login(user)
    assert client.get(page_of(venture)).status_code == 404
