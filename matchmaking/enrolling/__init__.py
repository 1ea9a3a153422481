"""How ventures and investors come to a day, and leave it; who comes for them, and what they agree to."""

from matchmaking.enrolling.entering import enrol, put, venture_of
from matchmaking.enrolling.registering import claim, register, withdraw
from matchmaking.enrolling.representing import agree, be_free, locked, remove, take_back

__all__ = [
    "agree",
    "be_free",
    "claim",
    "enrol",
    "locked",
    "put",
    "register",
    "remove",
    "take_back",
    "venture_of",
    "withdraw",
]
