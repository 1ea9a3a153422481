"""Who may see how to reach somebody, who may read a deck, and who may open a page: the whole table, from the pages."""

from itertools import product

import pytest

from matchmaking.models import Consent, Interest, MatchmakingDay
from tests import factories
from tests.factories import at
from tests.matchmaking import parties

pytestmark = pytest.mark.django_db

SIDES = ("venture", "investor")


class World:
    """A venture and an investor who agree, and whose people consent to everything; what a case changes comes then."""

    def __init__(self):
        self.venture, self.investor = parties.pair()
        self.contacts = {
            "venture": ["wei@venture.example", "+86 10 5550 1000"],
            "investor": ["ann@fund.example", "+86 21 5550 2000"],
        }
        for side in SIDES:
            self.declare(side, "wish")
            for purpose in ("contact", "deck"):
                factories.consent(representative=getattr(self, side).representatives.get(), purpose=purpose)

    def declare(self, side, state):
        Interest.objects.filter(side=side).delete()
        if state:
            factories.interest(venture=self.venture, investor=self.investor, side=side, state=state)

    def withdraw_consent(self, side, purpose):
        Consent.objects.filter(purpose=purpose, **{f"representative__{side}__isnull": False}).delete()

    def put(self, side, **values):
        type(getattr(self, side)).objects.update(**values)

    def meet(self, state="planned", is_known=True):
        for side in SIDES:
            self.declare(side, None)
        MatchmakingDay.objects.update(plan_public_at=at(9) if is_known else None)
        factories.meeting(venture=self.venture, investor=self.investor, state=state)


def nothing(world, own, other):
    """As it is."""


def meets(world, own, other):
    world.meet()


def meets_in_a_plan_not_known_yet(world, own, other):
    world.meet(is_known=False)


def met_but_for_a_cancellation(world, own, other):
    world.meet("cancelled")


def says(state_of_own, state_of_other):
    def change(world, own, other):
        world.declare(own, state_of_own)
        world.declare(other, state_of_other)

    return change


def consents_not(whose, purpose):
    def change(world, own, other):
        world.withdraw_consent({"own": own, "other": other}[whose], purpose)

    return change


def is_in_state(whose, state):
    def change(world, own, other):
        world.put({"own": own, "other": other}[whose], state=state)

    return change


# What is changed: (is the page there, is the contact told, is the deck of the other one handed to an investor)
CASES = {
    "both agree": (nothing, True, True, True),
    "nobody has said anything": (says(None, None), True, False, False),
    "only I wish": (says("wish", None), True, False, True),
    "only they wish": (says(None, "wish"), True, False, False),
    "I decline": (says("declined", "wish"), True, False, False),
    "they decline": (says("wish", "declined"), True, False, False),
    "both decline": (says("declined", "declined"), True, False, False),
    "I block": (says("blocked", "wish"), False, False, False),
    "they block": (says("wish", "blocked"), False, False, False),
    "both block": (says("blocked", "blocked"), False, False, False),
    "they take back the consent to be reached": (consents_not("other", "contact"), True, False, True),
    "I take back the consent to be reached": (consents_not("own", "contact"), True, True, True),
    "they take back the consent to the deck": (consents_not("other", "deck"), True, True, False),
    "I take back the consent to the deck": (consents_not("own", "deck"), True, True, True),
    "I have withdrawn": (is_in_state("own", "withdrawn"), False, False, False),
    "I am not admitted": (is_in_state("own", "registered"), False, False, False),
    "they have withdrawn": (is_in_state("other", "withdrawn"), False, False, False),
    "they are not admitted": (is_in_state("other", "registered"), False, False, False),
    "both are to meet": (meets, True, False, True),
    "both are to meet in a plan not known yet": (meets_in_a_plan_not_known_yet, True, False, False),
    "the meeting is cancelled": (met_but_for_a_cancellation, True, False, False),
}


