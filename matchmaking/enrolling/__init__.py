"""How ventures and investors come to a day, and leave it; who comes for them, and what they agree to."""

from matchmaking.enrolling.entering import enrol, put, venture_of
from matchmaking.enrolling.inviting import invite
from matchmaking.enrolling.registering import claim, register, withdraw
from matchmaking.enrolling.representing import agree, be_free, locked, remove, renew_calendar, take_back

__all__ = [
    "agree",
    "be_free",
    "claim",
    "enrol",
    "invite",
    "locked",
    "put",
    "register",
    "remove",
    "renew_calendar",
    "take_back",
    "venture_of",
    "withdraw",
]
