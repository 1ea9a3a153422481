"""From the rows of a day to the problem that the plan solves, and back to rows."""

from typing import NamedTuple

import numpy as np
from django.db.models import Case, When

from matchmaking.arranging import availability, scoring
from matchmaking.arranging.basis import Party, read
from matchmaking.arranging.columns import places_among, table
from matchmaking.matching import scores
from matchmaking.models import Interest, InterestState, Meeting, MeetingState, Missing, PartyState, Timeslot
from matchmaking.planning.plans import plan_of
from matchmaking.planning.problem import Meeting as Planned
from matchmaking.planning.problem import Problem

NEVER = scores.DECLINED
LEAST_WEIGHT = 1  # of a pair that may be planned: two who have nothing in common are not put at a table


class Day(NamedTuple):
    """A problem, the rows that its numbers stand for, and what all that was made from (see `basis`)."""

    problem: Problem
    ventures: list[Party]
    investors: list[Party]
    timeslots: list[Timeslot]
    tables: list[tuple[int]]
    made_from: dict


def day_of(day, at):
    """The `Day` of a matchmaking day, of which everything may be planned that has not begun by `at`.

    Its mandatory meetings are those that an organiser has fixed; what has begun is fixed, too.
    """
    made_from, rows = read(day, at)
    weights = weights_of(day, rows, scoring.anew(day, *rows[:2]))
    return Day(sifted(problem(day, at, rows), weights), *rows[:4], made_from)


def day_with_plan(day, at):
    """The same, of a day that has a plan, with that plan: its meetings suit as long as nobody declines or withdraws.

    Scored is only who changed since it was scored last.
    """
    made_from, rows = read(day, at)
    weights = weights_of(day, rows, scoring.kept(day, *rows[:2]))
    planned = placed(Meeting.objects.filter(timeslot__day=day).replaceable(at), rows)
    there = tuple(np.array([meeting.pair for meeting in planned], dtype=np.int64).reshape(-1, 2).T)
    weights[there] = np.where(weights[there] >= 0, np.maximum(weights[there], LEAST_WEIGHT), NEVER)
    found = sifted(problem(day, at, rows), weights, planned)
    return Day(found, *rows[:4], made_from), plan_of(found, [*planned, *found.fixed], 0)


def sifted(*given):
    """Only who plans waits for what that needs, as with `arranging.planned`."""
    from matchmaking.planning import sifting  # noqa: PLC0415

    return sifting.sifted(*given)


def problem(day, at, rows):
    """What is to be planned, without the pairs: see `sifted`."""
    left = np.array([slot.starts_at > at for slot in rows.timeslots], dtype=bool)
    fixed = placed(Meeting.objects.filter(timeslot__day=day).staying(at), rows)
    ventures_most, investors_most = mosts(day, rows, fixed)
    return Problem(
        ventures_most=ventures_most,
        investors_most=investors_most,
        ventures_free=rows.ventures_free & left,
        investors_free=rows.investors_free & left,
        tables=[len(rows.tables)] * len(rows.timeslots),
        pairs=[],
        weights=[],
        fixed=fixed,
    )


def mosts(day, rows, fixed):
    """How many meetings each takes, an array for each side: one more for each to which only the other side did not
    come, and no fewer than stay.
    """
    missed, found = Meeting.objects.filter(timeslot__day=day, state=MeetingState.MISSED), []
    for place, absent in enumerate((Missing.INVESTOR, Missing.VENTURE)):
        most = np.array([party.most for party in rows[place]], dtype=np.int64)
        waited, there = (
            np.bincount(np.array([meeting[place] for meeting in some], dtype=np.int64), minlength=len(most))
            for some in (placed(missed.filter(missing=absent), rows), fixed)
        )
        found.append(np.maximum(most + waited, there))
    return found


def weights_of(day, rows, scored):
    """What each pair weighs, an array (ventures, investors): NEVER where one side declines, or has withdrawn, or where
    their meeting was cancelled.
    """
    of_venture, of_investor = interests(day, *rows[:2])
    withdrawn = [np.array([party.state != PartyState.ADMITTED for party in side], dtype=bool) for side in rows[:2]]
    weights = scores.weights(scored, of_investor, of_venture)
    weights[withdrawn[0], :] = weights[:, withdrawn[1]] = NEVER
    for meeting in placed(Meeting.objects.filter(timeslot__day=day).called_off(), rows):
        weights[meeting.pair] = NEVER
    return weights


def interests(day, ventures, investors):
    """What some of a day have declared, on either side: two arrays (ventures, investors), as in `scores.weights`."""
    declared = np.zeros((2, len(ventures), len(investors)), dtype=np.int8)
    wish = Case(When(state=InterestState.WISH, then="weight"), default=scores.DECLINED)
    found = Interest.objects.filter(venture__day=day).order_by().values_list("side", "venture", "investor", wish)
    for array, side in zip(declared, availability.SIDES, strict=True):
        told = table((row[1:] for row in found if row[0] == side), 3)
        rows, columns = places_among(ventures, told[:, 0]), places_among(investors, told[:, 1])
        is_known = (rows >= 0) & (columns >= 0)
        array[rows[is_known], columns[is_known]] = told[is_known, 2]
    return declared


def placed(meetings, rows):
    """Meetings, a query set, by the places of their venture, investor, timeslot and table; those of all four alone."""
    found = table(meetings.order_by().values_list("venture", "investor", "timeslot", "table"), 4)
    numbers = np.stack([places_among(*side) for side in zip(rows[:4], found.T, strict=True)], axis=1)
    return tuple(map(Planned._make, numbers[(numbers >= 0).all(axis=1)].tolist()))
