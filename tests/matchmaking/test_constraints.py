"""What the database keeps of the rules of the matchmaking on both databases."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from matchmaking.models import (
    Absence,
    Consent,
    ExchangeRate,
    Interest,
    Investor,
    Mandate,
    MatchmakingDay,
    Meeting,
    Representative,
    Table,
    Timeslot,
    Venture,
)
from tests import factories
from tests.refusals import both_refuse, refused_by_the_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    return factories.meeting()


def other_meeting(meeting, **values):
    """A meeting of two others on the same day, at another table in another slot, but for what is said."""
    day = meeting.venture.day
    values = {
        "venture": values.get("venture") or factories.venture(day=day),
        "investor": values.get("investor") or factories.investor(day=day),
        "timeslot": values.get("timeslot") or factories.timeslot(day=day, place=1),
        "table": values.get("table") or factories.table(day=day),
    }
    return Meeting(**values)


def test_nobody_is_in_two_places_and_no_table_has_two_meetings(meeting):
    for name in ("venture", "investor", "table"):
        twice = other_meeting(meeting, **{name: getattr(meeting, name), "timeslot": meeting.timeslot})
        both_refuse(twice, f"meeting_{name}_once_in_a_slot")


def test_two_meet_once(meeting):
    twice = other_meeting(meeting, venture=meeting.venture, investor=meeting.investor)

    both_refuse(twice, "meeting_pair_once")


def test_what_is_cancelled_takes_neither_time_nor_table(meeting):
    meeting.state = "cancelled"
    meeting.save()

    again = Meeting(venture=meeting.venture, investor=meeting.investor, timeslot=meeting.timeslot, table=meeting.table)
    again.full_clean()
    again.save()

    meeting.state = "planned"
    with pytest.raises(ValidationError):
        meeting.full_clean()


@pytest.mark.parametrize("name", ["venture", "investor", "timeslot", "table"])
def test_all_of_a_meeting_are_of_one_day(meeting, name):
    elsewhere = getattr(factories, name)()

    both_refuse(other_meeting(meeting, **{name: elsewhere}), "meeting_of_one_day")


def test_an_interest_is_in_somebody_of_the_same_day():
    both_refuse(
        Interest(venture=factories.venture(), investor=factories.investor(), side="venture"), "interest_of_one_day"
    )


def test_an_interest_is_told_once_by_each_side():
    one = factories.interest(side="venture")
    factories.interest(venture=one.venture, investor=one.investor, side="investor")

    both_refuse(Interest(venture=one.venture, investor=one.investor, side="venture"), "interest_once")


@pytest.mark.parametrize("weight", [0, 6])
def test_an_interest_weighs_from_one_to_five(weight):
    venture = factories.venture()
    row = Interest(venture=venture, investor=factories.investor(day=venture.day), side="venture", weight=weight)

    with pytest.raises(ValidationError, match="weight"):
        row.full_clean()


def test_timeslots_follow_each_other():
    first = factories.timeslot()
    day = first.day
    factories.timeslot(day=day, place=1)
    middle = first.starts_at + factories.SLOT / 2

    both_refuse(Timeslot(day=day, starts_at=middle, ends_at=first.ends_at), "timeslot_one_at_a_time")
    assert refused_by_the_form(Timeslot(day=day, starts_at=middle, ends_at=middle)) >= {"timeslot_ends_after_start"}


def test_timeslots_lie_within_the_activity():
    day = factories.matchmaking_day()
    starts_at = factories.at(9, 45, day=21)

    refused = refused_by_the_form(Timeslot(day=day, starts_at=starts_at, ends_at=starts_at + factories.SLOT))

    assert refused == {"timeslot_within_activity"}


def test_a_day_is_one_of_the_matchmaking_meetings_of_the_programme():
    forum = factories.activity(kind="main_forum")

    assert "day_is_a_matchmaking_meeting" in refused_by_the_form(MatchmakingDay(activity=forum))


@pytest.mark.parametrize(
    ("row", "name"),
    [
        (lambda day: ExchangeRate(day=day, currency="USD", value=0), "exchange_rate_is_positive"),
        (lambda day: ExchangeRate(day=day, currency="CNY", value=2), "exchange_rate_of_renminbi_is_one"),
        (lambda day: Venture(day=day, organisation=factories.organisation()), "venture_has_name"),
        (lambda day: Mandate(investor=factories.investor(day=day), least=2, most=1), "mandate_tickets_are_in_order"),
        (lambda day: Representative(name="Nobody's"), "representative_of_one_party"),
        (
            lambda day: Representative(
                name="Both", venture=factories.venture(day=day), investor=factories.investor(day=day)
            ),
            "representative_of_one_party",
        ),
        (lambda day: Absence(timeslot=factories.timeslot(day=day)), "absence_of_one_party"),
    ],
)
def test_what_a_row_has_to_say(row, name):
    both_refuse(row(factories.matchmaking_day()), name)


def test_what_there_is_once():
    day = factories.matchmaking_day()
    table, timeslot = factories.table(day=day), factories.timeslot(day=day)
    venture, investor = factories.venture(day=day, entry=factories.entry()), factories.investor(day=day)
    representative = factories.representative(venture=venture)
    now = timezone.now()
    Consent.objects.create(representative=representative, purpose="contact", given_at=now)
    ExchangeRate.objects.create(day=day, currency="USD", value=7)
    for party in ({"venture": venture}, {"investor": investor}):
        factories.absence(timeslot=timeslot, **party)

    both_refuse(Table(day=day, number=table.number), "table_number_once")
    both_refuse(Investor(day=day, organisation=investor.organisation), "investor_organisation_once")
    again = Venture(day=day, organisation=venture.organisation, name_en="Again", entry=venture.entry)
    both_refuse(again, "venture_entry_once")
    both_refuse(Consent(representative=representative, purpose="contact", given_at=now), "consent_once")
    both_refuse(ExchangeRate(day=day, currency="USD", value=8), "exchange_rate_once")
    both_refuse(Absence(venture=venture, timeslot=timeslot), "absence_of_venture_once")
    both_refuse(Absence(investor=investor, timeslot=timeslot), "absence_of_investor_once")


def test_only_an_admitted_entry_becomes_a_venture():
    entry = factories.entry(state="submitted")
    row = Venture(day=factories.matchmaking_day(), organisation=entry.lead, name_en="Venture", entry=entry)

    assert refused_by_the_form(row) == {"venture_entry_is_admitted"}


@pytest.mark.parametrize("name", ["venture", "investor", "timeslot", "table"])
def test_what_belongs_to_a_day_stays_there(name):
    row = getattr(factories, name)()
    row.day = factories.matchmaking_day()

    both_refuse(row, f"{name}_stays_on_its_day")


@pytest.mark.parametrize("stages", [["seed"], "prototype", {"prototype": 1}, [1]])
def test_several_choices_are_some_of_those_offered(stages):
    row = Mandate(investor=factories.investor(), stages=stages)

    with pytest.raises(ValidationError, match="stages"):
        row.full_clean()


def test_several_choices_are_kept_in_their_order():
    row = Mandate(investor=factories.investor(), stages=["commercial", "prototype"])
    row.full_clean()
    row.save()

    assert Mandate.objects.get().stages == ["prototype", "commercial"]


@pytest.mark.parametrize(("state", "finished_at"), [("done", None), ("waiting", factories.at(9)), ("failed", None)])
def test_a_proposed_plan_has_the_time_of_its_end_exactly_when_it_has_ended(state, finished_at):
    proposal = factories.proposal()
    proposal.state, proposal.finished_at = state, finished_at

    both_refuse(proposal, "proposal_finished_has_time")
