"""`.venv/bin/python -m bench.b2b FOLDER [NAME …]`: the published meeting instances, placed and with few breaks.

FOLDER holds the MiniZinc data (`NAME.dzn`) of the Business-to-Business Meeting Scheduling Problem, which are not ours
to pass on: github.com/JensLangerak/thesis has them. Beside ours stand the fewest breaks (`best`) and the best time that
were published, for MaxSAT (JAIR 74, 2022; limit 7,200 s).

Units:  seconds of processor time, of one core; and of the clock, which depend on what else runs.
"""

import sys
import time
from pathlib import Path

from matchmaking.planning.breaks import fewest_breaks, place
from matchmaking.planning.published import breaks, read, violations
from matchmaking.planning.slotting import MOST_DIFFERENCE

PLACED_WITHIN = 1.0
IMPROVED_WITHIN = 60.0
PUBLISHED = {
    "forum-13": (0, 2.5),
    "forum-13crafb": (6, 23.3),
    "forum-13crafc": (1, 2.3),
    "forum-14": (2, 5.1),
    "forumt-14": (5, 0.5),
    "forumt-14crafc": (5, 0.9),
    "forumt-14crafd": (4, 0.4),
    "forumt-14crafe": (5, 0.6),
    "tic-12": (0, 0.1),
    "tic-12crafc": (0, 0.3),
    "tic-13": (0, 0.4),
    "tic-13crafb": (0, 0.4),
    "tic-13crafc": (4, 5.8),
    "tic-14crafa": (0, 1.0),
    "tic-14crafc": (0, 0.8),
    "tic-14crafd": (0, 0.8),
    "ticf-13crafa": (0, 2.2),
    "ticf-13crafb": (3, 22.3),
    "ticf-13crafc": (1, 3.7),
    "ticf-14crafa": (0, 7.6),
}


def timed(make):
    """Seconds of processor time and of the clock, and what was made."""
    started, started_at = time.process_time(), time.perf_counter()
    found = make()
    return time.process_time() - started, time.perf_counter() - started_at, found


def is_good(instance, slots):
    found = breaks(instance, slots)
    return not violations(instance, slots) and max(found) - min(found) <= MOST_DIFFERENCE


def measured(folder, name):
    """Print a line of the table; whether each of the four things that `main` says of all instances holds."""
    instance = read((Path(folder) / f"{name}.dzn").read_text(encoding="ascii"))
    optimum, seconds_published = PUBLISHED[name]
    place_seconds, _clock, placed = timed(lambda: place(instance))
    seconds, clock, found = timed(lambda: fewest_breaks(instance))
    ours, bound = (found.breaks, found.bound) if found else ("none", "")
    size = f"{instance.participants}, {len(instance.meetings)}, {instance.slots}, {instance.tables}"
    print(
        f"| {name} | {size} | {place_seconds:.2f} | {ours} | {bound} | {seconds:.1f} | {clock:.1f} "
        f"| {optimum} | {seconds_published} |",
        flush=True,
    )
    return (
        placed is not None and not violations(instance, placed) and place_seconds <= PLACED_WITHIN,
        found is not None and is_good(instance, found.slots) and found.breaks <= optimum,
        found is not None and found.is_optimal,
        seconds <= IMPROVED_WITHIN,
    )


def main():
    folder, *names = sys.argv[1:]
    print("| instance | people, meetings, slots, tables | placed in s | breaks | at least | s | clock | best | in s |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|--:|")
    lines = {name: measured(folder, name) for name in names or PUBLISHED}
    print()
    for number, sentence in enumerate(
        (
            f"Every instance is placed within {PLACED_WITHIN:.0f} s",
            "Every instance has as few breaks as were published",
            "It is proven of every instance that no schedule has fewer",
            f"None takes more than {IMPROVED_WITHIN:.0f} s",
        )
    ):
        missed = [name for name, reached in lines.items() if not reached[number]]
        print(f"- {sentence}. " + (f"NOT REACHED: {', '.join(missed)}." if missed else "Reached."))


if __name__ == "__main__":
    main()
