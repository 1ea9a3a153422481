"""What the index holds of an entry, whatever its state: whether it is public is asked of the index, not told to it."""

import re
from hashlib import blake2b
from typing import NamedTuple

from competition.explorer.words import fold

ADMITTED = "admitted"
EVERY = "*"  # the gate of the back office: every entry passes it
NONE = "-"  # the value of a facet that an entry has nothing in

ONE_VALUE = ("edition", "state", "track", "region", "stage", "illustrative")
SEVERAL_VALUES = ("industry", "technology", "organisation", "award")
FACETS = ONE_VALUE + SEVERAL_VALUES

PK_BITS = 28
NUMBER_BITS = 26
MOST_SESSIONS = 1023  # 10 bits: with the number and the key, 64 in all


class Document(NamedTuple):
    """One entry. Texts are its titles, its summary and the names of its organisations; awards are pairs of the primary
    key of their announcement and the tier of their prize, or "" where the award was withdrawn after its announcement:
    that keeps the entry public, and is no prize any more. `session` is the number of its edition.
    """

    pk: int
    session: int
    number: str
    texts: tuple[str, ...]
    edition: int
    state: str
    track: int | None = None
    region: int | None = None
    stage: str = ""
    industries: tuple[int, ...] = ()
    technologies: tuple[int, ...] = ()
    organisations: tuple[int, ...] = ()
    awards: tuple[tuple[int, str], ...] = ()
    is_illustrative: bool = False

    @property
    def order(self):
        """The newest session first; within it by the last figure in the number, then by the key, so that none ties."""
        return order_key(self.session, self.number, self.pk)

    @property
    def gates(self):
        """What opens an admitted entry to the public: its session, or an announcement of an award of it."""
        if self.state != ADMITTED:
            return [EVERY]
        announcements = sorted({announcement for announcement, _tier in self.awards})
        return [EVERY, session_gate(self.edition), *map(announcement_gate, announcements)]

    @property
    def digest(self):
        """A whole number of 64 bits for all of that, by which the index is compared with the rows."""
        return int.from_bytes(blake2b(repr(self).encode("utf-8", "replace"), digest_size=8).digest())

    @property
    def facets(self):
        """The values of each facet, as they are looked up."""
        return {
            "edition": [str(self.edition)],
            "state": [self.state],
            "track": [value(self.track)],
            "region": [value(self.region)],
            "stage": [value(self.stage)],
            "illustrative": [str(int(self.is_illustrative))],
            "industry": sorted({str(pk) for pk in self.industries}) or [NONE],
            "technology": sorted({str(pk) for pk in self.technologies}),
            "organisation": sorted({str(pk) for pk in self.organisations}),
            "award": sorted({award_value(announcement, tier) for announcement, tier in self.awards if tier}),
        }


def value(key):
    return NONE if key in (None, "") else str(key)


def session_gate(edition):
    return f"session {edition}"


def announcement_gate(announcement):
    return f"announcement {announcement}"


def award_value(announcement, tier):
    return f"{announcement}/{tier}"


def order_key(session, number, pk):
    """A whole number of 64 bits: session, number and primary key, from the greatest weight to the least."""
    figures = re.findall(r"\d+", fold(number))
    within = min(int(figures[-1][:12]), 2**NUMBER_BITS - 1) if figures else 0
    newest_first = MOST_SESSIONS - max(0, min(session, MOST_SESSIONS))
    return (newest_first << NUMBER_BITS | within) << PK_BITS | pk


def pk_of(order):
    return order & (2**PK_BITS - 1)
