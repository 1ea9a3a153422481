"""The best matches of a venture or an investor, as the plan weighs them, each with the reasons."""

from collections import defaultdict
from typing import Any, NamedTuple

import numpy as np

from matchmaking.arranging import suiting
from matchmaking.arranging.problems import LEAST_WEIGHT
from matchmaking.explaining.partners import JOINED, LISTS, made_ready, why
from matchmaking.explaining.reasons import Reason
from matchmaking.matching import scores
from matchmaking.models import InterestState, Meeting, PartyState, Side

MOST = 10


class Match(NamedTuple):
    """Somebody of the other side, and how much both suit each other.

    Units:  `weight` is that of the plan, of 1,000; the directions are in hundredths, interests included. A wish is from
            1 to 5, 0 where none is declared.
    """

    venture: Any
    investor: Any
    weight: int
    of_venture: int
    of_investor: int
    wish_of_venture: int
    wish_of_investor: int
    mandate: Any
    reasons: list[Reason]
    meeting: Meeting | None = None


class Weighed(NamedTuple):
    """Others, as the plan weighs them with a party.

    Shapes: arrays in the order of the others; of each side, how well the pair suits it and what it has declared.
    """

    suits: suiting.Suits
    directions: dict
    wishes: dict
    weights: np.ndarray

    def at(self, place):
        """The same of the one at a place, as numbers."""
        of_sides = ({side: found[side][place] for side in Side} for found in (self.directions, self.wishes))
        return Weighed(suiting.Suits(*(part[place] for part in self.suits)), *of_sides, self.weights[place])


def matches(party, most=MOST):
    """The best matches of a venture or an investor, the heaviest first; of those alone who are admitted.

    Somebody who is not admitted yet is weighed as if they were. Who is among the best goes by what is kept of the
    others (see `suiting`); all that is told of them is as they are now.
    """
    side, scale, declared = party.side.other, suiting.scale_of(party.day), declarations(party)
    others, own = suiting.of_state(party.day, side), suiting.profile_of(made_ready(party))
    found = suiting.against(party.side, own, others.profiles, others.vectors, scale)
    first = heaviest(weighed(party, found, others.keys.tolist(), declared).weights)
    admitted = set(side.model.objects.filter(day=party.day, state=PartyState.ADMITTED).values_list("pk", flat=True))
    best = [key for key in others.keys[first].tolist() if key in admitted][:most]
    known = side.model.objects.select_related(*JOINED[side]).prefetch_related(*LISTS[side]).in_bulk(best)
    rows, meetings = list(known.values()), meetings_by_other(party)
    now = weighed(party, suiting.suits(party, rows, scale), list(known), declared)
    return [
        match(party, rows[place], now.at(place), scale)._replace(meeting=meetings.get(rows[place].pk))
        for place in heaviest(now.weights)
    ]


def heaviest(weights):
    """The places of those that may be planned, the heaviest first."""
    return [place for place in np.argsort(-weights, kind="stable").tolist() if weights[place] >= LEAST_WEIGHT]


def weighed(party, found, keys, declared):
    """What a party and others, whose `Suits` are found, weigh together with what they have declared."""
    directions = {party.side: found.of_own, party.side.other: found.of_other}
    wishes = {side: np.array([declared[key][side] for key in keys], dtype=int) for side in Side}
    known = scores.Scores(directions[Side.INVESTOR], directions[Side.VENTURE], found.mandates, found.text)
    weights = scores.weights(known, of_investor=wishes[Side.INVESTOR], of_venture=wishes[Side.VENTURE])
    return Weighed(found, directions, wishes, weights)


def match(party, other, found, scale):
    """The match with one of the others, as it is weighed."""
    pair = party.pair_with(other)
    mandate, reasons = why(party, other, found.suits, scale)
    return Match(
        venture=pair["venture"],
        investor=pair["investor"],
        weight=int(found.weights),
        of_venture=hundredths(found.directions[Side.VENTURE], found.wishes[Side.VENTURE]),
        of_investor=hundredths(found.directions[Side.INVESTOR], found.wishes[Side.INVESTOR]),
        wish_of_venture=int(found.wishes[Side.VENTURE]),
        wish_of_investor=int(found.wishes[Side.INVESTOR]),
        mandate=mandate,
        reasons=reasons,
    )


def hundredths(score, wish):
    """One direction, with what is declared."""
    return round(float(scores.directed([score], np.array([wish]))[0]) * 100)


def declarations(party):
    """What a party and others have declared of each other: {key of the other: {side: wish, as in `scores.weights`}}."""
    found = defaultdict(lambda: dict.fromkeys(Side, 0))
    for row in party.interests.all():
        wish = row.weight if row.state == InterestState.WISH else scores.DECLINED
        found[getattr(row, f"{party.side.other}_id")][row.side] = wish
    return found


def meetings_by_other(party):
    """The meetings of a party by the key of the other one."""
    rows = party.meetings.taking_place().select_related("timeslot", "table")
    return {getattr(row, f"{party.side.other}_id"): row for row in rows}
