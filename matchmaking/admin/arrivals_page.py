"""The desk at the entrance: somebody is found by name, checked in, and told where they sit next; and who walks in."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from competition.admin.board_page import number
from competition.admin.searching import anywhere
from directory.bilingual import columns
from matchmaking import attending
from matchmaking.admin import hall, lacking
from matchmaking.admin.forms import WalkInForm
from matchmaking.models import Meeting, Side

MOST = 25  # parties of each side
NEXT = 3  # meetings to come that are named
ORGANISED = columns("organisation__name")
CALLED = {
    Side.VENTURE: (*columns("name"), *ORGANISED, "representatives__name"),
    Side.INVESTOR: (*ORGANISED, "representatives__name"),
}


class Found:
    """A party that is found: who comes for it, its meetings to come, and the timeslots from which it can be absent."""

    def __init__(self, party, slots):
        self.party, self.mark = party, party.mark
        self.has_left = any(row.is_departure and row.timeslot_id in slots for row in party.absences.all())
        self.coming = party.meetings_to_come
        self.more = len(self.coming[NEXT:])

    @property
    def away_from(self):
        """The first timeslot for which it was told that they do not come."""
        return min((row.timeslot for row in self.party.absences.all() if row.is_departure), key=lambda s: s.starts_at)


def arrivals(model_admin, request, day, at=None):
    """Shows who is found; posted, does one thing and shows them anew."""
    now = at or timezone.now()
    if request.method == "POST":
        hall.do(request, day)
        return redirect(request.get_full_path())
    q = request.GET.get("q", "").replace("\0", "").strip()[:200]
    slots = {slot.pk: slot for slot in day.timeslots.filter(ends_at__gt=now).order_by("starts_at")}
    rows, more = parties_asked_for(day, q, request.GET.get("party", ""), now)
    context = {
        "title": _("Arrivals: %(day)s") % {"day": day},
        "day": day,
        "q": q,
        "found": [Found(row, slots) for row in rows],
        "has_more": more,
        "is_asked": bool(q or request.GET.get("party")),
        "slots": list(slots.values()),
        "attendance": hall.attendance(day),
        "unnamed": lacking.unnamed(day),
    }
    return model_admin.page(request, "day_arrivals", context)


def parties_asked_for(day, q, named, now):
    """The parties that are called so, or the one whose side and key the address names; and whether there are more."""
    side, _dash, key = named.partition("-")
    if side in Side.values and number(key):
        return list(with_everything(hall.parties(Side(side))(day).filter(pk=number(key)), now)), False
    if not q:
        return [], False
    rows, more = [], False
    for side, names in CALLED.items():
        parties = hall.parties(side)(day)
        for word in q.split():
            parties = parties.filter(anywhere(word, names))
        some = list(with_everything(parties.order_by("pk").distinct(), now)[: MOST + 1])
        rows, more = rows + some[:MOST], more or len(some) > MOST
    return rows, more


def with_everything(parties, now):
    """Parties with who comes for them, their absences and their planned meetings."""
    meetings = Meeting.objects.named().to_come(now)
    return parties.prefetch_related(
        "representatives", "absences__timeslot", Prefetch("meetings", meetings, to_attr="meetings_to_come")
    )


def walk_in(model_admin, request, day):
    """Asks who walks in; posted, registers, admits and checks them in."""
    form = WalkInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            party = attending.walk_in(day, attending.Newcomer(**form.cleaned_data), by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            words = _("“%(party)s” is admitted and checked in. Mend the plan on the floor board to give it meetings.")
            messages.success(request, words % {"party": party})
            address = reverse("admin:matchmaking_matchmakingday_arrivals", args=[day.pk])
            return redirect(f"{address}?party={party.side}-{party.pk}")
    context = {"title": _("Walk-in: %(day)s") % {"day": day}, "day": day, "form": form}
    return model_admin.page(request, "day_walk_in", context, 400 if form.errors else 200)
