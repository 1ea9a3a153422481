"""Who may do what with the matchmaking. Read by django-rules at start-up; `has_perm` asks here."""

from directory.rules import allow, is_organiser

allow(
    "matchmaking",
    [
        "matchmakingday",
        "exchangerate",
        "timeslot",
        "table",
        "venture",
        "investor",
        "mandate",
        "representative",
        "absence",
        "consent",
        "interest",
        "meeting",
        "proposal",
    ],
    view=is_organiser,
    add=is_organiser,
    change=is_organiser,
    delete=is_organiser,
)
