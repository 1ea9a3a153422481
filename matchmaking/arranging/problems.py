"""From the rows of a day to the problem that the plan solves, and back to rows."""

from typing import NamedTuple

import numpy as np

from matchmaking.arranging import availability, scoring
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
from matchmaking.planning.plans import plan_of
from matchmaking.planning.problem import Meeting as Planned
from matchmaking.planning.problem import Problem

BREADTH = 6  # pairs that are planned with for each meeting that somebody takes
LEAST_BREADTH = 40
NEVER = scores.DECLINED
LEAST_WEIGHT = 1  # of a pair that may be planned: two who have nothing in common are not put at a table


class Day(NamedTuple):
    """A problem, and the rows that its numbers stand for."""

    problem: Problem
    ventures: list[Venture]
    investors: list[Investor]
    timeslots: list[Timeslot]
    tables: list[Table]


def day_of(day, at):
    """The `Day` of a matchmaking day, of which everything may be planned that has not begun by `at`.

    Its mandatory meetings are those that an organiser has fixed; what has begun is fixed, too.
    """
    rows = rows_of(day, at)
    weights = weights_of(rows, scoring.anew(day, *rows[:2]))
    return made(day, at, rows, weights, among_the_best(weights, *mosts(rows)))


def day_with_plan(day, at):
    """The same, of a day that has a plan, with that plan: its meetings suit as long as nobody declines or withdraws.

    Scored is only who changed since it was scored last.
    """
    rows = rows_of(day, at)
    weights = weights_of(rows, scoring.kept(day, *rows[:2]))
    planned = placed(Meeting.objects.filter(timeslot__day=day).replaceable(at), rows)
    for meeting in planned:
        weights[meeting.pair] = max(weights[meeting.pair], LEAST_WEIGHT) if weights[meeting.pair] >= 0 else NEVER
    pairs = among_the_best(weights, *mosts(rows))
    for meeting in planned:
        pairs[meeting.pair] = weights[meeting.pair] >= LEAST_WEIGHT
    found = made(day, at, rows, weights, pairs)
    return found, plan_of(found.problem, [*planned, *found.problem.fixed], 0)


def rows_of(day, at):
    """The ventures, investors, timeslots and tables that are planned for."""
    ventures = day.ventures.planned_for(at).select_related("organisation").order_by("pk")
    investors = day.investors.planned_for(at).select_related("organisation").order_by("pk")
    parties = list(ventures), list(investors)
    for row in (row for side in parties for row in side):
        row.day = day
    return *parties, list(day.timeslots.order_by("starts_at")), list(day.tables.order_by("number"))


def mosts(rows):
    return [[row.meetings_wanted() for row in side] for side in rows[:2]]


def made(day, at, rows, weights, is_planned):
    ventures, investors, timeslots, tables = rows
    left = np.array([slot.starts_at > at for slot in timeslots], dtype=bool)
    pairs, (ventures_most, investors_most) = np.argwhere(is_planned), mosts(rows)
    problem = Problem(
        ventures_most=ventures_most,
        investors_most=investors_most,
        ventures_free=availability.free("venture", ventures, timeslots) & left,
        investors_free=availability.free("investor", investors, timeslots) & left,
        tables=[len(tables)] * len(timeslots),
        pairs=pairs,
        weights=weights[tuple(pairs.T)],
        fixed=placed(Meeting.objects.filter(timeslot__day=day).staying(at), rows),
    )
    return Day(problem, *rows)


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


def weights_of(rows, scored):
    """What each pair weighs, an array (ventures, investors): NEVER where one side declines, or has withdrawn."""
    of_venture, of_investor = interests(*rows[:2])
    withdrawn = [np.array([row.state != PartyState.ADMITTED for row in side], dtype=bool) for side in rows[:2]]
    weights = scores.weights(scored, of_investor, of_venture)
    weights[withdrawn[0], :] = weights[:, withdrawn[1]] = NEVER
    return weights


def interests(ventures, investors):
    """What either side has declared: two arrays (ventures, investors), as `scores.weights` wants them."""
    rows = {row.pk: place for place, row in enumerate(ventures)}
    columns = {row.pk: place for place, row in enumerate(investors)}
    declared = {side: np.zeros((len(rows), len(columns)), dtype=np.int64) for side in availability.SIDES}
    found = Interest.objects.filter(venture__day__in={row.day_id for row in ventures})
    for venture, investor, side, state, weight in found.order_by().values_list(
        "venture", "investor", "side", "state", "weight"
    ):
        if venture in rows and investor in columns:
            wish = weight if state == InterestState.WISH else scores.DECLINED
            declared[side][rows[venture], columns[investor]] = wish
    return declared["venture"], declared["investor"]


def placed(meetings, rows):
    """Meetings, a query set, by the places of their venture, investor, timeslot and table; those of all four alone."""
    places = [{row.pk: place for place, row in enumerate(side)} for side in rows]
    found = meetings.order_by("pk").values_list("venture", "investor", "timeslot", "table")
    numbers = (tuple(known.get(key) for known, key in zip(places, keys, strict=True)) for keys in found)
    return tuple(Planned(*four) for four in numbers if None not in four)
