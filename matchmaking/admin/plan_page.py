"""The plan of a day: what it would be and what it would change is made and shown first, and used then."""

from typing import NamedTuple

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from competition.admin.board_page import number
from matchmaking.admin.forms import PlanForm
from matchmaking.admin.glance import glance
from matchmaking.admin.lacking import unsaid
from matchmaking.arranging import proposing
from matchmaking.arranging.writing import Line, differences, lines
from matchmaking.explaining import plans
from matchmaking.explaining.doubles import doubles
from matchmaking.models import Meeting, ProposalKind, ProposalState

NAMED = 50  # of those without a meeting, and of meetings of each kind; the rest is counted
SECONDS = 2  # after which the page of a plan that is being made is asked for again


class Kind(NamedTuple):
    """The meetings that come, or move, or go: how many, and the first of them."""

    name: str
    word: str
    number: int
    lines: list[Line]

    @property
    def more(self):
        return self.number - len(self.lines)


def plan(model_admin, request, day):
    """Shows what a day has and lacks, and a plan that was asked for; posted, has one made, or uses it."""
    lacking = plans.lacking(day)
    step = request.POST.get("do")
    asked = request.GET.get("proposal")
    proposal = day.proposals.filter(pk=number(asked) or 0).first() if asked else None
    moves = {"most_moves": proposal.most_moves} if proposal else None
    form = PlanForm(request.POST if step == "propose" else None, initial=moves)
    if step == "use" and proposal and not lacking:
        return use(request, proposal)
    if step == "propose" and not lacking and form.is_valid():
        return propose(request, day, **form.cleaned_data)
    if asked and not proposal:
        messages.error(request, _("This plan is not kept any more."))
    context = {
        "title": _("Plan: %(day)s") % {"day": day},
        "day": day,
        "glance": glance(day),
        "lacking": lacking,
        "unsaid": unsaid(day),
        "form": form,
        "has_meetings": has_meetings(day),
        "proposal": proposal,
    }
    if proposal and proposal.is_over:
        context |= context_of(proposal)
    context["doubles"] = doubles(day, places_of(day, proposal))
    response = model_admin.page(request, "day_plan", context, 400 if form.errors else 200)
    if proposal and not proposal.is_over:
        response["Refresh"] = str(SECONDS)
    return response


def places_of(day, proposal):
    """The meetings of a plan that is shown or, where none is, those of the day: (venture, investor, timeslot)."""
    if proposal and proposal.state == ProposalState.DONE:
        return [(*pair, timeslot) for pair, (timeslot, _table) in proposing.places(proposal).items()]
    rows = Meeting.objects.taking_place().filter(timeslot__day=day)
    return rows.values_list("venture", "investor", "timeslot")


def has_meetings(day):
    return Meeting.objects.filter(timeslot__day=day).replaceable().exists()


def propose(request, day, kind, most_moves):
    """Has a plan made, and leads to it."""
    proposal = proposing.propose(day, kind, most_moves=most_moves, by=request.user)
    address = reverse("admin:matchmaking_matchmakingday_plan", args=[day.pk])
    return redirect(f"{address}?proposal={proposal.pk}")


def use(request, proposal):
    """Uses the plan that was shown; where something changed meanwhile, that is said, and it is made anew."""
    try:
        changes = proposing.use(proposal, by=request.user)
    except ValidationError as refusal:
        words = " ".join(refusal.messages)
        messages.error(request, _("%(refusal)s This is the plan as it is now.") % {"refusal": words})
        return propose(request, proposal.day, proposal.kind, proposal.most_moves)
    words = _("The plan is written. New: %(added)d. Moved: %(moved)d. Taken away: %(removed)d. As before: %(kept)d.")
    messages.success(request, words % changes._asdict())
    return redirect("admin:matchmaking_matchmakingday_board", proposal.day_id)


def context_of(proposal):
    """What is shown of a proposal that is over: why there is none, or how good it is and what it would change."""
    if proposal.state != ProposalState.DONE:
        return {"faults": plans.faults(proposal.content.get("faults", [])), "has_failed": not proposal.content}
    found = proposal.content
    titles = {"venture": _("Ventures without a meeting"), "investor": _("Investors without a meeting")}
    return {
        "figures": found["figures"],
        "fixed": found["fixed"],
        "gained": found["gained"],
        "is_mended": proposal.kind == ProposalKind.MENDED,
        "is_current": proposing.is_current(proposal),
        "unserved": [
            (title, len(found["unserved"][side]), plans.unserved(side, found["unserved"][side], NAMED))
            for side, title in titles.items()
        ],
        **changing(proposal),
    }


def changing(proposal):
    """What a proposal would change: those that come, that move, that go, and how many stay."""
    places = proposing.places(proposal)
    found = differences(proposal.day, places)
    first = lines(found, places, NAMED)
    counted = [
        ("added", ngettext("new", "new", len(found.new)), len(found.new)),
        ("moved", ngettext("moved", "moved", len(found.moved)), len(found.moved)),
        ("removed", ngettext("taken away", "taken away", len(found.gone)), len(found.gone)),
    ]
    return {
        "kinds": [Kind(*one, [line for line in first if line.kind == one[0]]) for one in counted],
        "kept": found.kept,
    }
