"""The profile of a venture, and that of an investor with its mandates."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import FileResponse, Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from matchmaking import decks, enrolling
from matchmaking.forms.choosing import Choices
from matchmaking.forms.profiles import InvestorForm, MandateFormSet, VentureForm
from matchmaking.models import Investor, PartyState, Side, Venture
from matchmaking.views import page, party_page

FORMS = {"venture": VentureForm, "investor": InvestorForm}


@party_page
@require_http_methods(["GET", "HEAD", "POST"])
def party_profile(request, party):
    """What a party says of itself. Whoever saves second keeps what the first one changed; what is refused stays. A
    venture that has withdrawn may still take its deck away.
    """
    has_withdrawn = party.state == PartyState.WITHDRAWN
    if has_withdrawn and party.side == Side.VENTURE and "remove_deck" in request.POST:
        return without_deck(request, party)
    if request.method == "POST":
        return posted(request, party)
    if has_withdrawn:
        return page(request, "party_profile", party)
    return shown(request, party, forms_of(party))


def posted(request, party):
    try:
        with transaction.atomic():
            row = enrolling.locked(party)
            forms = forms_of(row, request.POST.copy(), request.FILES)
            are_valid = [form.is_valid() for form in forms]  # each is asked: a page shows all that is wrong
            if all(are_valid):
                save(row, forms)
                messages.success(request, _("The profile is saved."))
                return redirect("matchmaking:party_profile", row, row.pk)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("matchmaking:party_profile", party, party.pk)
    return shown(request, party, forms, is_refused=True)


def without_deck(request, venture):
    decks.remove(venture, by=request.user)
    messages.success(request, _("The deck is removed."))
    return redirect("matchmaking:party_profile", venture, venture.pk)


def save(party, forms):
    """Saves a profile. A deck that was replaced or removed is nobody's any more, and its file goes."""
    ventures = Venture.objects.filter(pk=party.pk) if party.side == Side.VENTURE else Venture.objects.none()
    with decks.tidied(ventures):
        for form in forms:
            form.save()


def shown(request, party, forms, is_refused=False):
    return page(
        request,
        "party_profile",
        party,
        form=forms[0],
        mandates=forms[1] if len(forms) > 1 else None,
        is_refused=is_refused,
        collisions=[found for form in forms for found in form.collisions],
    )


def forms_of(party, posted=None, files=None):
    """The form of a profile and, of an investor, that of its mandates."""
    choices = Choices()
    options = {"data": posted, "files": files, "instance": party}
    forms = [FORMS[party.side](**options, choices=choices)]
    if isinstance(party, Investor):
        rows = party.mandates.prefetch_related("industries", "technologies", "regions").order_by("pk")
        forms.append(MandateFormSet(**options, queryset=rows, form_kwargs={"choices": choices}))
    return forms


@party_page
@require_safe
def party_deck(request, party):
    """Its own deck, for those who come for a venture."""
    deck = getattr(party, "deck", None)
    if not deck or not deck.storage.exists(deck.name):
        raise Http404(_("There is no deck."))
    name = deck.name.rpartition("/")[2]
    return FileResponse(deck.open(), as_attachment=True, filename=name, content_type="application/pdf")
