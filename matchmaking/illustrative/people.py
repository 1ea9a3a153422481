"""Invented people who come for ventures and investors: a surname, and “Example” or 示例 for a given name."""

from typing import NamedTuple

from competition.illustrative.organisations import Deck
from matchmaking.illustrative.vocabulary import vocabulary

SECOND = 0.4  # of the parties, those for which two people come
AGREEING = {"contact": 0.8, "deck": 0.7, "statistics": 0.6}  # shares of the people, by what they agree to
NOWHERE = "+86 000 0000"  # telephone numbers that nobody can have


class Person(NamedTuple):
    """Shapes: `agrees_to` are purposes as the models call them."""

    name: str
    office: str
    email: str
    phone: str
    agrees_to: tuple


class Receptionist:
    """Says who comes; while there are surnames left, no two of one."""

    def __init__(self, rng):
        self.rng, self.number = rng, 0
        self.surnames = Deck(dict.fromkeys(vocabulary().surnames, 1), rng)

    def first_of(self, side):
        """Those who come for a party that has an account: whose that is agrees to everything."""
        first, *others = self.of(side)
        return (first._replace(agrees_to=purposes(side)), *others)

    def of(self, side):
        """Those who come for a party."""
        offices = {"venture": vocabulary().of_ventures, "investor": vocabulary().of_investors}[side]
        number = 2 if self.rng.random() < SECOND else 1
        return tuple(self.person(office, side) for office in self.rng.sample(offices, number))

    def person(self, office, side):
        surname, self.number = self.surnames.deal(), self.number + 1
        return Person(
            name=f"{surname.en} Example {surname.zh}示例",
            office=f"{office.en} {office.zh}",
            email=f"person-{self.number}@example.org",
            phone=f"{NOWHERE} {self.number:04}",
            agrees_to=tuple(purpose for purpose in purposes(side) if self.rng.random() < AGREEING[purpose]),
        )


def purposes(side):
    """What somebody can agree to: only ventures have a deck."""
    return tuple(purpose for purpose in AGREEING if purpose != "deck" or side == "venture")
