"""A plan that is shown first and used then: that very one, or none."""

import pytest

from matchmaking import settling
from matchmaking.arranging import arrange
from matchmaking.arranging.proposing import NoPlanError, OtherPlanError, propose, use
from matchmaking.explaining import plans
from matchmaking.models import Meeting
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("before_the_day")]


@pytest.fixture
def day():
    return planned_day()


def planned_day(parties=2):
    """Two slots and two tables; ventures and investors, all in one industry."""
    day = factories.matchmaking_day()
    for place in (0, 1):
        factories.timeslot(day=day, place=place)
        factories.table(day=day)
    industry = factories.industry("39")
    for _party in range(parties):
        factories.venture(day=day).industries.add(industry)
        factories.mandate(investor=factories.investor(day=day), industries=[industry])
    return day


def places():
    return sorted(Meeting.objects.values_list("pk", "venture", "investor", "timeslot", "table"))


def test_a_proposal_writes_nothing_and_using_it_writes_that_very_plan(day, organiser):
    proposal = propose(day)

    assert not Meeting.objects.exists()
    changes = use(day, shown=proposal.digest, by=organiser)

    assert changes == (4, 0, 0, 0)
    found = {(row.venture_id, row.investor_id): (row.timeslot_id, row.table_id) for row in Meeting.objects.all()}
    assert found == proposal.places
    assert set(Meeting.history.values_list("history_user", flat=True)) == {organiser.pk}


def test_what_it_would_change_is_what_it_changes(day):
    arrange(day)
    gone = day.ventures.first()
    gone.state = "withdrawn"
    gone.save()
    moving = Meeting.objects.exclude(venture=gone).first()
    Meeting.objects.exclude(venture=gone).exclude(pk=moving.pk).delete()

    proposal = propose(day)
    told = proposal.differences
    changes = use(day, shown=proposal.digest, by=None)

    assert {row.pair[0] for row in told.gone} == {gone.pk}
    assert told.changes == changes
    assert changes.removed == 2
    assert changes.added == 1


def test_the_same_rows_give_the_same_proposal(day):
    arrange(day)

    assert propose(day).digest == propose(day).digest
    assert propose(day).differences == ([], [], [], 4)


@pytest.mark.parametrize("change", ["meeting", "fixed", "table", "decline", "venture"])
def test_what_changed_meanwhile_is_told_and_nothing_is_written(day, change):
    arrange(day)
    Meeting.objects.first().delete()
    shown = propose(day).digest
    meeting = Meeting.objects.first()
    if change == "meeting":
        settling.cancel(meeting, by=None)
    elif change == "fixed":
        settling.fix(meeting, by=None)
    elif change == "table":
        meeting.table.delete() if not meeting.table.meetings.exists() else Meeting.objects.last().delete()
    elif change == "decline":
        factories.interest(venture=meeting.venture, investor=meeting.investor, state="declined")
    else:
        factories.venture(day=day, most_meetings=1).industries.add(factories.industry("39"))
        meeting.venture.delete() if not meeting.venture.meetings.exists() else None
        day.ventures.filter(pk=meeting.venture_id).update(state="withdrawn")
    before = places()

    with pytest.raises(OtherPlanError) as refused:
        use(day, shown=shown, by=None)

    assert places() == before
    assert refused.value.proposal.digest == propose(day).digest != shown


def test_more_fixed_meetings_than_somebody_takes_are_told_by_name(day):
    arrange(day)
    venture = day.ventures.first()
    venture.meetings.update(is_fixed=True)
    day.ventures.filter(pk=venture.pk).update(most_meetings=1, name_en="Harbour")

    with pytest.raises(NoPlanError) as refused:
        propose(day)

    (fault,) = plans.faults(refused.value.day, refused.value.faults)
    assert fault.sentence == "“Harbour” has 2 meetings that are fixed or were held, and takes at most 1."
    assert fault.rows == [venture]


def test_the_same_of_an_investor(day):
    arrange(day)
    investor = day.investors.last()
    investor.meetings.update(state="held")
    day.investors.filter(pk=investor.pk).update(most_meetings=1)

    with pytest.raises(NoPlanError) as refused:
        propose(day)

    (fault,) = plans.faults(refused.value.day, refused.value.faults)
    assert fault.rows == [investor]
    assert str(investor) in fault.sentence


def test_what_a_day_lacks_is_told(day):
    assert plans.lacking(day) == []
    assert plans.lacking(factories.matchmaking_day()) == [
        "No venture is admitted.",
        "No investor is admitted.",
        "There are no timeslots.",
        "There are no tables.",
    ]


def test_who_is_without_a_meeting_is_told_with_the_reason(day):
    industry = factories.industry("39")
    away, alone, full = (factories.venture(day=day, name_en=name) for name in ("Away", "Alone", "Full"))
    for slot in day.timeslots.all():
        factories.absence(venture=away, timeslot=slot)
    away.industries.add(industry)
    full.industries.add(industry)
    day.ventures.exclude(pk__in=[away.pk, alone.pk, full.pk]).update(most_meetings=2)
    busy = factories.investor(day=day)
    factories.interest(venture=alone, investor=busy, state="declined")
    for slot in day.timeslots.all():
        factories.absence(investor=busy, timeslot=slot)
    found = propose(day).arrangement

    ventures, investors = plans.unserved(found.day, found.plan)

    told = {str(row): why for row, why in ventures}
    assert told["Away"] == "Free in no timeslot"
    assert told["Alone"] == "Nobody suits"
    assert {(row, why) for row, why in investors} == {(busy, "Free in no timeslot")}
