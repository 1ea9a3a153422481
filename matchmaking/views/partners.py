"""Finding whom to meet: the other side of a party, who suits it best first; each by itself; and a venture's deck."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import FileResponse, Http404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from competition.models import Award, AwardState, Entry
from matchmaking import finding
from matchmaking.arranging import suiting
from matchmaking.explaining import contacts, partners
from matchmaking.forms.partners import InterestForm, PartnerFilterForm
from matchmaking.models import PartyState, Venture, gates
from matchmaking.views import page, party_page

A_PAGE = 20


@require_safe
@party_page
def partner_list(request, party):
    """The other side, as far as it is shown to the party."""
    party = partners.made_ready(party)
    form = PartnerFilterForm(request.GET, party.side, finding.choices(party))
    asked = form.asked()
    declared, scale = finding.declared_by_and_to(party), suiting.scale_of(party.day)
    found = Paginator(finding.keys(party, finding.Asked(**asked), declared, scale), A_PAGE)
    here = found.get_page(request.GET.get("page"))
    return page(
        request,
        "partner_list",
        party,
        form=form,
        asked=urlencode(asked),
        here=here,
        partners=partners.partners(party, here.object_list, declared, scale),
        is_admitted=party.state == PartyState.ADMITTED,
        takes_interests=party.day.takes_interests(),
        weights=InterestForm.base_fields["weight"].choices,
        back=request.get_full_path(),
    )


@require_safe
@party_page
def partner_detail(request, party, other):
    """Somebody of the other side: what it says of itself, why both suit each other, how to reach it if both agree."""
    party, row = partners.made_ready(party), partner_or_404(party, other)
    declared, scale = finding.declared_by_and_to(party), suiting.scale_of(party.day)
    (partner,) = partners.partners(party, [row.pk], declared, scale)
    entry = public_entry(partner.row)
    return page(
        request,
        "partner_detail",
        party,
        partner=partner,
        other=partner.row,
        entry=entry,
        awards=public_awards(entry),
        has_deck=shows_deck(party, row),
        contacts=contacts.of(party, row, partner),
        meeting=contacts.known_meeting(party, row),
        takes_interests=party.day.takes_interests(),
        weights=InterestForm.base_fields["weight"].choices,
        back=request.get_full_path(),
    )


@require_safe
@party_page
def partner_deck(request, party, other):
    """The deck of a venture, for an investor to whom it is shown; to others there is none."""
    venture = partner_or_404(party, other)
    if not shows_deck(party, venture):
        raise not_there()
    try:
        file = venture.deck.open("rb")
    except FileNotFoundError:
        raise not_there() from None
    response = FileResponse(file, as_attachment=True, filename=venture.deck.name.rpartition("/")[2])
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def partner_or_404(party, pk):
    """Somebody whom a party is shown. Of whom it is not, nothing is said."""
    row = party.partners().select_related("organisation").filter(pk=pk).first()
    if row is None:
        raise not_there()
    return row


def not_there():
    return Http404(_("There is nobody at this address whom you could meet."))


def shows_deck(party, other):
    return isinstance(other, Venture) and gates.shows_deck(other, party)


def public_entry(party):
    """The entry of the competition that a venture is, where the public may read it."""
    if not isinstance(party, Venture):
        return None
    return Entry.objects.public().select_related("edition__competition").filter(ventures=party.pk).first()


def public_awards(entry):
    """What it has won, as far as that is announced and stands."""
    awards = Award.objects.public().filter(entry=entry, state=AwardState.GIVEN) if entry else Award.objects.none()
    return awards.select_related("prize").in_order()
