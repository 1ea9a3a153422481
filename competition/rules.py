"""Who may do what with the competition. Read by django-rules at start-up; `has_perm` asks here."""

import rules
from django.utils.translation import gettext_lazy as _

from competition.models import Announcement
from directory.rules import allow, edits_competition, is_organiser, sees_competition

EDITED = [
    "competition",
    "edition",
    "officialtotal",
    "track",
    "technology",
    "prize",
    "entry",
    "entrymember",
    "standing",
    "attachment",
    "announcement",
    "award",
    "awardpresentation",
    "awardpresenter",
]

allow(
    "competition",
    EDITED,
    view=sees_competition,
    add=edits_competition,
    change=edits_competition,
    delete=edits_competition,
)
allow("competition", ["certificate", "bulkchange", "run"], view=sees_competition)
rules.add_perm("competition.announce_awards", is_organiser)
rules.add_perm("competition.withdraw_award", is_organiser)
rules.add_perm("competition.issue_certificates", is_organiser)
rules.add_perm("competition.print_certificates", edits_competition)
rules.add_perm("competition.exchange_sheets", edits_competition)

ONLY_ORGANISERS_ADD = _("The announcement is public already: only an organiser adds an award to it.")


def may_add_awards(user, announcement):
    """Whether somebody may give an award in an announcement: in one that is public that announces it, at once.

    The command line, where nobody is logged in (None), may.
    """
    if user is None or user.has_perm("competition.announce_awards"):
        return True
    return not Announcement.objects.public().filter(pk=announcement).exists()
