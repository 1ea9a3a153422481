"""Of all pairs that two sides could make, those that a plan needs, and a weight that no plan of all of them exceeds.

Of 2,000 ventures and 1,000 investors nearly every pair weighs something. Where many rank the others alike, those who
weigh most for each are the same few, and a plan of those alone leaves the others without a meeting. So each person, and
a table, is given a price: what one more meeting of theirs would bring. A pair is worth its weight without the prices of
its two and of a table. With prices that balance, the best pairs of each person are spread over all others; and whatever
the prices are, no plan weighs more than the prices of all that there is room for, and what the pairs are worth then.
"""

from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from matchmaking.planning.candidates import Candidates, together
from matchmaking.planning.choosing import heaviest_of, limits_of, open_slots
from matchmaking.planning.fairness import Indifference
from matchmaking.planning.problem import Meeting, Problem

FEW = 30_000  # pairs, up to which all are planned with
BREADTH = 2  # pairs that are planned with for each meeting that somebody takes
LEAST_BREADTH = 24
FIRST = 20  # pairs of each person from which prices are learnt, and as many that are anybody's
MORE = 20  # pairs of each person that are taken in where they would gain by the prices
MOST_ROUNDS = 12
GOLDEN = (5**0.5 - 1) / 2
LITTLE = 0.001  # of the weight: what may be missing when the prices are good enough


class Prices(NamedTuple):
    """What one more meeting is worth: of each venture, of each investor, and at a table. Nothing is below 0."""

    ventures: np.ndarray
    investors: np.ndarray
    table: int


class Sifted(NamedTuple):
    """Where the pairs are that are chosen, what all are worth beyond the prices, and what no choice exceeds."""

    chosen: np.ndarray
    worth: np.ndarray
    bound: int


def sifted(problem: Problem, weights: np.ndarray, planned: tuple[Meeting, ...] = ()) -> Problem:
    """A problem that has no pairs yet, with those that a plan needs, of all that weigh at least 1.

    Shapes: weights[venture, investor]. Where some meetings are planned already, these are among the pairs, and what
    those need who have room beside them.
    """
    planned = [meeting for meeting in planned if _can_stay(problem, weights, meeting)]
    there = _marked(weights, [*planned, *problem.fixed])
    possible = _possible(problem, weights)
    if np.count_nonzero(possible) <= FEW:
        return _with(problem, weights, weights >= 1, None)
    found = sift(problem, weights, possible)
    fixed = sum(max(0, int(weights[meeting.pair])) for meeting in problem.fixed)
    there |= found.chosen
    if planned:
        problem_left = replace(problem, fixed=(*problem.fixed, *planned))
        possible &= _possible(problem_left, weights)
        left = sift(problem_left, weights, possible)
        found = left._replace(bound=found.bound)
        there |= left.chosen
    mosts = problem.ventures_most, problem.investors_most
    there |= of_both(found.worth, possible, *(np.maximum(LEAST_BREADTH, BREADTH * most) for most in mosts))
    return _with(problem, weights, there | _of_everybody(weights), found.bound + fixed)


def _can_stay(problem, weights, meeting):
    venture, investor, slot = meeting[:3]
    is_free = problem.ventures_free[venture, slot] and problem.investors_free[investor, slot]
    return is_free and weights[venture, investor] >= 1


def _with(problem, weights, there, bound):
    pairs = np.argwhere(there)
    return replace(problem, pairs=pairs, weights=weights[there], bound=bound)


def _of_everybody(weights):
    """Each person's heaviest pair, though they may have no room for it, so that whom nobody suits can be told."""
    found = np.zeros(weights.shape, dtype=bool)
    found[np.arange(len(weights)), weights.argmax(axis=1)] = True
    found[weights.argmax(axis=0), np.arange(weights.shape[1])] = True
    return found & (weights >= 1)


def _marked(weights, meetings):
    """Where the pairs are of some meetings, of those that weigh something."""
    found = np.zeros(weights.shape, dtype=bool)
    found[tuple(np.array([meeting.pair for meeting in meetings], dtype=np.int64).reshape(-1, 2).T)] = True
    return found & (weights >= 1)


def _possible(problem, weights):
    """Where two may meet beside the fixed meetings: both have room in a slot with a table left."""
    is_open, limits = open_slots(problem), limits_of(problem)
    is_open &= (limits.capacity > 0)[:, None]
    ventures, investors = np.ogrid[: problem.ventures, problem.ventures : len(is_open)]
    found = together(is_open, ventures, investors) & (weights >= 1) if limits.places else np.zeros(weights.shape, bool)
    return found & ~_marked(weights, problem.fixed)


