"""Contact data after a meeting: exchanged where both say so, until one of them turns the other down."""

import pytest

from matchmaking.models import Purpose, gates
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    """A meeting of two whose representatives consent to be reached."""
    row = factories.meeting()
    for party in (row.venture, row.investor):
        representative = factories.representative(**{party.side: party})
        factories.consent(representative=representative, purpose=Purpose.CONTACT)
    return row


def share(meeting, *sides, shares=True):
    for side in sides:
        factories.feedback(meeting=meeting, side=side, shares_contact=shares, given_at=factories.at(12, day=21))


def reached(meeting):
    venture, investor = meeting.venture, meeting.investor
    return [gates.reachable(venture, by=investor).exists(), gates.reachable(investor, by=venture).exists()]


def test_both_who_say_so_after_the_meeting_reach_each_other(meeting):
    share(meeting, "venture", "investor")

    assert gates.agreed(meeting.venture, meeting.investor)
    assert reached(meeting) == [True, True]


@pytest.mark.parametrize("side", ["venture", "investor"])
def test_one_who_says_so_is_not_enough(meeting, side):
    share(meeting, side)
    assert reached(meeting) == [False, False]

    other = {"venture": "investor", "investor": "venture"}[side]
    share(meeting, other, shares=False)
    assert reached(meeting) == [False, False]


def test_without_a_consent_nobody_is_reached(meeting):
    share(meeting, "venture", "investor")
    meeting.venture.representatives.get().consents.all().delete()

    assert reached(meeting) == [False, True]


@pytest.mark.parametrize("side", ["venture", "investor"])
@pytest.mark.parametrize("state", ["declined", "blocked"])
def test_turning_the_other_down_ends_it(meeting, side, state):
    share(meeting, "venture", "investor")

    interest = factories.interest(venture=meeting.venture, investor=meeting.investor, side=side, state=state)
    assert reached(meeting) == [False, False]

    interest.delete()
    assert reached(meeting) == [True, True]


def test_a_wish_of_one_side_does_not_stand_in_the_way(meeting):
    share(meeting, "venture", "investor")
    factories.interest(venture=meeting.venture, investor=meeting.investor)

    assert reached(meeting) == [True, True]


def test_what_was_said_of_a_meeting_that_is_cancelled_does_not_count(meeting):
    share(meeting, "venture", "investor")
    meeting.state = "cancelled"
    meeting.save()

    assert reached(meeting) == [False, False]


def test_what_others_said_does_not_count(meeting):
    other = factories.timeslot(day=meeting.venture.day, place=1)
    share(factories.meeting(venture=meeting.venture, timeslot=other), "venture", "investor")
    share(meeting, "venture")

    assert reached(meeting) == [False, False]


@pytest.mark.parametrize("side", ["venture", "investor"])
@pytest.mark.parametrize("state", ["registered", "withdrawn"])
def test_who_does_not_take_part_neither_reaches_nor_is_reached(meeting, side, state):
    share(meeting, "venture", "investor")
    party = getattr(meeting, side)
    party.state = state
    party.save()

    assert reached(meeting) == [False, False]
