"""The back office of the matchmaking, by subject."""

from matchmaking.admin.days import MatchmakingDayAdmin, TableAdmin, TimeslotAdmin
from matchmaking.admin.meetings import InterestAdmin, MeetingAdmin
from matchmaking.admin.parties import InvestorAdmin, VentureAdmin
from matchmaking.admin.presence import AbsenceAdmin, RepresentativeAdmin

__all__ = [
    "AbsenceAdmin",
    "InterestAdmin",
    "InvestorAdmin",
    "MatchmakingDayAdmin",
    "MeetingAdmin",
    "RepresentativeAdmin",
    "TableAdmin",
    "TimeslotAdmin",
    "VentureAdmin",
]
