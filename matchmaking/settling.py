"""What an organiser settles by hand: a meeting that a new plan must leave alone, and one that does not take place."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from matchmaking.models import MatchmakingDay, Meeting, MeetingState


def fix(meeting, *, by):
    """From now on a new plan leaves the meeting where and when it is.

    Errors: ValidationError where it is not planned any more.
    """
    return _set(meeting, by, _("Fixed"), is_fixed=True)


def release(meeting, *, by):
    """From now on a new plan may move the meeting, or drop it.

    Errors: ValidationError where it is not planned any more.
    """
    return _set(meeting, by, _("Released"), is_fixed=False)


def cancel(meeting, *, by):
    """The meeting does not take place: both are free at that time, and the table is. No plan brings these two together
    again; somebody may by hand.

    Errors: ValidationError where it is not planned any more.
    """
    return _set(meeting, by, _("Cancelled"), state=MeetingState.CANCELLED, is_fixed=False)


def _set(meeting, by, reason, **values):
    """Sets what differs; the day is locked, so that no plan is written meanwhile."""
    with transaction.atomic():
        MatchmakingDay.objects.select_for_update(of=("self",)).filter(timeslots=meeting.timeslot_id).first()
        row = Meeting.objects.select_for_update().filter(pk=meeting.pk).first()
        if row is None:
            raise ValidationError(_("There is no such meeting any more."), code="meeting_is_gone")
        if row.state != MeetingState.PLANNED:
            words = {"meeting": meeting, "state": row.get_state_display()}
            raise ValidationError(
                _("“%(meeting)s” is not planned any more: %(state)s."), code="meeting_is_planned", params=words
            )
        changed = [name for name, value in values.items() if getattr(row, name) != value]
        if changed:
            for name in changed:
                setattr(row, name, values[name])
            row._history_user, row._change_reason = by, reason
            row.save(update_fields=changed)
        return row
