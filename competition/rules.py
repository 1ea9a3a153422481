"""Who may do what with the competition. Read by django-rules at start-up; `has_perm` asks here."""

import rules

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
rules.add_perm("competition.exchange_sheets", edits_competition)
