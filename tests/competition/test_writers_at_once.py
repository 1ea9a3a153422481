"""The award board, bulk changes, imports and certificates write at the same moment: none is ended for another."""

from itertools import cycle
from random import Random

import pytest

from competition import awarding, certifying, changing
from competition.importing import passing
from competition.models import Award, Competition, Entry
from tests import factories
from tests.competition import certificates
from tests.competition.sheet_files import take
from tests.competition.writing import at_once

pytestmark = pytest.mark.django_db(transaction=True)
TIMES = 6


@pytest.fixture
def prize(organiser):
    """A prize that is given to twenty entries, the last of them first: the board and a list go opposite ways."""
    prize = factories.prize(edition=certificates.session(), quota=50)
    announcement = factories.announcement(edition=prize.edition, public_at=None)
    entries = [factories.entry(edition=prize.edition, number=f"A{number:02}") for number in range(28)]
    for row in reversed(entries[8:]):
        awarding.give(prize, row, announcement=announcement, by=organiser)
    return prize


def moves(prize, organiser):
    """The last award becomes the first, again and again."""
    for _time in range(TIMES):
        last = awarding.given_of(prize).last()
        awarding.move(last, place=1, by=organiser)


def gives(prize, organiser):
    """Entries that hold nothing come in before all others."""
    announcement = Award.objects.first().announcement
    for row in list(Entry.objects.filter(awards=None).order_by("-pk")[:TIMES]):
        awarding.give(prize, row, announcement=announcement, by=organiser, place=1)


def enlarges(prize, organiser):
    """The prize is saved, which asks its rules about all its entries."""
    for _time, other in zip(range(TIMES), cycle([True, False]), strict=False):
        with awarding.locked(prize) as row:
            row.allows_other_awards = other
            row.save()


def changes(prize, organiser):
    """All entries are at another stage."""
    for _time, stage in zip(range(TIMES), cycle(["prototype", "commercial"]), strict=False):
        changing.change(Entry.objects.all(), changing.Asked(stage=stage), by=organiser)


def imports(prize, organiser):
    """A sheet names all entries in any order."""
    rows = [{"session": "6", "number": number} for number in in_any_order("number")]
    for time in range(TIMES):
        take("entries", [row | {"title_en": f"Title {time}"} for row in rows], Competition.objects.get())


def imports_awards(prize, organiser):
    """A sheet names all awards in any order."""
    award = Award.objects.select_related("announcement", "prize").first()
    row = {"session": "6", "announcement": award.announcement.title_en, "prize": award.prize.name_en}
    rows = [row | {"entry": number} for number in in_any_order("awards__entry__number") if number]
    for time in range(TIMES):
        outcome = take("awards", [row | {"citation_en": f"Why {time}"} for row in rows], Competition.objects.get())
        assert outcome.changed == len(rows)


def in_any_order(column):
    return Random(6).sample(values := list(Entry.objects.values_list(column, flat=True)), len(values))


def issues(prize, organiser):
    """Certificates are issued for what has none."""
    for _time in range(TIMES):
        certifying.issue(prize.edition, by=organiser)


@pytest.mark.parametrize(
    "writers",
    [
        [moves, changes],
        [gives, changes],
        [enlarges, changes],
        [moves, imports],
        [gives, imports],
        [changes, imports],
        [moves, imports_awards],
        [changes, imports_awards],
        [issues, imports_awards],
        [gives, issues],
    ],
    ids=lambda writers: "-".join(writer.__name__ for writer in writers),
)
def test_nobody_is_ended_for_another(prize, organiser, writers, monkeypatch):
    monkeypatch.setattr(passing, "PIECE", 7)

    refusals = at_once(*[lambda write=write: write(prize, organiser) for write in writers])

    assert refusals == [None, None]
