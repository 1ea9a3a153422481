"""What a profile does not say yet, and why it would help to say it: the plan goes by what it knows."""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from directory.bilingual import text_of
from matchmaking.models import Side


class Lack(NamedTuple):
    """One thing that is missing, the reason why it matters, and the field of the profile that says it."""

    what: str
    why: str
    field: str


INDUSTRIES = (
    pgettext_lazy("profile", "Industries"),
    _("Investors name the industries that they look for: this weighs most in a match."),
)
OF_VENTURE = {
    "summary": (
        pgettext_lazy("profile", "Summary"),
        _("It is compared with what investors look for, and is the first that they read."),
    ),
    "industries": INDUSTRIES,
    "technologies": (pgettext_lazy("profile", "Technologies"), _("Mandates that name one of them then find you.")),
    "stage": (pgettext_lazy("profile", "Stage"), _("Most investors look for projects of one stage.")),
    "region": (pgettext_lazy("profile", "Region"), _("Some mandates are for certain regions alone.")),
    "ask": (
        pgettext_lazy("profile", "Ask"),
        _("An investor whose tickets are far from it is not proposed to you, nor you to them."),
    ),
    "use_of_funds": (pgettext_lazy("profile", "Use of funds"), _("The first question at every table.")),
    "deck": (
        pgettext_lazy("profile", "Deck"),
        _("Investors who want to meet you can prepare; you decide whether it is shown."),
    ),
}
OF_INVESTOR = {
    "about": (pgettext_lazy("profile", "About"), _("Ventures read it before they say whether they want to meet you."))
}
NO_MANDATE = (
    pgettext_lazy("profile", "Mandates"),
    _("Without any, nothing is known of what you look for, and the plan can only guess."),
)
OF_MANDATE = {
    "industries": (
        _("Industries of a mandate"),
        _("Empty means every industry: a venture of yours gets lost among them."),
    ),
    "tickets": (_("Tickets of a mandate"), _("With them, ventures that ask far more or far less stay away.")),
}
OTHER_LANGUAGE = (
    _("The other language"),
    _("Half of those who come read only one of English and Chinese; what is said in the other one stays unread."),
)


def lacking(party):
    """What the profile of a party lacks: the weightiest first."""
    lacks, text = LACKS[party.side]
    found = list(lacks(party))
    if len(text_of(party, text)) == 1:
        found.append(Lack(*OTHER_LANGUAGE, f"{text}_en"))
    return found


def lacks_of_venture(venture):
    lists = {name: getattr(venture, name).exists() for name in ("industries", "technologies")}
    texts = {name: text_of(venture, name) for name in ("summary", "use_of_funds")}
    for name, words in OF_VENTURE.items():
        if not (lists | texts).get(name, getattr(venture, name, None)):
            yield Lack(*words, f"{name}_en" if name in texts else name)


def lacks_of_investor(investor):
    mandates = list(investor.mandates.prefetch_related("industries"))
    if not mandates:
        yield Lack(*NO_MANDATE, "mandates")
    if any(not mandate.industries.all() for mandate in mandates):
        yield Lack(*OF_MANDATE["industries"], "mandates")
    if any(mandate.least is None and mandate.most is None for mandate in mandates):
        yield Lack(*OF_MANDATE["tickets"], "mandates")
    if not text_of(investor, "about"):
        yield Lack(*OF_INVESTOR["about"], "about_en")


LACKS = {Side.VENTURE: (lacks_of_venture, "summary"), Side.INVESTOR: (lacks_of_investor, "about")}
