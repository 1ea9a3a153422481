"""Investment meetings as they are edited: the day, who takes part, whom they want to meet, and when they do."""

from matchmaking.models.days import Currency, ExchangeRate, MatchmakingDay, Table, Timeslot
from matchmaking.models.meetings import Interest, InterestState, Meeting, MeetingState, Missing, Side
from matchmaking.models.parties import Investor, Language, Mandate, PartyState, Venture
from matchmaking.models.presence import Absence, Consent, Purpose, Representative

__all__ = [
    "Absence",
    "Consent",
    "Currency",
    "ExchangeRate",
    "Interest",
    "InterestState",
    "Investor",
    "Language",
    "Mandate",
    "MatchmakingDay",
    "Meeting",
    "MeetingState",
    "Missing",
    "PartyState",
    "Purpose",
    "Representative",
    "Side",
    "Table",
    "Timeslot",
    "Venture",
]
