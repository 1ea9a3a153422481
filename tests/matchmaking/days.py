"""Days of meetings for tests: to be planned, in the hall, on now, or in a programme that is published."""

import datetime as dt

import time_machine
from django.utils import timezone

from conference import published, publishing
from tests import factories
from tests.factories import at

DAWN, MORNING, BREAK, NOON = at(9, day=21), at(10, 10, day=21), at(10, 40, day=21), at(12, day=21)


def at_the_time(moment):
    return time_machine.travel(moment, tick=False)


def hall_day(meetings=2, place=0):
    """From 10:00 to 10:30 and from 11:00 to 11:30; so many meetings in one of these slots, each at its own table."""
    day = factories.matchmaking_day(plan_public_at=at(9))
    slot = [factories.timeslot(day=day, place=number) for number in (0, 2)][place]
    industry = factories.industry("39")
    for number in range(1, meetings + 1):
        venture = factories.venture(day=day, name_en=f"Venture {number}", name_zh_hans="")
        venture.industries.set([industry])
        fund = factories.organisation(name_en=f"Fund {number}", name_zh_hans="", kind="fund")
        investor = factories.investor(day=day, organisation=fund)
        factories.mandate(investor=investor, industries=[industry])
        for party in (venture, investor):
            factories.representative(**{party.side: party}, name=f"Guest of {party}")
        table = factories.table(day=day, number=number)
        factories.meeting(venture=venture, investor=investor, timeslot=slot, table=table)
    return day


def day_to_plan(parties=2):
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


def day_of(hours=1, **values):
    """A day whose plan is known, and whose first timeslot began so many hours ago; before it begins, less than 0."""
    begins = timezone.now().replace(second=0, microsecond=0) - dt.timedelta(hours=hours)
    long = dt.timedelta(hours=8)
    activity = factories.activity(kind="matchmaking_meeting", starts_at=begins - long, ends_at=begins + long)
    day = factories.matchmaking_day(activity=activity, **{"plan_public_at": begins - dt.timedelta(days=400)} | values)
    for place in range(3):
        starts_at = begins + place * dt.timedelta(minutes=5)
        factories.timeslot(day=day, starts_at=starts_at, ends_at=starts_at + dt.timedelta(minutes=5))
    return day


def meeting_on(day, place=0, **values):
    """A meeting of two of the day in one of its timeslots."""
    slot = day.timeslots.order_by("starts_at")[place]
    return factories.meeting(
        **{"venture": values.pop("venture", None) or factories.venture(day=day)} | values, timeslot=slot
    )


def publish(conference):
    """Freezes the rows of a conference, and makes that known."""
    publishing.publish(conference, by=None)
    published.refresh()
