"""The back office of the directory, and what the back offices of the other apps are built from."""

from directory.admin.base import BloomAdmin, BloomStackedInline, BloomTabularInline, ReadOnly
from directory.admin.filters import RowFilter
from directory.admin.people import OfficeAdmin, OrganisationAdmin, PersonAdmin
from directory.admin.places import IndustryAdmin, RegionAdmin
from directory.admin.users import UserAdmin

__all__ = [
    "BloomAdmin",
    "BloomStackedInline",
    "BloomTabularInline",
    "IndustryAdmin",
    "OfficeAdmin",
    "OrganisationAdmin",
    "PersonAdmin",
    "ReadOnly",
    "RegionAdmin",
    "RowFilter",
    "UserAdmin",
]
