"""How a meeting was: each side says so for itself, once the meeting has begun."""

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from matchmaking.models import Feedback, Meeting, MeetingState, Missing


def refusal(meeting, at=None):
    """The sentence why nothing can be said of a meeting, or "" where it can."""
    if meeting.state == MeetingState.CANCELLED:
        return _("The meeting is cancelled.")
    if meeting.timeslot.starts_at > (at or timezone.now()):
        return _("The meeting has not begun yet. Afterwards you can say here how it was.")
    return ""


def missed_by(party):
    """What a meeting says of who is missing, where a party was: that one is asked nothing of it."""
    return {str(party.side), str(Missing.BOTH)}


def unsaid(party, at=None):
    """The number of meetings that a party may say something of, and has not; it is not asked of one it missed."""
    own = Feedback.objects.filter(meeting=OuterRef("pk"), side=party.side)
    begun = party.meetings.taking_place().filter(timeslot__starts_at__lte=at or timezone.now())
    return begun.exclude(missing__in=missed_by(party)).filter(~Exists(own)).count()


def opened(meeting, party, *, at=None):
    """What a party has said of a meeting, to be changed, or an empty one. Nobody else writes it until the end of the
    transaction in which this is called.

    Errors: ValidationError where the meeting is cancelled or has not begun.
    """
    at = at or timezone.now()
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("timeslot").get(pk=meeting.pk)
    if sentence := refusal(meeting, at):
        raise ValidationError(sentence, code="feedback_is_early")
    known = Feedback.objects.filter(meeting=meeting, side=party.side).first()
    return known or Feedback(meeting=meeting, side=party.side, given_at=at)


def say(feedback, *, by, at=None):
    """Keeps what a side says of a meeting; who said so last is in its history.

    Errors: ValidationError where it breaks a rule.
    """
    feedback.given_at = at or timezone.now()
    feedback._history_user = by
    feedback.full_clean()
    feedback.save()
    return feedback
