"""The illustrative part of the demonstration: organisations, entries and winners that were plainly never there.

From a seed, and the same on every machine. Nothing here names a real organisation: each name says “Example” and 示例.
"""

import random
from typing import NamedTuple

from competition.illustrative.awards import Award, Standing, awards, standings
from competition.illustrative.entries import Author, Entry
from competition.illustrative.organisations import Founder, Organisation
from competition.illustrative.sessions import FULL, Prize, Session, participants, sizes

__all__ = ["FULL", "SEED", "Award", "Entry", "Organisation", "Prize", "Session", "SessionRows", "Standing", "generated"]

SEED = 20231020


class SessionRows(NamedTuple):
    """`organisations` are those that no earlier session had; awards and standings call entries by their place."""

    session: Session
    organisations: list
    entries: list
    standings: list
    awards: list


def generated(sessions, entries, seed=SEED):
    """The rows of one session after the other, so that only one is in memory. `entries` counts the named ones, too.

    Errors: ValueError says how many entries are needed at least.
    """
    rng = random.Random(seed)  # noqa: S311  (nothing here is secret)
    founder, author = Founder(rng), Author(rng)
    sized = sizes(sessions, entries)
    for session in sessions:
        number = sized[session.number] - sum(session.named.values())
        known = len(founder.all)
        taking_part = founder.participants(session.number, participants(session.number, number))
        written = list(author.entries(session, taking_part, number))
        found = standings(session, number, rng)
        yield SessionRows(session, founder.all[known:], written, found, awards(session, written, found))
