"""Who may do what with the matchmaking. Read by django-rules at start-up; `has_perm` asks here.

Feedback and votes are not here: they are the parties' own, and no role of the back office reads them. What somebody
agrees to is read there, and given and taken back by themselves alone.
"""

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
        "interest",
        "meeting",
        "proposal",
        "roadshow",
        "pitch",
    ],
    view=is_organiser,
    add=is_organiser,
    change=is_organiser,
    delete=is_organiser,
)
allow("matchmaking", ["consent"], view=is_organiser)
