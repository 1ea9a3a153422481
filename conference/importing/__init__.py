"""Importing a schedule file into a conference: first a plan that shows what would change, then carrying it out."""

from conference.importing.carrying_out import carry_out
from conference.importing.planning import Plan, plan

__all__ = ["Plan", "carry_out", "plan"]
