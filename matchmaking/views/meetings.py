"""The meetings of a party: who, where and when; how to reach each other as agreed; and how each of them was."""

from typing import NamedTuple

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from matchmaking import concluding
from matchmaking.forms.feedback import FeedbackForm
from matchmaking.models import Feedback, Interest, InterestState, Meeting, MeetingState, PartyState, gates
from matchmaking.vcards import Person, cards
from matchmaking.views import page, party_page


class Line(NamedTuple):
    """A meeting of a list; `lacks_feedback` where it has begun, and the party has not said how it was."""

    meeting: Meeting
    other: object
    lacks_feedback: bool


def known_meetings(party):
    """The meetings that a party may see, once the plan is known."""
    rows = party.meetings.known_to(party).select_related(
        "venture__organisation", "investor__organisation", "timeslot", "table"
    )
    return rows.order_by("timeslot__starts_at", "pk") if party.day.shows_plan() else rows.none()


def is_asked(row, party, now):
    return not (row.is_said or row.missing in concluding.missed_by(party) or concluding.refusal(row, now))


def meeting_or_404(party, pk):
    row = known_meetings(party).filter(pk=pk).first()
    if row is None:
        raise Http404(_("There is no such meeting, or the plan is not known yet."))
    return row


@require_safe
@party_page
def meeting_list(request, party):
    """Every meeting of a party, and of which it has not said yet how it was."""
    own = Feedback.objects.filter(meeting=OuterRef("pk"), side=party.side)
    now = timezone.now()
    lines = [
        Line(row, row.other_than(party), is_asked(row, party, now))
        for row in known_meetings(party).annotate(is_said=Exists(own))
    ]
    missing = sum(line.lacks_feedback for line in lines)
    return page(request, "meeting_list", party, lines=lines, missing=missing, is_known=party.day.shows_plan())


@require_http_methods(["GET", "HEAD", "POST"])
@party_page
def meeting_detail(request, party, meeting):
    """One meeting of a party; posted, what the party says of it."""
    row = meeting_or_404(party, meeting)
    if request.method == "POST":
        return keep_feedback(request, party, row)
    form = None
    if not concluding.refusal(row):
        own = Feedback.objects.of(party).filter(meeting=row).first()
        form = FeedbackForm(instance=own or Feedback(meeting=row, side=party.side))
    return meeting_page(request, party, row, form)


def keep_feedback(request, party, meeting):
    """Keeps what was typed; where it is refused, or somebody else has said otherwise, it is shown again."""
    try:
        with transaction.atomic():
            form = FeedbackForm(request.POST.copy(), instance=concluding.opened(meeting, party))
            if form.is_valid():
                concluding.say(form.instance, by=request.user)
                messages.success(request, _("Thank you. What you said is kept; you may change it at any time."))
                return redirect("matchmaking:meeting_detail", party, party.pk, meeting.pk)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("matchmaking:meeting_detail", party, party.pk, meeting.pk)
    return meeting_page(request, party, meeting, form, status=422)


def meeting_page(request, party, meeting, form, status=200):
    other = meeting.other_than(party)
    people = list(gates.reachable(other, by=party))
    has_people = meeting.state != MeetingState.CANCELLED and party.state != PartyState.WITHDRAWN
    return page(
        request,
        "meeting_detail",
        party,
        status,
        meeting=meeting,
        other=other,
        representatives=list(other.representatives.all()) if has_people else [],
        people=people,
        silence="" if people else why_nobody(party, other),
        form=form,
        has_profile=party.partners().filter(pk=other.pk).exists(),
        refusal=concluding.refusal(meeting),
        collisions=form.collisions if form else [],
    )


def why_nobody(party, other):
    """The sentence why a party is not shown how to reach the other. What the other has said is not told."""
    if party.state != PartyState.ADMITTED:
        return _("You do not take part in this day. Contact data is exchanged only between two who do.")
    if other.state != PartyState.ADMITTED:
        words = _("%(other)s does not take part any more. Contact data is exchanged only between two who do.")
        return words % {"other": other}
    pair = party.pair_with(other)
    if gates.agreed(**pair):
        return _("You both agree, but nobody on the other side has consented to be reached through this site.")
    if Interest.objects.filter(**pair, side=party.side).exclude(state=InterestState.WISH).exists():
        return _("You have turned the other side down. As long as that stands, no contact data is exchanged.")
    return _(
        "Contact data is shown once both sides agree: when both want to meet, or when both say below, after the "
        "meeting, that it may be exchanged."
    )


@require_safe
@party_page
def meeting_contact(request, party, meeting):
    """The people of the other side as cards for an address book, where contact data is exchanged."""
    row = meeting_or_404(party, meeting)
    other = row.other_than(party)
    people = gates.reachable(other, by=party)
    if not people:
        raise Http404(_("No contact data is exchanged."))
    text = cards(Person(one.name, str(other.organisation), one.office, one.email, one.phone) for one in people)
    response = HttpResponse(text, content_type="text/vcard; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="meeting-{row.pk}.vcf"'
    return response
