"""The day of a party, line by line, its meetings once the plan is known: on a screen, on paper and in a calendar."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from matchmaking import enrolling
from matchmaking.calendars import calendar_of, calendar_path, representative_of
from matchmaking.explaining.schedules import schedule_of
from matchmaking.views import page, party_page

CALENDAR = "text/calendar; charset=utf-8"


def own_of(party, user):
    """As whom somebody comes for a party."""
    return party.representatives.filter(user=user).order_by("pk").first()


@party_page
@require_safe
def schedule(request, party):
    """The schedule on a screen and on paper, and its address for a calendar."""
    own = own_of(party, request.user)
    shows_plan = party.day.shows_plan()
    lines, calendar = schedule_of(party), calendar_path(own)
    return page(request, "schedule", party, shows_plan=shows_plan, lines=lines, own=own, calendar=calendar)


@party_page
@require_safe
def schedule_file(request, party):
    """For whoever is signed in: a file to be opened once."""
    disposition = {"Content-Disposition": 'attachment; filename="schedule.ics"'}
    return HttpResponse(calendar_of(party), content_type=CALENDAR, headers=disposition)


@require_safe
@cache_control(private=True, no_store=True)
def schedule_calendar(request, token):
    """For a telephone, which does not sign in: the address is of one representative, and ends when they do not come."""
    representative = representative_of(token)
    if representative is None:
        raise Http404(_("There is no such calendar any more."))
    return HttpResponse(calendar_of(representative.party), content_type=CALENDAR)


@party_page
@require_POST
def calendar_renew(request, party):
    """Asks first; then the address of one's calendar ends, and there is a new one."""
    if "confirmed" not in request.POST:
        return page(request, "calendar_renew", party)
    enrolling.renew_calendar(own_of(party, request.user), by=request.user)
    messages.success(request, _("Your calendar has a new address. The old one has ended: subscribe once more."))
    return redirect("matchmaking:schedule", party, party.pk)
