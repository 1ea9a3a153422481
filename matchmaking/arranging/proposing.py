"""A plan that is made first, shown with what it would change, and then used: that very one, or none.

It is made by a task, because on a large day that takes seconds, and kept until it is used or forgotten.
"""

import datetime as dt
import logging

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.tasks import task
from django.utils import timezone
from django.utils.translation import gettext as _

from competition.recording import Author
from matchmaking.arranging import NoPlanError, anew
from matchmaking.arranging.basis import basis
from matchmaking.arranging.mending import mended
from matchmaking.arranging.serving import unserved
from matchmaking.arranging.writing import Changes, Places, write
from matchmaking.models import MatchmakingDay, Proposal, ProposalKind, ProposalState

logger = logging.getLogger(__name__)
KEPT = dt.timedelta(days=1)


def propose(day, kind, *, most_moves=0, by):
    """Has a plan of a day made, mended or anew, and kept. Returns the proposal as it is then: over, where no worker
    has to come for it. Earlier ones of the same person, and old ones, are forgotten.
    """
    day.proposals.filter(Q(asked_by=by) | Q(asked_at__lt=timezone.now() - KEPT)).delete()
    proposal = Proposal.objects.create(day=day, kind=kind, most_moves=most_moves, asked_by=by, asked_at=timezone.now())
    make.enqueue(proposal.pk)
    return Proposal.objects.filter(pk=proposal.pk).first() or proposal  # asked twice at once, the other one is kept


@task
def make(pk):
    """Makes a plan that was asked for, and ends the proposal: done, refused with the faults, or failed.

    A failure ends it instead of being raised, so that the queue does not try again and again. Made twice, the same
    rows give the same plan.
    """
    proposal = Proposal.objects.select_related("day").filter(pk=pk, finished_at=None).first()
    if proposal is None:
        return
    Proposal.objects.filter(pk=pk).update(state=ProposalState.RUNNING)
    state, made_from, content = ProposalState.FAILED, {}, {}
    try:
        found = arrangement(proposal, timezone.now())
        state, made_from, content = ProposalState.DONE, found.day.made_from, content_of(found)
    except NoPlanError as impossible:
        state, content = ProposalState.REFUSED, {"faults": faults(impossible)}
    except Exception:
        logger.exception("Proposal %s failed.", pk)
    values = {"state": state, "made_from": made_from, "content": content, "finished_at": timezone.now()}
    Proposal.objects.filter(pk=pk).update(**values)


def arrangement(proposal, at):
    if proposal.kind == ProposalKind.ANEW:
        return anew(proposal.day, at=at)
    return mended(proposal.day, at=at, most_moves=proposal.most_moves)


def content_of(found):
    """What is kept of an `Arrangement`, for JSON."""
    return {
        "places": [[*pair, *place] for pair, place in found.places.items()],
        "figures": found.figures._asdict(),
        "gained": found.gained,
        "fixed": len(found.day.problem.fixed),
        "unserved": unserved(found.day, found.plan),
    }


def faults(impossible):
    """Why there is no plan, for JSON: each by its code, with the keys of the rows that it is about."""
    day = impossible.day
    rows = {"venture": day.ventures, "investor": day.investors, "slot": day.timeslots, "table": day.tables}
    return [
        {
            "code": fault.code,
            "about": {name: rows[name][place].pk for name, place in fault.about.items() if place < len(rows[name])},
            "figures": fault.figures,
        }
        for fault in impossible.faults
    ]


def places(proposal) -> Places:
    """Where the meetings of a proposal are to be."""
    return {
        (venture, investor): (timeslot, table)
        for venture, investor, timeslot, table in proposal.content.get("places", [])
    }


def is_current(proposal):
    """Whether what it was made from is as it was."""
    return basis(proposal.day, timezone.now()) == proposal.made_from


def use(proposal, *, by) -> Changes:
    """Writes the plan of a proposal, that very one, which is forgotten then; what that changed.

    Errors: ValidationError moved_on where something that matters changed since it was made, or it is not there, or
            not made.
    """
    with transaction.atomic():
        MatchmakingDay.objects.select_for_update(of=("self",)).get(pk=proposal.day_id)
        kept = Proposal.objects.select_related("day").filter(pk=proposal.pk, state=ProposalState.DONE).first()
        if kept is None:
            raise ValidationError(_("This plan is not kept any more."), code="moved_on")
        reason = _("Planned") if kept.kind == ProposalKind.ANEW else _("Mended")
        author = Author(by, timezone.now(), reason)
        changes = write(kept.day, places(kept), kept.made_from, author=author).changes
        kept.delete()
        return changes
