"""The back office of the competition, by subject."""

from competition.admin.awards import AwardAdmin, AwardPresentationAdmin
from competition.admin.certificates import CertificateAdmin
from competition.admin.contest import CompetitionAdmin, EditionAdmin, TechnologyAdmin, TrackAdmin
from competition.admin.entries import EntryAdmin
from competition.admin.prizes import AnnouncementAdmin, PrizeAdmin
from competition.admin.records import BulkChangeAdmin
from competition.admin.runs import RunAdmin

__all__ = [
    "AnnouncementAdmin",
    "AwardAdmin",
    "AwardPresentationAdmin",
    "BulkChangeAdmin",
    "CertificateAdmin",
    "CompetitionAdmin",
    "EditionAdmin",
    "EntryAdmin",
    "PrizeAdmin",
    "RunAdmin",
    "TechnologyAdmin",
    "TrackAdmin",
]
