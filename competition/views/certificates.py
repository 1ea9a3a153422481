"""Checking certificates: the page that a QR code leads to, the file, and the public key.

What these pages say is what the certificate says; nothing is known here of an award that is not announced yet.
"""

from django.http import HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from competition import certifying
from competition.certificate import content, packing, signing
from competition.certifying import Verdict, printing
from competition.forms.certificates import NOT_A_NUMBER, CertificateForm
from competition.models import Entry
from competition.pages import contest, page, public_competitions
from directory.bilingual import text_of

STATUS = {Verdict.VALID: 200, Verdict.WITHDRAWN: 200, Verdict.UNCONFIRMED: 200, Verdict.UNKNOWN: 404}
KEY_IS_KEPT = "public, max-age=300"


@require_safe
def certificate_search(request):
    """The form; a number that was typed leads to its own address."""
    form = CertificateForm(request.GET if "number" in request.GET else None)
    if form.is_valid():
        return HttpResponseRedirect(reverse("competition:certificate_detail", args=[form.cleaned_data["number"]]))
    response = page(request, "certificate_search", only_contest(), form=form)
    response.status_code = 400 if form.errors else 200
    response.is_published_page = True
    return response


def only_contest():
    """The competition of this site, where there is but one: these pages are then in its frame."""
    public = public_competitions()
    return contest(public[0][0]) if len(public) == 1 else None


@require_safe
def certificate_detail(request, number):
    """What the site says of a certificate: valid, withdrawn, unconfirmed or unknown."""
    plain = content.as_number(number)
    if plain and plain != number:
        return HttpResponsePermanentRedirect(reverse("competition:certificate_detail", args=[plain]))
    return checked(request, number, certifying.check(number))


@require_safe
def certificate_file(request, number):
    """The PDF of a valid certificate; what is said of any other one in its place."""
    found = certifying.check(number)
    if found.verdict != Verdict.VALID:
        return checked(request, number, found, status=410 if found.verdict == Verdict.WITHDRAWN else 404)
    response = HttpResponse(printing.pdf(found.certificate), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{number}.pdf"'
    response.is_published_page = True
    return response


def checked(request, number, found, status=None):
    """The page of a check."""
    surroundings = around(found.award) if found.award else {"contest": only_contest()}
    context = surroundings | {
        "check": found,
        "number": number if content.is_number(number) else "",
        "not_a_number": NOT_A_NUMBER,
        "form": CertificateForm(),
        "is_addressed": status is None and found.verdict != Verdict.UNKNOWN,
    }
    response = page(request, "certificate_detail", **context)
    response.status_code = status or STATUS[found.verdict]
    response.is_published_page = True
    return response


def around(award):
    """What stands around a certificate that is known: its competition, and its entry where the public may read it."""
    edition = award.announcement.edition
    shown = contest(edition.competition.slug)
    is_public = Entry.objects.public(shown.at).filter(pk=award.entry_id).exists()
    return {
        "contest": shown,
        "edition": edition,
        "entry": award.entry if is_public else None,
        "notice": text_of(award, "notice"),
    }


@require_safe
def certificate_key(request):
    """The public keys, and the dictionary of the QR codes: all that a check without this site needs."""
    published = signing.key_set(certifying.public_keys().values(), dictionary=packing.DICTIONARY)
    response = JsonResponse(published, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response.headers["Cache-Control"] = KEY_IS_KEPT
    return response
