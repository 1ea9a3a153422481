"""What makes a problem impossible before anything is planned, each in a sentence."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from matchmaking.planning.problem import MOST_WEIGHT, Problem

VENTURE, INVESTOR = "venture", "investor"


class Fault(NamedTuple):
    """What cannot be, in words, and for the pages: its code, what it is about, such as {"venture": 3, "slot": 0}, and
    the figures that it tells, such as {"count": 2}.
    """

    code: str
    sentence: str
    about: dict[str, int] = {}
    figures: dict[str, int] = {}


class ImpossibleError(ValueError):
    """There is no plan. Its text says why, a sentence for each fault."""

    def __init__(self, faults: list[Fault]):
        super().__init__(" ".join(fault.sentence for fault in faults))
        self.faults = faults


def check(problem: Problem):
    """Errors: ImpossibleError says everything that can be seen to be impossible without planning."""
    found = list(_outside(problem)) or [
        *_numbers(problem),
        *_contradictions(problem),
        *_mandatory(problem),
        *_fixed(problem),
        *_promised(problem),
    ]
    if found:
        raise ImpossibleError(found)


def _outside(problem) -> Iterator[Fault]:
    """Pairs and slots that do not exist; nothing else can be looked at while there are some."""
    groups = (("pair", problem.pairs.tolist()), ("mandatory pair", problem.mandatory))
    for what, pairs in (
        *groups,
        ("forbidden pair", problem.forbidden),
        ("fixed pair", [m.pair for m in problem.fixed]),
    ):
        for venture, investor in pairs:
            if not (0 <= venture < problem.ventures and 0 <= investor < problem.investors):
                yield Fault(
                    "no_such_pair",
                    f"The {what} of venture {venture} and investor {investor} names somebody who does not exist.",
                    pair_of(venture, investor),
                )
    for meeting in problem.fixed:
        if not 0 <= meeting.slot < problem.slots:
            yield Fault(
                "no_such_slot",
                f"{_the(meeting)} is fixed in slot {meeting.slot}, which does not exist.",
                pair_of(*meeting.pair),
            )


def _numbers(problem) -> Iterator[Fault]:
    for kind, most in ((VENTURE, problem.ventures_most), (INVESTOR, problem.investors_most)):
        for person in np.flatnonzero(most < 0).tolist():
            yield Fault(
                "negative_most",
                f"The most meetings of {kind} {person} are {most[person]}.",
                {kind: person},
                {"most": int(most[person])},
            )
    for slot in np.flatnonzero(problem.tables < 0).tolist():
        yield Fault(
            "negative_tables",
            f"Slot {slot} has {problem.tables[slot]} tables.",
            {"slot": slot},
            {"tables": int(problem.tables[slot])},
        )
    for place in np.flatnonzero((problem.weights < 1) | (problem.weights > MOST_WEIGHT)).tolist():
        venture, investor = problem.pairs[place].tolist()
        yield Fault(
            "weight_out_of_range",
            f"The weight of venture {venture} and investor {investor} is {problem.weights[place]}: "
            f"it must be a whole number from 1 to {MOST_WEIGHT}.",
            pair_of(venture, investor),
        )
    same = np.flatnonzero((problem.pairs[1:] == problem.pairs[:-1]).all(axis=1))
    for venture, investor in problem.pairs[same].tolist():
        yield Fault(
            "pair_twice", f"Venture {venture} and investor {investor} are weighed twice.", pair_of(venture, investor)
        )


def _contradictions(problem) -> Iterator[Fault]:
    for venture, investor in sorted(set(problem.mandatory) & set(problem.forbidden)):
        yield Fault(
            "mandatory_and_forbidden",
            f"Venture {venture} and investor {investor} must meet and must not meet.",
            pair_of(venture, investor),
        )


def _mandatory(problem) -> Iterator[Fault]:
    """Mandatory pairs that have no slot, beside those that are fixed already."""
    fixed = {meeting.pair for meeting in problem.fixed}
    for venture, investor in problem.mandatory:
        together = problem.ventures_free[venture] & problem.investors_free[investor] & (problem.tables > 0)
        if (venture, investor) not in fixed and not together.any():
            yield Fault(
                "no_common_slot",
                f"Venture {venture} and investor {investor} must meet, and are never free in one slot with a table.",
                pair_of(venture, investor),
            )


def _fixed(problem) -> Iterator[Fault]:
    for kind, place in ((VENTURE, 0), (INVESTOR, 1)):
        for (person, slot), count in _more_than_one((m[place], m.slot) for m in problem.fixed):
            yield Fault(
                "fixed_twice",
                f"{kind.title()} {person} has {count} fixed meetings in slot {slot}.",
                {kind: person, "slot": slot},
                {"count": count},
            )
    for (venture, investor), count in _more_than_one(meeting.pair for meeting in problem.fixed):
        yield Fault(
            "pair_fixed_twice",
            f"Venture {venture} and investor {investor} have {count} fixed meetings.",
            pair_of(venture, investor),
            {"count": count},
        )
    for slot, count in sorted(Counter(meeting.slot for meeting in problem.fixed).items()):
        if count > problem.tables[slot]:
            yield Fault(
                "more_fixed_than_tables",
                f"Slot {slot} has {problem.tables[slot]} tables and {count} fixed meetings.",
                {"slot": slot},
                {"count": count, "tables": int(problem.tables[slot])},
            )
    tables = ((meeting.slot, meeting.table) for meeting in problem.fixed if meeting.table is not None)
    for (slot, table), count in _more_than_one(tables):
        yield Fault(
            "table_fixed_twice",
            f"Table {table} has {count} fixed meetings in slot {slot}.",
            {"slot": slot, "table": table},
            {"count": count},
        )
    for meeting in problem.fixed:
        if meeting.table is not None and not 0 <= meeting.table < problem.tables[meeting.slot]:
            yield Fault(
                "no_such_table",
                f"{_the(meeting)} is fixed at table {meeting.table}, which slot {meeting.slot} does not have.",
                pair_of(*meeting.pair) | {"slot": meeting.slot},
                {"number": meeting.table},
            )


def _promised(problem) -> Iterator[Fault]:
    """People and tables that have more mandatory and fixed meetings than they can take."""
    promised = {meeting.pair for meeting in problem.fixed} | set(problem.mandatory)
    for kind, place, mosts, free in (
        (VENTURE, 0, problem.ventures_most, problem.ventures_free),
        (INVESTOR, 1, problem.investors_most, problem.investors_free),
    ):
        taken = {(meeting[place], meeting.slot) for meeting in problem.fixed}
        for person, count in sorted(Counter(pair[place] for pair in promised).items()):
            slots = sum(bool(yes) or (person, slot) in taken for slot, yes in enumerate(free[person].tolist()))
            if count > mosts[person]:
                yield Fault(
                    "more_than_most",
                    f"{kind.title()} {person} has {count} mandatory or fixed meetings and takes {mosts[person]}.",
                    {kind: person},
                    {"count": count, "most": int(mosts[person])},
                )
            elif count > slots:
                yield Fault(
                    "more_than_slots",
                    f"{kind.title()} {person} has {count} mandatory or fixed meetings and is free in {slots} slots.",
                    {kind: person},
                    {"count": count, "slots": slots},
                )
    if promised and len(promised) > problem.tables.sum():
        yield Fault(
            "more_than_tables",
            f"{len(promised)} meetings are mandatory or fixed, "
            f"and all slots together have {problem.tables.sum()} tables.",
            figures={"count": len(promised), "tables": int(problem.tables.sum())},
        )


def _more_than_one(things):
    return sorted((thing, count) for thing, count in Counter(things).items() if count > 1)


def _the(meeting):
    return f"The meeting of venture {meeting.venture} and investor {meeting.investor}"


def pair_of(venture, investor):
    return {VENTURE: venture, INVESTOR: investor}