@pytest.mark.parametrize(("case", "own"), list(product(CASES, SIDES)))
def test_what_a_representative_sees(client, case, own):
    change, has_page, has_contact, has_deck = CASES[case]
    world, other = World(), SIDES[own == "venture"]
    change(world, own, other)
    party, partner = getattr(world, own), getattr(world, other)

    client.force_login(parties.user_of(party))
    page = client.get(parties.page_of(party, "partner_detail", partner))
    deck = client.get(parties.page_of(party, "partner_deck", partner))

    assert page.status_code == (200 if has_page else 404)
    told = [words in page.content.decode() for words in world.contacts[other]]
    assert told == [has_contact] * 2
    is_handed = has_deck and own == "investor"
    assert deck.status_code == (200 if is_handed else 404)
    assert (deck.streaming and b"".join(deck) == parties.DECK) == is_handed
    assert ("/deck/" in page.content.decode()) == is_handed


def anonymous(client, world):
    return 302


def stranger(client, world):
    client.force_login(factories.user(is_staff=False))
    return 404


def organiser_of_nobody(client, world):
    user = factories.user(is_superuser=True)
    client.force_login(user)
    return 404


def other_investor(client, world):
    parties.signed_in(client, factories.investor(day=world.venture.day))
    return 404


def the_venture_itself(client, world):
    client.force_login(parties.user_of(world.venture))
    return 404


@pytest.mark.parametrize("who", [anonymous, stranger, organiser_of_nobody, other_investor, the_venture_itself])
@pytest.mark.parametrize("name", ["partner_detail", "partner_deck"])
def test_whoever_does_not_come_for_the_party_sees_nothing(client, who, name):
    world = World()
    status = who(client, world)

    response = client.get(parties.page_of(world.investor, name, world.venture))

    assert response.status_code == status
    assert "wei@venture.example" not in response.content.decode()


def test_another_investor_of_the_day_sees_the_page_but_no_contact_and_no_deck(client):
    world = World()
    other = factories.investor(day=world.venture.day)
    parties.signed_in(client, other)

    page = client.get(parties.page_of(other, "partner_detail", world.venture))

    assert page.status_code == 200
    assert "wei@venture.example" not in page.content.decode()
    assert client.get(parties.page_of(other, "partner_deck", world.venture)).status_code == 404


@pytest.mark.parametrize("name", ["partner_detail", "partner_deck"])
def test_a_party_of_the_same_side_is_nobody(client, name):
    world = World()
    other = factories.venture(day=world.venture.day, pk=world.investor.pk + 50)
    parties.signed_in(client, other)

    assert client.get(parties.page_of(other, name, world.venture.pk + 100)).status_code == 404


@pytest.mark.parametrize("name", ["partner_detail", "partner_deck"])
def test_a_party_of_another_day_is_nobody(client, name):
    world, elsewhere = World(), factories.investor()
    parties.signed_in(client, elsewhere)

    assert client.get(parties.page_of(elsewhere, name, world.venture)).status_code == 404


def test_a_deck_is_a_file_that_nobody_keeps(client):
    world = World()
    client.force_login(parties.user_of(world.investor))

    response = client.get(parties.page_of(world.investor, "partner_deck", world.venture))

    name = world.venture.deck.name.rpartition("/")[2]
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"
    assert response["Content-Type"] == "application/pdf"
    response.close()


def test_every_refusal_of_a_deck_reads_the_same(client):
    world = World()
    client.force_login(parties.user_of(world.investor))
    found = []
    for prepare in (
        lambda: world.venture.deck.delete(save=False),  # the row still names it
        lambda: world.declare("venture", "declined"),
        lambda: world.declare("venture", "blocked"),
    ):
        prepare()
        response = client.get(parties.page_of(world.investor, "partner_deck", world.venture))
        found.append((response.status_code, response.content))
    unknown = client.get(parties.page_of(world.investor, "partner_deck", 999_999))

    assert {(status, len(content)) for status, content in found} == {(404, len(found[0][1]))}
    assert unknown.status_code == 404
    assert b"nobody at this address" in unknown.content
    assert all(b"nobody at this address" in content for _status, content in found)


def test_a_deck_is_only_read(client):
    world = World()
    client.force_login(parties.user_of(world.investor))

    assert client.post(parties.page_of(world.investor, "partner_deck", world.venture)).status_code == 405
