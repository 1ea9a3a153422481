"""Moving a timeslot in the back office, with the meetings in it."""

import pytest

from tests import factories
from tests.factories import at
from tests.filling import opened
from tests.matchmaking.days import at_the_time, hall_day
from tests.matchmaking.desks import page_of
from tests.reading import said

pytestmark = pytest.mark.django_db
MOVED = {"starts_at_1": "10:15"}
KNOWN = "Those 4 ventures and investors know the old time: tell them."


def warnings(desk, slot, values):
    """What is said beside that the timeslot is saved."""
    sent = opened(desk, page_of(slot)) | values
    return said(desk.post(page_of(slot), sent, follow=True))[:-1]


@pytest.mark.parametrize(
    ("public_at", "words"),
    [(at(9), f"2 meetings move with the timeslot. {KNOWN}"), (None, "2 meetings move with the timeslot.")],
)
def test_who_moves_a_timeslot_reads_how_many_meetings_move_and_whether_they_are_known(desk, public_at, words):
    day = hall_day()
    type(day).objects.update(plan_public_at=public_at)
    slot = day.timeslots.first()

    with at_the_time(at(10)):
        assert warnings(desk, slot, MOVED) == [words]

    slot.refresh_from_db()
    assert slot.starts_at == at(10, 15, day=21)


def test_a_timeslot_that_stays_or_has_no_meeting_is_saved_without_a_warning(desk):
    day = hall_day()

    assert warnings(desk, day.timeslots.first(), {}) == []
    assert warnings(desk, factories.timeslot(day=day, place=4), {"ends_at_1": "12:20"}) == []
