"""At which table each meeting sits: people keep the table of their meeting before where they can.

Slot after slot, the tables are given so that as many people as possible stay where they sat, and of these those with
most meetings. That is exact for each slot after the one before, not for the day as a whole.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable

import numpy as np
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from matchmaking.planning.problem import Meeting

STAYING = 1_000  # what it is worth that a person stays, beside the number of their meetings


def seat(meetings: Iterable[Meeting], tables: Iterable[int]) -> list[Meeting]:
    """The same meetings, those without a table with one that is not taken in their slot.

    Shapes: tables[slot] = how many there are; there must be enough for the meetings of each slot.
    """
    meetings, by_slot = list(meetings), defaultdict(list)
    busy = Counter(person for meeting in meetings for person in _people(meeting))
    for meeting in sorted(meetings, key=lambda meeting: meeting[:3]):
        by_slot[meeting.slot].append(meeting)
    sat: dict[tuple[str, int], int] = {}  # the table at which each person sat last
    seated = []
    for slot, number in enumerate(tables):
        for meeting in _seat_slot(by_slot[slot], number, sat, busy):
            seated.append(meeting)
            sat |= dict.fromkeys(_people(meeting), meeting.table)
    return seated


def _people(meeting):
    return ("venture", meeting.venture), ("investor", meeting.investor)


def _seat_slot(meetings, number, sat, busy):
    standing = [meeting for meeting in meetings if meeting.table is None]
    taken = {meeting.table for meeting in meetings if meeting.table is not None}
    wishes = {}
    for place, meeting in enumerate(standing):
        for person in _people(meeting):
            table = sat.get(person, number)
            if table < number and table not in taken:
                wishes[place, table] = wishes.get((place, table), 0) + STAYING + busy[person]
    found = _most_wishes(wishes)
    taken |= set(found.values())
    others = (table for table in range(number) if table not in taken)
    chosen = [found[place] if place in found else next(others) for place in range(len(standing))]
    return [
        *(meeting for meeting in meetings if meeting.table is not None),
        *(meeting._replace(table=table) for meeting, table in zip(standing, chosen, strict=True)),
    ]


def _most_wishes(wishes: dict[tuple[int, int], int]) -> dict[int, int]:
    """The table of each meeting that gets one, so that as many people as possible stay: a matching, as a flow."""
    if not wishes:
        return {}
    places, tables = (sorted({wish[side] for wish in wishes}) for side in (0, 1))
    place_node = {place: node for node, place in enumerate(places)}
    table_node = {table: node for node, table in enumerate(tables, start=len(places))}
    source = len(places) + len(tables)
    flow, wanted = SimpleMinCostFlow(), sorted(wishes)
    arcs = flow.add_arcs_with_capacity_and_unit_cost(
        np.array([place_node[place] for place, _table in wanted]),
        np.array([table_node[table] for _place, table in wanted]),
        np.ones(len(wanted), dtype=np.int64),
        np.array([-wishes[wish] for wish in wanted]),
    )
    for node in place_node.values():
        flow.add_arc_with_capacity_and_unit_cost(source, node, 1, 0)
    for node in table_node.values():
        flow.add_arc_with_capacity_and_unit_cost(node, source + 1, 1, 0)
    flow.add_arc_with_capacity_and_unit_cost(source, source + 1, len(places), 0)
    flow.set_node_supply(source, len(places))
    flow.set_node_supply(source + 1, -len(places))
    flow.solve()
    return {wanted[n][0]: wanted[n][1] for n in np.flatnonzero(flow.flows(arcs)).tolist()}