def sift(problem: Problem, weights: np.ndarray, possible: np.ndarray) -> Sifted:
    """Choose the heaviest of some possible pairs, and again with those that gain by the prices, until hardly anything
    may be missing.
    """
    limits, bounds = limits_of(problem), []
    among = possible & (_spread(*weights.shape) | _spread(*weights.T.shape).T)
    among |= of_both(weights, possible, FIRST, FIRST)
    for _round in range(MOST_ROUNDS):
        chosen = _chosen(weights, among, limits)
        prices = _prices(weights, among, chosen, limits)
        worth = weights - _each(prices, weights.dtype)
        gains = possible & (worth > 0)
        bounds.append(_sum(prices, limits) + int(worth[gains].sum()))
        if min(bounds) - int(weights[chosen].sum()) <= LITTLE * min(bounds):
            break
        among |= of_both(worth, gains & ~among, MORE, MORE)
    return Sifted(chosen, worth, min(bounds))


def _each(prices, dtype):
    """What each pair costs."""
    return prices.ventures.astype(dtype)[:, None] + (prices.investors + prices.table).astype(dtype)


def of_both(worth: np.ndarray, possible: np.ndarray, of_venture, of_investor) -> np.ndarray:
    """Where the best pairs are of each venture and of each investor, so many of each, an array as `worth`."""
    return best(worth, possible, of_venture) | best(worth.T, possible.T, of_investor).T


def best(worth: np.ndarray, possible: np.ndarray, numbers) -> np.ndarray:
    """Where the best possible ones are of each row; of those that are worth the same, each row takes others."""
    rows, columns = worth.shape
    numbers = np.minimum(np.broadcast_to(numbers, rows), columns)
    is_small = int(np.abs(worth).max(initial=0) + 1) * columns < np.iinfo(np.int32).max  # which takes half the time
    ordered = worth.astype(np.int32 if is_small else np.int64) * columns
    ordered -= sliding_window_view(np.tile(np.arange(columns, dtype=ordered.dtype), 2), columns)[_begins(rows, columns)]
    ordered[~possible] = np.iinfo(ordered.dtype).min
    found = np.zeros(worth.shape, dtype=bool)
    for number in np.unique(numbers[numbers > 0]):
        some = np.flatnonzero(numbers == number) if (numbers != number).any() else slice(None)
        least = np.partition(ordered[some], columns - number, axis=1)[:, columns - number]
        found[some] = ordered[some] >= least[:, None]
    return found & possible


def _spread(rows, columns):
    """Where some are of each row, of whatever worth, evenly among all."""
    found = np.zeros((rows, columns), dtype=bool)
    found[np.arange(rows)[:, None], (np.arange(FIRST) - _begins(rows, columns)[:, None]) % columns] = True
    return found


def _begins(rows, columns):
    """Where each row begins, none near those before it."""
    return np.arange(rows) * round(GOLDEN * columns) % columns


def _chosen(weights, among, limits):
    """Where the pairs are that are the heaviest among some."""
    ventures, investors = np.nonzero(among)
    of_pair, must = weights[ventures, investors].astype(np.int64), np.zeros(len(ventures), dtype=bool)
    some = Candidates(ventures, investors + len(weights), of_pair, must)
    taken = heaviest_of(some, limits, Indifference())
    found = np.zeros(weights.shape, dtype=bool)
    found[ventures[taken], investors[taken]] = True
    return found


def _prices(weights, among, chosen, limits):
    """Prices by which whatever is chosen loses nothing, and of the rest of these pairs nothing gains.

    Whoever has room left costs nothing. From there each price is raised until it is as the others demand: that of a
    venture by the pairs that it does not have, that of an investor lowered by those that it has.
    """
    number = len(weights)
    taken = np.concatenate([np.count_nonzero(chosen, axis=1), np.count_nonzero(chosen, axis=0)])
    has_room, table = taken < limits.capacity, 0
    is_table_left = np.count_nonzero(chosen) < limits.places
    (ours, theirs), (our_own, their_own) = np.nonzero(among & ~chosen), np.nonzero(chosen)
    others, own = weights[ours, theirs], weights[our_own, their_own]
    investors = np.where(has_room[number:], 0, -2 * int(weights.max(initial=0)) - 1)  # what they cost, below 0
    for _step in range(len(taken)):
        ventures, lowered = np.full(number, table), investors.copy()
        np.maximum.at(ventures, ours, others + investors[theirs])
        np.maximum.at(lowered, their_own, ventures[our_own] - own)
        dearer = table if is_table_left else int(ventures[has_room[:number]].max(initial=table))
        if dearer == table and (lowered == investors).all():
            break
        table, investors = dearer, lowered
    return Prices(np.where(has_room[:number], 0, ventures - table), np.maximum(0, -investors), table)


def _sum(prices, limits):
    """What all room costs: no choice weighs more than that, and what it gains."""
    people = np.concatenate([prices.ventures, prices.investors])
    return int(limits.capacity @ people) + limits.places * prices.table
