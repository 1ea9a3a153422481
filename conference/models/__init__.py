"""The programme as it is edited. What visitors read is `conference.programme`, frozen at publication."""

from conference.models.conference import (
    Conference,
    ConferenceHost,
    ConferenceState,
    HostRole,
    KeyFigure,
    ProgrammeVersion,
)
from conference.models.places import Room, Venue
from conference.models.programme import (
    Activity,
    ActivityHost,
    ActivityKind,
    AgendaItem,
    AgendaItemKind,
    Appearance,
    AppearanceRole,
)
from conference.models.showing import Exhibit, News, Release

__all__ = [
    "Activity",
    "ActivityHost",
    "ActivityKind",
    "AgendaItem",
    "AgendaItemKind",
    "Appearance",
    "AppearanceRole",
    "Conference",
    "ConferenceHost",
    "ConferenceState",
    "Exhibit",
    "HostRole",
    "KeyFigure",
    "News",
    "ProgrammeVersion",
    "Release",
    "Room",
    "Venue",
]
