"""The ways from one page of a party to the others: few, so that they fit on a telephone, with the pages behind each."""

from typing import NamedTuple

from django import template
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from matchmaking.models import Side

register = template.Library()


class Page(NamedTuple):
    """A page of a party; `covers` are the names of those that one comes to from it."""

    name: str
    words: str
    covers: tuple = ()


class Way(NamedTuple):
    """An entry of the navigation: where it leads, and the pages behind it, the first of which is its own."""

    words: str
    pages: tuple[Page, ...]


class Link(NamedTuple):
    """A link, with what `aria-current` says of it, and those behind it."""

    address: str
    words: str
    current: str
    links: list = []


OTHERS = {Side.VENTURE: _("Investors"), Side.INVESTOR: _("Ventures")}
PARTNERS, VOTES = ("partner_detail", "interest"), ("roadshow_vote",)
PEOPLE = ("representative_detail", "representative_remove")
WAYS = (
    Way(_("Overview"), (Page("party_detail", _("Overview"), ("party_withdraw",)),)),
    Way(
        _("Whom to meet"),
        (Page("partner_list", "", PARTNERS), Page("interest_list", _("Interests"))),
    ),
    Way(
        _("Schedule"),
        (Page("schedule", _("The day")), Page("meeting_list", _("Meetings and feedback"), ("meeting_detail",))),
    ),
    Way(
        _("Your details"),
        (
            Page("party_profile", _("Profile")),
            Page("party_availability", pgettext_lazy("availability", "Times")),
            Page("representative_list", _("Who comes"), PEOPLE),
        ),
    ),
    Way(_("Roadshow"), (Page("roadshow_list", _("Roadshow"), VOTES),)),
)


@register.simple_tag
def ways(party, here):
    """The navigation of a party, on the page that is called `here`: links, some with others behind them."""
    return [
        Link(
            address(party, way.pages[0]),
            way.words,
            current(here, way.pages[0]) or ("true" if any(current(here, page) for page in way.pages) else ""),
            [Link(address(party, page), page.words or OTHERS[party.side], current(here, page)) for page in way.pages]
            if len(way.pages) > 1
            else [],
        )
        for way in WAYS
    ]


def address(party, page):
    return reverse(f"matchmaking:{page.name}", kwargs={"side": party, "pk": party.pk})


def current(here, page):
    """ "page" of the page itself, "true" of those that one comes to from it."""
    if here == page.name:
        return "page"
    return "true" if here in page.covers else ""
