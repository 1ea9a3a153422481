"""Why a pair matches, a sentence for each rule that was asked: what both say, and what comes of it."""

from collections import Counter
from typing import NamedTuple

from django.utils.formats import number_format
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from competition.models import EntryStage
from directory.bilingual import LANGUAGES, text_of
from matchmaking.matching import texts
from matchmaking.models import Investor, Language, Mandate, Venture

GOOD, FAIR = 0.75, 0.25  # from here on a rule speaks for the pair, or half for it
COMMON, WORDS = 0.5, 5  # a word that is in more texts tells nothing; and so many are named


class Pair(NamedTuple):
    """Rows that may meet, by the mandate that suits best, if there is one; what a unit of each currency is worth, and
    in what part of all texts of the day each word is.
    """

    venture: Venture
    investor: Investor
    mandate: Mandate | None
    rates: dict
    parts: dict


class Reason(NamedTuple):
    """What a rule says of a pair: `speaks` is "for", "half" or "against"; hundredths are what the rule gives."""

    speaks: str
    hundredths: int
    sentence: str


def in_words(pair, found):
    """A reason of the score in words; `found` is one of `scores.reasons`."""
    speaks = "for" if found.score >= GOOD else "half" if found.score >= FAIR else "against"
    return Reason(speaks, round(found.score * 100), SENTENCES[found.term](pair, found.score))


def industry(pair, score):
    ours, theirs = list(pair.venture.industries.all()), list(pair.mandate.industries.all())
    if both := [one for one in ours if one in theirs]:
        return _("Industry: the mandate names %(names)s.") % {"names": listed(map(coded, both))}
    if score:
        sections = {one.section for one in ours}
        near = [one for one in theirs if one.section in sections]
        words = {"ours": listed(map(coded, ours)), "theirs": listed(map(coded, near))}
        return _("Industry: %(ours)s is a neighbour of %(theirs)s, which the mandate names.") % words
    return _("Industry: the mandate names others: %(names)s.") % {"names": listed(map(coded, theirs))}


def technology(pair, _score):
    ours, theirs = list(pair.venture.technologies.all()), list(pair.mandate.technologies.all())
    if both := [one for one in ours if one in theirs]:
        return _("Technology: both name %(names)s.") % {"names": listed(both)}
    return _("Technology: the mandate names others: %(names)s.") % {"names": listed(theirs)}


def stage(pair, score):
    words = {
        "stage": pair.venture.get_stage_display(),
        "named": listed(EntryStage(one).label for one in pair.mandate.stages),
    }
    if score >= GOOD:
        return _("Stage: “%(stage)s” is one that the mandate names.") % words
    if score:
        return _("Stage: “%(stage)s” is next to what the mandate names: %(named)s.") % words
    return _("Stage: “%(stage)s” is not what the mandate names: %(named)s.") % words


def ticket(pair, score):
    """The ask and the ticket, which may be in different currencies."""
    words = {"ask": money(pair.venture.ask, pair.venture.currency), "ticket": ticket_of(pair.mandate)}
    if score >= 1:
        return _("Ask: %(ask)s lies within the ticket of %(ticket)s.") % words
    least = worth(pair, pair.mandate.least)
    if least is not None and pair.venture.ask * pair.rates[pair.venture.currency] < least:
        return _("Ask: %(ask)s is less than the ticket of %(ticket)s.") % words
    return _("Ask: %(ask)s is more than the ticket of %(ticket)s; a part of it can be taken.") % words


def enough(pair, score):
    words = {"most": money(pair.mandate.most, pair.mandate.currency), "part": number_format(score * 100, 0)}
    if score >= 1:
        return _("Ticket: the largest one, %(most)s, pays the whole ask.") % words
    return _("Ticket: the largest one, %(most)s, pays %(part)s%% of the ask.") % words


def region(pair, score):
    if score:
        return _("Region: the mandate names %(region)s.") % {"region": pair.venture.region}
    words = {"region": pair.venture.region, "names": listed(pair.mandate.regions.all())}
    return _("Region: the mandate names others than %(region)s: %(names)s.") % words


def place(pair, score):
    words = {
        "region": pair.investor.organisation.region,
        "names": listed(pair.venture.investor_regions.all()),
    }
    if score:
        return _("Place: the venture looks for investors in %(region)s.") % words
    return _("Place: the venture looks for investors elsewhere than in %(region)s: %(names)s.") % words


def language(pair, _score):
    both = [one for one in pair.venture.languages if one in pair.investor.languages]
    if both:
        return _("Language: both can meet in %(names)s.") % {"names": listed(Language(one).label for one in both)}
    return _("Language: they have none in common.")


def text(pair, _score):
    """The rarest words that both say, in the reader's language if there are any; not those that most texts have."""
    ours = text_of(pair.venture, "summary") or text_of(pair.venture, "name")
    theirs = text_of(pair.mandate, "looks_for")
    for language in sorted(LANGUAGES, key=lambda one: one != get_language()):
        both = texts.shared(*({language: said.get(language, "")} for said in (ours, theirs)), most=None)
        telling = [word for word in both if pair.parts.get(word, 0) <= COMMON]
        if telling:
            rarest = sorted(telling, key=lambda word: pair.parts.get(word, 0))[:WORDS]
            return _("Texts: both speak of %(words)s.") % {"words": listed(rarest)}
    return _("Texts: they have no telling word in common.")


def parts(said):
    """In what part of some texts, as the profiles have them, each word is: {word: from 0 to 1}."""
    counts = Counter(word for text in said for word in {word for words in text.values() for word in texts.words(words)})
    return {word: number / len(said) for word, number in counts.items()}


SENTENCES = {
    "industry": industry,
    "technology": technology,
    "stage": stage,
    "ticket": ticket,
    "enough": enough,
    "region": region,
    "place": place,
    "language": language,
    "text": text,
}


def listed(things):
    return pgettext("list", ", ").join(map(str, things))


def coded(industry):
    return f"{industry.code} {industry}"


def money(amount, currency):
    return f"{amount:,} {currency}"


def ticket_of(mandate):
    """10,000,000–50,000,000 CNY, or its one end."""
    if mandate.least and mandate.most:
        return f"{mandate.least:,}–{money(mandate.most, mandate.currency)}"
    if mandate.least:
        return _("%(amount)s and more") % {"amount": money(mandate.least, mandate.currency)}
    return _("at most %(amount)s") % {"amount": money(mandate.most, mandate.currency)}


def worth(pair, amount):
    """What an amount of the mandate is worth, in the one currency of the rates; None where it is open."""
    return amount * pair.rates[pair.mandate.currency] if amount else None
