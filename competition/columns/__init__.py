"""The sheets of the competition: which columns they have, and what the words in them mean."""

from competition.columns.awards import AwardSheet
from competition.columns.entries import EntrySheet
from competition.columns.organisations import OrganisationSheet
from competition.columns.sheet import Sheet

SHEETS = {kind.name: kind for kind in (EntrySheet, OrganisationSheet, AwardSheet)}

__all__ = ["SHEETS", "AwardSheet", "EntrySheet", "OrganisationSheet", "Sheet"]
