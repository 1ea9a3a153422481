"""From the rows of a day to the problem that the plan solves, and back to rows."""

from typing import NamedTuple

import numpy as np

from matchmaking.arranging import availability, profiles
from matchmaking.matching import scores
from matchmaking.models import (
    Interest,
    InterestState,
    Investor,
    Meeting,
    PartyState,
    Table,
    Timeslot,
    Venture,
)
from matchmaking.planning.problem import Meeting as Planned
from matchmaking.planning.problem import Problem

BREADTH = 6  # pairs that are planned with for each meeting that somebody takes
LEAST_BREADTH = 40
LEAST_WEIGHT = 1  # of a pair that may be planned: two who have nothing in common are not put at a table


class Day(NamedTuple):
    """A problem, and the rows that its numbers stand for."""

    problem: Problem
    ventures: list[Venture]
    investors: list[Investor]
    timeslots: list[Timeslot]
    tables: list[Table]


def day_of(day):
    """The `Day` of a matchmaking day. Its mandatory meetings are those that an organiser has fixed."""
    ours, theirs = profiles.ventures(day), profiles.investors(day)
    ventures, investors = [row for row, _profile in ours], [row for row, _profile in theirs]
    timeslots, tables = list(day.timeslots.order_by("starts_at")), list(day.tables.order_by("number"))
    weights = weights_of(day, ours, theirs)
    mosts = [[row.meetings_wanted() for row in rows] for rows in (ventures, investors)]
    pairs = np.argwhere(among_the_best(weights, *mosts))
    problem = Problem(
        ventures_most=mosts[0],
        investors_most=mosts[1],
        ventures_free=availability.free("venture", ventures, timeslots),
        investors_free=availability.free("investor", investors, timeslots),
        tables=[len(tables)] * len(timeslots),
        pairs=pairs,
        weights=weights[tuple(pairs.T)],
        fixed=fixed(day, ventures, investors, timeslots, tables),
    )
    return Day(problem, ventures, investors, timeslots, tables)


def among_the_best(weights, ventures_most, investors_most):
    """Which pairs are planned with, an array as `weights`: those that weigh most for the venture or for the investor.

    Of 2,000 ventures and 1,000 investors nearly all pairs weigh something; a plan that needs one beyond BREADTH times
    what somebody takes is not looked for, and the bound of a plan is that of these pairs.
    """
    best = np.zeros(weights.shape, dtype=bool)
    for place, most in enumerate(ventures_most):
        best[place, heaviest(weights[place], most)] = True
    for place, most in enumerate(investors_most):
        best[heaviest(weights[:, place], most), place] = True
    return best & (weights >= LEAST_WEIGHT)


def heaviest(weights, most):
    return np.argsort(-weights, kind="stable")[: max(LEAST_BREADTH, BREADTH * most)]


def weights_of(day, ventures, investors):
    """What each pair weighs, an array (ventures, investors); below LEAST_WEIGHT where it is not to be planned."""
    found = scores.computed(
        [profile for _row, profile in ventures], [profile for _row, profile in investors], profiles.rates(day)
    )
    rows = [[row for row, _profile in parties] for parties in (ventures, investors)]
    of_venture, of_investor = interests(*rows)
    withdrawn = [np.array([row.state != PartyState.ADMITTED for row in found], dtype=bool) for found in rows]
    weights = scores.weights(found, of_investor, of_venture)
    weights[withdrawn[0], :] = weights[:, withdrawn[1]] = LEAST_WEIGHT - 1
    return weights


def interests(ventures, investors):
    """What either side has declared: two arrays (ventures, investors), as `scores.weights` wants them."""
    rows = {row.pk: place for place, row in enumerate(ventures)}
    columns = {row.pk: place for place, row in enumerate(investors)}
    told = {side: np.zeros((len(rows), len(columns)), dtype=int) for side in availability.SIDES}
    declared = Interest.objects.filter(venture__in=rows, investor__in=columns)
    for venture, investor, side, state, weight in declared.values_list(
        "venture", "investor", "side", "state", "weight"
    ):
        wish = weight if state == InterestState.WISH else scores.DECLINED
        told[side][rows[venture], columns[investor]] = wish
    return told["venture"], told["investor"]


def fixed(day, *rows):
    """The meetings that a plan leaves where they are, by the places of their venture, investor, timeslot and table."""
    places = [{row.pk: place for place, row in enumerate(found)} for found in rows]
    staying = Meeting.objects.filter(timeslot__day=day).staying()
    return tuple(
        Planned(*(numbers[key] for numbers, key in zip(places, keys, strict=True)))
        for keys in staying.values_list("venture", "investor", "timeslot", "table")
    )
