"""The order of protocol that is suggested for those who appear together.

Shapes: a list of `Place`, in the order as it is now; the answer is the same places in the suggested order.
"""

from collections.abc import Hashable
from typing import NamedTuple

# Who opens and leads the line comes first, then who speaks, then who honours it.
ROLES = ["moderator", "speaker", "award_presenter", "panellist", "guest"]
# Kinds of organisation in the order in which protocol names them: that of `directory.models.OrganisationKind`.
KINDS = ["government", "association", "institute", "university", "operator", "vendor", "enterprise", "fund"]


class Place(NamedTuple):
    """Somebody in a line: `kind` is that of the organisation they appear for, or "" where they appear for none."""

    key: Hashable
    role: str
    kind: str = ""


def in_order(places):
    """By role, then by kind of organisation, then as they stand now; what has no place in the lists comes last."""
    return sorted(places, key=lambda place: (position(ROLES, place.role), position(KINDS, place.kind)))


def position(names, name):
    return names.index(name) if name in names else len(names)
