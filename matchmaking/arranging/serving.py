"""Who is without a meeting in a plan, and why."""

import numpy as np

from matchmaking.planning.plans import served

NO_MEETINGS, NEVER_FREE, NO_ROOM, NOBODY_SUITS = "no_meetings", "never_free", "no_room", "nobody_suits"


def unserved(day, plan):
    """{"venture": [[key, why]], "investor": …}, for JSON; `day` is a `Day`, `why` one of the words above."""
    problem = day.problem
    sides = (
        ("venture", day.ventures, problem.ventures_free, problem.ventures_most),
        ("investor", day.investors, problem.investors_free, problem.investors_most),
    )
    found = {}
    for side, (counts, (name, rows, free, most)) in enumerate(zip(served(problem, plan), sides, strict=True)):
        wanted = np.bincount(problem.pairs[:, side], minlength=len(rows))
        found[name] = [
            [row.pk, why(free[place].any(), most[place], wanted[place])]
            for place, row in enumerate(rows)
            if not counts[place]
        ]
    return found


def why(is_free, most, wanted):
    if not most:
        return NO_MEETINGS
    if not is_free:
        return NEVER_FREE
    return NO_ROOM if wanted else NOBODY_SUITS
