"""The code of who comes, opened at the desk: an organiser's telephone says who it is, and checks them in."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from matchmaking import attending, check_in_codes
from matchmaking.views import page


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def check_in(request, token):
    """Who it is, and one button. Whoever is no organiser reads where to show the code, whatever code it is."""
    if not request.user.has_perm("matchmaking.change_representative"):
        return page(request, "check_in", status=403 if request.method == "POST" else 200)
    who = check_in_codes.representative_of(token)
    if who is None:
        return page(request, "check_in", status=404, is_organiser=True)
    if request.method == "POST":
        settle(request, who)
        return redirect(request.path)
    coming = who.party.meetings.named().to_come()
    return page(
        request,
        "check_in",
        is_organiser=True,
        who=who,
        day=who.party.day,
        coming=list(coming[:3]),
        has_left=who.party.absences.filter(is_departure=True).exists(),
    )


def settle(request, who):
    """Checks somebody in or takes that back, and says so."""
    try:
        if request.POST.get("do") == "leave":
            attending.leave(who, by=request.user, shown=request.POST.get("shown", ""))
            messages.success(request, _("%(name)s is not checked in any more.") % {"name": who.name})
        elif who.arrived_at:
            messages.info(request, _("%(name)s was checked in already.") % {"name": who.name})
        else:
            attending.arrive(who, by=request.user)
            messages.success(request, _("%(name)s is checked in.") % {"name": who.name})
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
