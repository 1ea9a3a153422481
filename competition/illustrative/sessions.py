"""How many entries and participants each session has, so that the whole has the proportions of the official figures."""

import datetime as dt
from dataclasses import dataclass, field

# Entries and participating organisations where the whole has 94,000, by session. What the sources say holds exactly:
# 334 entries of 189 participants in the first, 45,000 of nearly 16,000 in the sixth, 94,000 in all. What was found in
# print of none between (3,731, 4,289, 12,281 and 28,560 entries are repeated in the trade, 195 too many) is made
# smaller in proportion; participants there are made up.
FULL = {1: (334, 189), 2: (3716, 1850), 3: (4272, 2050), 4: (12232, 5300), 5: (28446, 10900), 6: (45000, 15980)}
# Of ten entries of a small demonstration at least one has won nothing.
WINNERS_AT_MOST = 0.9


@dataclass(frozen=True)
class Prize:
    """`order` is what it is called by. `tied` of its places were added because entries tied for the last one."""

    order: int
    places: int
    tied: int = 0
    track: str = ""
    is_beside_others: bool = False


@dataclass(frozen=True)
class Session:
    """`named` are the entries that a source names: {order of the prize they won: how many}."""

    number: int
    opens_on: dt.date
    closes_on: dt.date
    prizes: tuple[Prize, ...]
    named: dict[int, int] = field(default_factory=dict)

    @property
    def winners(self):
        return sum(prize.places for prize in self.prizes if not prize.is_beside_others)

    @property
    def least(self):
        """The entries that it has at least."""
        return int(self.winners / WINNERS_AT_MOST) + 1


def sizes(sessions, entries):
    """{session: its entries}, in proportion to the full size, each at least large enough for its prizes.

    Errors: ValueError says how many entries are needed.
    """
    least = sum(session.least for session in sessions)
    if entries < least:
        raise ValueError(f"At least {least} entries are needed, so that every prize of every session is won.")
    found = {}
    while True:
        left = [session for session in sessions if session.number not in found]
        shared = shares([FULL[session.number][0] for session in left], entries - sum(found.values()))
        small = {one.number: one.least for one, share in zip(left, shared, strict=True) if share < one.least}
        if not small:
            sized = found | {one.number: share for one, share in zip(left, shared, strict=True)}
            return {session.number: sized[session.number] for session in sessions}
        found |= small


def shares(weights, whole):
    """The whole in parts by weight, to the unit: what is left after rounding down goes to the largest remainders."""
    total = sum(weights)
    parts = [whole * weight // total for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda place: (-(whole * weights[place] % total), place))
    for place in by_remainder[: whole - sum(parts)]:
        parts[place] += 1
    return parts


def participants(number, entries):
    """How many organisations take part in a session of that many entries."""
    full_entries, full_organisations = FULL[number]
    return min(entries, round(entries * full_organisations / full_entries))
