"""The competition as it is edited. What the public may see of it, and from when, say the `public` query sets."""

from competition.models.awards import Award, AwardPresentation, AwardPresenter, AwardState
from competition.models.contest import Competition, Edition, OfficialTotal, OfficialTotalKind, Technology, Track
from competition.models.entries import (
    Attachment,
    AttachmentKind,
    Entry,
    EntryMember,
    EntryStage,
    EntryState,
    Standing,
)
from competition.models.prizes import Announcement, Prize, PrizeTier
from competition.models.records import BulkChange, Certificate, Run, RunKind, RunState

__all__ = [
    "Announcement",
    "Attachment",
    "AttachmentKind",
    "Award",
    "AwardPresentation",
    "AwardPresenter",
    "AwardState",
    "BulkChange",
    "Certificate",
    "Competition",
    "Edition",
    "Entry",
    "EntryMember",
    "EntryStage",
    "EntryState",
    "OfficialTotal",
    "OfficialTotalKind",
    "Prize",
    "PrizeTier",
    "Run",
    "RunKind",
    "RunState",
    "Standing",
    "Technology",
    "Track",
]
