"""Whom a venture or an investor wants to meet, and whom not: what its representatives declare.

A wish weighs from 1 to 5 and can be changed until interests close; who declines or blocks may do so at any time, and
take that back. Meetings that are planned stay as they are: what was declared counts when the organisers plan again.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from matchmaking.models import Interest, InterestState, PartyState


def wish(party, other, *, weight, by, at=None):
    """The party wants to meet another one, with a weight.

    Errors: ValidationError where interests are closed, and as below.
    """
    return _declare(party, other, by, at, state=InterestState.WISH, weight=weight)


def decline(party, other, *, by):
    """The party does not want to meet another one this time.

    Errors: ValidationError where the party is not admitted, or is not shown the other one.
    """
    return _declare(party, other, by, state=InterestState.DECLINED)


def block(party, other, *, by):
    """From now on neither of both sees the other one. Errors: as those of `decline`."""
    return _declare(party, other, by, state=InterestState.BLOCKED)


def take_back(party, other, *, by, at=None):
    """The party says nothing of another one any more; whether it had said something.

    Errors: ValidationError where it was a wish and interests are closed, and as those of `decline`.
    """
    with transaction.atomic():
        party, row = _locked(party, other)
        if row is None:
            return False
        if row.state == InterestState.WISH:
            _refuse_closed(party.day, at)
        row._history_user, row._change_reason = by, _("Taken back")
        row.delete()
        return True


def _declare(party, other, by, at=None, **values):
    with transaction.atomic():
        party, row = _locked(party, other)
        if values["state"] == InterestState.WISH:
            _refuse_closed(party.day, at)
        row = row or Interest(**party.pair_with(other), side=party.side)
        changed = [name for name, value in values.items() if getattr(row, name) != value]
        if row.pk and not changed:
            return row
        for name, value in values.items():
            setattr(row, name, value)
        row.full_clean()
        row._history_user, row._change_reason = by, InterestState(row.state).label
        row.save()
        return row


def _locked(party, other):
    """The party, locked so that its representatives come one after another, and what it has declared, or None: what the
    organisers have blocked is not the party's to change.

    The lock lets others refer to the party: two who declare something of each other do not wait for one another.
    """
    rows = type(party).objects.select_for_update(of=("self",), no_key=True).select_related("day__activity")
    party = rows.filter(pk=party.pk).first()
    if party is None or party.state != PartyState.ADMITTED:
        refusal = _("Only who is admitted to the matchmaking day can say whom to meet.")
        raise ValidationError(refusal, code="party_is_admitted")
    pair = party.pair_with(other)
    row = Interest.objects.select_for_update(of=("self",)).filter(**pair, side=party.side).first()
    is_shown = party.partners().filter(pk=other.pk).exists()
    if not is_shown and not (row and row.state == InterestState.BLOCKED):
        raise ValidationError(_("There is nobody like that whom you could meet."), code="other_is_shown")
    if row and row.by_organisers:
        refusal = _("The organisers keep you two apart; only they can undo that. Please ask them.")
        raise ValidationError(refusal, code="kept_by_organisers")
    return party, row


def refusal(day, at=None):
    """The sentence why nobody can say any more whom to meet on a day, or "" where they can."""
    if day.takes_interests(at):
        return ""
    if day.activity.is_cancelled:
        return _("The day is cancelled: nobody can wish to meet any more. You can still decline.")
    if day.is_over(at):
        return _("The day is over: nobody can wish to meet any more. You can still decline, which ends all contact.")
    return _("Wishes to meet are closed for this day: they cannot be changed any more. You can still decline.")


def _refuse_closed(day, at):
    if sentence := refusal(day, at):
        raise ValidationError(sentence, code="interests_are_open")
