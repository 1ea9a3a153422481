"""What somebody who takes part does next, and where: one thing at a time."""

from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from matchmaking.models import PartyState, Side


class Step(NamedTuple):
    """What is next in a sentence, the words of a link, and the page to which it leads."""

    sentence: str
    words: str
    page: str

    @property
    def url_name(self):
        return f"matchmaking:{self.page}"


def next_step(party, wishes, *, lacks, unsaid, at):
    """The next step of a party, or None where it waits for its next meeting, or has done everything.

    `wishes` is how many it wants to meet, how many want to meet it, and how many both; `lacks` what its profile does
    not say; `unsaid` the number of meetings of which it has not said how they were.
    """
    if party.state == PartyState.WITHDRAWN or party.day.activity.is_cancelled:
        return None
    if party.day.is_over(at):
        return once_planned(unsaid)
    if party.state == PartyState.REGISTERED:
        return while_waiting(lacks)
    if party.day.shows_plan(at):
        return once_planned(unsaid)
    if not party.day.takes_interests(at):
        return Step(_("The organisers are planning."), _("When you can meet"), "party_availability")
    return choosing(party, wishes)


def while_waiting(lacks):
    if lacks:
        return Step(_("Until you are admitted, tell more about yourself."), _("The profile"), "party_profile")
    return Step(_("Until you are admitted, say when you can meet."), _("When you can meet"), "party_availability")


def once_planned(unsaid):
    if not unsaid:
        return None
    words = ngettext("Say how %(number)d meeting was.", "Say how %(number)d meetings were.", unsaid)
    return Step(words % {"number": unsaid}, _("Meetings and feedback"), "meeting_list")


def choosing(party, wishes):
    if waiting := wishes["theirs"] - wishes["both"]:
        words = ngettext(
            "%(number)d wants to meet you, and you have not said so yet.",
            "%(number)d want to meet you, and you have not said so yet.",
            waiting,
        )
        return Step(words % {"number": waiting}, _("Answer them"), "interest_list")
    if not wishes["own"]:
        words = _("See the investors") if party.side == Side.VENTURE else _("See the ventures")
        return Step(_("Say whom you want to meet."), words, "partner_list")
    return Step(
        _("The plan is made of your wishes, and of when you can meet."),
        _("When you can meet"),
        "party_availability",
    )
