"""A plan that is shown first, with what it would change, and then used: that very one, or none."""

import hashlib
import json

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from competition.recording import Author
from matchmaking.arranging import anew
from matchmaking.arranging.problems import Day, day_of
from matchmaking.arranging.writing import differences, write
from matchmaking.planning.faults import Fault, ImpossibleError


class NoPlanError(Exception):
    """There is no plan: the faults, and the day in whose numbers they are told."""

    def __init__(self, day: Day, faults: list[Fault]):
        super().__init__(" ".join(fault.sentence for fault in faults))
        self.day, self.faults = day, faults


class OtherPlanError(Exception):
    """The plan, or what it would change, is not what was shown any more; `proposal` is how it is now."""

    def __init__(self, proposal):
        super().__init__("Something changed since the plan was shown.")
        self.proposal = proposal


class Proposal:
    """A plan that is not written: what it is (`arrangement`) and what it would change (`differences`)."""

    def __init__(self, day, arrangement):
        self.arrangement, self.places = arrangement, arrangement.places
        self.differences = differences(day, self.places)

    @property
    def digest(self):
        """The same for the same plan that is made from the same rows."""
        content = [sorted((*pair, *place) for pair, place in self.places.items()), self.arrangement.made_from]
        return hashlib.sha256(json.dumps(content).encode()).hexdigest()


def propose(day):
    """The plan of a day as its rows are now; nothing is written. The same rows always give the same proposal.

    Errors: NoPlanError.
    """
    at = timezone.now()
    try:
        return Proposal(day, anew(day, at=at))
    except ImpossibleError as impossible:
        raise NoPlanError(day_of(day, at), impossible.faults) from impossible


def use(day, *, shown, by):
    """Plans anew and writes the plan, if it is the one whose digest was `shown`; what that changed.

    Errors: NoPlanError; OtherPlanError where something changed since it was shown, or changes right now.
    """
    proposal = propose(day)
    if proposal.digest != shown:
        raise OtherPlanError(proposal)
    made_from = proposal.arrangement.made_from
    try:
        return write(day, proposal.places, made_from, author=Author(by, timezone.now(), _("Planned"))).changes
    except ValidationError as moved:
        raise OtherPlanError(propose(day)) from moved
