"""The social card of a winner: what is shown where somebody shares the page of an entry."""

from django.http import HttpResponse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from competition import cards
from competition.models import AwardState
from competition.pages import competition_page
from competition.pages.cases import award_told
from directory.bilingual import spoken, text_of


@require_safe
@competition_page
def entry_card(request, shown, number, entry):
    """The card of an entry that has a public award; before the award's moment there is none."""
    award = award_told(shown, shown.edition(number), entry)
    return HttpResponse(cards.png(card(award, get_language() or "en")), content_type="image/png")


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
