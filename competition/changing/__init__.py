"""Changing many entries at once: first shown, then done exactly as it was shown, and undone where nobody went on."""

from competition.changing.planning import Asked, Plan, plan
from competition.changing.undoing import Undone, undo
from competition.changing.wording import in_words, label_of, names_of
from competition.changing.writing import change

__all__ = ["Asked", "Plan", "Undone", "change", "in_words", "label_of", "names_of", "plan", "undo"]
