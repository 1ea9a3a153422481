"""The floor of a day: who sits at which table now and next, who is here, and what came of each meeting."""

from typing import NamedTuple
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from competition.admin.board_page import number
from matchmaking.admin import hall, lacking, mending_panel
from matchmaking.admin.plan_page import SECONDS
from matchmaking.arranging import undoing
from matchmaking.explaining.doubles import doubles
from matchmaking.models import Meeting, MeetingState, Representative, Side, Table, Timeslot

KEPT = ("slot", "show")  # of the address, while things are done
SHOWN = ("all", "missing", "open")


class Column(NamedTuple):
    """A timeslot that is shown, and how it lies in time: "over", "now", or "next"."""

    timeslot: Timeslot
    time: str


class Seat(NamedTuple):
    """One side of a meeting: who sits there, how many come for it, whether one is here, and whether it left."""

    party: object
    is_here: bool
    has_left: bool
    number: int
    expected: Representative | None

    @property
    def is_missing(self):
        return self.has_left or not self.is_here


class Cell(NamedTuple):
    """A meeting at a table, with both seats and the mark of what is shown of it."""

    meeting: Meeting
    seats: list[Seat]
    mark: str
    has_begun: bool

    @property
    def is_open(self):
        """Whether nobody has said yet what came of it."""
        return self.has_begun and self.meeting.state == MeetingState.PLANNED

    @property
    def is_missing_somebody(self):
        return self.meeting.state == MeetingState.PLANNED and any(seat.is_missing for seat in self.seats)


class Row(NamedTuple):
    """A table, with what happens there in the timeslots that are shown: (column, cell, or None where it is free)."""

    table: Table
    cells: list[tuple[Column, Cell | None]]


def floor(model_admin, request, day, at=None):
    """Shows the floor; posted, does one thing. Asked again by its own page, it sends the board only if that changed."""
    now = at or timezone.now()
    if request.method == "POST":
        if request.POST.get("do") not in mending_panel.STEPS:
            return done(request, day)
        return back(request, day, mending_panel.do(request, day))
    slots = list(day.timeslots.order_by("starts_at"))
    columns = [Column(slot, time_of(slot, now)) for slot in chosen(slots, number(request.GET.get("slot")), now)]
    # What the board shows follows from these; its page asks with them, every few seconds.
    seen = f"{hall.revision()}-{'.'.join(f'{column.timeslot.pk}{column.time}' for column in columns)}"
    if request.htmx and request.GET.get("seen") == seen:
        return HttpResponse(status=204)
    show = request.GET.get("show") if request.GET.get("show") in SHOWN else SHOWN[0]
    rows, free = table_rows(day, columns, show)
    context = {
        "title": _("Floor: %(day)s") % {"day": day},
        "day": day,
        "slots": slots,
        "columns": columns,
        "chosen": number(request.GET.get("slot")),
        "rows": rows,
        "free": free,
        "show": show,
        "attendance": hall.attendance(day),
        "unnamed": lacking.unnamed(day),
        "seen": seen,
        "now": now,
    }
    if not request.htmx:
        coming = mending_panel.coming_on(day, now).values_list("venture", "investor", "timeslot")
        context |= {"waiting": mending_panel.waiting(day, now), "last": undoing.last_mending(day)}
        context |= {"doubles": doubles(day, coming)}
        context |= mending_panel.context_of(mending_panel.asked_for(request, day))
    response = model_admin.page(request, "day_floor#board" if request.htmx else "day_floor", context)
    if "proposal" in context and not context["proposal"].is_over:
        response["Refresh"] = str(SECONDS)
    return response


def done(request, day):
    """Does what a button asks for, and leads back to where the reader was."""
    row = hall.do(request, day)
    return back(request, day, anchor=f"#meeting-{row.pk}" if isinstance(row, Meeting) else "")


def back(request, day, proposal=None, anchor=""):
    """To where the reader was, with a mending that is to be shown."""
    kept = {name: request.GET[name] for name in KEPT if name in request.GET}
    kept |= {"proposal": proposal.pk} if proposal else {}
    address = reverse("admin:matchmaking_matchmakingday_floor", args=[day.pk])
    return redirect(f"{address}?{urlencode(kept)}{anchor}" if kept else f"{address}{anchor}")


def time_of(slot, now):
    if slot.ends_at <= now:
        return "over"
    return "now" if slot.starts_at <= now else "next"


def chosen(slots, key, now):
    """The timeslot with this key, or the one that began last, and the one after it."""
    begun = [place for place, slot in enumerate(slots) if slot.starts_at <= now]
    places = [place for place, slot in enumerate(slots) if slot.pk == key] or begun[-1:] or [0]
    return slots[places[0] : places[0] + 2]


def table_rows(day, columns, show):
    """The tables that have a meeting to show, and the numbers of those that are free in both timeslots."""
    slots = [column.timeslot for column in columns]
    sides = [f"{side}__{rows}" for side in Side.values for rows in ("representatives", "absences")]
    found = Meeting.objects.taking_place().filter(timeslot__in=slots)
    found = found.select_related("venture", "investor__organisation").prefetch_related(*sides).order_by()
    has_begun = {column.timeslot.pk: column.time != "next" for column in columns}
    cells = {(row.table_id, row.timeslot_id): cell(row, has_begun[row.timeslot_id]) for row in found}
    rows, free = [], []
    for table in day.tables.order_by("number"):
        at_table = [cells.get((table.pk, slot.pk)) for slot in slots]
        if not any(at_table):
            free.append(table.number)
        elif is_wanted(at_table, show):
            rows.append(Row(table, list(zip(columns, at_table, strict=True))))
    return rows, free


def cell(meeting, has_begun):
    seats = [seat(getattr(meeting, side), meeting.timeslot_id) for side in Side.values]
    return Cell(meeting, seats, meeting.mark, has_begun)


def seat(party, timeslot):
    """Who of a party is here; where several come, the desk says who it was."""
    people = list(party.representatives.all())
    has_left = any(row.timeslot_id == timeslot and row.is_departure for row in party.absences.all())
    expected = people[0] if len(people) == 1 else None
    return Seat(party, any(row.arrived_at for row in people), has_left, len(people), expected)


def is_wanted(cells, show):
    found = [cell for cell in cells if cell]
    if show == "missing":
        return any(cell.is_missing_somebody for cell in found)
    return any(cell.is_open for cell in found) if show == "open" else True
