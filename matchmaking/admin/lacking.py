"""What parties lack of what a day needs of them: how many, and a filter of the lists that shows which."""

from typing import NamedTuple

from django.contrib import admin
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from matchmaking.admin.glance import rows
from matchmaking.models import PartyState, Side

LACKS = {  # {side: {what: (in words, those who lack it)}}
    Side.VENTURE: {
        "industry": (_("No industry"), Q(industries=None)),
        "ask": (_("No ask"), Q(ask=None)),
        "representative": (_("Nobody is named who comes"), Q(representatives=None)),
    },
    Side.INVESTOR: {
        "mandate": (_("No mandate"), Q(mandates=None)),
        "representative": (_("Nobody is named who comes"), Q(representatives=None)),
    },
}


class LackingFilter(admin.SimpleListFilter):
    """Those of a side that lack something."""

    title = _("lacking")
    parameter_name = "lacks"

    def lookups(self, request, model_admin):
        return [(name, words) for name, (words, _lacking) in LACKS[Side(model_admin.opts.model_name)].items()]

    def queryset(self, request, queryset):
        side = Side(queryset.model._meta.model_name)
        return queryset.filter(LACKS[side][self.value()][1]) if self.value() in LACKS[side] else queryset


class Lack(NamedTuple):
    """How many admitted parties lack something, in a sentence, and where they are listed."""

    sentence: str
    url: str


UNNAMED = {
    Side.VENTURE: ngettext_lazy(
        "%(number)d venture has named nobody who comes.", "%(number)d ventures have named nobody who comes.", "number"
    ),
    Side.INVESTOR: ngettext_lazy(
        "%(number)d investor has named nobody who comes.", "%(number)d investors have named nobody who comes.", "number"
    ),
}


UNSAID = {
    (Side.INVESTOR, "mandate"): ngettext_lazy(
        "%(number)d investor has no mandate", "%(number)d investors have no mandate", "number"
    ),
    (Side.VENTURE, "industry"): ngettext_lazy(
        "%(number)d venture has no industry", "%(number)d ventures have no industry", "number"
    ),
    (Side.VENTURE, "ask"): ngettext_lazy("%(number)d venture has no ask", "%(number)d ventures have no ask", "number"),
}


def unsaid(day):
    """What admitted parties did not say although a plan weighs it: [Lack], in three queries."""
    return lacks(day, UNSAID)


def unnamed(day):
    """The admitted parties for whom nobody is named who comes, and so nobody is checked in: [Lack], in two queries."""
    return lacks(day, {(side, "representative"): sentence for side, sentence in UNNAMED.items()})


def lacks(day, sentences):
    """What of some things admitted parties lack, each in a query: [Lack]."""
    found = []
    for (side, name), sentence in sentences.items():
        parties = side.model.objects.filter(LACKS[side][name][1], day=day, state=PartyState.ADMITTED)
        if number := parties.count():
            url = f"{rows(side.value, 'day', day)}&state__exact={PartyState.ADMITTED.value}&lacks={name}"
            found.append(Lack(sentence % {"number": number}, url))
    return found
