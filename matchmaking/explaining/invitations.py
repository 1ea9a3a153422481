"""What a page of the programme says of the matchmaking: where one takes part."""

from django.urls import reverse

from conference.models import ActivityKind
from matchmaking.models import MatchmakingDay


def invited(shown, activity):
    """Where one registers for a matchmaking meeting: {its guid: path}.

    A page that is published knows no clock: it leads there as long as the day takes, or once took, registrations; the
    page behind says whether it still does. It is made anew when the day changes (`competition.published.ALSO_SHOWN`).
    """
    if activity.kind != ActivityKind.MATCHMAKING_MEETING or activity.is_cancelled:
        return {}
    days = MatchmakingDay.objects.filter(activity__guid=activity.guid, registration_closes_at__isnull=False)
    return {activity.guid: reverse("matchmaking:day_list")} if days.exists() else {}
