"""A plan, what it is worth, and what would be wrong with it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter

import numpy as np

from matchmaking.planning.problem import Meeting, Problem


@dataclass(frozen=True)
class Plan:
    """Meetings in the order of slot and table, their weight in all, and a weight that no plan can exceed."""

    meetings: tuple[Meeting, ...]
    value: int
    bound: int

    @property
    def gap(self) -> float:
        """What may be missing to the best plan, as a part of the bound: 0.01 is one per cent."""
        return (self.bound - self.value) / self.bound if self.bound else 0.0


def plan_of(problem: Problem, meetings: Iterable[Meeting], bound: int) -> Plan:
    ordered = tuple(sorted(meetings, key=attrgetter("slot", "table", "venture", "investor")))
    return Plan(ordered, problem.value(meeting.pair for meeting in ordered), bound)


def served(problem: Problem, plan: Plan) -> tuple[list[int], list[int]]:
    """How many meetings each venture and each investor has."""
    counts = np.zeros(problem.ventures, dtype=int), np.zeros(problem.investors, dtype=int)
    for meeting in plan.meetings:
        counts[0][meeting.venture] += 1
        counts[1][meeting.investor] += 1
    return counts[0].tolist(), counts[1].tolist()


def idle_slots(problem: Problem, plan: Plan) -> int:
    """Slots in which somebody who is free waits between two meetings, summed over all people."""
    slots = defaultdict(set)
    for meeting in plan.meetings:
        slots[meeting.venture].add(meeting.slot)
        slots[problem.ventures + meeting.investor].add(meeting.slot)
    return sum(
        bool(problem.free[person, slot])
        for person, met in slots.items()
        for slot in range(min(met), max(met))
        if slot not in met
    )


def table_changes(plan: Plan) -> int:
    """How often somebody sits down at another table than that of the meeting before, summed over all people."""
    tables = defaultdict(list)
    for meeting in sorted(plan.meetings, key=lambda meeting: meeting.slot):
        tables["venture", meeting.venture].append(meeting.table)
        tables["investor", meeting.investor].append(meeting.table)
    return sum(before != after for sat in tables.values() for before, after in pairwise(sat))


def violations(problem: Problem, plan: Plan) -> list[str]:
    """Everything that is wrong with a plan, each in a sentence; of a plan that may be used, nothing."""
    return [
        *_clashes(plan),
        *_too_many(problem, plan),
        *_not_free(problem, plan),
        *_wrong_pairs(problem, plan),
        *_sums(problem, plan),
    ]


def _clashes(plan) -> Iterator[str]:
    for what, place in (
        (lambda m: f"Venture {m.venture}", lambda m: (m.venture, m.slot)),
        (lambda m: f"Investor {m.investor}", lambda m: (m.investor, m.slot)),
        (lambda m: f"Table {m.table}", lambda m: (m.table, m.slot)),
    ):
        together = defaultdict(list)
        for meeting in plan.meetings:
            together[place(meeting)].append(meeting)
        for several in together.values():
            if len(several) > 1:
                yield f"{what(several[0])} has {len(several)} meetings in slot {several[0].slot}."
    for (venture, investor), count in Counter(meeting.pair for meeting in plan.meetings).items():
        if count > 1:
            yield f"Venture {venture} and investor {investor} meet {count} times."


def _too_many(problem, plan) -> Iterator[str]:
    for kind, mosts, counts in zip(
        ("Venture", "Investor"),
        (problem.ventures_most.tolist(), problem.investors_most.tolist()),
        served(problem, plan),
        strict=True,
    ):
        for person, (most, count) in enumerate(zip(mosts, counts, strict=True)):
            if count > most:
                yield f"{kind} {person} has {count} meetings and takes {most}."


def _not_free(problem, plan) -> Iterator[str]:
    fixed = {meeting[:3] for meeting in problem.fixed}
    for meeting in plan.meetings:
        if meeting[:3] in fixed:
            continue
        if not problem.ventures_free[meeting.venture, meeting.slot]:
            yield f"Venture {meeting.venture} is not free in slot {meeting.slot}."
        if not problem.investors_free[meeting.investor, meeting.slot]:
            yield f"Investor {meeting.investor} is not free in slot {meeting.slot}."
    for meeting in plan.meetings:
        if meeting.table is None or not 0 <= meeting.table < problem.tables[meeting.slot]:
            yield f"Table {meeting.table} does not exist in slot {meeting.slot}."


def _wrong_pairs(problem, plan) -> Iterator[str]:
    fixed = {meeting.pair for meeting in problem.fixed}
    planned = {meeting.pair for meeting in plan.meetings}
    for venture, investor in sorted(planned & set(problem.forbidden) - fixed):
        yield f"Venture {venture} and investor {investor} must not meet."
    for venture, investor in sorted(set(problem.mandatory) - planned):
        yield f"Venture {venture} and investor {investor} must meet."
    for venture, investor in sorted(planned - {*map(tuple, problem.pairs.tolist())} - set(problem.mandatory) - fixed):
        yield f"Venture {venture} and investor {investor} meet, and nobody wished it."
    seats = {meeting[:3]: meeting.table for meeting in plan.meetings}
    for meeting in problem.fixed:
        if meeting[:3] not in seats or meeting.table not in (None, seats[meeting[:3]]):
            yield f"The fixed meeting of venture {meeting.venture} and investor {meeting.investor} was changed."


def _sums(problem, plan) -> Iterator[str]:
    value = problem.value(meeting.pair for meeting in plan.meetings)
    if value != plan.value:
        yield f"The plan is worth {value} and says {plan.value}."
    if plan.value > plan.bound:
        yield f"The plan is worth {plan.value}, more than its bound of {plan.bound}."
