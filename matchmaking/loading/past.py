"""The matchmaking meeting of the 2023 conference: planned, and over; what came of each meeting is told."""

import datetime as dt

from competition.loading import cleaned
from conference.loading import SLUG as CONFERENCE
from conference.models import Activity
from matchmaking.arranging import arrange
from matchmaking.illustrative import PAST, SEED, answers, outcomes
from matchmaking.loading import stage
from matchmaking.loading.parties import furnish
from matchmaking.models import Feedback, MatchmakingDay, Meeting, MeetingState

ACTIVITY = "matchmaking-1"
LASTING, PAUSE = 12, 3  # minutes
ARRIVED = dt.timedelta(minutes=25)  # before it began
STAGE = dt.timedelta(hours=1)  # before it began, ventures began to pitch
ANSWERED = dt.timedelta(minutes=20)  # after each meeting
STEP = 100_000  # in which amounts are spoken of


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
    answer(day, parties, cast.writer)
    stage.over(day, begins - STAGE, cast.writer)
    return day


def conclude(day, parties, staying_away, writer):
    """What came of each meeting."""
    meetings = list(Meeting.objects.filter(timeslot__day=day))
    found = outcomes(pairs(meetings, parties), staying_away, SEED)
    for outcome in dict.fromkeys(found):
        keys = [row.pk for row, came in zip(meetings, found, strict=True) if came == outcome]
        writer.changed(Meeting, Meeting.objects.filter(pk__in=keys), state=outcome.state, missing=outcome.missing)


def answer(day, parties, writer):
    """What both sides say of the meetings that were held."""
    held = Meeting.objects.filter(timeslot__day=day, state=MeetingState.HELD).select_related("venture", "timeslot")
    meetings = list(held)
    rows = [
        Feedback(
            meeting=meeting,
            side=side,
            rating=one.rating,
            intent=one.intent,
            amount=amount(meeting.venture, one.part),
            currency=meeting.venture.currency if amount(meeting.venture, one.part) else "",
            shares_contact=one.shares_contact,
            given_at=meeting.timeslot.ends_at + ANSWERED,
        )
        for meeting, found in zip(meetings, answers(pairs(meetings, parties), SEED), strict=True)
        for side, one in found.items()
    ]
    writer.add(Feedback, rows)


def amount(venture, part):
    """So much of what a venture asks for, rounded; None where nothing is spoken of."""
    return round(venture.ask * part / STEP) * STEP or None if venture.ask and part else None


def pairs(meetings, parties):
    """Who meets, by their places: (venture, investor) of each meeting."""
    places = {(side, row.pk): place for (side, place), row in parties.items()}
    return [(places["venture", row.venture_id], places["investor", row.investor_id]) for row in meetings]
