"""A plan that is shown first, with what it would change, and then used: that very one, or none."""

import hashlib
import json

from django.utils.functional import cached_property

from matchmaking.arranging import Arrangement, planned
from matchmaking.arranging.problems import Day, day_of
from matchmaking.arranging.writing import MovedOnError, differences, last_change, wanted, write
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

    def __init__(self, day, arrangement, since):
        self.arrangement, self.since = arrangement, since
        self.wanted = wanted(arrangement.day, arrangement.plan.meetings)  # {(venture, investor): (timeslot, table)}
        self.differences = differences(day, self.wanted)

    @cached_property
    def digest(self):
        """The same for the same plan over the same meetings: which go, which move from where, which come and stay."""
        gone, moved, new, _kept = self.differences
        told = [
            sorted((*pair, *place) for pair, place in self.wanted.items()),
            sorted(row.pk for row in gone),
            sorted((row.pk, row.timeslot_id, row.table_id) for row in moved),
            sorted(new),
            sorted(map(list, self.arrangement.day.problem.fixed)),
        ]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def propose(day):
    """The plan of a day as its rows are now; nothing is written. The same rows always give the same proposal.

    Errors: NoPlanError.
    """
    since, found = last_change(), day_of(day)
    try:
        return Proposal(day, Arrangement(found, planned(found.problem), None), since)
    except ImpossibleError as impossible:
        raise NoPlanError(found, impossible.faults) from impossible


def use(day, *, shown, by):
    """Plans anew and writes the plan, if it is the one whose digest was `shown`; what that changed.

    Errors: NoPlanError; OtherPlanError where something changed since it was shown, or changes right now.
    """
    proposal = propose(day)
    if proposal.digest != shown:
        raise OtherPlanError(proposal)
    found = proposal.arrangement
    try:
        return write(day, found.day, found.plan.meetings, since=proposal.since, by=by)
    except MovedOnError as moved:
        raise OtherPlanError(propose(day)) from moved
