"""Slots for meetings that must all take place, with as few breaks as possible: the published benchmark.

CP-SAT without linear relaxations, which tell nothing here. What follows from the rules is said to it as well, as those
who published the problem found: how many slots each participant is busy in, and that twice as many are busy in a slot
as there are meetings in it.
"""

from collections import Counter, defaultdict
from typing import NamedTuple

from ortools.sat.python import cp_model

from matchmaking.planning.published import Instance, breaks

MOST_DIFFERENCE = 2  # of the breaks of any two participants
STEPS_TO_PLACE = 10.0


class Schedule(NamedTuple):
    """The slot of each meeting, the breaks of all participants, and a number of breaks that none has fewer than."""

    slots: list[int]
    breaks: int
    bound: int


def place(instance: Instance) -> list[int] | None:
    """A slot for each meeting, whatever the breaks; None where none were found, or there are none."""
    model, held, _by_slot = _meetings(instance)
    solving = _solver(STEPS_TO_PLACE)
    if solving.solve(model) not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return None
    return _slots(instance, held, solving)


def fewest_breaks(instance: Instance, steps: float) -> Schedule | None:
    """The schedule with the fewest breaks that is found, in which no participant has many more than another one.

    First by proving that there must be more, from below, which ends with the best; if that does not end in half of the
    steps, from above. None where nothing was found.
    """
    found, bound = None, 0
    for from_below in (True, False):
        model, held, by_slot = _meetings(instance)
        gaps = _breaks(instance, model, held, by_slot)
        model.add(sum(gaps) >= bound)
        model.minimize(sum(gaps))
        solving = _solver(steps / 2)
        solving.parameters.optimize_with_core = from_below
        status = solving.solve(model)
        bound = max(bound, round(solving.best_objective_bound))
        if status in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
            slots = _slots(instance, held, solving)
            schedule = Schedule(slots, sum(breaks(instance, slots)), bound)
            found = min(found or schedule, schedule, key=lambda each: each.breaks)._replace(bound=bound)
        if status in {cp_model.OPTIMAL, cp_model.INFEASIBLE}:
            break
    return found


def _solver(steps):
    solving = cp_model.CpSolver()
    solving.parameters.num_workers = 1
    solving.parameters.random_seed = 1
    solving.parameters.linearization_level = 0
    solving.parameters.max_deterministic_time = steps
    return solving


def _slots(instance, held, solving):
    return [
        next(slot for slot in meeting.slots if solving.boolean_value(held[number, slot]))
        for number, meeting in enumerate(instance.meetings)
    ]


def _meetings(instance):
    """The rules of the meetings: held[meeting, slot], and by_slot[participant][slot], what could be there."""
    model, held = cp_model.CpModel(), {}
    by_slot = [defaultdict(list) for _person in range(instance.participants)]
    together = defaultdict(list)
    for number, meeting in enumerate(instance.meetings):
        for slot in meeting.slots:
            variable = held[number, slot] = model.new_bool_var("")
            by_slot[meeting.one][slot].append(variable)
            by_slot[meeting.other][slot].append(variable)
            together[slot].append(variable)
        model.add_exactly_one([held[number, slot] for slot in meeting.slots])
    for several in together.values():
        model.add(sum(several) <= instance.tables)
    for slots in by_slot:
        for several in slots.values():
            model.add_at_most_one(several)
    return model, held, by_slot


def _breaks(instance, model, held, by_slot):
    """A variable for each break that somebody could have, and the limit of the difference."""
    counts = Counter(person for meeting in instance.meetings for person in meeting[:2])
    busy, gaps = {}, []
    for person, slots in enumerate(by_slot):
        for slot in sorted(slots):
            busy[person, slot] = model.new_bool_var("")
            model.add_exactly_one([*slots[slot], ~busy[person, slot]])
        model.add(sum(busy[person, slot] for slot in slots) == counts[person])
        gaps.append(_gaps(instance, model, {slot: busy[person, slot] for slot in slots}))
    for slot in range(instance.slots):
        meetings = [held[number, slot] for number in range(len(instance.meetings)) if (number, slot) in held]
        people = [busy[person, slot] for person in range(instance.participants) if (person, slot) in busy]
        model.add(sum(people) == 2 * sum(meetings))
    least = model.new_int_var(0, instance.slots, "")
    for several in gaps:
        model.add(sum(several) >= least)
        model.add(sum(several) <= least + MOST_DIFFERENCE)
    return [gap for several in gaps for gap in several]


def _gaps(instance, model, busy):
    """A variable for each slot after which a break of somebody could end: met before, idle in it, busy in the next."""
    before, found = None, []
    for slot in range(instance.slots - 1):
        now, following = busy.get(slot), busy.get(slot + 1)
        if before is not None and following is not None:
            ends = [before, following] if now is None else [before, following, ~now]
            gap = model.new_bool_var("")
            model.add_bool_and(ends).only_enforce_if(gap)
            model.add_bool_or([gap, *(~literal for literal in ends)])
            found.append(gap)
        before = _either(model, before, now)
    return found


def _either(model, one, other):
    if one is None or other is None:
        return one if other is None else other
    either = model.new_bool_var("")
    model.add_max_equality(either, [one, other])
    return either
