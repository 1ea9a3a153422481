"""The days on which ventures meet investors, and the desk of each party: where it stands, and what comes next."""

from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from directory.accounts import verified_addresses
from matchmaking import concluding, enrolling
from matchmaking.explaining.invitations import invitations
from matchmaking.explaining.lacking import lacking
from matchmaking.explaining.next_steps import next_step
from matchmaking.explaining.schedules import meetings_of
from matchmaking.models import InterestState, MeetingState, PartyState, Side
from matchmaking.views import page, party_page


@require_safe
@cache_control(private=True, no_store=True)
def day_list(request):
    """For everybody the days that are known; for who is signed in, first those for whom they come."""
    parties = []
    if request.user.is_authenticated:
        enrolling.claim(request.user, addresses=verified_addresses(request.user))
        parties = own_parties(request.user)
    days, over = invitations(timezone.now())
    login = f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': request.path})}"
    return page(request, "day_list", parties=parties, days=days, over=over, login_address=login)


def own_parties(user):
    """Those for whom somebody comes, the latest day first; those who withdrew last."""
    found = [
        party
        for side in Side
        for party in side.model.objects.represented_by(user).select_related("day__activity__conference", "organisation")
    ]
    found.sort(key=lambda party: party.day.activity.starts_at, reverse=True)
    return sorted(found, key=lambda party: party.state == PartyState.WITHDRAWN)


@party_page
@require_safe
def party_detail(request, party):
    """The desk of a party."""
    now, upcoming, found = timezone.now(), [], wishes(party)
    has_ended = party.day.is_over(now) or party.day.activity.is_cancelled
    lacks = [] if party.state == PartyState.WITHDRAWN or has_ended else lacking(party)
    if party.day.shows_plan(now) and not has_ended:
        upcoming = meetings_of(party).filter(state=MeetingState.PLANNED, timeslot__ends_at__gt=now)
    return page(
        request,
        "party_detail",
        party,
        lacks=lacks,
        has_ended=has_ended,
        step=next_step(party, found, lacks=lacks, unsaid=concluding.unsaid(party, now), at=now),
        takes_interests=party.day.takes_interests(now),
        shows_plan=party.day.shows_plan(now),
        next_meeting=upcoming and upcoming.first(),
        wishes=found,
        representatives=party.representatives.order_by("pk"),
    )


def wishes(party):
    """How many a party wants to meet, how many want to meet it, and how many both."""
    other = party.side.other
    rows = party.interests.filter(state=InterestState.WISH, **{f"{other}__in": party.partners()})
    by_side = {side: set() for side in Side}
    for side, key in rows.values_list("side", other):
        by_side[side].add(key)
    own, theirs = by_side[party.side], by_side[other]
    return {"own": len(own), "theirs": len(theirs), "both": len(own & theirs)}


@party_page
@require_http_methods(["GET", "HEAD", "POST"])
def party_withdraw(request, party):
    """Asks first; then a party no longer takes part."""
    if "confirmed" not in request.POST:
        return page(request, "party_withdraw", party)
    try:
        if enrolling.withdraw(party, by=request.user):
            messages.success(request, _("“%(party)s” has withdrawn. The organisers see it.") % {"party": party})
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("matchmaking:party_detail", party, party.pk)
