"""The explorer's page: what is asked for by its address, and how the facets are told.

Shapes: `Names` of a facet are {what an address calls a value: (what the index calls it, its name)}, in the order in
        which they are told; a name is {language: words}, or a word in the reader's language.
"""

from typing import NamedTuple
from urllib.parse import urlencode

from django.core.cache import cache
from django.core.validators import slug_re
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from competition.explorer.asking import PRIZE
from competition.models import EntryStage, PrizeTier, Technology
from competition.pages.addresses import entrants
from directory.bilingual import text_of
from directory.models import Industry, Region

ORGANISATION = "organisation"
IN_INDEX = {
    "session": "edition",
    PRIZE: PRIZE,
    "track": "track",
    "region": "region",
    "industry": "industry",
    "technology": "technology",
    "stage": "stage",
    ORGANISATION: ORGANISATION,
}
BY_NUMBER = ("region", "industry", "technology")  # those with many values: the most frequent first
SHOWN_AT_ONCE = 8
MOST_ORGANISATIONS = 20
MOST_CHIPS = 24
MOST_DIGITS = 20
WEEK = 7 * 24 * 3600


class Asked(NamedTuple):
    """What an address asks for: {facet: [values]}, where to go on, and a sentence for each part that means nothing."""

    query: str
    chosen: dict
    after: int | None
    before: int | None
    refusals: list[str]

    @property
    def is_deep(self):
        """Whether a search engine should leave it: there are more such pages than anybody would count."""
        return bool(self.query) or self.number > 1

    @property
    def number(self):
        """How many things are asked for at once."""
        return bool(self.query) + sum(map(len, self.chosen.values()))

    @property
    def pairs(self):
        words = [("q", self.query)] if self.query else []
        return words + [(name, key) for name, keys in self.chosen.items() for key in keys]

    def address(self, **places):
        """The query of a page for the same; `places` are where it begins."""
        return urlencode(self.pairs + [(name, place) for name, place in places.items() if place is not None])


class Value(NamedTuple):
    key: str
    name: object
    count: int | None
    is_chosen: bool


class Facet(NamedTuple):
    """A facet with the values that lead to an entry, if any: those shown at once, and those behind a click."""

    name: str
    title: str
    first: list[Value]
    rest: list[Value]

    @property
    def is_chosen(self):
        return any(value.is_chosen for value in self.first)


def titles():
    return {
        "session": pgettext("competition", "Session"),
        PRIZE: _("Prize"),
        "track": pgettext("competition", "Track"),
        "region": _("Region"),
        "industry": _("Industry"),
        "technology": _("Technology"),
        "stage": _("Stage"),
        ORGANISATION: _("Organisation"),
    }


def unknown(name, key):
    """The sentence for a value that there is not."""
    sentences = {
        "session": _("There is no session “%(value)s” on this site."),
        PRIZE: _("There is no prize of the kind “%(value)s”."),
        "track": _("This competition has no track “%(value)s”."),
        "region": _("There is no region “%(value)s”."),
        "industry": _("There is no industry “%(value)s”."),
        "technology": _("There is no technology “%(value)s”."),
        "stage": _("There is no stage “%(value)s”."),
        ORGANISATION: _("There is no organisation “%(value)s”."),
    }
    return sentences[name] % {"value": key[:60]}


def names_in(shown, revision, organisations):
    """The names of every facet's values; of organisations only those that are asked for."""
    kept = names_kept(shown.competition, revision)
    return {
        "session": {str(edition.number): (str(edition.pk), str(edition)) for edition in shown.editions},
        PRIZE: {tier: (tier, label) for tier, label in PrizeTier.choices},
        **kept,
        "stage": {stage: (stage, label) for stage, label in EntryStage.choices},
        ORGANISATION: organisations_named(shown, organisations),
    }


