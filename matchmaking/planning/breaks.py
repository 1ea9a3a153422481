"""Slots for meetings that must all take place, with as few breaks as possible: the published benchmark.

From below: is there a schedule with no more breaks than there must be? If it is proven that there is none, one more is
asked for. Where that remains open, almost everybody is held to the breaks that they cannot avoid, and a few at a time
are allowed one more; then the solver proves core by core who cannot all be without a break.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from ortools.sat.python import cp_model

from matchmaking.planning.busy_slots import model_of_busy_slots
from matchmaking.planning.published import Instance, breaks, least_breaks
from matchmaking.planning.slotting import Slotting, meetings, meetings_and_breaks

STEPS = 120.0  # of the solver, for all that is tried; one takes about half a second
STEPS_TO_PLACE = 10.0
FOUND = {cp_model.OPTIMAL, cp_model.FEASIBLE}
GROUP = 4  # people who are allowed one break more, at first
STEPS_OF_A_GROUP = 0.25  # at first
STEPS_TO_START = 0.05  # what a solver takes beside its own steps


class Schedule(NamedTuple):
    """The slot of each meeting, the breaks of all participants, and a number of breaks that none has fewer than."""

    slots: list[int]
    breaks: int
    bound: int

    @property
    def is_optimal(self) -> bool:
        return self.breaks == self.bound


def place(instance: Instance) -> list[int] | None:
    """A slot for each meeting, whatever the breaks; None where none were found, or there are none."""
    slotting, solving = meetings(instance), _solver(STEPS_TO_PLACE)
    solving.parameters.cp_model_presolve = False  # takes longer than the search
    return slotting.slots(solving) if solving.solve(slotting.model) in FOUND else None


def fewest_breaks(instance: Instance, steps: float = STEPS) -> Schedule | None:
    """The schedule with the fewest breaks that is found, in which no participant has many more than another one.

    The same instance and steps give the same schedule. None where nothing was found, or there is none.
    """
    search = Search(instance, sum(least_breaks(instance)))
    for stage, thirtieths in (
        (search.begin, 3),
        (search.try_bound, 1),
        (search.count_busy_slots, 2),
        (search.try_one_more, 9),
        (search.prove, 9),
        (search.try_bound, 3),
        (search.improve, 3),
    ):
        if search.is_over:
            break
        stage(steps * thirtieths / 30)
    return Schedule(search.slots, search.breaks, search.bound) if search.slots is not None else None


@dataclass
class Search:
    """What is known: a number of breaks that no schedule has fewer than, and the best schedule so far."""

    instance: Instance
    bound: int
    slots: list[int] | None = None
    is_impossible: bool = False
    slotting: Slotting = field(init=False)

    def __post_init__(self):
        self.slotting = meetings_and_breaks(self.instance)

    @property
    def breaks(self):
        return sum(breaks(self.instance, self.slots))

    @property
    def is_over(self):
        return self.is_impossible or (self.slots is not None and self.breaks <= self.bound)

    def begin(self, steps):
        """Any schedule at all, or the proof that there is none."""
        self.is_impossible = self._solve(self.slotting.model, _solver(steps)).status == cp_model.INFEASIBLE

    def try_bound(self, steps):
        """A schedule with as few breaks as there must be; while it is proven that there is none, with one more."""
        while steps > 0 and not self.is_over:
            answer = self._try(steps)
            if answer.status != cp_model.INFEASIBLE:
                return
            self.bound += 1
            steps -= answer.steps

    def count_busy_slots(self, steps):
        """A better bound, from when people are busy alone; if it is one, it is tried."""
        before, solving = self.bound, _solver(steps / 2)
        solving.parameters.linearization_level = 2
        self._raise_bound(solving.solve(model_of_busy_slots(self.instance)), solving)
        if self.bound > before:
            self.try_bound(steps / 2)

    def try_one_more(self, steps):
        """Where one break more is wanted than people have by themselves: who can have it?

        Groups are tried in turn, then halves of those that were not decided, for longer. If nobody can have it, there
        must be two more.
        """
        if self.bound != sum(least_breaks(self.instance)) + 1:
            return
        people = [person for person, count in enumerate(self.instance.counts()) if count > 1]
        groups, limit = [people[first : first + GROUP] for first in range(0, len(people), GROUP)], STEPS_OF_A_GROUP
        while groups:
            undecided = []
            for group in groups:
                answer = self._try(min(limit, steps), group)
                steps -= answer.steps
                if self.is_over or steps <= 0:
                    return
                if answer.status != cp_model.INFEASIBLE:
                    undecided.append(group)
            groups, limit = [half for group in undecided for half in _halves(group)], limit * 2
        self.bound += 1

    def prove(self, steps):
        """From below, core by core; ends with the best."""
        solving = _solver(steps)
        solving.parameters.optimize_with_core = True
        self._minimize(solving)

    def improve(self, steps):
        """From above, better and better."""
        self._minimize(_solver(steps))

    def _minimize(self, solving):
        model = self.slotting.model.clone()
        model.add(self.slotting.breaks >= self.bound)
        model.minimize(self.slotting.breaks)
        if self.slots is not None and not solving.parameters.optimize_with_core:
            for (number, slot), variable in self.slotting.held.items():
                model.add_hint(variable, self.slots[number] == slot)
        self._raise_bound(self._solve(model, solving).status, solving)

    def _raise_bound(self, status, solving):
        if status == cp_model.INFEASIBLE:
            self.is_impossible = True
        elif solving.best_objective_bound > self.bound:
            self.bound = round(solving.best_objective_bound)

    def _try(self, steps, group: Iterable[int] | None = None):
        """Is there a schedule with as few breaks as there must be, where only the group has more than they must?"""
        model = self.slotting.model.clone()
        model.add(self.slotting.breaks <= self.bound)
        if group is not None:
            model.add_bool_and([~level for level in self.slotting.more_than_least(set(group))])
        return self._solve(model, _solver(steps))

    def _solve(self, model, solving):
        """Keep what is found, where it is better."""
        status = solving.solve(model)
        if status in FOUND:
            slots = self.slotting.slots(solving)
            if self.slots is None or sum(breaks(self.instance, slots)) < self.breaks:
                self.slots = slots
        return _Answer(status, solving.response_proto.deterministic_time + STEPS_TO_START)


class _Answer(NamedTuple):
    status: cp_model.CpSolverStatus
    steps: float


def _halves(group):
    middle = (len(group) + 1) // 2
    return [half for half in (group[:middle], group[middle:]) if half]


def _solver(steps):
    solving = cp_model.CpSolver()
    solving.parameters.num_workers = 1
    solving.parameters.random_seed = 1
    solving.parameters.linearization_level = 0
    solving.parameters.max_deterministic_time = steps
    return solving
