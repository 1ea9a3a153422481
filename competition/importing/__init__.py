"""Importing a sheet: every row is read, compared with what is there, checked, and then all or the good ones written."""

from competition.importing.outcome import Outcome
from competition.importing.passing import Choices, import_sheet

__all__ = ["Choices", "Outcome", "import_sheet"]
