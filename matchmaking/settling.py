"""What an organiser settles of a meeting: whether a new plan may move it, whether it takes place, what came of it."""

from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from matchmaking.models import MatchmakingDay, Meeting, MeetingState, Missing

SUCCESSORS = {  # of the states of a meeting, in the hall
    MeetingState.PLANNED: {MeetingState.HELD, MeetingState.MISSED},
    MeetingState.HELD: {MeetingState.PLANNED},
    MeetingState.MISSED: {MeetingState.PLANNED},
    MeetingState.CANCELLED: set(),
}


def fix(meeting, *, by):
    """From now on a new plan leaves the meeting where and when it is.

    Errors: ValidationError where it is not planned any more.
    """
    return _plan(meeting, by, _("Fixed"), is_fixed=True)


def release(meeting, *, by):
    """From now on a new plan may move the meeting, or drop it.

    Errors: ValidationError where it is not planned any more.
    """
    return _plan(meeting, by, _("Released"), is_fixed=False)


def cancel(meeting, *, by):
    """The meeting does not take place: both are free at that time, and the table is. No plan brings these two together
    again; somebody may by hand.

    Errors: ValidationError where it is not planned any more, or somebody has said how it was.
    """
    return _plan(meeting, by, _("Cancelled"), state=MeetingState.CANCELLED, is_fixed=False)


def hold(meeting, *, by, at=None, shown=None):
    """The meeting takes place, or did.

    Errors: ValidationError where it is not planned any more, has not begun, or is not what was `shown`.
    """
    return _conclude(meeting, by, at, shown, state=MeetingState.HELD)


def miss(meeting, *, missing, by, at=None, shown=None):
    """The meeting did not take place, because somebody did not come: `missing` says who.

    Errors: as those of `hold`.
    """
    return _conclude(meeting, by, at, shown, state=MeetingState.MISSED, missing=Missing(missing))


def reopen(meeting, *, by, shown=None):
    """What was said of the meeting is taken back: it is planned, as before.

    Errors: ValidationError where it is neither held nor missed, or is not what was `shown`.
    """
    return _conclude(meeting, by, None, shown, state=MeetingState.PLANNED, missing="")


def _plan(meeting, by, reason, **values):
    with _locked(meeting) as row:
        if row.state != MeetingState.PLANNED:
            words = {"meeting": row, "state": row.get_state_display()}
            raise ValidationError(
                _("“%(meeting)s” is not planned any more: %(state)s."), code="meeting_is_planned", params=words
            )
        if values.get("state") == MeetingState.CANCELLED and row.feedback.exists():
            refusal = _("“%(meeting)s” has taken place: somebody has said how it was.")
            raise ValidationError(refusal, code="meeting_has_taken_place", params={"meeting": row})
        return _set(row, by, reason, **values)


def _conclude(meeting, by, at, shown, **values):
    """Puts a meeting into a state, if the table of states and the clock allow it."""
    with _locked(meeting) as row:
        row.refuse_unseen(shown)
        state = values["state"]
        if state not in SUCCESSORS[MeetingState(row.state)]:
            words = {"meeting": row, "state": row.get_state_display()}
            raise ValidationError(
                _("“%(meeting)s” cannot be changed so: %(state)s."), code="meeting_state_follows", params=words
            )
        if state != MeetingState.PLANNED and row.timeslot.starts_at > (at or timezone.now()):
            words = {"meeting": row, "time": row.timeslot}
            raise ValidationError(_("“%(meeting)s” has not begun: %(time)s."), code="meeting_has_begun", params=words)
        return _set(row, by, str(state.label), **values)


@contextmanager
def _locked(meeting):
    """The row of a meeting as it is now; the day is locked, so that no plan is written meanwhile."""
    with transaction.atomic():
        MatchmakingDay.objects.select_for_update(of=("self",)).filter(timeslots=meeting.timeslot_id).first()
        rows = Meeting.objects.select_related("venture", "investor__organisation", "timeslot")
        row = rows.select_for_update(of=("self",)).filter(pk=meeting.pk).first()
        if row is None:
            raise ValidationError(_("There is no such meeting any more."), code="meeting_is_gone")
        yield row


def _set(row, by, reason, **values):
    """Sets what differs."""
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    if changed:
        for name in changed:
            setattr(row, name, values[name])
        row._history_user, row._change_reason = by, reason
        row.save(update_fields=changed)
    return row
