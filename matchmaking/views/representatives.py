"""When a party can meet, and who comes for it."""

from itertools import groupby

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from matchmaking import enrolling
from matchmaking.explaining.schedules import appearances, during, meetings_of, turns
from matchmaking.forms.representatives import AvailabilityForm, RepresentativeForm
from matchmaking.models import PartyState, Purpose, Representative
from matchmaking.views import page, party_page

READ = ["GET", "HEAD", "POST"]


@party_page
@require_http_methods(READ)
def party_availability(request, party):
    """The timeslots of the day: in which a party can meet."""
    slots = list(party.day.timeslots.order_by("starts_at"))
    if request.method == "POST":
        form = AvailabilityForm(request.POST, slots=slots)
        form.full_clean()
        try:
            enrolling.be_free(party, **form.cleaned_data, by=request.user)
            messages.success(request, _("It is saved when you can meet."))
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        return redirect("matchmaking:party_availability", party, party.pk)
    return page(request, "party_availability", party, hours=by_hour(party, slots))


def by_hour(party, slots):
    """The timeslots by the hour in which they begin: [(hour, [(slot, whether free, what they appear in, pitches,
    meeting)])].
    """
    absent = set(party.absences.values_list("timeslot", flat=True))
    appearing, on_stage = appearances(party), turns(party)
    meetings = {row.timeslot_id: row for row in meetings_of(party)} if party.day.shows_plan() else {}
    lines = [
        (slot, slot.pk not in absent, during(appearing, slot), during(on_stage, slot), meetings.get(slot.pk))
        for slot in slots
    ]
    starts = groupby(lines, key=lambda line: timezone.localtime(line[0].starts_at).replace(minute=0, second=0))
    return [(hour, list(found)) for hour, found in starts]


@party_page
@require_http_methods(READ)
def representative_list(request, party):
    """Those who come for a party; posted, somebody more."""
    form = RepresentativeForm(request.POST or None, by=request.user)
    if request.method == "POST":
        form.instance = Representative(**{party.side: party})
        try:
            with transaction.atomic():
                enrolling.locked(party)
                if form.is_valid():
                    messages.success(request, _("%(name)s comes for it, too.") % {"name": form.instance.name})
                    if not party.representatives.filter(**form.cleaned_data).exists():  # not sent twice
                        invite_or_say_why_not(request, form.save())
                    return redirect("matchmaking:representative_list", party, party.pk)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
            return redirect("matchmaking:representative_list", party, party.pk)
    people = party.representatives.select_related("user").prefetch_related("consents").order_by("pk")
    lines = [(row, row.user_id == request.user.pk, consents_of(row)) for row in people]
    return page(request, "representative_list", party, lines=lines, form=form)


def invite_or_say_why_not(request, row):
    if row.email:
        invite(request, row)
    else:
        messages.info(request, _("Without an e-mail address %(name)s cannot sign in.") % {"name": row.name})


def invite(request, row):
    """Invites somebody, and says that or why not; what was saved before stays."""
    try:
        enrolling.invite(row, by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("An invitation goes to %(email)s.") % {"email": row.email})


def consents_of(representative):
    """Every purpose, and the consent to it or None."""
    given = {consent.purpose: consent for consent in representative.consents.all()}
    return [(purpose, given.get(purpose)) for purpose in Purpose]


def representative_of(party, pk, *, locked=False):
    rows = party.representatives.select_for_update(of=("self",)) if locked else party.representatives
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404(_("Nobody of that kind comes for this party."))
    return found


@party_page
@require_http_methods(READ)
def representative_detail(request, party, representative):
    """Somebody who comes for a party, to be changed."""
    row = representative_of(party, representative)
    form = RepresentativeForm(instance=row, by=request.user)
    if request.method == "POST":
        try:
            with transaction.atomic():
                enrolling.locked(party)
                row = representative_of(party, representative, locked=True)
                form = RepresentativeForm(request.POST, instance=row, by=request.user)
                if form.is_valid():
                    changed(request, form)
                    return redirect("matchmaking:representative_list", party, party.pk)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
            return redirect("matchmaking:representative_list", party, party.pk)
    elif party.state == PartyState.WITHDRAWN:
        return redirect("matchmaking:representative_list", party, party.pk)
    return page(request, "representative_detail", party, person=row, form=form, collisions=form.collisions)


def changed(request, form):
    """Saves who comes; a new address of somebody who has not signed in yet is invited."""
    row = form.save()
    messages.success(request, _("“%(name)s” is saved.") % {"name": row.name})
    if "email" in form.changed_data and row.email and row.user_id is None:
        invite(request, row)


@party_page
@require_POST
def representative_invite(request, party, representative):
    """Sends somebody who has not signed in yet an invitation, once more where one was sent."""
    invite(request, representative_of(party, representative))
    return redirect("matchmaking:representative_list", party, party.pk)


@party_page
@require_http_methods(READ)
def representative_remove(request, party, representative):
    """Asks first; then somebody no longer comes for a party."""
    row = representative_of(party, representative)
    is_own = row.user_id == request.user.pk
    if "confirmed" not in request.POST:
        return page(request, "representative_remove", party, person=row, is_own=is_own)
    try:
        enrolling.remove(row, by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("matchmaking:representative_list", party, party.pk)
    messages.success(request, _("%(name)s no longer comes for “%(party)s”.") % {"name": row.name, "party": party})
    if is_own and not party.representatives.filter(user=request.user).exists():
        return redirect("matchmaking:day_list")
    return redirect("matchmaking:representative_list", party, party.pk)


@party_page
@require_POST
def consent_change(request, party, representative):
    """Somebody agrees to a purpose, or no longer does: each for themselves alone."""
    row, purpose = representative_of(party, representative), request.POST.get("purpose")
    if purpose not in Purpose.values:
        raise Http404(_("There is no such purpose."))
    try:
        if request.POST.get("is_given") == "yes":
            enrolling.agree(row, purpose, by=request.user)
        else:
            enrolling.take_back(row, purpose, by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("matchmaking:representative_list", party, party.pk)
