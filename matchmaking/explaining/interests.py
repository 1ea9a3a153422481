"""What a party and others have declared of each other, in groups."""

from typing import Any, NamedTuple

from matchmaking import finding
from matchmaking.models import Interest, InterestState


class Line(NamedTuple):
    """Somebody of the other side, and what was declared, as far as a party may know it."""

    row: Any
    own: Interest | None
    has_declined: bool


class Interests(NamedTuple):
    """Lists of `Line`: who agrees, who waits for whom, and whom the party has turned down."""

    both: list[Line]
    theirs: list[Line]
    ours: list[Line]
    declined: list[Line]
    blocked: list[Line]


def interests(party):
    """Who is not shown to the party is in none of them, unless the party itself blocks them."""
    declared = finding.declared_by_and_to(party)
    own_blocks = {key for key, said in declared.items() if is_own(said, InterestState.BLOCKED)}
    shown = party.partners().select_related("organisation").in_bulk(declared.keys() - own_blocks)
    rows = shown | party.side.other.model.objects.select_related("organisation").in_bulk(own_blocks)
    groups = Interests([], [], [], [], [])
    for key, row in sorted(rows.items()):
        if name := group_of(declared[key]):
            getattr(groups, name).append(line(row, declared[key]))
    groups.both.sort(key=weight)
    groups.ours.sort(key=weight)
    return groups


def group_of(said):
    """Where a pair belongs; nowhere, where the other side alone has declined."""
    if said.own is None:
        return "theirs" if said.is_wish("other") else None
    if said.own.state == InterestState.WISH:
        return "both" if said.is_wish("other") else "ours"
    return said.own.state


def line(row, said):
    other = said.other and said.other.state == InterestState.DECLINED
    return Line(row, said.own, said.is_wish("own") and bool(other))


def is_own(said, state):
    return bool(said.own) and said.own.state == state


def weight(one):
    return -one.own.weight
