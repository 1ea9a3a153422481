"""The best matches of a venture or an investor, as the plan weighs them, each with the reasons."""

from typing import Any, NamedTuple

import numpy as np
from django.db.models import prefetch_related_objects

from matchmaking.arranging import profiles
from matchmaking.arranging.problems import LEAST_WEIGHT, interests
from matchmaking.explaining.reasons import Pair, Reason, in_words, parts
from matchmaking.matching import scores
from matchmaking.models import Meeting, MeetingState, PartyState

MOST = 10
SIDES = ("venture", "investor")


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
    meeting: Meeting | None


class Weighed(NamedTuple):
    """All pairs of a day, as the plan weighs them.

    Shapes: arrays (ventures, investors); `sides` and `wishes` are in the order of SIDES; `parts` as `reasons.parts`.
    """

    sides: list
    scores: Any
    wishes: tuple
    weights: np.ndarray
    rates: dict
    parts: dict


def matches(party, most=MOST):
    """The best matches of a venture or an investor, the heaviest first; of those alone who are to be planned for.

    Somebody who is not admitted yet is weighed as if they were.
    """
    side = SIDES.index(party._meta.model_name)
    weighed = weigh(party, side)
    others = [row for row, _profile in weighed.sides[1 - side]]
    at = [row.pk for row, _profile in weighed.sides[side]].index(party.pk)
    weights = weighed.weights[at] if side == 0 else weighed.weights[:, at]
    best = [
        int(other)
        for other in np.argsort(-weights, kind="stable")
        if weights[other] >= LEAST_WEIGHT and others[other].state == PartyState.ADMITTED
    ]
    meetings = meetings_of(party, side)
    shown = [others[other] for other in best[:most]]
    prefetch_related_objects(shown, "organisation")
    return [
        match(weighed, (at, other) if side == 0 else (other, at), meetings.get(others[other].pk))
        for other in best[:most]
    ]


def weigh(party, side):
    """All pairs of the day of a party; the party is among them, even if it is not planned for."""
    sides = [
        profiles.ventures(party.day.ventures.planned_for()),
        profiles.investors(party.day.investors.planned_for()),
    ]
    sides[side] = with_party(sides[side], party)
    rates = profiles.rates(party.day)
    found = scores.computed(*([profile for _row, profile in one] for one in sides), rates)
    of_venture, of_investor = interests(party.day, *([row for row, _profile in one] for one in sides))
    weights = scores.weights(found, of_investor, of_venture)
    said = [profile.text for _row, profile in sides[0]]
    said += [mandate.text for _row, profile in sides[1] for mandate in profile.mandates]
    return Weighed(sides, found, (of_venture, of_investor), weights, rates, parts(said))


def match(weighed, pair, meeting):
    """The match of a pair, which is (place of the venture, place of the investor)."""
    (venture, ours), (investor, theirs) = (found[place] for found, place in zip(weighed.sides, pair, strict=True))
    wishes = [int(wish[pair]) for wish in weighed.wishes]
    found, chosen = weighed.scores, int(weighed.scores.mandates[pair])
    mandate = investor.mandates.all()[chosen] if chosen >= 0 else None
    told = scores.reasons(ours, theirs, chosen, float(found.text[pair]), weighed.rates)
    reasons = [in_words(Pair(venture, investor, mandate, weighed.rates, weighed.parts), one) for one in told]
    return Match(
        venture=venture,
        investor=investor,
        weight=int(weighed.weights[pair]),
        of_venture=hundredths(found.of_venture[pair], wishes[0]),
        of_investor=hundredths(found.of_investor[pair], wishes[1]),
        wish_of_venture=wishes[0],
        wish_of_investor=wishes[1],
        mandate=mandate,
        reasons=reasons,
        meeting=meeting,
    )


def hundredths(score, wish):
    """One direction, with what is declared."""
    return round(float(scores.directed([score], np.array([wish]))[0]) * 100)


def with_party(found, party):
    """The parties of a side with their profiles, and this one, if it is not among them."""
    if any(row.pk == party.pk for row, _profile in found):
        return found
    profile = profiles.venture if party._meta.model_name == "venture" else profiles.investor
    return [*found, (party, profile(party))]


def meetings_of(party, side):
    """The meetings of a party by the key of the other one."""
    rows = Meeting.objects.filter(**{SIDES[side]: party}).exclude(state=MeetingState.CANCELLED)
    return {getattr(row, f"{SIDES[1 - side]}_id"): row for row in rows.select_related("timeslot", "table")}
