"""Who registered a party, in the list of those who wait and on its page; and whether its organisation is theirs."""

import pytest

from directory.models import Organisation
from matchmaking import enrolling
from matchmaking.models import Representative, Side
from tests import factories
from tests.factories import at
from tests.matchmaking.desks import list_of, page_of, text

pytestmark = pytest.mark.django_db
ASKED = "The organisation was in the directory before: is it theirs to come for?"


@pytest.fixture
def user():
    return factories.user(email="lin@example.org")


def registered(side, name, user):
    day = factories.matchmaking_day(registration_closes_at=at(18))
    party = side.model(day=day) if side == Side.INVESTOR else side.model(day=day, name_en="Harbour")
    organisation = Organisation(name_en=name, kind="fund")
    return enrolling.register(
        party, organisation=organisation, representative=Representative(name="Lin"), by=user, at=at(9)
    )


@pytest.mark.parametrize("side", Side)
def test_whoever_speaks_for_an_organisation_of_the_directory_is_told_apart(desk, user, side):
    factories.organisation(name_en="Known Fund", name_zh_hans="")
    party = registered(side, "Known Fund", user)

    assert "lin@example.org, for an organisation of the directory" in text(desk.get(list_of(side.model)))
    assert f"Registered by lin@example.org. {ASKED}" in text(desk.get(page_of(party)))


@pytest.mark.parametrize("side", Side)
def test_whoever_brings_an_organisation_along_is_named_alone(desk, user, side):
    party = registered(side, "New Fund", user)

    listed, page = text(desk.get(list_of(side.model))), text(desk.get(page_of(party)))

    assert "lin@example.org" in listed
    assert "for an organisation of the directory" not in listed
    assert "Registered by lin@example.org." in page
    assert ASKED not in page


def test_once_admitted_nothing_is_asked(desk, user, organiser):
    factories.organisation(name_en="Known Fund", name_zh_hans="")
    party = registered(Side.VENTURE, "Known Fund", user)

    enrolling.put(type(party).objects.all(), into="admitted", by=organiser)

    assert ASKED not in text(desk.get(page_of(party)))
    assert "for an organisation of the directory" not in text(desk.get(list_of(type(party))))


def test_of_what_was_loaded_nobody_is_named(desk):
    venture = factories.venture()

    assert "Registered by" not in text(desk.get(page_of(venture)))
