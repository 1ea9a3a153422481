"""Ventures and investors with people who sign in, for tests of the pages of those who take part."""

from django.core.files.base import ContentFile
from django.urls import reverse

from tests import factories
from tests.reading import Page

DECK = b"%PDF- confidential figures of the deck"


def somebody_of(party, **values):
    """A representative of a party, with an account that is no member of the back office."""
    user = factories.user(is_staff=False)
    return factories.representative(**{party.side: party}, user=user, **values)


def pair(day=None):
    """A venture with a deck and an investor with a mandate, of one day, each with somebody who signs in."""
    day = day or factories.matchmaking_day()
    venture = factories.venture(day=day, name_en="Port cranes", deck=ContentFile(DECK, "deck.pdf"))
    investor = factories.investor(day=day, organisation=factories.organisation(name_en="Harbour Fund", kind="fund"))
    factories.mandate(investor=investor, looks_for_en="Cranes and ports")
    somebody_of(venture, name="Wei", email="wei@venture.example", phone="+86 10 5550 1000")
    somebody_of(investor, name="Ann", email="ann@fund.example", phone="+86 21 5550 2000")
    return venture, investor


def user_of(party):
    return party.representatives.first().user


def path(name, party, **parts):
    """An address of a party's pages; `other` is a row or a key."""
    parts = {key: getattr(value, "pk", value) for key, value in parts.items()}
    return reverse(f"matchmaking:{name}", kwargs={"side": party, "pk": party.pk, **parts})


def read(client, party, name, *, query="", status=200, **parts):
    """A page of a party, as its representative sees it."""
    client.force_login(user_of(party))
    return Page(client.get(path(name, party, **parts) + query), status)


def press(client, party, other, state, **values):
    """Presses a button about somebody of the other side."""
    client.force_login(user_of(party))
    return client.post(path("interest", party, other=other), {"state": state, **values})
