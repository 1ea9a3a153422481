"""Checking certificates: the page that a QR code leads to, the file, and the public key.

What these pages say is what the certificate says; nothing is known here of an award that is not announced yet.
"""

from django.http import HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from competition import certifying
from competition.certificate import content, packing, signing
from competition.certifying import Verdict, printing
from competition.forms.certificates import NOT_A_NUMBER, CertificateForm
from competition.models import Entry
from directory.bilingual import text_of

STATUS = {Verdict.VALID: 200, Verdict.WITHDRAWN: 200, Verdict.UNCONFIRMED: 200, Verdict.UNKNOWN: 404}
KEY_IS_KEPT = "public, max-age=300"


@require_safe
def certificate_search(request):
    """The form; a number that was typed leads to its own address."""
    form = CertificateForm(request.GET if "number" in request.GET else None)
    if form.is_valid():
        return HttpResponseRedirect(reverse("competition:certificate_detail", args=[form.cleaned_data["number"]]))
    response = render(
        request, "competition/certificate_search.html", {"form": form}, status=400 if form.errors else 200
    )
    response.is_published_page = True
    return response


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
    context = {
        "check": found,
        "number": number if content.is_number(number) else "",
        "not_a_number": NOT_A_NUMBER,
        "form": CertificateForm(),
        "notice": text_of(found.award, "notice") if found.award else {},
        "entry": public_entry(found.award) if found.award else None,
    }
    status = status or STATUS[found.verdict]
    response = render(request, "competition/certificate_detail.html", context, status=status)
    response.is_published_page = True
    return response


def public_entry(award):
    """The entry of an award, where the public may read it, else None."""
    return award.entry if Entry.objects.public().filter(pk=award.entry_id).exists() else None


@require_safe
def certificate_key(request):
    """The public keys, and the dictionary of the QR codes: all that a check without this site needs."""
    published = signing.key_set(certifying.public_keys().values(), dictionary=packing.DICTIONARY)
    response = JsonResponse(published, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response.headers["Cache-Control"] = KEY_IS_KEPT
    return response
