"""A plan in words: what makes it impossible, what a day lacks, and who is without a meeting."""

import inspect
import re

import pytest

from matchmaking.arranging import arrange
from matchmaking.arranging.proposing import propose
from matchmaking.explaining import plans
from matchmaking.planning import faults as planning_faults
from matchmaking.planning import making
from tests import factories
from tests.matchmaking.days import day_to_plan

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("before_the_day")]


@pytest.fixture
def day():
    return day_to_plan()


@pytest.mark.parametrize("side", ["venture", "investor"])
def test_more_fixed_meetings_than_somebody_takes_keep_nobody_from_being_planned(day, side):
    arrange(day)
    party = getattr(day, f"{side}s").last()
    party.meetings.update(is_fixed=True)
    party.most_meetings = 1
    party.save()

    proposal = propose(day, "anew", by=None)

    assert (proposal.state, proposal.content["fixed"]) == ("done", 2)


@pytest.mark.parametrize("code", plans.FAULTS)
def test_every_fault_has_a_sentence(day, code):
    about = {
        "venture": day.ventures.first().pk,
        "investor": day.investors.first().pk,
        "slot": day.timeslots.first().pk,
        "table": day.tables.first().pk,
    }
    figures = {"count": 2, "most": 1, "slots": 1, "tables": 1, "number": 9}

    sentence = plans.fault(code, about, figures).sentence
    gone = plans.fault(code, dict.fromkeys(about, 0), figures)

    assert sentence.endswith(".")
    assert "%" not in sentence
    assert gone.rows == []


def test_every_fault_of_planning_has_words():
    source = inspect.getsource(planning_faults) + inspect.getsource(making)

    assert set(re.findall(r'Fault\(\s*"([a-z_]+)"', source)) == set(plans.FAULTS)


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
    alone.industries.add(factories.industry("02"))
    day.ventures.exclude(pk__in=[away.pk, alone.pk, full.pk]).update(most_meetings=2)
    busy = factories.investor(day=day)
    factories.interest(venture=alone, investor=busy, state="declined")
    for slot in day.timeslots.all():
        factories.absence(investor=busy, timeslot=slot)
    found = propose(day, "anew", by=None).content["unserved"]

    reasons = {str(row): one.why for one in plans.unserved("venture", found["venture"], 50) for row in one.rows}
    assert reasons["Away"] == "Free in no timeslot"
    assert reasons["Alone"] == "Nobody suits"
    (without,) = plans.unserved("investor", found["investor"], 50)
    assert without == ("Free in no timeslot", 1, [busy], 0)
    assert plans.unserved("investor", found["investor"], 0)[0].more == 1
