"""The rules of meetings that must all take place, said to CP-SAT: in which slot each is, and how many breaks each has.

What follows from the rules is said as well: how many slots each participant is busy in, from which slots on somebody
with so many meetings must have begun, and how many people have room in a slot. The breaks of a participant are counted
in literals of their own, at least one, at least two: a solver that learns who cannot be without a break has to learn
far less than one that learns it for every slot.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise

from ortools.sat.python import cp_model

from matchmaking.planning.published import Instance, least_breaks

MOST_DIFFERENCE = 2  # of the breaks of any two participants


@dataclass
class Slotting:
    """A model; held[meeting, slot], busy[participant][slot] where they may be, levels[participant]: breaks in unary."""

    instance: Instance
    model: cp_model.CpModel = field(default_factory=cp_model.CpModel)
    held: dict = field(default_factory=dict)
    busy: list = field(default_factory=list)
    levels: list = field(default_factory=list)

    @property
    def breaks(self):
        return sum(level for several in self.levels for level in several)

    def slots(self, solving: cp_model.CpSolver) -> list[int]:
        return [
            next(slot for slot in meeting.slots if solving.boolean_value(self.held[number, slot]))
            for number, meeting in enumerate(self.instance.meetings)
        ]

    def more_than_least(self, people: set[int]) -> list:
        """The levels that nobody but these people reaches, where only they have more breaks than they must."""
        least = least_breaks(self.instance)
        return [
            level
            for person, levels in enumerate(self.levels)
            if person not in people
            for level in levels[least[person] :]
        ]


def meetings(instance: Instance) -> Slotting:
    """Every meeting once, in a slot that it may have, nobody twice in a slot, no more in a slot than tables."""
    slotting = Slotting(instance)
    model, held = slotting.model, slotting.held
    together = defaultdict(list)
    by_person = [defaultdict(list) for _person in range(instance.participants)]
    for number, meeting in enumerate(instance.meetings):
        for slot in meeting.slots:
            variable = held[number, slot] = model.new_bool_var("")
            together[slot].append(variable)
            by_person[meeting.one][slot].append(variable)
            by_person[meeting.other][slot].append(variable)
        model.add_exactly_one([held[number, slot] for slot in meeting.slots])
    for several in together.values():
        model.add(sum(several) <= instance.tables)
    for slots in by_person:
        busy = {slot: model.new_bool_var("") for slot in sorted(slots)}
        for slot, variable in busy.items():
            model.add_exactly_one([*slots[slot], ~variable])
        slotting.busy.append(busy)
    return slotting


def meetings_and_breaks(instance: Instance) -> Slotting:
    """The same, with the breaks that each participant has, of which no two may have very different numbers."""
    slotting = meetings(instance)
    model, counts = slotting.model, instance.counts()
    for slot in range(instance.slots):
        model.add(sum(busy[slot] for busy in slotting.busy if slot in busy) <= 2 * instance.tables)
    least = model.new_int_var(0, 0 if min(counts, default=0) < 2 else instance.slots, "")
    for busy, count in zip(slotting.busy, counts, strict=True):
        levels = []
        if count > 1:
            most = MOST_DIFFERENCE if min(counts) < 2 else count - 1
            levels = [model.new_bool_var("") for _level in range(most)]
            for lower, higher in pairwise(levels):
                model.add_implication(higher, lower)
            model.add(sum(_gaps(instance, model, busy, count)) == sum(levels))
            _blocks(model, busy, count, levels[0])
            model.add(sum(levels) >= least)
            model.add(sum(levels) <= least + MOST_DIFFERENCE)
        slotting.levels.append(levels)
    return slotting


def _gaps(instance, model, busy, count):
    """A variable for each slot that may end a break of somebody: busy in it, idle in the one before, begun earlier."""
    model.add(sum(busy.values()) == count)
    begun = _begun(model, busy, range(instance.slots), count)
    _begun(model, busy, range(instance.slots - 1, -1, -1), count)  # from the end: follows, and helps
    gaps = []
    for slot, variable in busy.items():
        if slot:
            ends = [variable, begun[slot - 1], *([~busy[slot - 1]] if slot - 1 in busy else [])]
            gap = model.new_bool_var("")
            model.add_bool_and(ends).only_enforce_if(gap)
            model.add_bool_or([gap, *(~literal for literal in ends)])
            gaps.append(gap)
    return gaps


def _blocks(model, busy, count, waits):
    """Who does not wait is busy in one block of slots; a literal for each block that it could be."""
    blocks, covering = [], defaultdict(list)
    for first in busy:
        if all(slot in busy for slot in range(first, first + count)):
            block = model.new_bool_var("")
            blocks.append(block)
            for slot in range(first, first + count):
                covering[slot].append(block)
    model.add_exactly_one([*blocks, waits])
    for slot, variable in busy.items():
        model.add_at_most_one([*covering[slot], ~variable])
        model.add_bool_or([*covering[slot], waits, ~variable])


def _begun(model, busy, slots, count):
    """For each slot, in the order given, whether somebody was busy in it or before it."""
    begun, before = {}, None
    for slot in slots:
        now = begun[slot] = model.new_bool_var("")
        reasons = [literal for literal in (before, busy.get(slot)) if literal is not None]
        for literal in reasons:
            model.add_implication(literal, now)
        model.add_bool_or([*reasons, ~now])
        before = now
    model.add(sum(begun.values()) >= count)
    for latest in [slot for slot in slots if slot in busy][-count:][:1]:
        model.add_bool_or([begun[latest]])
    return begun
