"""Pairs added to a plan that is told already: what is moved for them is counted, and there is a most."""

from collections.abc import Iterable
from typing import NamedTuple

from matchmaking.planning.board import Board, slots_of
from matchmaking.planning.candidates import Candidates
from matchmaking.planning.chains import chain, exchange
from matchmaking.planning.placing import fits, place_directly


class Way(NamedTuple):
    """A chain whose exchange lets a pair meet in a slot, and how many kept meetings it moves."""

    moves: int
    people: list[int]
    slot: int
    instead: int


def add(board: Board, pairs: Candidates, numbers: Iterable[int], kept: set[tuple[int, int]], most_moves: int):
    """Place pairs, the heaviest first, where they are free, or in the way that moves fewest of the kept meetings.

    `kept` holds (venture, slot) of each meeting that counts as moved, and is brought up to date.
    """
    for number in sorted(map(int, numbers), key=lambda number: (-int(pairs.weights[number]), number)):
        one, other = int(pairs.ventures[number]), int(pairs.investors[number])
        if not place_directly(board, one, other):
            way = min(_ways(board, kept, one, other), default=None)
            if way and way.moves <= most_moves:
                _go(board, kept, way)
                board.place(one, other, way.slot)
                most_moves -= way.moves


def _ways(board, kept, one, other):
    for person, partner in ((one, other), (other, one)):
        for slot in slots_of(board.open[partner] & board.met[person]):
            for instead in slots_of(board.open[person]):
                people = chain(board, person, slot, instead)
                if people and fits(board, people, slot, instead):
                    moves = sum(meeting in kept for meeting in _along(people, slot, instead))
                    yield Way(moves, people, slot, instead)


def _along(people, slot, instead):
    """(venture, slot) of each meeting of a chain."""
    for place in range(len(people) - 1):
        yield min(people[place], people[place + 1]), slot if place % 2 == 0 else instead


def _go(board, kept, way):
    meetings = list(_along(way.people, way.slot, way.instead))
    moved = [meeting for meeting in meetings if meeting in kept]
    exchange(board, way.people, way.slot, way.instead)
    kept.difference_update(moved)
    kept.update((venture, way.instead if slot == way.slot else way.slot) for venture, slot in moved)
