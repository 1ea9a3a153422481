"""Every address of those who take part, from its URLconf, filled with what there is and with what somebody may guess.

An address that nobody has named in FILLED fails the test that walks, so that it cannot be forgotten.
"""

from typing import NamedTuple

from django.conf import settings
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import translation

from matchmaking import urls
from tests import factories
from tests.matchmaking import parties


class UnknownAddressError(Exception):
    """A name of an address of which this module does not know how to fill it."""


class Somebody(NamedTuple):
    """A party, and what only those may read whom it allows to: how to reach its people, and its deck."""

    party: object
    marks: tuple[str, ...]


class World(NamedTuple):
    """A day with several parties of both sides; `allowed` is {(reader, who is read): marks that may be read}."""

    everybody: list[Somebody]
    allowed: dict

    def of(self, side):
        return [one.party for one in self.everybody if one.party.side == side]


def world():
    """Two ventures and two investors: the first two agree and consent to everything, the others wish in vain."""
    day = factories.matchmaking_day()
    everybody = []
    for number, factory in enumerate([factories.venture, factories.investor] * 2):
        party = factory(day=day)
        marks = (f"mail{number}@marker.example", f"+86 1 0000 {number:04}", f"deck {number} marker")
        parties.somebody_of(party, email=marks[0], phone=marks[1])
        if party.side == "venture":
            party.deck.save("deck.pdf", ContentFile(f"%PDF- {marks[2]}".encode()))
        everybody.append(Somebody(party, marks))
    venture, investor = (one.party for one in everybody[:2])
    for side, party in (("venture", venture), ("investor", investor)):
        factories.interest(venture=venture, investor=investor, side=side)
        for purpose in ("contact", "deck"):
            factories.consent(representative=party.representatives.get(), purpose=purpose)
    for one in everybody[2:]:  # they wish, and are met with silence
        other = investor if one.party.side == "venture" else venture
        factories.interest(**{one.party.side: one.party, other.side: other}, side=one.party.side)
    allowed = {
        (venture, investor): everybody[1].marks[:2],
        (investor, venture): everybody[0].marks,
        (everybody[3].party, venture): everybody[0].marks[2:],  # a deck is for every investor who wants to meet
    }
    return World(everybody, allowed)


def of_parties(world):
    return [{"side": party, "pk": party.pk} for party in world.of("venture") + world.of("investor")]


def of_pairs(world):
    keys = {one.party.pk for one in world.everybody} | {999_999}
    return [parts | {"other": key} for parts in of_parties(world) for key in sorted(keys)]


# Name of an address: what it can be filled with. Who adds an address adds it here.
FILLED = {
    "partner_list": of_parties,
    "partner_detail": of_pairs,
    "interest": of_pairs,
    "partner_deck": of_pairs,
    "interest_list": of_parties,
}


def addresses(world, patterns=None):
    """All addresses, in both languages: [(name, address)]."""
    found = []
    for pattern in urls.urlpatterns if patterns is None else patterns:
        if pattern.name not in FILLED:
            raise UnknownAddressError(pattern.name)
        for parts in FILLED[pattern.name](world):
            for language, _name in settings.LANGUAGES:
                with translation.override(language):
                    found.append((pattern.name, reverse(f"matchmaking:{pattern.name}", kwargs=parts)))
    return found
