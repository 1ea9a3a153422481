"""Investment meetings as they are edited: the day, who takes part, whom they want to meet, and when they do."""

from matchmaking.models.days import Currency, ExchangeRate, MatchmakingDay, Table, Timeslot
from matchmaking.models.feedback import Feedback, Intent
from matchmaking.models.meetings import Interest, InterestState, Meeting, MeetingState, Missing, Weight
from matchmaking.models.parties import Investor, Language, Mandate, PartyState, Side, Venture
from matchmaking.models.presence import Absence, Consent, Purpose, Representative
from matchmaking.models.proposals import Proposal, ProposalKind, ProposalState
from matchmaking.models.roadshows import Pitch, Roadshow
from matchmaking.models.votes import Vote

__all__ = [
    "Absence",
    "Consent",
    "Currency",
    "ExchangeRate",
    "Feedback",
    "Intent",
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
    "Pitch",
    "Proposal",
    "ProposalKind",
    "ProposalState",
    "Purpose",
    "Representative",
    "Roadshow",
    "Side",
    "Table",
    "Timeslot",
    "Venture",
    "Vote",
    "Weight",
]
