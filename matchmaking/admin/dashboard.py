"""The first page of the back office, with the matchmaking days that are not over."""

from typing import NamedTuple

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from competition.admin import dashboard as competition_dashboard
from conference.admin.dashboard import links_to_add
from matchmaking.models import Investor, MatchmakingDay, Meeting, PartyState, Roadshow, Timeslot, Venture
from matchmaking.models.days import OUTSIDE

MOST = 3
ADDED = [MatchmakingDay, Venture, Investor, Roadshow]
ADMITTED, REGISTERED = Q(state=PartyState.ADMITTED), Q(state=PartyState.REGISTERED)


class DayDesk(NamedTuple):
    """A day in numbers; who waits is registered, and neither admitted nor withdrawn; `outside` are timeslots that lie
    outside of the activity.
    """

    day: MatchmakingDay
    ventures: int
    investors: int
    meetings: int
    waiting_ventures: int
    waiting_investors: int
    outside: int


def dashboard(request, context):
    """Adds to the context of the first page what it shows. Reads a fixed number of queries."""
    context = competition_dashboard.dashboard(request, context)
    if not request.user.has_perm("matchmaking.view_matchmakingday"):
        return context | {"matchmaking": []}
    links = links_to_add(request.user, ADDED)
    return context | {"matchmaking": desks(), "links": [*context["links"], *links]}


def desks(at=None):
    """The days that are not over, the first one first, in one query."""
    rows = MatchmakingDay.objects.filter(activity__ends_at__gt=at or timezone.now()).select_related("activity")
    rows = rows.annotate(
        ventures_admitted=counted(Venture.objects.filter(ADMITTED), "day"),
        investors_admitted=counted(Investor.objects.filter(ADMITTED), "day"),
        meetings=counted(Meeting.objects.taking_place(), "timeslot__day"),
        ventures_waiting=counted(Venture.objects.filter(REGISTERED), "day"),
        investors_waiting=counted(Investor.objects.filter(REGISTERED), "day"),
        outside=counted(Timeslot.objects.filter(OUTSIDE), "day"),
    )
    numbers = (
        "ventures_admitted",
        "investors_admitted",
        "meetings",
        "ventures_waiting",
        "investors_waiting",
        "outside",
    )
    return [
        DayDesk(row, *(getattr(row, number) for number in numbers))
        for row in rows.order_by("activity__starts_at", "pk")[:MOST]
    ]


def counted(rows, day):
    """How many rows a day has, as a part of a query of days."""
    found = rows.order_by().filter(**{day: OuterRef("pk")}).values(day).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(found), 0)
