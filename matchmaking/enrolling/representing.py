"""What those who come for a venture or an investor do at its desk: when it can meet, who comes, what each agrees to."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from matchmaking.models import Absence, Consent, PartyState, Representative


def locked(party):
    """The party as it is now, which nobody else writes until the transaction ends; to be called in one.

    Errors: ValidationError where it has withdrawn: then nothing of it changes any more.
    """
    rows = type(party).objects.select_related("day__activity__conference", "organisation")
    row = rows.select_for_update(of=("self",)).get(pk=party.pk)
    if row.state == PartyState.WITHDRAWN:
        raise ValidationError(
            _("“%(party)s” has withdrawn; nothing of it can be changed."), "withdrawn", {"party": row}
        )
    return row


def be_free(party, *, free, shown, by):
    """A party can meet in the timeslots that are `free`, given those that were `shown` to it as free.

    Only what differs from what was shown is changed, so that two who tick at once lose nothing. Returns how many were.
    Shapes: `free` and `shown` are sets of primary keys of timeslots of its day.
    """
    with transaction.atomic():
        row = locked(party)
        own = {row.side: row}
        gone = row.absences.filter(timeslot__in=set(free) - set(shown))
        added = row.day.timeslots.filter(pk__in=set(shown) - set(free)).exclude(absences__in=row.absences.all())
        changed = [*gone, *(Absence(**own, timeslot=slot) for slot in added)]
        for absence in changed:
            absence._history_user = by
            if absence.pk:
                absence.delete()
            else:
                absence.full_clean()
                absence.save()
        return len(changed)


def remove(representative, *, by):
    """Somebody no longer comes for a party.

    Errors: ValidationError where nobody else signs in for it, so that nobody could look after it any more.
    """
    with transaction.atomic():
        party = locked(representative.party)
        others = party.representatives.exclude(pk=representative.pk)
        if not others.filter(user__is_active=True).exists():
            refusal = _("Nobody else signs in for “%(party)s”. Let somebody else join first, or withdraw it.")
            raise ValidationError(refusal, "last_representative", {"party": party})
        row = party.representatives.select_for_update(of=("self",)).filter(pk=representative.pk).first()
        if row is not None:  # another one may have removed them meanwhile
            row._history_user = by
            row.delete()


def agree(representative, purpose, *, by, at=None):
    """Somebody agrees to a purpose; who has done so already still does, since then.

    Errors: ValidationError where it is somebody else's to say.
    """
    with transaction.atomic():
        row = own(representative, by)
        consent = row.consents.filter(purpose=purpose).first()
        if consent is None:
            consent = Consent(representative=row, purpose=purpose, given_at=at or timezone.now())
            consent._history_user = by
            consent.full_clean()
            consent.save()
        return consent


def take_back(representative, purpose, *, by):
    """Somebody no longer agrees to a purpose, whatever has become of the party.

    Errors: ValidationError where it is somebody else's to say.
    """
    with transaction.atomic():
        for consent in own(representative, by).consents.filter(purpose=purpose):
            consent._history_user = by
            consent.delete()


def renew_calendar(representative, *, by):
    """The address of somebody's calendar until now ends, and another one begins.

    Errors: ValidationError where it is somebody else's.
    """
    with transaction.atomic():
        row = own(representative, by)
        row.calendar_number += 1
        row._history_user, row._change_reason = by, _("New address of the calendar")
        row.save(update_fields=["calendar_number"])
        return row


def own(representative, by):
    """The representative, locked, who must be the one that asks."""
    row = Representative.objects.select_for_update(of=("self",)).filter(pk=representative.pk).first()
    if row is None or row.user_id is None or row.user_id != by.pk:
        raise ValidationError(_("Each agrees for themselves alone."), code="own_consents")
    return row
