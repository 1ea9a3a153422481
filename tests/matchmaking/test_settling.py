"""What an organiser settles: fixed, released, cancelled; and what is refused."""

import pytest
from django.core.exceptions import ValidationError

from matchmaking import settling
from matchmaking.models import Meeting, MeetingState
from tests import factories

pytestmark = pytest.mark.django_db
OPERATIONS = {
    settling.fix: (MeetingState.PLANNED, True),
    settling.release: (MeetingState.PLANNED, False),
    settling.cancel: (MeetingState.CANCELLED, False),
}


@pytest.mark.parametrize("is_fixed", [True, False])
@pytest.mark.parametrize("operation", OPERATIONS)
def test_planned_meeting_is_settled_and_the_history_says_by_whom(operation, is_fixed, organiser):
    row = factories.meeting(is_fixed=is_fixed)

    done = operation(row, by=organiser)

    row.refresh_from_db()
    assert (row.state, row.is_fixed) == (done.state, done.is_fixed) == OPERATIONS[operation]
    is_changed = (MeetingState.PLANNED, is_fixed) != OPERATIONS[operation]
    assert row.history.filter(history_user=organiser).count() == is_changed


@pytest.mark.parametrize("state", ["held", "missed", "cancelled"])
@pytest.mark.parametrize("operation", OPERATIONS)
def test_what_is_not_planned_any_more_is_left_alone(operation, state):
    row = factories.meeting(state=state)

    with pytest.raises(ValidationError) as refused:
        operation(row, by=None)

    assert refused.value.code == "meeting_is_planned"
    assert Meeting.objects.get().state == state


def test_meeting_that_is_gone_is_refused():
    row = factories.meeting()
    Meeting.objects.all().delete()

    with pytest.raises(ValidationError) as refused:
        settling.fix(row, by=None)

    assert refused.value.code == "meeting_is_gone"
