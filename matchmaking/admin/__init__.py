"""The back office of the matchmaking, by subject."""

from matchmaking.admin.days import MatchmakingDayAdmin, TableAdmin, TimeslotAdmin
from matchmaking.admin.meetings import InterestAdmin, MeetingAdmin
from matchmaking.admin.parties import InvestorAdmin, VentureAdmin
from matchmaking.admin.presence import AbsenceAdmin, RepresentativeAdmin
from matchmaking.admin.roadshows import RoadshowAdmin

__all__ = [
    "AbsenceAdmin",
    "InterestAdmin",
    "InvestorAdmin",
    "MatchmakingDayAdmin",
    "MeetingAdmin",
    "RepresentativeAdmin",
    "RoadshowAdmin",
    "TableAdmin",
    "TimeslotAdmin",
    "VentureAdmin",
]
