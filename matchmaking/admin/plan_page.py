"""The plan of a day: what it would be and what it would change is shown first, and used then."""

from collections import defaultdict
from typing import NamedTuple

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from matchmaking.admin.glance import glance
from matchmaking.arranging.proposing import NoPlanError, OtherPlanError, propose, use
from matchmaking.arranging.writing import Line, lines
from matchmaking.explaining import plans

NAMED = 50  # of those without a meeting, and of meetings of each kind; the rest is counted


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
    """Shows what a day has and lacks; posted, the plan that it would get, and then uses it."""
    step, context, status = request.POST.get("do"), {}, 200
    lacking = plans.lacking(day)
    try:
        if step == "use" and not lacking:
            done(request, use(day, shown=request.POST.get("shown", ""), by=request.user))
            return redirect("admin:matchmaking_matchmakingday_board", day.pk)
        if step == "propose" and not lacking:
            context = proposed(day, propose(day))
    except NoPlanError as impossible:
        context, status = {"faults": plans.faults(impossible.day, impossible.faults)}, 409
    except OtherPlanError as other:
        messages.error(request, _("Something changed meanwhile. Nothing is written: this is the plan as it is now."))
        context, status = proposed(day, other.proposal), 409
    context |= {
        "title": _("Plan: %(day)s") % {"day": day},
        "day": day,
        "glance": glance(day),
        "lacking": lacking,
    }
    return model_admin.page(request, "day_plan", context, status)


def done(request, changes):
    words = _("The plan is written. New: %(added)d. Moved: %(moved)d. Taken away: %(removed)d. As before: %(kept)d.")
    messages.success(request, words % changes._asdict())


def proposed(day, proposal):
    """What is shown of a proposal: how good it is, who gets nothing, and what it would change."""
    arrangement = proposal.arrangement
    ventures, investors = plans.unserved(arrangement.day, arrangement.plan)
    return {
        "proposal": proposal,
        "figures": arrangement.figures,
        "unserved": [
            (_("Ventures without a meeting"), len(ventures), by_reason(ventures)),
            (_("Investors without a meeting"), len(investors), by_reason(investors)),
        ],
        "kinds": kinds(proposal),
        "fixed": len(arrangement.day.problem.fixed),
    }


def by_reason(unserved):
    """Those who are without a meeting by the reason why: [(why, how many, the first of them, how many more)]."""
    found = defaultdict(list)
    for row, why in unserved:
        found[why].append(row)
    return [(why, len(rows), rows[:NAMED], len(rows[NAMED:])) for why, rows in found.items()]


def kinds(proposal):
    """What a proposal would change: those that come, that move, that go."""
    found = proposal.differences
    changing = lines(found, proposal.places, NAMED)
    counted = [
        ("added", ngettext("new", "new", len(found.new)), len(found.new)),
        ("moved", ngettext("moved", "moved", len(found.moved)), len(found.moved)),
        ("removed", ngettext("taken away", "taken away", len(found.gone)), len(found.gone)),
    ]
    return [Kind(*one, [line for line in changing if line.kind == one[0]]) for one in counted]
