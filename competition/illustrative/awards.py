"""Who wins: a standing of the finalists, and the prizes dealt along it."""

from decimal import Decimal
from typing import NamedTuple


class Standing(NamedTuple):
    """`entry` is the place of an entry in its session."""

    entry: int
    total: Decimal
    rank: int


class Award(NamedTuple):
    """`prize` is called by its order in the session; `order` counts among the awards of the prize."""

    prize: int
    entry: int
    rank: int
    order: int


def standings(session, number, rng):
    """The finalists, best first: twice as many as there are winners, as in the fourth session.

    Entries that a source names have no standing: which rank was theirs is not reported, so some ranks are nobody's.
    Where a prize has places for a tie, so many entries share the last rank before it is full.
    """
    finalists = min(number, 2 * session.winners - sum(session.named.values()))
    ranks = free_ranks(session, finalists, rng)
    tied = ties(session)
    total, found = 9500, []
    for entry, rank in zip(rng.sample(range(number), finalists), ranks, strict=True):
        shared = tied.get(rank, rank)
        if shared == rank:
            total -= rng.randrange(1, 9)
        found.append(Standing(entry, Decimal(total) / 100, shared))
    return found


def free_ranks(session, finalists, rng):
    """Ranks from 1 on without those of the entries that a source names: some among their prize's, not the tied ones."""
    taken, first = set(), 1
    for prize in main_prizes(session):
        free = range(first, first + prize.places - prize.tied - 1)
        taken |= set(rng.sample(free, session.named.get(prize.order, 0)))
        first += prize.places
    return [rank for rank in range(1, finalists + len(taken) + 1) if rank not in taken]


def ties(session):
    """{place: the rank that it shares} of the places that were added to a prize because entries tied."""
    shared, last = {}, 0
    for prize in main_prizes(session):
        last += prize.places
        shared |= {last - place: last - prize.tied for place in range(prize.tied)}
    return shared


def main_prizes(session):
    return [prize for prize in session.prizes if not prize.is_beside_others]


def awards(session, entries, found):
    """Every prize given in full: the main ones along the standing, those of a track to the best entries of that track.

    Shapes: `entries` are those of the session, `found` its standings.
    """
    best = iter(found)
    given = []
    for prize in main_prizes(session):
        named = session.named.get(prize.order, 0)
        given += [
            Award(prize.order, standing.entry, standing.rank, named + place)
            for place, standing in zip(range(1, prize.places - named + 1), best, strict=False)
        ]
    for prize in session.prizes:
        if prize.is_beside_others:
            fitting = [one for one in found if prize.track in ("", entries[one.entry].track)][: prize.places]
            given += [Award(prize.order, one.entry, one.rank, place) for place, one in enumerate(fitting, 1)]
    return given
