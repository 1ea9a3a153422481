"""The plan of a day, from its rows and into its rows: profiles are scored, meetings chosen and placed, and written."""

from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from competition.recording import Author
from matchmaking.arranging.problems import Day, day_of
from matchmaking.arranging.writing import Differences, Places, lines, places_of, write
from matchmaking.planning.faults import ImpossibleError
from matchmaking.planning.plans import Plan, idle_slots, served, table_changes


class NoPlanError(ImpossibleError):
    """There is no plan: the faults, and the `Day` whose numbers they tell."""

    def __init__(self, day, faults):
        super().__init__(faults)
        self.day = day


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
    """A plan, the rows that its numbers stand for, and where its meetings are to be.

    gained: the weight that moving meetings has brought, where a plan was mended; written: what writing it changed.
    """

    day: Day
    plan: Plan
    places: Places
    gained: int = 0
    written: Differences | None = None

    @property
    def changes(self):
        """How many meetings came, moved and went, once it is written."""
        return self.written and self.written.changes

    @property
    def lines(self):
        """The same, meeting by meeting."""
        return lines(self.written, self.places) if self.written else []

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
    Errors: NoPlanError says what cannot be; ValidationError moved_on where something changed while the
            plan was made. Nothing is changed then.
    """
    made = anew(day, at=at or timezone.now())
    if not is_written:
        return made
    author = Author(by, timezone.now(), _("Planned"))
    return made._replace(written=write(day, made.places, made.day.made_from, author=author, at=at))


def anew(day, *, at):
    """The `Arrangement` of a day, made anew and not written.

    Errors: NoPlanError.
    """
    arranged = day_of(day, at)
    try:
        found = planned(arranged.problem)
    except ImpossibleError as impossible:
        raise NoPlanError(arranged, impossible.faults) from impossible
    return Arrangement(arranged, found, places_of(arranged, found.meetings))


def planned(problem):
    """The plan of a problem. Only who plans waits for what that needs: the solver brings a second and 50 MB with it."""
    from matchmaking.planning.making import plan  # noqa: PLC0415

    return plan(problem)
