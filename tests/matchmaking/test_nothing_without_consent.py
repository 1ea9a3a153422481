"""No page of those who take part tells how to reach somebody, or what a deck says, but to whom that is allowed."""

from itertools import product

import pytest
from django.urls import path

from tests import factories
from tests.matchmaking import parties, walking

pytestmark = pytest.mark.django_db


def read(client, address):
    """What is answered, files among it."""
    response = client.get(address)
    return (b"".join(response) if response.streaming else response.content).decode(errors="replace")


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
                found |= {(reader.party, other.party, mark, name) for mark in other.marks if mark in page}

    told = {(reader, other, mark) for reader, other, mark, _name in found}
    assert told == {(*pair, mark) for pair, marks in world.allowed.items() for mark in marks}
    assert {name for *_who, mark, name in found if "deck" in mark} == {"partner_deck"}
    assert {name for *_who, mark, name in found if "deck" not in mark} == {"partner_detail"}


@pytest.mark.parametrize("who", [None, {"is_staff": False}, {"is_superuser": True}])
def test_who_comes_for_nobody_reads_nothing(client, world, addresses, who):
    if who is not None:
        client.force_login(factories.user(**who))
    everything = "".join(read(client, address) for _name, address in addresses)

    assert [mark for one in world.everybody for mark in one.marks if mark in everything] == []


def test_an_address_that_nobody_has_named_is_found(world):
    new = path("telephones/", lambda request: None, name="telephone_list")

    with pytest.raises(walking.UnknownAddressError, match="telephone_list"):
        walking.addresses(world, [new])