def organisations_named(shown, slugs):
    """Those that are asked for and have a public entry; what can be no address is not looked up."""
    slugs = [slug for slug in several(slugs)[:MOST_ORGANISATIONS] if slug_re.match(slug)]
    return named(entrants(shown.competition, shown.at).filter(slug__in=slugs), "slug") if slugs else {}


def several(values):
    """The values of a parameter that is given several times: each once, without empty ones."""
    return list(dict.fromkeys(filter(None, values)))


def names_kept(competition, revision):
    """Names that lie in the rows, kept as long as no row is written: four queries, then none."""
    key = f"explorer-names:{competition.pk}:{revision}"
    found = cache.get(key)
    if found is None:
        found = {
            "track": named(competition.tracks.order_by("order", "pk"), "slug"),
            "region": named(Region.objects.order_by("code"), "code"),
            "industry": named(Industry.objects.order_by("code"), "code"),
            "technology": named(Technology.objects.order_by("slug"), "slug"),
        }
        cache.set(key, found, timeout=WEEK)
    return found


def named(rows, key):
    return {getattr(row, key): (str(row.pk), text_of(row, "name")) for row in rows}


def asked_for(parameters, query, names):
    """Reads an address; what it has that means nothing is refused with a sentence, and left out."""
    chosen, refusals = {}, []
    for name, known in names.items():
        keys = several(parameters.getlist(name))
        if name == ORGANISATION and len(keys) > MOST_ORGANISATIONS:
            refusals.append(_("Please choose at most %(number)d organisations.") % {"number": MOST_ORGANISATIONS})
            keys = keys[:MOST_ORGANISATIONS]
        wrong = [key for key in keys if key not in known]
        refusals += [unknown(name, key) for key in wrong[:3]]
        if right := [key for key in keys if key in known]:
            chosen[name] = right
    places = {name: parameters.get(name, "") for name in ("after", "before")}
    numbers = {name: place_in(place) for name, place in places.items()}
    if any(place and numbers[name] is None for name, place in places.items()) or all(places.values()):
        refusals.append(_("There is no such page of this list; this is the first one."))
        numbers = {"after": None, "before": None}
    return Asked(query, chosen, **numbers, refusals=refusals)


def place_in(text):
    is_number = text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS
    return int(text) if is_number else None


def wanted(asked, names):
    """What is chosen, as the index calls it."""
    return {IN_INDEX[name]: [names[name][key][0] for key in keys] for name, keys in asked.chosen.items()}


def facets(asked, names, counts):
    """The facets, each with its values that lead somewhere and those that are chosen."""
    told = titles()
    return [
        Facet(
            name, title, *parted(values_of(asked.chosen.get(name, []), names[name], counts.get(IN_INDEX[name])), name)
        )
        for name, title in told.items()
    ]


def values_of(chosen, names, counts):
    for key, (in_index, words) in names.items():
        count = counts.get(in_index, 0) if counts is not None else None
        if count or key in chosen:
            yield Value(key, words, count, key in chosen)


def parted(values, name):
    """The values shown at once and the others; in a long list what is chosen and what is frequent comes first."""
    values = list(values)
    if name in BY_NUMBER:
        values = sorted(values, key=lambda value: (not value.is_chosen, -value.count))
        at_once = max(SHOWN_AT_ONCE, sum(value.is_chosen for value in values))
    else:
        at_once = len(values)
    if len(values) <= at_once + 2:
        at_once = len(values)
    return values[:at_once], values[at_once:]


def chips(asked, names):
    """What is chosen, each with the page without it: [(title, name, query)]. Of very much, the first of it."""
    told = titles()
    encoded = [urlencode([pair]) for pair in asked.pairs]
    return [
        (
            told.get(name) or _("Words"),
            names[name][key][1] if name in names else key,
            "&".join(encoded[:place] + encoded[place + 1 :]),
        )
        for place, (name, key) in enumerate(asked.pairs[:MOST_CHIPS])
    ]
