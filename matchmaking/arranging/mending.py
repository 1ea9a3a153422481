"""A plan that is there is mended on the day: somebody stays away or comes, a meeting is cancelled or settled."""

from django.utils import timezone
from django.utils.translation import gettext as _

from competition.recording import Author
from matchmaking.arranging import Arrangement
from matchmaking.arranging.problems import day_with_plan
from matchmaking.arranging.writing import places_of, write


def mend(day, *, at=None, by=None, most_moves=0):
    """Mends the meetings of a day and writes that; what was brought, moved and taken away is told by `changes` and
    `lines` of the `Arrangement`.

    What can stay stays in its timeslot and at its table, and what is empty is filled with the best. At most
    `most_moves` meetings that could stay move to another time, and none where that brings nothing (`gained` says what
    it brings). What cannot stay, because one of two is away then, may take place at another time. Nothing changes in
    timeslots that have begun by `at`, which is now where nothing else is said.
    Errors: ValidationError moved_on where something changed meanwhile; nothing is written then.
    """
    made = mended(day, at=at or timezone.now(), most_moves=most_moves)
    author = Author(by, timezone.now(), _("Mended"))
    return made._replace(written=write(day, made.places, made.day.made_from, author=author, at=at))


def mended(day, *, at, most_moves=0):
    """The `Arrangement` that mending gives, which is not written.

    It depends on the rows, on `at`, and on when the parties were scored (see `scoring`): as long as no party changes,
    the same rows always give the same plan.
    """
    arranged, before = day_with_plan(day, at)
    found = repaired(arranged.problem, before, most_moves)
    return Arrangement(arranged, found.plan, places_of(arranged, found.plan.meetings), gained=found.gained)


def repaired(problem, before, most_moves):
    """Only who mends waits for what that needs, as with `planned`."""
    from matchmaking.planning.repairing import repair  # noqa: PLC0415

    return repair(problem, before, most_moves=most_moves)
