"""A plan in words: what makes it impossible, what a day lacks, and who is without a meeting and why."""

from collections import Counter
from typing import Any, NamedTuple

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from matchmaking.planning.faults import VENTURE
from matchmaking.planning.plans import served

NEVER_FREE = gettext_lazy("Free in no timeslot")
NOBODY_SUITS = gettext_lazy("Nobody suits")
NO_ROOM = gettext_lazy("All who suit have other meetings, or no table is free")
NO_MEETINGS = gettext_lazy("Takes no meetings")


class Fault(NamedTuple):
    """What makes a plan impossible, in a sentence, and the rows that it is about."""

    sentence: str
    rows: list[Any]


class Unserved(NamedTuple):
    """Somebody who is without a meeting, and why."""

    row: Any
    why: str


def faults(day, found):
    """The faults of planning, in words, with the names of those concerned; `day` is arranging's `Day`."""
    return [fault(day, one) for one in found]


def fault(day, found):
    """Of rows, only one rule can be broken: fixed and held meetings stay, however few somebody takes. What else the
    plan knows to be impossible, the database does not let happen; it is told as the plan tells it.
    """
    if found.code != "more_than_most":
        return Fault(_("The plan is impossible: %(reason)s") % {"reason": found.sentence}, [])
    (person,) = found.about
    is_venture = found.kind == VENTURE
    row = (day.ventures if is_venture else day.investors)[person]
    most = (day.problem.ventures_most if is_venture else day.problem.investors_most)[person]
    count = Counter(meeting[0 if is_venture else 1] for meeting in day.problem.fixed)[person]
    words = {"name": row, "count": count, "most": most}
    sentence = ngettext(
        "“%(name)s” has %(count)d meeting that is fixed or was held, and takes at most %(most)d.",
        "“%(name)s” has %(count)d meetings that are fixed or were held, and takes at most %(most)d.",
        count,
    )
    return Fault(sentence % words, [row])


def lacking(day):
    """What a matchmaking day lacks, without which nothing can be planned: sentences."""
    needed = [
        (day.ventures.planned_for(), _("No venture is admitted.")),
        (day.investors.planned_for(), _("No investor is admitted.")),
        (day.timeslots, _("There are no timeslots.")),
        (day.tables, _("There are no tables.")),
    ]
    return [sentence for rows, sentence in needed if not rows.exists()]


def unserved(day, plan):
    """Who is without a meeting in a plan: ([ventures], [investors]), each `Unserved`; `day` is arranging's `Day`."""
    problem = day.problem
    sides = (
        (day.ventures, problem.ventures_free, problem.ventures_most),
        (day.investors, problem.investors_free, problem.investors_most),
    )
    found = []
    for side, (counts, (rows, free, most)) in enumerate(zip(served(problem, plan), sides, strict=True)):
        wanted = np.bincount(problem.pairs[:, side], minlength=len(rows))
        found.append(
            [
                Unserved(row, why(free[place].any(), most[place], wanted[place]))
                for place, row in enumerate(rows)
                if not counts[place]
            ]
        )
    return tuple(found)


def why(is_free, most, wanted):
    if not most:
        return str(NO_MEETINGS)
    if not is_free:
        return str(NEVER_FREE)
    return str(NO_ROOM if wanted else NOBODY_SUITS)
