"""A day in figures, for its hosts: every table that the page shows, prints and hands out."""

from matchmaking.figuring.outcomes import amounts, intents, ratings
from matchmaking.figuring.parties import industries, least_served, parties, regions, spread
from matchmaking.figuring.rows import day_rows
from matchmaking.figuring.sittings import interests, meetings, slots, wishes

TABLES = (
    parties,
    meetings,
    spread,
    least_served,
    industries,
    regions,
    slots,
    interests,
    wishes,
    intents,
    amounts,
    ratings,
)


def tables(day):
    """All tables of a day, in the order of the page, in a fixed number of queries."""
    rows = day_rows(day)
    return [table(rows) for table in TABLES]
