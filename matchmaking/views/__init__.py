"""What the pages of those who take part have in common: they are personal, and each party has its own."""

from functools import wraps
from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django_htmx.http import HttpResponseClientRedirect

from directory.accounts import verified_addresses
from matchmaking import enrolling
from matchmaking.models import Side

SIDES = {f"{side}s": side.model for side in Side}


class SideConverter:
    """A side of the meetings in an address: `ventures` or `investors`; in Python, the model."""

    regex = "|".join(SIDES)

    def to_python(self, value):
        return SIDES[value]

    def to_url(self, value):
        """Of a model, of one of its rows, or as it is written."""
        return value if isinstance(value, str) else f"{value._meta.model_name}s"


def personal(view):
    """A page for who is signed in, others are sent to sign in; nobody keeps it."""

    @cache_control(private=True, no_store=True)
    @wraps(view)
    def of_somebody(request, *args, **kwargs):
        return view(request, *args, **kwargs) if request.user.is_authenticated else signing_in(request)

    return of_somebody


def signing_in(request):
    """To the sign-in page, and back from there. What was sent is lost then, and that is said; a script leaves its page
    as a whole, instead of putting the form into it.
    """
    if request.method in ("GET", "HEAD") and not request.htmx:
        return redirect_to_login(request.get_full_path())
    if request.method not in ("GET", "HEAD"):
        messages.warning(request, _("You are not signed in any more, so nothing was saved. Sign in, and do it again."))
    response = redirect_to_login(pressed_on(request))
    return HttpResponseClientRedirect(response.url) if request.htmx else response


def pressed_on(request):
    """The path of the page on which somebody pressed a button, if that is one of this site, which can be opened."""
    address = request.headers.get("HX-Current-URL") or request.headers.get("Referer") or ""
    if address and url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return urlsplit(address)._replace(scheme="", netloc="", fragment="").geturl()
    return reverse("matchmaking:day_list")


def party_page(view):
    """A page of a party, for those who come for it; to others it is not there. Who was entered with an address that is
    proven to be theirs, and comes here from the invitation, comes for it from then on. The view takes the request, the
    party and what else the address says.
    """

    @personal
    @wraps(view)
    def of_party(request, side, pk, **parts):
        party = own_party(side, pk, request.user)
        if party is None and enrolling.claim(request.user, addresses=verified_addresses(request.user)):
            party = own_party(side, pk, request.user)
        if party is None:
            words = {"address": request.user.email}
            raise Http404(
                _(
                    "There is no such page, or you do not come for this party. You are signed in as %(address)s; "
                    "who was invited with another address signs out first."
                )
                % words
            )
        return view(request, party, **parts)

    return of_party


def own_party(side, pk, user):
    rows = side.objects.represented_by(user).select_related("day__activity__conference", "organisation")
    return rows.filter(pk=pk).first()


def page(request, name, party=None, status=200, **context):
    """The page that is called so, of a party or of nobody in particular."""
    shown = {"party": party, "day": party.day} if party else {}
    return render(request, f"matchmaking/{name}.html", shown | context, status=status)
