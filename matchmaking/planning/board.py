"""Who meets whom in which slot while a plan is made. Sets of slots are the bits of a whole number."""

from collections.abc import Iterator, Mapping

import numpy as np

from matchmaking.planning.problem import Meeting, Problem


class Board:
    """Meetings without tables. People are numbers: the ventures, and after them the investors.

    Shapes: at[person][slot] = whom they meet, or -1; free[person], open[person] (free, and in no meeting), met[person]
            and pinned[person] (meetings that must stay where they are) are sets of slots; left[person] = meetings that
            they can still take; room[slot] = tables left there, below 0 while more meet than there are tables.
    """

    def __init__(self, problem: Problem):
        self.slots, self.ventures, self.people = problem.slots, problem.ventures, len(problem.most)
        self.at = [[-1] * self.slots for _person in range(self.people)]
        self.free = [_bits(row) for row in problem.free.tolist()]
        self.open = list(self.free)
        self.met = [0] * self.people
        self.pinned = [0] * self.people
        self.left = problem.most.tolist()
        self.room = problem.tables.tolist()
        for meeting in problem.fixed:
            self.place(meeting.venture, self.ventures + meeting.investor, meeting.slot)
            self.pin(meeting.venture, meeting.slot)

    def place(self, one: int, other: int, slot: int):
        for person, partner in ((one, other), (other, one)):
            self.at[person][slot] = partner
            self.met[person] |= 1 << slot
            self.open[person] &= ~(1 << slot)
            self.left[person] -= 1
        self.room[slot] -= 1

    def remove(self, one: int, slot: int):
        for person in (one, self.at[one][slot]):
            self.at[person][slot] = -1
            self.met[person] &= ~(1 << slot)
            self.open[person] |= self.free[person] & (1 << slot)
            self.left[person] += 1
        self.room[slot] += 1

    def pin(self, one: int, slot: int):
        for person in (one, self.at[one][slot]):
            self.pinned[person] |= 1 << slot

    def roomy(self) -> int:
        """The slots that have a table left."""
        return sum(1 << slot for slot, room in enumerate(self.room) if room > 0)

    def idle(self, person: int, met: int) -> int:
        """In how many slots a person waits who meets somebody in these slots: free ones, between the first and last."""
        if not met:
            return 0
        between = ((1 << met.bit_length()) - 1) & -(met & -met)
        return (between & self.free[person] & ~met).bit_count()

    def is_free(self, person: int, slot: int) -> bool:
        return bool(self.free[person] >> slot & 1)

    def pairs(self) -> Iterator[tuple[int, int, int]]:
        """Every meeting: venture, investor (as people) and slot."""
        for venture in range(self.ventures):
            for slot in slots_of(self.met[venture]):
                yield venture, self.at[venture][slot], slot

    def meetings(self, tables: Mapping[tuple[int, int, int], int | None]) -> list[Meeting]:
        """Every meeting, at the table that is known for its venture, investor and slot."""
        placed = [(venture, investor - self.ventures, slot) for venture, investor, slot in self.pairs()]
        return [Meeting(*each, tables.get(each)) for each in placed]

    def counts(self) -> np.ndarray:
        return np.array([met.bit_count() for met in self.met], dtype=np.int64)


def _bits(row):
    return sum(1 << slot for slot, yes in enumerate(row) if yes)


def slots_of(bits: int) -> Iterator[int]:
    """The slots of a set, in order."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
