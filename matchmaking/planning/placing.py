"""In which slot each chosen pair meets: a colouring of the edges of a bipartite graph.

Where all are free in every slot and all slots have the same tables, every chosen pair finds its slot (König). Elsewhere
the least flexible pairs come first, and what finds no slot is left out.
"""

from collections.abc import Iterable
from itertools import islice

from matchmaking.planning.board import Board, slots_of
from matchmaking.planning.candidates import Candidates
from matchmaking.planning.chains import chain, exchange, relieve

MOST_RELIEFS = 2


def place_all(board: Board, pairs: Candidates, chosen: Iterable[int]) -> list[int]:
    """Place the chosen pairs; the numbers of those that found no slot."""
    ventures, investors, weights = pairs.ventures.tolist(), pairs.investors.tolist(), pairs.weights.tolist()

    def flexibility(number):
        together = board.free[ventures[number]] & board.free[investors[number]]
        return together.bit_count(), -weights[number], number

    ordered = sorted(map(int, chosen), key=flexibility)
    return [number for number in ordered if not insert(board, ventures[number], investors[number])]


def insert(board: Board, one: int, other: int) -> bool:
    """Give two people a meeting in a slot in which both are free: an open one, or one that exchanges make open."""
    if place_directly(board, one, other):
        return True
    if not any(room > 0 for room in board.room):
        return False
    return _by_relief(board, one, other) or _by_exchange(board, one, other)


def place_directly(board: Board, one: int, other: int) -> bool:
    """Give two people a meeting where both are open and there is a table, if there is such a slot."""
    possible = board.open[one] & board.open[other] & board.roomy()
    if possible:
        board.place(one, other, _best_slot(board, one, other, possible))
    return bool(possible)


def _best_slot(board, one, other, slots):
    """The slot in which the two wait least, and of those the one with most tables left."""

    def waiting(slot):
        idle = sum(board.idle(person, board.met[person] | 1 << slot) for person in (one, other))
        return idle, -board.room[slot], slot

    return min(slots_of(slots), key=waiting)


def _by_relief(board, one, other):
    """Let the two meet where all tables are taken, and take another meeting away from there. Each time looks at
    everybody, so it is tried but a few times: all being free everywhere, the first one succeeds.
    """
    for slot in islice(slots_of(board.open[one] & board.open[other]), MOST_RELIEFS):
        board.place(one, other, slot)
        if relieve(board, slot):
            return True
        board.remove(one, slot)
    return False


def _by_exchange(board, one, other):
    """Take a meeting of one of the two out of a slot in which the other one is open.

    Where that leaves more meetings in a slot than tables, it needs relief. All being free everywhere, the first
    exchange succeeds; elsewhere relief is tried but a few times, for it looks at everybody.
    """
    crowded = []
    for person, partner in ((one, other), (other, one)):
        for slot in slots_of(board.open[partner] & board.met[person]):
            for instead in slots_of(board.open[person]):
                people = chain(board, person, slot, instead)
                if people and fits(board, people, slot, instead):
                    exchange(board, people, slot, instead)
                    board.place(one, other, slot)
                    return True
                if people:
                    crowded.append((people, slot, instead))
    return any(_by_exchange_and_relief(board, one, other, way) for way in crowded[:MOST_RELIEFS])


def fits(board: Board, people: list[int], slot: int, instead: int) -> bool:
    """Whether there is a table for all after an exchange that is followed by one meeting more in `slot`."""
    return board.room[instead if len(people) % 2 == 0 else slot] > 0


def _by_exchange_and_relief(board, one, other, way):
    people, slot, instead = way
    exchange(board, people, slot, instead)
    board.place(one, other, slot)
    if relieve(board, instead if len(people) % 2 == 0 else slot):
        return True
    board.remove(one, slot)
    exchange(board, people, instead, slot)
    return False
