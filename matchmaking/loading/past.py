"""The matchmaking meeting of the 2023 conference: planned, and over; what came of each meeting is told."""

import datetime as dt

from competition.loading import cleaned
from conference.loading import SLUG as CONFERENCE
from conference.models import Activity
from matchmaking.arranging import arrange
from matchmaking.illustrative import PAST, SEED, outcomes
from matchmaking.loading.parties import furnish
from matchmaking.models import MatchmakingDay, Meeting

ACTIVITY = "matchmaking-1"
LASTING, PAUSE = 12, 3  # minutes
ARRIVED = dt.timedelta(minutes=25)  # before it began


def load(cast, coming):
    """The day with all that was and became; None where its activity has gone, or has a day of somebody's making."""
    activity = Activity.objects.filter(conference__slug=CONFERENCE, slug=ACTIVITY, matchmaking_day=None).first()
    if not activity:
        return None
    begins = activity.starts_at
    day = cleaned(
        MatchmakingDay(
            activity=activity,
            registration_closes_at=begins - dt.timedelta(days=10),
            interests_close_at=begins - dt.timedelta(days=3),
            plan_public_at=begins - dt.timedelta(days=2),
        )
    )
    furnish(day, PAST.tables, cast.writer, lasting=LASTING, pause=PAUSE)
    agreed_at = begins - dt.timedelta(days=14)
    parties = cast.come(day, coming, agreed_at=agreed_at, arrived_at=begins - ARRIVED)
    arrange(day, at=day.plan_public_at)
    conclude(day, parties, coming.staying_away, cast.writer)
    return day


def conclude(day, parties, staying_away, writer):
    """What came of each meeting."""
    places = {(side, row.pk): place for (side, place), row in parties.items()}
    meetings = list(Meeting.objects.filter(timeslot__day=day))
    pairs = [(places["venture", row.venture_id], places["investor", row.investor_id]) for row in meetings]
    found = outcomes(pairs, staying_away, SEED)
    for outcome in dict.fromkeys(found):
        keys = [row.pk for row, came in zip(meetings, found, strict=True) if came == outcome]
        writer.changed(Meeting, Meeting.objects.filter(pk__in=keys), state=outcome.state, missing=outcome.missing)
