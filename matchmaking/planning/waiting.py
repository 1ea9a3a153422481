"""Fewer idle slots: between two slots, meetings change places along exchange chains where people wait less by it.

Nobody loses a meeting, and whom anybody meets stays as it is. The chains of two slots touch each other nowhere, so that
the best set of them is easily found: all that gain and leave both slots as full as they were, and of those that make
one of them fuller and the other emptier as many of each as there are tables for.
"""

from itertools import combinations
from typing import NamedTuple

from matchmaking.planning.board import Board
from matchmaking.planning.chains import chain, exchange

MOST_LOOKS = 3_000_000  # people looked at; about two seconds


class Exchange(NamedTuple):
    """A chain, by how many slots less people wait after it, and how many meetings more its second slot has then."""

    gain: int
    more: int
    people: list[int]
    from_slot: int
    to_slot: int


def wait_less(board: Board, looks: int = MOST_LOOKS):
    """Exchange meetings between each two slots in turn, until nothing is gained or enough was looked at."""
    gained = True
    while gained:
        gained = False
        for one, other in combinations(range(board.slots), 2):
            looks -= board.people
            if looks < 0:
                return
            for found in list(_best(_exchanges(board, one, other), board.room[one], board.room[other])):
                exchange(board, found.people, found.from_slot, found.to_slot)
                gained = True


def _exchanges(board, one, other):
    """Every chain between two slots that may be exchanged and changes how long people wait."""
    both, met = 1 << one | 1 << other, board.met
    seen = set()
    for person in range(board.people):
        here = met[person] & both
        if not here or here == both or person in seen:
            continue
        from_slot, to_slot = (one, other) if here >> one & 1 else (other, one)
        people = chain(board, person, from_slot, to_slot)
        if people is None:
            continue
        seen.add(people[-1])
        gain = _gain(board, people, both)
        more = 1 if len(people) % 2 == 0 else 0
        if from_slot == other:
            more = -more
        if gain > 0 or more:
            yield Exchange(gain, more, people, from_slot, to_slot)


def _gain(board, people, both):
    """By how many slots less all wait after an exchange: only the two ends of a chain get other slots."""
    gain = 0
    for person in (people[0], people[-1]):
        met = board.met[person]
        gain += board.idle(person, met) - board.idle(person, met ^ both)
    return gain


def _best(exchanges, room_one, room_other):
    """The exchanges that together gain most, and leave no more meetings in either slot than tables."""
    fuller, emptier = [], []
    for found in exchanges:
        if not found.more:
            yield found
        else:
            (fuller if found.more > 0 else emptier).append(found)
    for several in (fuller, emptier):
        several.sort(key=lambda found: -found.gain)
    yield from _balanced(fuller, emptier, room_one, room_other)


def _balanced(fuller, emptier, room_one, room_other):
    """Chains of both kinds, one by one the best, while they gain; together where one alone finds no table."""
    balance = 0  # meetings that the second slot has got more
    while True:
        options = []
        if fuller and balance < room_other:
            options.append((fuller[0].gain, 0, [fuller]))
        if emptier and -balance < room_one:
            options.append((emptier[0].gain, 1, [emptier]))
        if fuller and emptier:
            options.append((fuller[0].gain + emptier[0].gain, 2, [fuller, emptier]))
        gain, _kind, several = max(options, default=(0, 0, []))
        if gain <= 0:
            return
        for kind in several:
            found = kind.pop(0)
            balance += found.more
            yield found
