"""No page of those who take part tells how to reach somebody, what a deck says or what was noted, but to whom that is
allowed; and nothing of who is not admitted.
"""

from itertools import product

import pytest
from django.urls import path

from tests import factories
from tests.matchmaking import parties, walking

pytestmark = pytest.mark.django_db
# Where each is read, by those who may.
PAGES = {
    "deck": {"partner_deck"},
    "mail": {"partner_detail", "meeting_detail", "meeting_contact"},
    "phone": {"partner_detail", "meeting_detail", "meeting_contact"},
    "name": {"partner_detail", "meeting_detail", "meeting_contact", "schedule", "schedule_file"},
    "profile": {"partner_detail"},
}
BY_ITS_ADDRESS = ("name", "schedule_calendar")


def read(client, address):
    """What is answered, files among it; in a calendar and on a card, long lines are folded."""
    response = client.get(address)
    text = (b"".join(response) if response.streaming else response.content).decode(errors="replace")
    return text.replace("\r\n ", "")


@pytest.fixture
def world():
    return walking.world()


@pytest.fixture
def addresses(world):
    return walking.addresses(world)


def test_a_party_reads_of_others_what_they_allow_and_no_more(client, world, addresses):
    found = set()
    for reader in world.everybody:
        client.force_login(parties.user_of(reader.party))
        pages = [(name, read(client, address)) for name, address in addresses]
        for other, (name, page) in product(world.everybody, pages):
            if other is not reader:
                found |= {
                    (reader.party, other.party, kind, name) for kind, words in other.marks.items() if words in page
                }

    found = {one for one in found if one[2:] != BY_ITS_ADDRESS}
    told = {(reader, other, kind) for reader, other, kind, _name in found}
    assert told == {(*pair, kind) for pair, kinds in world.allowed.items() for kind in kinds}
    assert {kind: {name for *_who, one, name in found if one == kind} for kind in PAGES} == PAGES


@pytest.mark.parametrize(
    ("who", "by_code"),
    [(None, set()), ({"is_staff": False}, set()), ({"is_superuser": True}, {("name", "check_in")})],
    ids=["nobody", "stranger", "organiser"],
)
def test_who_comes_for_nobody_reads_nothing(client, world, addresses, who, by_code):
    if who is not None:
        client.force_login(factories.user(**who))
    pages = [(name, read(client, address)) for name, address in addresses]

    found = {
        (kind, name)
        for one, (name, page) in product(world.everybody, pages)
        for kind, words in one.marks.items()
        if words in page
    }
    assert found == by_code | {BY_ITS_ADDRESS}


def test_an_address_that_nobody_has_named_is_found(world):
    new = path("telephones/", lambda request: None, name="telephone_list")

    with pytest.raises(walking.UnknownAddressError, match="telephone_list"):
        walking.addresses(world, [new])
