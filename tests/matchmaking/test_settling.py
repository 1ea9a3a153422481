"""What an organiser settles of a meeting, planned or over: what each operation allows, writes and refuses."""

import pytest
from django.core.exceptions import ValidationError

from matchmaking import settling
from matchmaking.models import Meeting, MeetingState, Missing
from tests import factories
from tests.competition.writing import at_once
from tests.factories import at
from tests.matchmaking.refusing import code_of

pytestmark = pytest.mark.django_db
NOON = at(12, day=21)  # all slots of the factories begin at ten, and take half an hour
DAWN = at(6, day=21)
PLANNING = {
    settling.fix: (MeetingState.PLANNED, True),
    settling.release: (MeetingState.PLANNED, False),
    settling.cancel: (MeetingState.CANCELLED, False),
}
OPERATIONS = {
    "hold": settling.hold,
    "miss": lambda meeting, **values: settling.miss(meeting, missing=Missing.BOTH, **values),
    "reopen": lambda meeting, *, by, at=None, shown=None: settling.reopen(meeting, by=by, shown=shown),
}
ALLOWED = {("planned", "hold"): "held", ("planned", "miss"): "missed"}
ALLOWED |= {("held", "reopen"): "planned", ("missed", "reopen"): "planned"}


@pytest.mark.parametrize("is_fixed", [True, False])
@pytest.mark.parametrize("operation", PLANNING)
def test_planned_meeting_is_settled_and_the_history_says_by_whom(operation, is_fixed, organiser):
    row = factories.meeting(is_fixed=is_fixed)

    done = operation(row, by=organiser)

    row.refresh_from_db()
    assert (row.state, row.is_fixed) == (done.state, done.is_fixed) == PLANNING[operation]
    is_changed = (MeetingState.PLANNED, is_fixed) != PLANNING[operation]
    assert row.history.filter(history_user=organiser).count() == is_changed


@pytest.mark.parametrize("state", ["held", "missed", "cancelled"])
@pytest.mark.parametrize("operation", PLANNING)
def test_what_is_not_planned_any_more_is_left_alone(operation, state):
    row = factories.meeting(state=state)

    assert code_of(operation, row, by=None) == "meeting_is_planned"
    assert Meeting.objects.get().state == state


def test_a_meeting_of_which_somebody_has_said_how_it_was_is_not_cancelled():
    row = factories.meeting()
    factories.feedback(meeting=row)

    assert code_of(settling.cancel, row, by=None) == "meeting_has_taken_place"
    assert Meeting.objects.get().state == "planned"


@pytest.mark.parametrize("step", OPERATIONS)
@pytest.mark.parametrize("state", ["planned", "held", "missed", "cancelled"])
def test_meeting_goes_only_where_the_table_of_states_leads(state, step, organiser):
    row = factories.meeting(state=state, missing="venture" if state == "missed" else "")
    into = ALLOWED.get((state, step))

    if into is None:
        assert code_of(OPERATIONS[step], row, by=organiser, at=NOON) == "meeting_state_follows"
    else:
        OPERATIONS[step](row, by=organiser, at=NOON)

    row.refresh_from_db()
    assert row.state == (into or state)
    assert (row.missing == "") == (row.state != "missed")
    assert row.history.filter(history_user=organiser).count() == (into is not None)


@pytest.mark.parametrize("missing", Missing.values)
def test_who_was_missing_is_kept(missing):
    row = factories.meeting()

    settling.miss(row, missing=missing, by=None, at=NOON)

    row.refresh_from_db()
    assert (row.state, row.missing) == ("missed", missing)


@pytest.mark.parametrize("step", ["hold", "miss"])
def test_a_meeting_of_the_future_is_neither_held_nor_missed(step):
    row = factories.meeting()

    assert code_of(OPERATIONS[step], row, by=None, at=DAWN) == "meeting_has_begun"
    OPERATIONS[step](row, by=None, at=row.timeslot.starts_at)
    assert Meeting.objects.get().state == ALLOWED["planned", step]


@pytest.mark.parametrize("operation", [settling.fix, settling.hold])
def test_a_meeting_that_is_gone_is_refused(operation):
    row = factories.meeting()
    Meeting.objects.all().delete()

    assert code_of(operation, row, by=None) == "meeting_is_gone"


def test_what_somebody_did_not_see_is_not_decided():
    row = factories.meeting()
    seen = row.mark
    row.table = factories.table(day=row.venture.day)
    row.save()

    assert code_of(settling.hold, row, by=None, at=NOON, shown=seen) == "shown_is_now"
    settling.hold(row, by=None, at=NOON, shown=row.mark)
    assert Meeting.objects.get().state == "held"


@pytest.mark.django_db(transaction=True)
def test_of_two_who_decide_at_once_the_second_is_told(organiser):
    row = factories.meeting()
    seen = row.mark

    came = at_once(
        lambda: settling.hold(row, by=organiser, at=NOON, shown=seen),
        lambda: settling.miss(row, missing="both", by=organiser, at=NOON, shown=seen),
    )

    refused = [one for one in came if isinstance(one, ValidationError)]
    (done,) = [one for one in came if isinstance(one, Meeting)]
    assert [one.code for one in refused] == ["shown_is_now"]
    row.refresh_from_db()
    assert row.state == done.state
    assert row.history.count() == 2
