"""Rows of the matchmaking: a meeting on the second day of the conference, with slots of half an hour from ten on."""

import datetime as dt

from matchmaking.models import (
    Absence,
    Consent,
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
from tests.factories.conference import activity
from tests.factories.directory import organisation
from tests.factories.making import at, created, numbers

SLOT = dt.timedelta(minutes=30)


def matchmaking_day(**values):
    """A day in an activity of its own, from 10:00 to 17:00."""
    if "activity" not in values:
        values["activity"] = activity(kind="matchmaking_meeting", starts_at=at(10, day=21), ends_at=at(17, day=21))
    return created(MatchmakingDay, {}, values)


def timeslot(place=0, **values):
    """The slot at a place, counted from 0."""
    if "day" not in values:
        values["day"] = matchmaking_day()
    starts_at = at(10, day=21) + place * SLOT
    return created(Timeslot, {"starts_at": starts_at, "ends_at": starts_at + SLOT}, values)


def table(**values):
    if "day" not in values:
        values["day"] = matchmaking_day()
    return created(Table, {"number": values["day"].tables.count() + 1}, values)


def venture(**values):
    number = next(numbers)
    if "day" not in values:
        values["day"] = matchmaking_day()
    if "organisation" not in values:
        values["organisation"] = organisation()
    defaults = {"name_en": f"Venture {number}", "name_zh_hans": f"项目{number}", "state": "admitted"}
    return created(Venture, defaults, values)


def investor(**values):
    if "day" not in values:
        values["day"] = matchmaking_day()
    if "organisation" not in values:
        values["organisation"] = organisation(kind="fund")
    return created(Investor, {"state": "admitted"}, values)


def mandate(industries=(), technologies=(), regions=(), **values):
    if "investor" not in values:
        values["investor"] = investor()
    row = created(Mandate, {}, values)
    for name, rows in (("industries", industries), ("technologies", technologies), ("regions", regions)):
        getattr(row, name).set(rows)
    return row


def representative(**values):
    if not values.keys() & {"venture", "investor"}:
        values["venture"] = venture()
    number = next(numbers)
    return created(Representative, {"name": f"Representative {number}", "email": f"r{number}@example.org"}, values)


def consent(**values):
    return created(Consent, {"purpose": "contact", "given_at": at(9)}, values)


def absence(**values):
    return created(Absence, {}, values)


def interest(**values):
    if "venture" not in values:
        values["venture"] = venture()
    if "investor" not in values:
        values["investor"] = investor(day=values["venture"].day)
    return created(Interest, {"side": "venture"}, values)


def meeting(**values):
    """A meeting of two at a new table, in the first slot."""
    if "venture" not in values:
        values["venture"] = venture()
    day = values["venture"].day
    if "investor" not in values:
        values["investor"] = investor(day=day)
    if "timeslot" not in values:
        values["timeslot"] = day.timeslots.first() or timeslot(day=day)
    if "table" not in values:
        values["table"] = table(day=day)
    return created(Meeting, {}, values)
