"""How many breaks there must be: by looking only at when people are busy, not at whom they meet.

So many people have so many meetings, and in each slot twice as many are busy as meetings take place; that alone makes
some of them wait. This is a small problem, and one where linear relaxations are strong: who has no break is busy in one
block of slots, and the blocks that begin in each slot add up to how many are busy.
"""

from collections import Counter, defaultdict

from ortools.sat.python import cp_model

from matchmaking.planning.published import Instance


def model_of_busy_slots(instance: Instance) -> cp_model.CpModel:
    """A model whose least value no schedule of the meetings goes below."""
    model = cp_model.CpModel()
    possible = [[] for _person in range(instance.participants)]
    for meeting in instance.meetings:
        possible[meeting.one].append(meeting.slots)
        possible[meeting.other].append(meeting.slots)
    together, breaks = defaultdict(list), []
    for slots in filter(None, possible):
        busy = _busy(model, slots)
        breaks.append(_breaks(model, busy, len(slots)))
        for slot, variable in busy.items():
            together[slot].append(variable)
    for people in together.values():
        held = model.new_int_var(0, instance.tables, "")
        model.add(sum(people) == 2 * held)
    model.minimize(sum(breaks))
    return model


def _busy(model, meetings):
    """In which slots one participant is busy: as many as there are meetings, and enough where each of them may be."""
    busy = {slot: model.new_bool_var("") for slot in sorted({slot for slots in meetings for slot in slots})}
    model.add(sum(busy.values()) == len(meetings))
    for slots, count in Counter(meetings).items():
        within = sum(number for other, number in Counter(meetings).items() if set(other) < set(slots))
        model.add(sum(busy[slot] for slot in slots) >= count + within)
    return busy


def _breaks(model, busy, count):
    """How many breaks one participant has at least: one less than blocks begin; none, where all are in one block."""
    begins = []
    for slot in busy:
        begin = model.new_bool_var("")
        model.add(begin >= busy[slot] - busy.get(slot - 1, 0))
        begins.append(begin)
    blocks, covering = [], defaultdict(list)
    for first in busy:
        if all(slot in busy for slot in range(first, first + count)):
            block = model.new_bool_var("")
            blocks.append(block)
            for slot in range(first, first + count):
                covering[slot].append(block)
    waits = model.new_bool_var("")
    model.add_exactly_one([*blocks, waits])
    for slot, variable in busy.items():
        model.add(sum(covering[slot]) <= variable)
        model.add(variable <= sum(covering[slot]) + waits)
    breaks = model.new_int_var(0, count, "")
    model.add(breaks >= sum(begins) - 1)
    model.add(breaks >= waits)
    return breaks
