"""Whom of the other side a party looks for: everybody whom it is shown, narrowed by what is asked, in the best order.

Who looks for nothing in particular is open to everything: an investor whose mandate names no industry is found by each.
"""

import unicodedata
from typing import NamedTuple

from django.db.models import Q

from competition.models import Technology
from directory.bilingual import columns
from directory.models import Industry, Region
from matchmaking.arranging import suiting
from matchmaking.models import Interest, InterestState, Investor, Mandate, Venture

TEXTS = {
    Venture: columns("name", "summary", "use_of_funds", "organisation__name"),
    Investor: columns("about", "organisation__name"),
}
THEIRS, OURS, BOTH, UNANSWERED = "theirs", "ours", "both", "unanswered"


class Asked(NamedTuple):
    """What is looked for; what is empty is not asked. Units: amounts are in renminbi."""

    q: str = ""
    interest: str = ""
    industry: str = ""
    technology: str = ""
    stage: str = ""
    region: str = ""
    language: str = ""
    least: int | None = None
    most: int | None = None

    @property
    def has_amount(self):
        return self.least is not None or self.most is not None


class Declared(NamedTuple):
    """What both of a pair have said: interests, or None."""

    own: Interest | None = None
    other: Interest | None = None

    def is_wish(self, *whose):
        return all((one := getattr(self, name)) and one.state == InterestState.WISH for name in whose)


def declared_by_and_to(party):
    """What a party has declared, and others of it: {key of the other: Declared}."""
    found = {}
    for row in party.interests.all():
        whose = "own" if row.side == party.side else "other"
        key = getattr(row, f"{party.side.other}_id")
        found[key] = found.get(key, Declared())._replace(**{whose: row})
    return found


def keys(party, asked, declared, scale):
    """The keys of those who are found: who suits best first, those whom the party has turned down at the end."""
    found = narrowed(party.partners(), asked, scale.rates)
    if asked.interest:
        found = {key for key in found if IS_ASKED[asked.interest](declared.get(key, Declared()))}
    place = {key: place for place, key in enumerate(suiting.order_of(party, scale))}
    turned_down = {key for key, said in declared.items() if said.own and not said.is_wish("own")}
    return sorted(found, key=lambda key: (key in turned_down, place.get(key, len(place)), key))


IS_ASKED = {
    THEIRS: lambda said: said.is_wish("other"),
    OURS: lambda said: said.is_wish("own"),
    BOTH: lambda said: said.is_wish("own", "other"),
    UNANSWERED: lambda said: said.is_wish("other") and said.own is None,
}


def narrowed(rows, asked, rates):
    """The keys of those rows that have what is asked."""
    for word in unicodedata.normalize("NFKC", asked.q).split():
        rows = rows.filter(has_word(rows.model, word))
    found = of_ventures(rows, asked, rates) if rows.model is Venture else of_investors(rows, asked, rates)
    if not asked.language:
        return found
    spoken = rows.filter(pk__in=found).values_list("pk", "languages")
    return {key for key, languages in spoken if not languages or asked.language in languages}


def has_word(model, word):
    condition = anywhere(word, TEXTS[model])
    if model is Investor:
        mandates = Mandate.objects.filter(anywhere(word, columns("looks_for"))).order_by()
        condition |= Q(pk__in=mandates.values("investor"))
    return condition


def anywhere(word, names):
    found = Q()
    for name in names:
        found |= Q(**{f"{name}__icontains": word})
    return found


def of_ventures(rows, asked, rates):
    conditions = {
        "industries__code": asked.industry,
        "technologies__slug": asked.technology,
        "stage": asked.stage,
        "region__code": asked.region,
    }
    rows = rows.filter(**{name: value for name, value in conditions.items() if value})
    told = rows.order_by().values_list("pk", "ask", "currency")
    return {key for key, ask, currency in told if is_within(asked, ask, ask, rates.get(currency))}


def of_investors(rows, asked, rates):
    """Those with a mandate that has everything that is asked of one, at once."""
    if asked.region:
        rows = rows.filter(organisation__region__code=asked.region)
    found = set(rows.order_by().values_list("pk", flat=True))
    if not (asked.industry or asked.technology or asked.stage or asked.has_amount):
        return found
    mandates = Mandate.objects.filter(investor__in=found).order_by()
    if asked.industry:
        mandates = mandates.filter(Q(industries__code=asked.industry) | Q(industries=None))
    if asked.technology:
        mandates = mandates.filter(Q(technologies__slug=asked.technology) | Q(technologies=None))
    return {
        key
        for key, stages, least, most, currency in mandates.values_list(
            "investor", "stages", "least", "most", "currency"
        )
        if (not asked.stage or not stages or asked.stage in stages)
        and is_within(asked, least or 0, most or float("inf"), rates.get(currency))
    }


def is_within(asked, low, high, rate):
    """Whether amounts from a low to a high one have something in common with what is asked; of those that are not told,
    or in a currency that the day does not know, nobody can say so.
    """
    if not asked.has_amount:
        return True
    if low is None or rate is None:
        return False
    return low * rate <= (float("inf") if asked.most is None else asked.most) and high * rate >= (asked.least or 0)


def choices(party):
    """What can be asked for, of those who are shown to a party: {name: [(key, row), …]}."""
    shown = party.partners()
    if shown.model is Venture:
        lists, whose, regions = Venture, {"venture__in": shown}, shown.values("region")
    else:
        lists, whose, regions = Mandate, {"mandate__investor__in": shown}, shown.values("organisation__region")
    industries, technologies = (
        through.objects.filter(**whose).order_by() for through in (lists.industries.through, lists.technologies.through)
    )
    return {
        "industry": [(row.code, row) for row in Industry.objects.filter(pk__in=industries.values("industry"))],
        "technology": [(row.slug, row) for row in Technology.objects.filter(pk__in=technologies.values("technology"))],
        "region": [(row.code, row) for row in Region.objects.filter(pk__in=regions)],
    }
