"""What the pages of the hall have in common: who is here, what their buttons do, and what they send back with it."""

from typing import NamedTuple

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Max, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from competition.admin.board_page import number
from matchmaking import attending, settling
from matchmaking.models import (
    Absence,
    Investor,
    Meeting,
    Missing,
    PartyState,
    Representative,
    Side,
    Timeslot,
    Venture,
)


class Asked(NamedTuple):
    """What a button sends: the step, the key of the row, the mark of what was shown of it, and for some one thing more.

    Shapes: "hold:12:5a…", "absent-venture:7:9c…:31"; a name, which may have a colon, comes as a field of its own.
    """

    step: str
    key: int | None
    shown: str
    more: str

    @classmethod
    def read(cls, words):
        step, key, shown, more = (words.split(":") + [""] * 3)[:4]
        return cls(step, number(key), shown, more)


class Step(NamedTuple):
    """Something that a button does: among which rows of a day, by which operation, and what is said then."""

    rows: object
    operation: object
    done: str


def do(request, day):
    """Does what a button asks for and says what came of it; the row, or None where there is none any more."""
    asked = Asked.read(request.POST.get("do", ""))
    asked = asked._replace(more=asked.more or " ".join(request.POST.get("name", "").replace("\0", "").split()))
    step = STEPS.get(asked.step)
    row = step.rows(day).filter(pk=asked.key).first() if step and asked.key else None
    if row is None:
        messages.error(request, _("That is not there any more. Nothing is changed."))
        return None
    try:
        step.operation(row, asked, by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, step.done % {"row": row})
    return row


def meetings(day):
    return Meeting.objects.named().filter(timeslot__day=day)


def people(day):
    rows = Representative.objects.filter(Q(venture__day=day) | Q(investor__day=day))
    return rows.select_related("venture", "investor__organisation")


def parties(side):
    """A function that gives the ventures or the investors of a day."""
    return lambda day: side.model.objects.filter(day=day).select_related("organisation", "day")


def missed(missing):
    def operation(row, asked, *, by):
        settling.miss(row, missing=missing, by=by, shown=asked.shown)

    return operation


def absent(row, asked, *, by):
    slot = Timeslot.objects.filter(day=row.day_id, pk=number(asked.more)).first() if number(asked.more) else None
    if slot is None:
        raise ValidationError(_("There is no such timeslot any more. Nothing is changed."), code="timeslot_is_gone")
    attending.absent_from(row, timeslot=slot, by=by, shown=asked.shown)


def arrived_unnamed(row, asked, *, by):
    attending.arrive_unnamed(row, name=asked.more, by=by)


def shown_with(operation):
    """An operation that needs to know nothing but the row and what was shown of it."""
    return lambda row, asked, *, by: operation(row, by=by, shown=asked.shown)


MISSED = gettext_lazy("“%(row)s”: missed.")
STEPS = {
    "hold": Step(meetings, shown_with(settling.hold), gettext_lazy("“%(row)s”: held.")),
    "reopen": Step(meetings, shown_with(settling.reopen), gettext_lazy("“%(row)s” is planned again.")),
    **{f"miss-{missing}": Step(meetings, missed(missing), MISSED) for missing in Missing},
    "arrive": Step(people, lambda row, _asked, *, by: attending.arrive(row, by=by), gettext_lazy("%(row)s is here.")),
    **{
        f"name-{side}": Step(parties(side), arrived_unnamed, gettext_lazy("Somebody is here for “%(row)s”."))
        for side in Side
    },
    "leave": Step(people, shown_with(attending.leave), gettext_lazy("%(row)s is not checked in any more.")),
    **{
        f"absent-{side}": Step(parties(side), absent, gettext_lazy("“%(row)s” does not come any more."))
        for side in Side
    },
    **{
        f"return-{side}": Step(parties(side), shown_with(attending.return_of), gettext_lazy("“%(row)s” is here again."))
        for side in Side
    },
}


class Attendance(NamedTuple):
    """How many of those who represent admitted parties have arrived, and how many are expected."""

    arrived: int
    expected: int


def attendance(day):
    """{side: Attendance}, in one query."""
    counts = {}
    for side in Side:
        coming = Q(**{f"{side}__day": day, f"{side}__state": PartyState.ADMITTED})
        counts[f"{side}_expected"] = Count("pk", filter=coming)
        counts[f"{side}_arrived"] = Count("pk", filter=coming & Q(arrived_at__isnull=False))
    found = Representative.objects.aggregate(**counts)
    return {side: Attendance(found[f"{side}_arrived"], found[f"{side}_expected"]) for side in Side.values}


def revision():
    """Changes when anything does that the pages of the hall show: the last row of each history, joined."""
    kinds = (Meeting, Absence, Representative, Venture, Investor, Timeslot)
    return ".".join(str(kind.history.aggregate(last=Max("history_id"))["last"] or 0) for kind in kinds)
