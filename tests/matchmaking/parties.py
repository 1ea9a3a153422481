"""Ventures and investors with people who sign in, for tests of the pages of those who take part."""

from django.core.files.base import ContentFile
from django.urls import reverse

from tests import factories
from tests.reading import Page

DECK = b"%PDF- confidential figures of the deck"


def somebody(**values):
    """An account that does not work in the back office."""
    return factories.user(is_staff=False, **values)


def coming_for(party, user=None, **values):
    """Somebody with an account who comes for a party."""
    return factories.representative(**{party.side: party}, user=user or somebody(), **values)


def signed_in(client, party, **values):
    """The client, signed in as somebody more who comes for a party."""
    client.force_login(coming_for(party, **values).user)
    return client


def user_of(party):
    """The account of the first who comes for a party."""
    return party.representatives.first().user


def pair(day=None):
    """A venture with a deck and an investor with a mandate, of one day, each with somebody who signs in."""
    day = day or factories.matchmaking_day()
    venture = factories.venture(day=day, name_en="Port cranes", deck=ContentFile(DECK, "deck.pdf"))
    investor = factories.investor(day=day, organisation=factories.organisation(name_en="Harbour Fund", kind="fund"))
    factories.mandate(investor=investor, looks_for_en="Cranes and ports")
    coming_for(venture, name="Wei", email="wei@venture.example", phone="+86 10 5550 1000")
    coming_for(investor, name="Ann", email="ann@fund.example", phone="+86 21 5550 2000")
    return venture, investor


def page_of(party, name="party_detail", *parts):
    """An address of a party's pages; its other parts are rows or keys."""
    return reverse(f"matchmaking:{name}", args=[party, party.pk, *(getattr(part, "pk", part) for part in parts)])


def read(client, party, name, *parts, query="", status=200):
    """A page of a party, as its representative sees it."""
    client.force_login(user_of(party))
    return Page(client.get(page_of(party, name, *parts) + query), status)


def press(client, party, other, state, **values):
    """Presses a button about somebody of the other side."""
    client.force_login(user_of(party))
    return client.post(page_of(party, "interest", other), {"state": state, **values})
