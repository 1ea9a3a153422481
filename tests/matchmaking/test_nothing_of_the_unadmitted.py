"""Of who has registered and is not admitted, nothing is on any public page: no name, no address, no count."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from conference import published
from directory.models import Organisation
from matchmaking import enrolling
from matchmaking.models import Investor, Representative, Venture
from tests import factories
from tests.competition import walking
from tests.competition.test_nothing_before_its_moment import world
from tests.matchmaking.parties import somebody

pytestmark = pytest.mark.django_db
WORD = "Zyxunadmitted"


@pytest.fixture
def found():
    return world()


def register(side, day, **values):
    user = somebody(name=WORD)
    return enrolling.register(
        side(day=day, **values),
        organisation=Organisation(name_en=f"{WORD} {side.__name__}", kind="fund"),
        representative=Representative(name=WORD, email=user.email),
        by=user,
    )


def public(client, found):
    """What each public page answers to who is not signed in: {address: answer}."""
    pages = {name: address.partition("?")[0] for name, address in reversed(walking.addresses(found))}
    pages["search"] = reverse("website:search", args=[found.conference.slug]) + f"?q={WORD}"
    pages["entries"] = reverse("competition:entry_list", args=["cup"]) + f"?q={WORD}"
    pages["days"] = reverse("matchmaking:day_list")
    return {address: walking.read(client, address) for address in pages.values()}


def test_a_registration_changes_no_public_page(client, found):
    day = factories.matchmaking_day(registration_closes_at=timezone.now() + dt.timedelta(hours=1))
    published.refresh()
    before = public(client, found)

    parties = [register(Venture, day, name_en=WORD, summary_en=WORD), register(Investor, day)]
    published.refresh()
    after = public(client, found)

    assert {address for address in before if before[address] != after[address]} == set()
    for party in parties:
        slug = party.organisation.slug
        for address in (
            reverse("competition:entrant_detail", args=["cup", slug]),
            reverse("conference:organisation_detail", args=[found.conference.slug, slug]),
        ):
            assert client.get(address).status_code == 404
