"""The plan of a day, from its rows and into its rows: profiles are scored, meetings chosen and placed, and written."""

from typing import NamedTuple

from matchmaking.arranging.problems import Day, day_of
from matchmaking.arranging.writing import Changes, MovedOnError, last_change, write
from matchmaking.planning.plans import Plan, idle_slots, served, table_changes

ATTEMPTS = 3  # while somebody else changes meetings


class Arrangement(NamedTuple):
    """A plan, the rows that its numbers stand for, and what writing it changed; None where it was only looked at."""

    day: Day
    plan: Plan
    changes: Changes | None

    @property
    def figures(self):
        """What an organiser wants to know: see `Figures`."""
        counts = served(self.day.problem, self.plan)
        return Figures(
            meetings=len(self.plan.meetings),
            value=self.plan.value,
            bound=self.plan.bound,
            gap=self.plan.gap,
            unserved_ventures=counts[0].count(0),
            unserved_investors=counts[1].count(0),
            idle_slots=idle_slots(self.day.problem, self.plan),
            table_changes=table_changes(self.plan),
        )


class Figures(NamedTuple):
    """How good a plan is. Units: `value` and `bound` are weights, no plan is worth more than the bound; `gap` is the
    part of it that may be missing.
    """

    meetings: int
    value: int
    bound: int
    gap: float
    unserved_ventures: int
    unserved_investors: int
    idle_slots: int
    table_changes: int


def arrange(day, *, by=None, is_written=True):
    """Plans the meetings of a day anew and writes them; fixed ones, and those that took place, stay as they are.

    The same rows always give the same plan.
    Errors: planning's ImpossibleError says what cannot be; MovedOnError where meetings are changed again and again
            while the plan is made. Nothing is changed then.
    """
    attempts = ATTEMPTS
    while True:
        since, arranged = last_change(), day_of(day)
        made = planned(arranged.problem)
        if not is_written:
            return Arrangement(arranged, made, None)
        try:
            return Arrangement(arranged, made, write(day, arranged, made.meetings, since=since, by=by))
        except MovedOnError:
            attempts -= 1
            if not attempts:
                raise


def planned(problem):
    """The plan of a problem. Only who plans waits for what that needs: the solver brings a second and 50 MB with it."""
    from matchmaking.planning.making import plan  # noqa: PLC0415

    return plan(problem)
