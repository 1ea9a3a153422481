"""Registering a venture or an investor for a day."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from directory.models import Organisation
from matchmaking import enrolling
from matchmaking.forms.registering import NAMES, RegistrationForm
from matchmaking.models import MatchmakingDay, Representative
from matchmaking.views import page, personal


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def party_register(request, day, side):
    """Somebody registers a venture or an investor, and comes for it from then on."""
    rows = MatchmakingDay.objects.taking_registrations().select_related("activity__conference")
    found = rows.filter(pk=day).first()
    if found is None:
        raise Http404(_("This day takes no registrations, or not any more."))
    form = RegistrationForm(request.POST or None, side=side, initial={"representative_name": request.user.name})
    if request.method == "POST" and form.is_valid():
        try:
            party = registered(form, found, side, request.user)
        except ValidationError as refusal:
            form.add_error(None, ValidationError(refusal.messages, code="refused"))
        else:
            messages.success(request, _("“%(party)s” is registered. Now tell about it.") % {"party": party})
            return redirect("matchmaking:party_profile", party, party.pk)
    return page(request, "party_register", on=found, form=form, is_venture=form.is_venture, side=side)


def registered(form, day, side, user):
    names = {name: form.cleaned_data[name] for name in NAMES if name in form.cleaned_data}
    return enrolling.register(
        side(day=day, **names),
        organisation=Organisation(**form.values("organisation_")),
        representative=Representative(email=user.email, **form.values("representative_")),
        by=user,
    )
