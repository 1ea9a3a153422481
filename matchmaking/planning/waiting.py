"""Fewer idle slots: meetings change places along exchange chains where people wait less between two meetings by it.

Nobody loses a meeting, and whom anybody meets stays as it is.
"""

from matchmaking.planning.board import Board, slots_of
from matchmaking.planning.chains import chain, exchange

MOST_LOOKS = 250_000  # people looked at in all chains together; about a second and a half


def wait_less(board: Board, looks: int = MOST_LOOKS):
    """Exchange meetings, those of the people who wait most first, until nothing is gained or enough was looked at."""
    gained = True
    while gained and looks > 0:
        gained = False
        for person in _waiting(board):
            for slot in _ends(board, person):
                found, looked = _better_slot(board, person, slot)
                looks -= looked
                gained |= found
            if looks <= 0:
                return


def _waiting(board):
    """Those who wait, the longest first."""
    idle = [(-board.idle(person, met), person) for person, met in enumerate(board.met)]
    return [person for waits, person in sorted(idle) if waits]


def _ends(board, person):
    """The first and the last slot in which somebody meets: nothing else makes them wait less."""
    slots = list(slots_of(board.met[person]))
    return dict.fromkeys((slots[0], slots[-1])) if slots else ()


def _better_slot(board, person, slot):
    """Move a meeting to where all who are touched by it wait less, if there is such a slot; the people looked at."""
    if not board.met[person] >> slot & 1:
        return False, 0
    looked = 0
    for other in slots_of(board.open[person] & _inside(board.met[person], slot)):
        people = chain(board, person, slot, other)
        if people is None or (len(people) % 2 == 0 and board.room[other] <= 0):
            looked += 1
            continue
        looked += len(people)
        if _gain(board, people, slot, other) > 0:
            exchange(board, people, slot, other)
            return True, looked
    return False, looked


def _inside(met, slot):
    """The slots between the first and the last meeting, once the one in `slot`, at an end, is taken away."""
    rest = met & ~(1 << slot)
    return ((1 << rest.bit_length()) - 1) & -(rest & -rest) if rest else 0


def _gain(board, people, slot, other):
    """By how many slots fewer all wait after an exchange: only the ends of the chain get other slots."""
    both = 1 << slot | 1 << other
    before = after = 0
    for person in (people[0], people[-1]):
        met = board.met[person]
        before += board.idle(person, met)
        after += board.idle(person, met ^ both)
    return before - after
