"""A day in the hall, for tests: two slots, tables, and parties that meet."""

import time_machine

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
