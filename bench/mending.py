"""`.venv/bin/python -m bench.mending`: a plan is asked for and used, 5 % stay away, and it is mended from its rows.

Units:  seconds of processor time, as in `bench.meetings`, with the queries in brackets. Each size is a site of its own
        on SQLite, in a process of its own; 80 % of the timeslots are free, and each venture has told of twelve wishes.
        *Mended* includes that it is written; *moving* is not written, and is what asking for a proposal costs.
"""

import json
import shutil
import subprocess
import sys
import tempfile

import numpy as np

from bench import days, site
from bench.meetings import AWAY, MOVES, REPAIR_SECONDS, SIZES, name, timed

FREE = 0.8


def measured(size):
    """Everything about one size, in this process, whose database is set up."""
    from matchmaking.arranging import mending, proposing
    from matchmaking.models import Meeting

    day = days.day_of(size, free=FREE)
    site.analyse()
    made, proposal = counted(lambda: proposing.propose(day, "anew", by=None))
    used, changes = counted(lambda: proposing.use(proposal, by=None))
    some_leave(day)
    moving, other = counted(lambda: mending.mended(day, at=days.STARTS_AT - days.SLOT, most_moves=MOVES))
    mended, found = counted(lambda: mending.mend(day))
    from_rows = {tuple(row) for row in Meeting.objects.values_list("venture", "investor", "timeslot", "table")}
    return {
        "made": made,
        "used": used,
        "written": changes.added,
        "mended": mended,
        "changes": found.changes._asdict(),
        "lines": len(found.lines),
        "gap": found.figures.gap,
        "moving": moving,
        "gained": other.gained,
        "is_exact": from_rows == {(*pair, *place) for pair, place in found.places.items()},
    }


def counted(do):
    """How long something takes and how often it asks the database, and what it gives."""
    from django.db import connection

    asked = []

    def count(execute, *given):
        asked.append(None)
        return execute(*given)

    with connection.execute_wrapper(count):
        seconds, found = timed(do)
    return {"seconds": seconds, "queries": len(asked)}, found


def some_leave(day):
    from matchmaking.enrolling import put

    draw = np.random.default_rng(2)
    for rows in (day.ventures, day.investors):
        keys = list(rows.order_by("pk").values_list("pk", flat=True))
        gone = draw.choice(keys, round(len(keys) * AWAY), replace=False).tolist()
        put(rows.filter(pk__in=gone), into="withdrawn", by=None)


def elsewhere(place):
    command = [sys.executable, "-m", "bench.mending", str(place)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()[-1])


def cell(found):
    return f"{found['seconds']:.2f} ({found['queries']})"


def main():
    if len(sys.argv) > 1:
        folder = tempfile.mkdtemp(prefix="bloom-mending-")
        try:
            site.set_up(folder, database="")
            print(json.dumps(measured(SIZES[int(sys.argv[1])])))
        finally:
            shutil.rmtree(folder)
        return
    print(
        f"| from rows | plan made | used | written | mended, {AWAY:.0%} away | gone | new | moved | gap "
        f"| moving {MOVES} | gain |"
    )
    print("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|")
    slowest = 0
    for place, size in enumerate(SIZES):
        found = elsewhere(place)
        slowest = max(slowest, found["mended"]["seconds"])
        changes = found["changes"]
        print(
            f"| {name(size, FREE)} | {cell(found['made'])} | {cell(found['used'])} | {found['written']:,} "
            f"| {cell(found['mended'])} | {changes['removed']} | {changes['added']} | {changes['moved']} "
            f"| {found['gap']:.3%} | {cell(found['moving'])} | {found['gained']:,} |"
        )
        told = changes["removed"] + changes["added"] + changes["moved"]
        if not found["is_exact"] or told != found["lines"] or changes["moved"]:
            sys.exit("The rows are not what was planned, or not all of it was told, or something was moved.")
    reached = "Reached." if slowest < REPAIR_SECONDS else "NOT REACHED."
    print(f"\n- Every day is mended in less than {REPAIR_SECONDS:.0f} s: {slowest:.2f} s. {reached}")


if __name__ == "__main__":
    main()
