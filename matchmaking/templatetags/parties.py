"""What parties say of themselves, as those who take part read it."""

from django import template
from django.utils.translation import gettext as _

from competition.models import EntryStage
from matchmaking.explaining.reasons import listed
from matchmaking.models import Language, Weight

register = template.Library()


@register.filter
def weight_in_words(weight):
    """4 → Very much"""
    return Weight(weight).label


@register.filter
def languages_in_words(codes):
    return listed(Language(code).label for code in codes)


@register.filter
def stages_in_words(codes):
    return listed(EntryStage(code).label for code in codes)


@register.filter
def ticket(mandate):
    """10,000,000–50,000,000 CNY, or its one end; nothing where both are open."""
    least, most = (amount and f"{amount:,}" for amount in (mandate.least, mandate.most))
    if not (least or most):
        return ""
    words = {"least": least, "most": most, "currency": mandate.currency}
    if least and most:
        return _("%(least)s–%(most)s %(currency)s") % words
    return (_("%(least)s %(currency)s and more") if least else _("at most %(most)s %(currency)s")) % words


@register.filter
def tickets(mandates):
    """Each ticket once: several mandates often have the same."""
    return list(dict.fromkeys(filter(None, map(ticket, mandates))))
