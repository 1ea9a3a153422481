"""The states of one entry: submitted, admitted or not, withdrawn."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from competition import published
from competition.models import Entry, EntryState
from directory import clashes


def put(entry, *, into, by, at=None):
    """Puts an entry into another state, one of the `SUCCESSORS` of that which it is in.

    Refuses with ValidationError: state_refused, entry_with_award_stays_admitted.
    """
    with clashes.atomic():
        row = Entry.objects.select_for_update().get(pk=entry.pk)
        if into not in EntryState.SUCCESSORS[row.state]:
            words = {"entry": row, "state": row.get_state_display(), "next": EntryState(into).label}
            raise ValidationError(
                _("“%(entry)s” is “%(state)s”; it cannot become “%(next)s”."), code="state_refused", params=words
            )
        row.state, row._history_user = into, by
        if into == EntryState.SUBMITTED:
            row.submitted_at = at or timezone.now()
        row.full_clean()
        row.save(update_fields=["state", "submitted_at"])
        transaction.on_commit(published.refresh)
        return row
