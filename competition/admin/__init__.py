"""The back office of the competition, by subject."""

from competition.admin.runs import RunAdmin

__all__ = ["RunAdmin"]
