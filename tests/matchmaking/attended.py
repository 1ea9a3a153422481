"""What tests of the pages of those who take part share: who comes for whom, and where they go."""

from django.urls import reverse

from conference import published, publishing
from tests import factories


def somebody(**values):
    """An account that does not work in the back office."""
    return factories.user(is_staff=False, **values)


def coming_for(party, user=None, **values):
    """Somebody with an account who comes for a party."""
    values |= {party.side: party, "user": user or somebody()}
    return factories.representative(**values)


def page_of(party, name="party_detail", *parts):
    return reverse(f"matchmaking:{name}", args=[party, party.pk, *parts])


def signed_in(client, party, **values):
    """The client, signed in as somebody who comes for a party."""
    client.force_login(coming_for(party, **values).user)
    return client


def publish(conference):
    """Freezes the rows of a conference, and makes that known."""
    publishing.publish(conference, by=None)
    published.refresh()


def said(response):
    return [str(message) for message in response.context["messages"]]
