"""`.venv/bin/python -m bench.b2b FOLDER [NAME …]`: the published meeting instances, placed and with few breaks.

FOLDER holds the MiniZinc data (`NAME.dzn`) of the Business-to-Business Meeting Scheduling Problem, which are not ours
to pass on: github.com/JensLangerak/thesis has them. Beside ours stand the fewest breaks and the best time that were
published, for MaxSAT (JAIR 74, 2022; limit 7,200 s).

Units:  seconds of processor time, of one core.
"""

import sys
import time
from pathlib import Path

from matchmaking.planning.breaks import fewest_breaks, place
from matchmaking.planning.published import breaks, read, violations

STEPS = 45.0  # of the solver; 30 to 60 seconds
PLACED_WITHIN = 1.0
DIFFERENCE = 2
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
    started = time.process_time()
    found = make()
    return time.process_time() - started, found


def is_good(instance, slots):
    found = breaks(instance, slots)
    return not violations(instance, slots) and max(found) - min(found) <= DIFFERENCE


def main():
    folder, *names = sys.argv[1:]
    print("| instance | people, meetings, slots, tables | placed in s | breaks | at least | s | published | in s |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|")
    slow, missed = [], []
    for name in names or PUBLISHED:
        instance = read((Path(folder) / f"{name}.dzn").read_text(encoding="ascii"))
        optimum, seconds_published = PUBLISHED[name]
        place_seconds, placed = timed(lambda instance=instance: place(instance))
        seconds, found = timed(lambda instance=instance: fewest_breaks(instance, STEPS))
        ours, bound = (found.breaks, found.bound) if found else ("none", "")
        size = f"{instance.participants}, {len(instance.meetings)}, {instance.slots}, {instance.tables}"
        print(
            f"| {name} | {size} | {place_seconds:.2f} | {ours} | {bound} | {seconds:.1f} "
            f"| {optimum} | {seconds_published} |",
            flush=True,
        )
        if placed is None or violations(instance, placed) or place_seconds > PLACED_WITHIN:
            slow.append(name)
        if not found or not is_good(instance, found.slots) or found.breaks > optimum:
            missed.append(name)
    print()
    for sentence, which in (
        (f"Every instance is placed within {PLACED_WITHIN:.0f} s", slow),
        ("Every instance has as few breaks as were published", missed),
    ):
        print(f"- {sentence}. " + (f"NOT REACHED: {', '.join(which)}." if which else "Reached."))


if __name__ == "__main__":
    main()
