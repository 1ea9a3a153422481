"""Whom a plan counts with: who says nothing, who is let down, who is named in the programme, and all others."""

import pytest

from matchmaking.arranging import arrange
from matchmaking.arranging.mending import mend
from matchmaking.models import Meeting
from matchmaking.planning import sifting
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("before_the_day")]


@pytest.fixture
def day():
    """Two slots and two tables; two ventures and two investors, all in one industry."""
    day = factories.matchmaking_day()
    for place in (0, 1):
        factories.timeslot(day=day, place=place)
        factories.table(day=day)
    industry = factories.industry("39")
    for _party in range(2):
        factories.venture(day=day).industries.add(industry)
        factories.mandate(investor=factories.investor(day=day), industries=[industry])
    return day


def pairs(day):
    found = Meeting.objects.filter(timeslot__day=day).exclude(state="cancelled")
    return set(found.values_list("venture", "investor"))


def withdraw(party):
    party.state = "withdrawn"
    party.save()


def parties(day):
    return list(day.ventures.order_by("pk")), list(day.investors.order_by("pk"))


def test_who_is_named_for_the_matchmaking_meeting_itself_is_not_busy_because_of_that(day):
    (venture, other), _investors = parties(day)
    first = day.timeslots.order_by("starts_at").first()
    people = [factories.person(), factories.person()]
    factories.appearance(activity=day.activity, person=people[0])
    item = factories.agenda_item(activity=day.activity, starts_at=first.starts_at, ends_at=first.ends_at)
    factories.appearance(agenda_item=item, person=people[1])
    for party, person in zip((venture, other), people, strict=True):
        factories.representative(venture=party, person=person)

    arrange(day)

    assert {party.pk: party.meetings.count() for party in (venture, other)} == {venture.pk: 2, other.pk: 1}


def test_who_says_nothing_meets_whoever_there_is_and_a_wish_counts():
    day = factories.matchmaking_day()
    factories.timeslot(day=day)
    factories.table(day=day)
    ventures, investor = [factories.venture(day=day) for _venture in range(2)], factories.investor(day=day)

    arrange(day)
    assert len(pairs(day)) == 1

    factories.interest(venture=ventures[1], investor=investor, side="investor", weight=1)
    arrange(day)
    assert pairs(day) == {(ventures[1].pk, investor.pk)}


def test_all_have_meetings_where_many_are_as_good_as_each_other(monkeypatch):
    monkeypatch.setattr(sifting, "FEW", 0)
    day, industry = factories.matchmaking_day(most_meetings=2), factories.industry("39")
    for place in range(4):
        factories.timeslot(day=day, place=place)
    for _table in range(60):
        factories.table(day=day)
    organisation = factories.organisation()
    for place in range(90):
        venture = factories.venture(day=day, organisation=organisation, name_en=f"Venture {place}")
        venture.industries.add(industry)
    for _investor in range(70):
        factories.mandate(investor=factories.investor(day=day), industries=[industry])

    found = arrange(day)

    assert (found.figures.meetings, found.figures.unserved_investors) == (140, 0)
    assert found.figures.gap == 0
    assert found.figures.bound == 140 * found.day.problem.weights[0]


def test_who_takes_fewer_than_are_fixed_keeps_those_and_all_others_are_planned(day):
    (venture, other), investors = parties(day)
    for investor, timeslot in zip(investors, day.timeslots.all(), strict=True):
        table = day.tables.first()
        factories.meeting(venture=venture, investor=investor, timeslot=timeslot, table=table, is_fixed=True)
    type(venture).objects.filter(pk=venture.pk).update(most_meetings=1)

    arrange(day)

    assert pairs(day) == {(one.pk, investor.pk) for one in (venture, other) for investor in investors}


@pytest.mark.parametrize(("missing", "is_given_another"), [("investor", True), ("venture", False), ("both", False)])
def test_whom_the_other_one_let_down_is_given_another_meeting(day, missing, is_given_another):
    (venture, _other), (absent, other) = parties(day)
    first, last = day.timeslots.order_by("starts_at")
    factories.meeting(venture=venture, investor=absent, timeslot=first, state="missed", missing=missing)
    type(venture).objects.filter(pk=venture.pk).update(most_meetings=1)

    arrange(day, at=first.starts_at)

    there = Meeting.objects.filter(venture=venture, investor=other, timeslot=last)
    assert there.exists() == is_given_another


def test_a_fixed_meeting_of_who_is_not_admitted_yet_stays_and_they_get_no_other_one(day):
    (venture, _other), (investor, _second) = parties(day)
    fixed = factories.meeting(
        venture=venture, investor=investor, timeslot=day.timeslots.first(), table=day.tables.first(), is_fixed=True
    )
    type(venture).objects.filter(pk=venture.pk).update(state="registered")

    arrange(day)

    assert list(venture.meetings.all()) == [fixed]
    assert len(pairs(day)) == 3


def test_a_fixed_meeting_of_who_withdrew_does_not_stay(day):
    (venture, _other), (investor, _second) = parties(day)
    factories.meeting(venture=venture, investor=investor, is_fixed=True)
    withdraw(venture)

    arrange(day)

    assert not venture.meetings.exists()


def test_a_day_to_which_nobody_comes_is_mended():
    day = factories.matchmaking_day()
    factories.timeslot(day=day)
    factories.table(day=day)

    assert mend(day).changes == (0, 0, 0, 0)
