"""The back office of the conference, by subject."""

from conference.admin.conferences import ConferenceAdmin
from conference.admin.places import RoomAdmin, VenueAdmin
from conference.admin.programme import ActivityAdmin, AgendaItemAdmin
from conference.admin.showing import ExhibitAdmin, NewsAdmin, ReleaseAdmin
from conference.admin.versions import ProgrammeVersionAdmin

__all__ = [
    "ActivityAdmin",
    "AgendaItemAdmin",
    "ConferenceAdmin",
    "ExhibitAdmin",
    "NewsAdmin",
    "ProgrammeVersionAdmin",
    "ReleaseAdmin",
    "RoomAdmin",
    "VenueAdmin",
]
