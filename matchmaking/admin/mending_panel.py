"""Mending from the floor: what would change is shown, then done as it was shown, and can be taken back for a while."""

from typing import NamedTuple

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from competition.admin.board_page import number
from matchmaking.admin.plan_page import changing
from matchmaking.arranging import availability, proposing, undoing
from matchmaking.models import (
    Absence,
    Interest,
    InterestState,
    Meeting,
    MeetingState,
    PartyState,
    Proposal,
    ProposalKind,
    ProposalState,
    Side,
)

STEPS = ("mend", "use-mending", "take-back")


class Waiting(NamedTuple):
    """Why a plan wants mending: meetings to come that cannot take place, or while their venture is on a roadshow, and
    parties that are here without any.
    """

    meetings: int
    pitches: int
    parties: int

    @property
    def is_any(self):
        return any(self)


def waiting(day, now):
    """Reads four queries; two more where there is a roadshow."""
    coming = coming_on(day, now)
    unwanted = Interest.objects.filter(venture=OuterRef("venture"), investor=OuterRef("investor"))
    cannot = Q(Exists(unwanted.exclude(state=InterestState.WISH)))
    for side in Side:
        away = Absence.objects.filter(**{side: OuterRef(side)}, timeslot=OuterRef("timeslot"))
        cannot |= Q(Exists(away)) | ~Q(**{f"{side}__state": PartyState.ADMITTED})
    parties = 0
    for side in Side:
        here = side.model.objects.filter(day=day, state=PartyState.ADMITTED, representatives__arrived_at__isnull=False)
        parties += here.filter(~Exists(coming.filter(**{side: OuterRef("pk")}))).distinct().count()
    return Waiting(coming.filter(cannot).count(), beside_pitches(day, coming), parties)


def coming_on(day, now):
    return Meeting.objects.filter(timeslot__day=day, timeslot__starts_at__gt=now, state=MeetingState.PLANNED)


def beside_pitches(day, meetings):
    """How many of some meetings are while a roadshow keeps their venture free."""
    kept = set(availability.pitching(Side.VENTURE, day, day.timeslots.order_by("starts_at")))
    rows = meetings.filter(venture__in={venture for venture, _timeslot in kept}).values_list("venture", "timeslot")
    return sum(row in kept for row in rows)


def asked_for(request, day):
    """The mending that the address of a page names, if it is still kept."""
    key = number(request.GET.get("proposal"))
    return day.proposals.filter(pk=key, kind=ProposalKind.MENDED).first() if key else None


def do(request, day):
    """Does what a button of the panel asks for; the proposal that is to be shown, or None where something was done."""
    step = request.POST["do"]
    if step == "mend":
        return proposing.propose(day, ProposalKind.MENDED, by=request.user)
    if step == "use-mending":
        return use(request, day)
    try:
        undoing.undo_mending(day, shown=request.POST.get("shown", ""), by=request.user)
        messages.success(request, _("The mending is taken back: the meetings are as they were before it."))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return None


def use(request, day):
    """Mends as it was shown; where something changed meanwhile, that is said, and what mending does now is shown."""
    try:
        changes = proposing.use(asked_for(request, day) or Proposal(day=day), by=request.user)
    except ValidationError as refusal:
        words = " ".join(refusal.messages)
        messages.error(request, _("%(refusal)s This is what mending does now.") % {"refusal": words})
        return proposing.propose(day, ProposalKind.MENDED, by=request.user)
    words = _("Mended. New: %(added)d. Moved: %(moved)d. Taken away: %(removed)d. As before: %(kept)d.")
    messages.success(request, words % changes._asdict())
    return None


def context_of(proposal):
    """What a page needs of a proposal."""
    if proposal is None:
        return {}
    if proposal.state != ProposalState.DONE:
        return {"proposal": proposal}
    found = changing(proposal)
    return found | {"proposal": proposal, "is_made": True, "is_changing": any(kind.number for kind in found["kinds"])}
