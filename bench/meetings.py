"""`.venv/bin/python -m bench.meetings`: plans of four sizes, how good they are, how long they take, and their repair.

Units:  seconds of processor time, which hold on a machine that has other work to do; MB are the peak of a process that
        does nothing else, of which Python and the solver take 100.

Each size is planned with all free in every slot, with 80 % and with 50 % of the slots free (drawn by a seed), in a
process of its own. Investors would meet somebody in every slot, ventures in three to all; a pair weighs more if either
of its two is sought after. Repair: 5 % of the ventures and of the investors stay away.
"""

import json
import resource
import subprocess
import sys
import time
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from matchmaking.planning.making import plan
from matchmaking.planning.plans import idle_slots, served, table_changes, violations
from matchmaking.planning.problem import Problem
from matchmaking.planning.repairing import repair


class Size(NamedTuple):
    """How many ventures, investors, slots and tables there are, and with how many investors a venture is weighed."""

    ventures: int
    investors: int
    slots: int
    tables: int
    wishes: int


SIZES = [
    Size(60, 40, 12, 30, 40),
    Size(200, 120, 16, 60, 60),
    Size(600, 300, 20, 150, 60),
    Size(2000, 1000, 24, 400, 60),
]
FREE = (1.0, 0.8, 0.5)
AWAY = 0.05
MOVES = 20
SECONDS, GAP, REPAIR_SECONDS = 5.0, 0.01, 1.0


def problem(size: Size, free: float) -> Problem:
    draw = np.random.default_rng(1)
    pairs = np.array(
        [
            (venture, investor)
            for venture in range(size.ventures)
            for investor in draw.choice(size.investors, size.wishes, replace=False)
        ]
    )
    sought = draw.random(size.ventures)[pairs[:, 0]] + draw.random(size.investors)[pairs[:, 1]]
    return Problem(
        ventures_most=draw.integers(3, size.slots + 1, size.ventures),
        investors_most=np.full(size.investors, size.slots),
        ventures_free=draw.random((size.ventures, size.slots)) < free,
        investors_free=draw.random((size.investors, size.slots)) < free,
        tables=np.full(size.slots, size.tables),
        pairs=pairs,
        weights=1 + (333 * (sought + draw.random(len(pairs)))).astype(int),
    )


def after_some_left(given: Problem) -> Problem:
    draw = np.random.default_rng(2)
    free = []
    for rows in (given.ventures_free, given.investors_free):
        left = rows.copy()
        left[draw.choice(len(rows), round(len(rows) * AWAY), replace=False)] = False
        free.append(left)
    return replace(given, ventures_free=free[0], investors_free=free[1])


def timed(make):
    started = time.process_time()
    found = make()
    return time.process_time() - started, found


def measured(size: Size, free: float) -> dict:
    """Everything about one size, measured in this process."""
    given = problem(size, free)
    seconds, made = timed(lambda: plan(given))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    now = after_some_left(given)
    repairs = [timed(lambda moves=moves: repair(now, made, most_moves=moves)) for moves in (0, MOVES)]
    (frozen_seconds, frozen), (moving_seconds, moving) = repairs
    wrong = violations(given, made) + [s for _t, each in repairs for s in violations(each.problem, each.plan)]
    counts = served(given, made)
    return {
        "meetings": len(made.meetings),
        "value": made.value,
        "bound": made.bound,
        "gap": made.gap,
        "seconds": seconds,
        "peak": peak,
        "least": [min(each) for each in counts],
        "idle": idle_slots(given, made) / sum(counts[0]) / 2,
        "changes": table_changes(made) / sum(counts[0]) / 2,
        "lost": len(frozen.lost),
        "added": len(frozen.added),
        "moved": [len(frozen.moved), len(moving.moved)],
        "gained": moving.gained,
        "repair_gaps": [frozen.plan.gap, moving.plan.gap],
        "repair_seconds": [frozen_seconds, moving_seconds],
        "wrong": len(wrong),
        "planned": [list(meeting) for meeting in made.meetings],
    }


def elsewhere(place: int, free: float) -> dict:
    """The same, in a process of its own."""
    command = [sys.executable, "-m", "bench.meetings", str(place), str(free)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def name(size: Size, free: float) -> str:
    return f"{size.ventures:,} × {size.investors:,}, {size.slots} slots, {size.tables} tables, {free:.0%} free"


def print_plans(results: dict):
    print("| plan | meetings | value | bound | gap | seconds | peak MB | idle slots, table changes a meeting |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|")
    for (size, free), found in results.items():
        a_meeting = f"{found['idle']:.2f}, {found['changes']:.2f}"
        print(
            f"| {name(size, free)} | {found['meetings']:,} | {found['value']:,} | {found['bound']:,} "
            f"| {found['gap']:.3%} | {found['seconds']:.2f} | {found['peak']:.0f} | {a_meeting} |"
        )


def print_repairs(results: dict):
    print(f"| repair, {AWAY:.0%} away | lost | new | gap | seconds | of at most {MOVES} moved | gain | gap | seconds |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|--:|")
    for (size, free), found in results.items():
        gaps, seconds = found["repair_gaps"], found["repair_seconds"]
        print(
            f"| {name(size, free)} | {found['lost']} | {found['added']} | {gaps[0]:.3%} | {seconds[0]:.2f} "
            f"| {found['moved'][1]} | {found['gained']:,} | {gaps[1]:.3%} | {seconds[1]:.2f} |"
        )


def print_aims(results: dict, again: dict):
    largest = {free: found for (size, free), found in results.items() if size == SIZES[-1]}
    aims = [
        (
            f"The largest with {free:.0%} free in at most {SECONDS:.0f} s, gap at most {GAP:.0%}: "
            f"{largest[free]['seconds']:.2f} s, {largest[free]['gap']:.3%}",
            largest[free]["seconds"] <= SECONDS and largest[free]["gap"] <= GAP,
        )
        for free in FREE[:2]
    ]
    slowest = max(found["repair_seconds"][0] for found in results.values())
    aims += [
        (f"Every repair in less than {REPAIR_SECONDS:.0f} s: {slowest:.2f} s", slowest < REPAIR_SECONDS),
        (
            "A repair moves nothing that can stay: " + ", ".join(str(found["moved"][0]) for found in results.values()),
            not any(found["moved"][0] for found in results.values()),
        ),
        (
            "All being free, the value is the bound",
            all(found["gap"] == 0 for (_size, free), found in results.items() if free == 1),
        ),
        ("Nothing is wrong with any plan", not any(found["wrong"] for found in results.values())),
        ("Another process makes the same plans", again == {key: found["planned"] for key, found in results.items()}),
    ]
    for sentence, is_reached in aims:
        print(f"- {sentence}. " + ("Reached." if is_reached else "NOT REACHED."))


def main():
    if len(sys.argv) > 1:
        print(json.dumps(measured(SIZES[int(sys.argv[1])], float(sys.argv[2]))))
        return
    keys = [(place, free) for place in range(len(SIZES)) for free in FREE]
    results = {(SIZES[place], free): elsewhere(place, free) for place, free in keys}
    again = {(SIZES[place], free): elsewhere(place, free)["planned"] for place, free in keys}
    print_plans(results)
    print()
    print_repairs(results)
    print()
    print_aims(results, again)


if __name__ == "__main__":
    main()
