"""Invented organisations: their names say “Example” and 示例, so that none is taken for a real one."""

import random
import re
from typing import NamedTuple

from competition.illustrative.vocabulary import Both, vocabulary

# How often a region has an organisation, in a hundred or so; every one has some.
REGIONS = {
    "110000": 7, "120000": 3, "130000": 4, "140000": 3, "150000": 2, "210000": 3, "220000": 2, "230000": 2,
    "310000": 7, "320000": 9, "330000": 9, "340000": 4, "350000": 4, "360000": 3, "370000": 8, "410000": 5,
    "420000": 4, "430000": 4, "440000": 12, "450000": 2, "460000": 1, "500000": 3, "510000": 5, "520000": 2,
    "530000": 2, "540000": 1, "610000": 3, "620000": 1, "630000": 1, "640000": 1, "650000": 2, "710000": 1,
    "810000": 1, "820000": 1,
}  # fmt: skip
# Of the participants of a session, those that have been in an earlier one; and of these earlier ones, at most.
RETURNING, OF_EARLIER = 0.45, 0.6
# New organisations that work for every industry, such as carriers.
SHARED = 0.22


class Organisation(NamedTuple):
    """`industry` is "" where it works for all of them; `word` is what it is called by in the title of an entry."""

    slug: str
    name: Both
    kind: str
    region: str
    industry: str
    word: Both


class Deck:
    """Cards dealt one after the other, shuffled anew when all are dealt: each comes as often as it is in the deck."""

    def __init__(self, weights, rng):
        self.cards = [card for card, weight in weights.items() for _time in range(weight)]
        self.rng, self.left = rng, []

    def deal(self):
        if not self.left:
            self.left = self.cards[:]
            self.rng.shuffle(self.left)
        return self.left.pop()


class Founder:
    """Invents organisations, no two of one name, and says who takes part in a session."""

    def __init__(self, rng: random.Random):
        self.rng, self.all = rng, []
        self.regions = Deck(REGIONS, rng)
        self.named = {}

    def participants(self, session, number):
        """That many organisations: some of earlier sessions, then new ones, of every industry that joins."""
        returning = self.rng.sample(self.all, min(int(OF_EARLIER * len(self.all)), int(RETURNING * number)))
        said = vocabulary()
        joining = [industry for industry, since in said.since.items() if since == session]
        deck = industries(session, self.rng)
        new = []
        for place in range(number - len(returning)):
            if place < len(joining):
                new.append(self.found(self.rng.choice(said.businesses[joining[place]])))
            elif self.rng.random() < SHARED:
                new.append(self.found(self.rng.choice(said.shared_businesses)))
            else:
                new.append(self.found(self.rng.choice(said.businesses[deck.deal()])))
        self.all += new
        return returning + new

    def found(self, business):
        """An organisation of that business: the words go round, so that a name comes again only with a number."""
        words = vocabulary().words
        count = self.named.get(business.name, -1) + 1
        self.named[business.name] = count
        word = words[(start(business) + count * 577) % len(words)]
        again = count // len(words) + 1
        name = Both(f"{word.en} Example {business.name.en}", f"示例·{word.zh}{business.name.zh}")
        if again > 1:
            name = Both(f"{name.en} No. {again}", f"{name.zh}（第{again}家）")
        slug = re.sub("[^a-z0-9]+", "-", name.en.lower())
        return Organisation(slug, name, business.kind, self.regions.deal(), business.industry, word)


def start(business):
    """Where a business begins among the words: not all with the same one."""
    return sum(ord(letter) * (place + 1) for place, letter in enumerate(business.name.en)) * 31


def industries(session, rng):
    """The industries that take part in a session, as a deck by weight."""
    said = vocabulary()
    return Deck({code: weight for code, weight in said.weights.items() if said.since[code] <= session}, rng)
