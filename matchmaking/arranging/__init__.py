"""The plan of a day, from its rows and into its rows: profiles are scored, meetings chosen and placed, and written."""

from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from competition.recording import Author
from matchmaking.arranging.basis import basis
from matchmaking.arranging.problems import Day, day_of
from matchmaking.arranging.writing import Changes, Line, Places, places_of, write
from matchmaking.planning.plans import Plan, idle_slots, served, table_changes


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


class Arrangement(NamedTuple):
    """A plan, the rows that its numbers stand for, where its meetings are to be, and what it was made from.

    gained: the weight that moving meetings has brought, where a plan was mended.
    changes, lines: what writing it changed; before that None, and none.
    """

    day: Day
    plan: Plan
    places: Places
    made_from: dict
    gained: int = 0
    changes: Changes | None = None
    lines: list[Line] = []

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


def arrange(day, *, at=None, by=None, is_written=True):
    """Plans the meetings of a day anew and writes them; fixed ones, and all whose time has come, stay as they are.

    The same rows always give the same plan. Nothing is planned into a timeslot that has begun by `at`, which is now
    where nothing else is said.
    Errors: planning's ImpossibleError says what cannot be; ValidationError moved_on where something changed while the
            plan was made. Nothing is changed then.
    """
    at = at or timezone.now()
    made = anew(day, at=at)
    if not is_written:
        return made
    author = Author(by, timezone.now(), _("Planned"))
    changes, lines = write(day, made.places, made.made_from, author=author, at=at)
    return made._replace(changes=changes, lines=lines)


def anew(day, *, at):
    """The `Arrangement` of a day, made anew and not written.

    Errors: planning's ImpossibleError.
    """
    made_from = basis(day, at)
    arranged = day_of(day, at)
    found = planned(arranged.problem)
    return Arrangement(arranged, found, places_of(arranged, found.meetings), made_from)


def planned(problem):
    """The plan of a problem. Only who plans waits for what that needs: the solver brings a second and 50 MB with it."""
    from matchmaking.planning.making import plan  # noqa: PLC0415

    return plan(problem)
