"""What the pages of those who take part have in common: they are personal, and each party has its own."""

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control

from matchmaking.models import Investor, Venture

SIDES = {"ventures": Venture, "investors": Investor}


class SideConverter:
    """A side of the meetings in an address: `ventures` or `investors`; in Python, the model."""

    regex = "|".join(SIDES)

    def to_python(self, value):
        return SIDES[value]

    def to_url(self, value):
        """Of a model, or of one of its rows."""
        return next(name for name, model in SIDES.items() if value == model or isinstance(value, model))


def personal(view):
    """A page for who is signed in, others are sent to sign in; nobody keeps it."""
    return cache_control(private=True, no_store=True)(login_required(view))


def party_page(view):
    """A page of a party, for those who come for it; to others it is not there. The view takes the request, the party
    and what else the address says.
    """

    @personal
    @wraps(view)
    def of_party(request, side, pk, **parts):
        rows = side.objects.represented_by(request.user).select_related("day__activity__conference", "organisation")
        party = rows.filter(pk=pk).first()
        if party is None:
            raise Http404(_("There is no such page, or you do not come for this party."))
        return view(request, party, **parts)

    return of_party


def page(request, name, party=None, status=200, **context):
    """The page that is called so, of a party or of nobody in particular."""
    shown = {"party": party, "day": party.day} if party else {}
    return render(request, f"matchmaking/{name}.html", shown | context, status=status)
