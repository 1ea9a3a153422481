"""Parties whose representatives are signed in, and their pages."""

import datetime as dt

from django.urls import reverse
from django.utils import timezone

from tests import factories


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


def comes_for(party, **values):
    """A user who comes for a party."""
    user = factories.user()
    factories.representative(**{party.side: party}, user=user, **values)
    return user


def address(name, party, *keys):
    return reverse(f"matchmaking:{name}", args=[party, party.pk, *keys])
