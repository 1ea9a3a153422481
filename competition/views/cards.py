"""The social card of a winner: what is shown where somebody shares the page of an entry."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from competition import cards
from competition.models import Award, AwardState, Entry
from directory.bilingual import spoken, text_of


@require_safe
def entry_card(request, slug, number, entry):
    """The card of an entry that has a public award; before the award's moment there is none."""
    award = shown_award(slug, number, entry)
    if award is None:
        raise Http404(_("There is no winner at this address."))
    response = HttpResponse(cards.png(card(award, get_language() or "en")), content_type="image/png")
    response.is_published_page = True
    return response


def shown_award(slug, number, entry, at=None):
    """The award that the card of an entry tells of: the first of those that stand, else one that was withdrawn."""
    at = at or timezone.now()
    edition = {"edition__competition__slug": slug, "edition__number": number}
    awards = (
        Award.objects.public(at)
        .filter(entry__in=Entry.objects.public(at).filter(number=entry, **edition))
        .select_related("prize", "entry__lead", "entry__edition__competition")
        .in_order()
    )
    return min(awards, key=lambda award: award.state == AwardState.WITHDRAWN, default=None)


def card(award, language):
    """What is on the card, in a language; the title in the other one below it."""
    entry, edition = award.entry, award.entry.edition
    title = text_of(entry, "title")
    first, spoken_in = spoken(title, language)
    others = [words for other, words in title.items() if other != spoken_in and words != first]
    marks = [_("illustrative")] if entry.is_illustrative else []
    if award.state == AwardState.WITHDRAWN:
        marks.append(pgettext("award", "withdrawn"))
    return cards.Card(
        competition=spoken(text_of(edition.competition, "name"), language)[0],
        session=str(edition),
        prize=spoken(text_of(award.prize, "name"), language)[0],
        title=first,
        second=others[0] if others else "",
        lead=spoken(text_of(entry.lead, "name"), language)[0],
        number=entry.number,
        mark=" · ".join(marks),
    )
