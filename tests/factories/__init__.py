"""Rows for tests: plain functions; what a test does not name is chosen so that the row is valid.

The conference of the tests has two days, 20 and 21 October 2023; `at(9, 30)` is half past nine on the first, in the
site's time zone, and `at(9, 30, day=21)` on the second.
"""

from tests.factories.competition import (
    announcement,
    attachment,
    award,
    award_presentation,
    award_presenter,
    competition,
    edition,
    entry,
    entry_member,
    official_total,
    prize,
    standing,
    technology,
    track,
)
from tests.factories.conference import (
    activity,
    agenda_item,
    appearance,
    conference,
    exhibit,
    key_figure,
    news,
    programme,
    release,
    room,
    venue,
)
from tests.factories.directory import industry, office, organisation, person, region, user
from tests.factories.making import at, created

__all__ = [
    "activity",
    "agenda_item",
    "announcement",
    "appearance",
    "at",
    "attachment",
    "award",
    "award_presentation",
    "award_presenter",
    "competition",
    "conference",
    "created",
    "edition",
    "entry",
    "entry_member",
    "exhibit",
    "industry",
    "key_figure",
    "news",
    "office",
    "official_total",
    "organisation",
    "person",
    "prize",
    "programme",
    "region",
    "release",
    "room",
    "standing",
    "technology",
    "track",
    "user",
    "venue",
]
