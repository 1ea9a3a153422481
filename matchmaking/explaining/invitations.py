"""What anybody may know of a matchmaking day: whether one can take part, its hours, and the roadshows announced."""

from typing import NamedTuple

from django.db.models import Prefetch
from django.utils import timezone

from conference import published
from conference.models import ActivityKind
from matchmaking.models import MatchmakingDay, Roadshow


class Invitation(NamedTuple):
    """`state` is "open" while one may register, then "closed", and "over" after the activity; "entered" where
    organisers alone enter who takes part. The hours are shown from when the plan is known until the activity is over.
    """

    day: MatchmakingDay
    state: str
    shows_hours: bool

    @property
    def roadshows(self):
        return self.day.public_roadshows


def invitation(day, at):
    if day.takes_registrations(at):
        state = "open"
    elif day.is_over(at):
        state = "over"
    else:
        state = "closed" if day.registration_closes_at else "entered"
    return Invitation(day, state, day.shows_plan(at) and state != "over")


def with_roadshows(at):
    """The days, with the roadshows of each that are announced."""
    roadshows = Prefetch("roadshows", Roadshow.objects.public(at), to_attr="public_roadshows")
    joined = MatchmakingDay.objects.select_related("activity__conference", "activity__room__venue")
    return joined.prefetch_related(roadshows)


def invited(shown, activity):
    """What the page of an activity says of its matchmaking day: {its guid: Invitation}.

    The page is published: it is made anew when a day or a roadshow changes (`competition.published.ALSO_SHOWN`), and at
    the moments that change what it says (`ALSO_BY_THE_CLOCK`).
    """
    if activity.kind != ActivityKind.MATCHMAKING_MEETING or activity.is_cancelled:
        return {}
    at = timezone.now()
    day = with_roadshows(at).filter(activity__guid=activity.guid).first()
    found = day and invitation(day, at)
    says_anything = found and (found.state != "entered" or found.shows_hours or found.roadshows)
    return {activity.guid: found} if says_anything else {}


def invitations(at):
    """Of every day that is known: it takes registrations, or its activity is in a programme that is published. Those to
    come in order of time, then those that are over, the latest first.
    """
    versions = published.publication().versions.values()
    known = {one.guid for row in versions for one in published.published_programme(row.digest).activities}
    days = with_roadshows(at).filter(activity__is_cancelled=False).order_by("activity__starts_at")
    found = [invitation(day, at) for day in days if day.takes_registrations(at) or str(day.activity.guid) in known]
    coming = [one for one in found if one.state != "over"]
    return coming, [one for one in reversed(found) if one.state == "over"]
