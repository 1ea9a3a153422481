"""Mending from the floor: what would change is shown, then done as it was shown, and can be taken back for a while."""

from typing import NamedTuple

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from matchmaking.admin.plan_page import kinds
from matchmaking.arranging import in_hall
from matchmaking.arranging.proposing import OtherPlanError
from matchmaking.models import Absence, Meeting, MeetingState, PartyState, Side

STEPS = ("mend", "use-mending", "take-back")


class Waiting(NamedTuple):
    """Why a plan wants mending: meetings to come that cannot take place, and parties that are here without any."""

    meetings: int
    parties: int

    @property
    def is_any(self):
        return bool(self.meetings or self.parties)


def waiting(day, now):
    """Reads three queries."""
    coming = Meeting.objects.filter(timeslot__day=day, timeslot__starts_at__gt=now, state=MeetingState.PLANNED)
    cannot = Q()
    for side in Side.values:
        away = Absence.objects.filter(**{side: OuterRef(side)}, timeslot=OuterRef("timeslot"))
        cannot |= Q(Exists(away)) | ~Q(**{f"{side}__state": PartyState.ADMITTED})
    parties = 0
    for rows in (day.ventures, day.investors):
        here = rows.filter(state=PartyState.ADMITTED, representatives__arrived_at__isnull=False)
        parties += (
            here.filter(~Exists(coming.filter(**{rows.model._meta.model_name: OuterRef("pk")}))).distinct().count()
        )
    return Waiting(coming.filter(cannot).count(), parties)


def done(request, day):
    """Does what a button of the panel asks for; the proposal that is to be shown, or None where something was done."""
    step, shown = request.POST["do"], request.POST.get("shown", "")
    try:
        if step == "mend":
            return in_hall.propose_mending(day)
        if step == "use-mending":
            changes = in_hall.use_mending(day, shown=shown, by=request.user).changes
            words = _("Mended. New: %(added)d. Moved: %(moved)d. Taken away: %(removed)d. As before: %(kept)d.")
            messages.success(request, words % changes._asdict())
        else:
            in_hall.take_back(day, shown=shown, by=request.user)
            messages.success(request, _("The mending is taken back: the meetings are as they were before it."))
    except OtherPlanError as other:
        messages.error(request, _("Something changed meanwhile. Nothing is written: this is what mending does now."))
        return other.proposal
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return None


def shown(proposal):
    """What a page needs of a proposal."""
    return {"proposal": proposal, "kinds": kinds(proposal)} if proposal else {}
