"""What a party declares of others: whom it wants to meet, whom not."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import HttpResponseClientRedirect, HttpResponseClientRefresh

from matchmaking import finding, wishing
from matchmaking.arranging import suiting
from matchmaking.explaining import contacts, partners
from matchmaking.explaining.interests import interests
from matchmaking.forms.partners import TAKEN_BACK, InterestForm
from matchmaking.models import InterestState, PartyState
from matchmaking.views import page, party_page
from matchmaking.views.partners import partner_or_404


@require_safe
@party_page
def interest_list(request, party):
    """Whom the party wants to meet, who wants to meet it, and whom it has turned down."""
    return page(
        request,
        "interest_list",
        party,
        groups=interests(party),
        is_admitted=party.state == PartyState.ADMITTED,
        takes_interests=party.day.takes_interests(),
        back=request.get_full_path(),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@party_page
def interest(request, party, other):
    """Declares what a button says, and goes back to where it was pressed. Who only comes by is shown the other one;
    whoever would do what cannot be undone is asked first.
    """
    if request.method != "POST":
        return redirect("matchmaking:partner_detail", side=party, pk=party.pk, other=other)
    try:
        row = partner_or_blocked_or_404(party, other)
    except Http404 as refusal:
        if not request.htmx:
            raise
        messages.error(request, str(refusal))
        return HttpResponseClientRefresh()
    form = InterestForm(request.POST)
    if not form.is_valid():
        return answer(request, party, row, refusal=_("Choose among what is offered."))
    asked = form.cleaned_data
    if not asked["is_sure"] and is_for_good(party, row, asked["state"]):
        return ask(request, party, row, asked["state"])
    try:
        said = declare(party, row, asked, by=request.user)
    except ValidationError as refused:
        return answer(request, party, row, refusal=" ".join(refused.messages))
    return answer(request, party, row, said=said)


def partner_or_blocked_or_404(party, pk):
    """Somebody whom a party is shown, or whom it has blocked itself: that can be undone."""
    other = party.side.other
    blocked = party.interests.filter(side=party.side, state=InterestState.BLOCKED).values(other)
    row = other.model.objects.select_related("organisation").filter(pk__in=blocked).filter(pk=pk).first()
    return row or partner_or_404(party, pk)


def is_for_good(party, other, state):
    """Whether it is asked first: of a block, and of a decline that ends a wish which nobody could say again."""
    if state != InterestState.DECLINED or party.day.takes_interests():
        return state == InterestState.BLOCKED
    return party.interests.filter(**party.pair_with(other), side=party.side, state=InterestState.WISH).exists()


def ask(request, party, other, state):
    """A page that asks; a script, whose page was opened while nobody was asked, is given the button that does."""
    if request.htmx:
        refusal = _("Wishes are closed, so yours would be gone for good. Nothing is done: press again to be asked.")
        return answer(request, party, other, refusal=refusal)
    meeting, back = contacts.known_meeting(party, other), back_to(request, party, other)
    return page(request, "interest", party, other=other, state=state, meeting=meeting, back=back)


def declare(party, other, asked, by):
    """Does what is asked; in a sentence, what that means."""
    words = {"other": other}
    if asked["state"] == InterestState.WISH:
        wishing.wish(party, other, weight=asked["weight"], by=by)
        return _("You want to meet %(other)s.") % words
    if asked["state"] == TAKEN_BACK:
        wishing.take_back(party, other, by=by)
        return _("You say nothing of %(other)s any more.") % words
    turn_down = wishing.decline if asked["state"] == InterestState.DECLINED else wishing.block
    turn_down(party, other, by=by)
    said = {
        wishing.decline: _("You decline to meet %(other)s this time."),
        wishing.block: _("You and %(other)s do not see each other any more. You can undo that here."),
    }[turn_down] % words
    if contacts.known_meeting(party, other):
        said += " " + _("Your meeting with them stays in the plan until the organisers plan again.")
    return said


def answer(request, party, other, said="", refusal=""):
    """Goes back, with a message; a script is given the line of the list anew, and the sentence."""
    if request.htmx and party.partners().filter(pk=other.pk).exists():
        return line(request, party, other, said, refusal)
    if refusal:
        messages.error(request, refusal)
    else:
        messages.success(request, said)
    address = back_to(request, party, other)
    return HttpResponseClientRedirect(address) if request.htmx else redirect(address)


def line(request, party, other, said, refusal):
    party, scale = partners.made_ready(party), suiting.scale_of(party.day)
    (partner,) = partners.partners(party, [other.pk], finding.declared_by_and_to(party), scale)
    context = {
        "party": party,
        "partner": partner,
        "said": said,
        "refusal": refusal,
        "is_replaced": True,
        "takes_interests": party.day.takes_interests(),
        "weights": InterestForm.base_fields["weight"].choices,
        "back": back_to(request, party, other),
    }
    return render(request, "matchmaking/partner_list.html#partner-line", context)


def back_to(request, party, other):
    """Where the button was pressed, if that is a page of this site; who is blocked is only on the list of interests."""
    detail = reverse("matchmaking:partner_detail", kwargs={"side": party, "pk": party.pk, "other": other.pk})
    asked = request.POST.get("next", "")
    is_own = asked.startswith("/") and url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    if not party.partners().filter(pk=other.pk).exists():  # it has just been blocked, or still is
        return reverse("matchmaking:interest_list", kwargs={"side": party, "pk": party.pk})
    return asked if is_own else detail
