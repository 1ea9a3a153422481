"""The board of a day: who meets whom at which table and when; each meeting can be fixed, released, cancelled."""

from typing import NamedTuple
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from competition.admin.board_page import number
from competition.admin.searching import anywhere
from directory.bilingual import columns
from matchmaking import settling
from matchmaking.models import Meeting, Table, Timeslot

PAGE = 40  # tables
KEPT = ("q", "slot", "p")  # of the address, while meetings are settled
STEPS = {  # what a button does, and what is said then
    "fix": (settling.fix, gettext_lazy("“%(meeting)s” is fixed.")),
    "release": (settling.release, gettext_lazy("“%(meeting)s” is released.")),
    "cancel": (settling.cancel, gettext_lazy("“%(meeting)s” is cancelled.")),
}
NAMES = (*columns("venture__name"), *columns("investor__organisation__name"))


class Row(NamedTuple):
    """A table, with what happens there in each timeslot: (timeslot, meeting or None)."""

    table: Table
    cells: list[tuple[Timeslot, Meeting | None]]


def board(model_admin, request, day):
    """Shows the board; posted, does one thing to one meeting, and shows it anew."""
    if request.method == "POST":
        return settle(request, day)
    slots = list(day.timeslots.order_by("starts_at"))
    chosen = next((row for row in slots if row.pk == number(request.GET.get("slot"))), None)
    q = request.GET.get("q", "").replace("\0", "").strip()[:200]
    page = min(number(request.GET.get("p")) or 1, 10_000)
    tables, meetings, has_more = page_of_board(day, q, chosen, page)
    taken = dict(meetings_on(day).order_by().values_list("timeslot").annotate(number=Count("pk")))
    shown = [chosen] if chosen else slots
    context = {
        "title": _("Board of meetings: %(day)s") % {"day": day},
        "day": day,
        "slots": [(slot, taken.get(slot.pk, 0)) for slot in slots],
        "shown": [(slot, taken.get(slot.pk, 0)) for slot in shown],
        "chosen": chosen,
        "rows": [Row(table, [(slot, meetings.get((table.pk, slot.pk))) for slot in shown]) for table in tables],
        "meetings": sum(taken.values()),
        "tables": day.tables.count(),
        "q": q,
        "page": page,
        "has_more": has_more,
    }
    return model_admin.page(request, "day_board", context)


def meetings_on(day):
    return Meeting.objects.taking_place().filter(timeslot__day=day)


def page_of_board(day, q, chosen, page):
    """A page of tables, {(table, timeslot): meeting} of them, and whether there are more tables.

    A search leaves the meetings in which somebody is called so, and the tables that have one.
    """
    meetings = meetings_on(day)
    for word in q.split():
        meetings = meetings.filter(anywhere(word, NAMES))
    if chosen:
        meetings = meetings.filter(timeslot=chosen)
    tables = day.tables.order_by("number")
    if q:
        tables = tables.filter(pk__in=meetings.order_by().values("table"))
    start = (page - 1) * PAGE
    tables = list(tables[start : start + PAGE + 1])
    named = meetings.filter(table__in=tables[:PAGE]).select_related("venture", "investor__organisation")
    named = named.only("timeslot", "table", "state", "is_fixed", *NAMES).order_by()
    return tables[:PAGE], {(row.table_id, row.timeslot_id): row for row in named}, len(tables) > PAGE


def settle(request, day):
    """Does what a button asks for, and leads back to where the reader was."""
    step, _colon, key = request.POST.get("do", "").partition(":")
    meeting = Meeting.objects.filter(timeslot__day=day, pk=number(key)).first() if number(key) else None
    if step not in STEPS or meeting is None:
        messages.error(request, _("There is no such meeting any more. Nothing is changed."))
    else:
        operation, words = STEPS[step]
        try:
            operation(meeting, by=request.user)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            messages.success(request, words % {"meeting": meeting})
    kept = {name: request.GET[name] for name in KEPT if name in request.GET}
    address = reverse("admin:matchmaking_matchmakingday_board", args=[day.pk])
    anchor = f"#meeting-{meeting.pk}" if meeting and step != "cancel" else ""
    return redirect(f"{address}?{urlencode(kept)}{anchor}" if kept else f"{address}{anchor}")
