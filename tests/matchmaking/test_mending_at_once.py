"""Several who do something in the hall at the same moment, each in a connection of their own, while a plan is used."""

from threading import Event

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from matchmaking import attending, enrolling
from matchmaking.arranging.mending import mend
from matchmaking.arranging.proposing import places as proposed
from matchmaking.arranging.proposing import propose, use
from matchmaking.models import Absence, Meeting, Proposal
from tests import factories
from tests.competition.writing import at_once
from tests.matchmaking.days import day_to_plan
from tests.matchmaking.planned import changed, places, slots, standing_day

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("before_the_day")]


@pytest.fixture
def day():
    """A day with a plan, one of whose ventures does not come."""
    day = standing_day()
    changed(day.ventures.filter(meetings__isnull=False).first(), state="withdrawn")
    return day


def moved_on(found):
    return isinstance(found, ValidationError) and found.code == "moved_on"


def where(day):
    return {pair: place[1:] for pair, place in places(day).items()}


def test_of_two_who_use_their_plans_at_once_one_does_and_the_other_is_told(day):
    proposals = [propose(day, "mended", by=factories.user()) for _organiser in range(2)]
    wanted = proposed(proposals[0])

    found = at_once(*(lambda proposal=proposal: use(proposal, by=None) for proposal in proposals))

    assert sorted(map(moved_on, found)) == [False, True]
    assert where(day) == wanted
    assert Meeting.history.filter(history_change_reason="Mended", history_type="-").count() == len(
        set(Meeting.history.filter(history_type="-").values_list("id", flat=True))
    )


def test_of_two_who_use_one_plan_at_once_one_does_and_the_other_is_told(day):
    proposal = propose(day, "mended", by=None)
    wanted = proposed(proposal)

    found = at_once(*[lambda: use(proposal, by=None)] * 2)

    assert sorted(map(moved_on, found)) == [False, True]
    assert (where(day), Proposal.objects.count()) == (wanted, 0)


def test_of_two_who_mend_at_once_none_undoes_what_the_other_did(day):
    found = at_once(*[lambda: mend(day)] * 2)

    assert sum(not moved_on(one) for one in found) >= 1
    assert mend(day).changes[:3] == (0, 0, 0)


def test_who_leaves_while_a_plan_is_used_is_in_it_as_of_before_or_it_is_not_used(day):
    before, proposal = where(day), propose(day, "mended", by=None)
    wanted = proposed(proposal)
    party, slot = day.investors.first(), slots(day)[0]

    used, left = at_once(lambda: use(proposal, by=None), lambda: attending.absent_from(party, timeslot=slot, by=None))

    assert left == Absence.objects.filter(investor=party).count() == len(slots(day))
    assert where(day) == (before if moved_on(used) else wanted)
    mend(day)
    assert not party.meetings.exists()


def test_a_meeting_saved_by_hand_while_a_plan_is_used_keeps_its_place():
    """On PostgreSQL the plan does not see it before it is in its way; on SQLite it waits, and sees that it is there."""
    day = day_to_plan()
    venture, investor = factories.venture(day=day), factories.investor(day=day)
    proposal, is_saved = propose(day, "anew", by=None), Event()
    timeslot, table = next(iter(proposed(proposal).values()))
    taken = {"timeslot": day.timeslots.get(pk=timeslot), "table": day.tables.get(pk=table)}

    def save():
        with transaction.atomic():
            row = factories.meeting(venture=venture, investor=investor, is_fixed=True, **taken)
            is_saved.set()
            Event().wait(0.5)
        return row

    def use_it():
        is_saved.wait(5)
        return use(proposal, by=None)

    row, used = at_once(save, use_it)

    assert moved_on(used), used
    assert where(day) == {(row.venture_id, row.investor_id): (timeslot, table)}


def test_of_two_who_have_a_mending_made_at_once_none_fails(day, organiser):
    found = at_once(*[lambda: propose(day, "mended", by=organiser)] * 2)

    assert [type(one) for one in found] == [Proposal] * 2, found


def test_who_leaves_while_their_desk_says_that_they_are_away_has_left(day):
    slot = slots(day)[-1]
    for party in day.investors.all():
        left, changed_at_desk = at_once(
            lambda party=party: attending.absent_from(party, timeslot=slot, by=None),
            lambda party=party: enrolling.be_free(party, free=set(), shown={slot.pk}, by=None),
        )

        assert party.absences.count() == 1
        assert (left, changed_at_desk) == (1, 0) or (left.code, changed_at_desk) == ("absence_is_new", 1)


def test_a_table_that_is_deleted_while_a_plan_is_used_keeps_it_from_being_used():
    """On PostgreSQL the plan does not see it before it ends; on SQLite it waits, and sees that the table is gone."""
    day = day_to_plan()
    proposal, is_deleted = propose(day, "anew", by=None), Event()

    def delete():
        with transaction.atomic():
            day.tables.first().delete()
            is_deleted.set()
            Event().wait(0.5)

    def use_it():
        is_deleted.wait(5)
        return use(proposal, by=None)

    _deleted, used = at_once(delete, use_it)

    assert moved_on(used), used
    assert (day.tables.count(), Meeting.objects.count()) == (1, 0)


def test_who_withdraw_while_a_plan_is_used_do_not_wait_for_it_in_a_circle(day):
    proposal = propose(day, "mended", by=None)

    used, put = at_once(
        lambda: use(proposal, by=None), lambda: enrolling.put(day.ventures.all(), into="withdrawn", by=None)
    )

    assert isinstance(put, int), put
    assert moved_on(used) or used.added > 0
