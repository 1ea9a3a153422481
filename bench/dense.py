"""`.venv/bin/python -m bench.dense`: days on which every pair weighs something and many rank the others alike.

Units:  seconds of processor time, as in `bench.meetings`. *Chosen* is to choose, of all pairs, those that a plan needs
        (`planning.sifting`), with which the bound of all pairs comes; *mended* is both for a day on which 5 % of the
        ventures and of the investors stay away. 80 % of the slots are free; ventures take three meetings to all.
"""

from dataclasses import replace

import numpy as np

from bench.meetings import SECONDS, SIZES, after_some_left, name, problem, timed
from matchmaking.planning.making import plan
from matchmaking.planning.plans import violations
from matchmaking.planning.repairing import repair
from matchmaking.planning.sifting import sifted

FREE = 0.8


def popular(draw, size):
    """Everybody ranks the others alike: a pair weighs as much as both are sought after."""
    return 1 + (999 * np.sqrt(draw.random(size.ventures)[:, None] * draw.random(size.investors))).astype(int)


def grouped(draw, size):
    """Four industries, and nothing else is known."""
    return np.where(draw.integers(0, 4, size.ventures)[:, None] == draw.integers(0, 4, size.investors), 500, 200)


def equal(_draw, size):
    """One industry."""
    return np.full((size.ventures, size.investors), 500)


def varied(draw, size):
    """Drawn for each pair."""
    return draw.integers(1, 1000, (size.ventures, size.investors))


def measured(size, kind):
    """A row of the table, and the seconds of the plan."""
    weights, given = kind(np.random.default_rng(1), size), replace(problem(size, FREE), pairs=[], weights=[])
    choosing, some = timed(lambda: sifted(given, weights))
    planning, made = timed(lambda: plan(some))
    now = after_some_left(given)
    mending, mended = timed(lambda: repair(sifted(now, weights, made.meetings), made))
    if violations(some, made) or violations(mended.problem, mended.plan) or mended.moved:
        raise SystemExit("Something is wrong with a plan.")
    row = (
        f"| {name(size, FREE)}, {kind.__name__} | {len(some.pairs):,} | {len(made.meetings):,} | {made.value:,} "
        f"| {made.bound:,} | {made.gap:.3%} | {choosing:.2f} | {planning:.2f} "
        f"| {len(mended.lost)} | {len(mended.added)} | {mended.plan.gap:.3%} | {mending:.2f} |"
    )
    return row, choosing + planning


def main():
    print("| dense | pairs | meetings | value | bound | gap | chosen | planned | lost | new | gap | mended |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|")
    slowest = 0
    for size in SIZES:
        for kind in (popular, grouped, equal, varied):
            row, seconds = measured(size, kind)
            slowest = max(slowest, seconds)
            print(row, flush=True)
    print(
        f"\n- Each in at most {SECONDS:.0f} s: {slowest:.2f} s. {'Reached.' if slowest <= SECONDS else 'NOT REACHED.'}"
    )


if __name__ == "__main__":
    main()
