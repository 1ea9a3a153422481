"""What is public when: the moments pass by the clock, and every write gives the stage another name."""

import datetime as dt

import pytest
from django.core.cache import cache
from django.db import OperationalError
from django.utils import timezone

from competition import published
from competition.models import Announcement, Award, Entry
from tests import factories
from tests.competition.writing import in_bulk
from tests.factories import at

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)


def test_award_is_public_from_its_moment_on():
    award = factories.award()
    moment = award.announcement.public_at

    assert list(Award.objects.public(moment - MINUTE)) == []
    assert list(Award.objects.public(moment)) == [award]
    assert list(Announcement.objects.public(moment - MINUTE)) == []


@pytest.mark.parametrize("values", [{"public_at": None}, {"public_at": timezone.now() + dt.timedelta(days=1)}])
def test_award_without_a_moment_or_with_a_later_one_is_not_public(values):
    edition = factories.edition()
    factories.award(announcement=factories.announcement(edition=edition, **values))

    assert list(Award.objects.public()) == []


def test_session_that_is_not_on_the_site_shows_nothing():
    edition = factories.edition(is_public=False)
    factories.award(announcement=factories.announcement(edition=edition))

    assert list(Award.objects.public()) == []
    assert list(Entry.objects.public()) == []
    assert published.stage().announcements == frozenset()


@pytest.mark.parametrize("state", ["draft", "submitted", "not_admitted", "withdrawn"])
def test_only_admitted_entries_are_public(state):
    edition = factories.edition()
    admitted = factories.entry(edition=edition)
    factories.entry(edition=edition, state=state)

    assert list(Entry.objects.public()) == [admitted]


def test_session_that_keeps_its_entries_shows_those_that_have_won():
    edition = factories.edition(entries_public_at=None)
    award = factories.award(announcement=factories.announcement(edition=edition, public_at=at(10)))
    factories.entry(edition=edition)

    assert list(Entry.objects.public(at(9))) == []
    assert list(Entry.objects.public(at(10))) == [award.entry]


def test_stage_turns_by_the_clock_without_a_query(django_assert_num_queries):
    edition = factories.edition(entries_public_at=at(9))
    announcement = factories.announcement(edition=edition, public_at=at(10))
    cache.clear()

    with django_assert_num_queries(2):
        before = published.stage(at(8))
    with django_assert_num_queries(0):
        entries, awards = published.stage(at(9)), published.stage(at(10))

    assert (before.editions, before.announcements) == (frozenset(), frozenset())
    assert (entries.editions, entries.announcements) == ({edition.pk}, frozenset())
    assert (awards.editions, awards.announcements) == ({edition.pk}, {announcement.pk})
    assert len({before.digest, entries.digest, awards.digest}) == 3
    assert len({before.revision, entries.revision, awards.revision}) == 1


def changed(row, **values):
    for name, value in values.items():
        setattr(row, name, value)
    row.save()


@pytest.mark.parametrize(
    "write",
    [
        lambda award: changed(award.entry, title_en="Another title"),
        lambda award: changed(award.entry.lead, name_en="Another name"),
        lambda award: changed(factories.region(), name_en="Another name"),
        lambda award: changed(factories.industry(), name_en="Another name"),
        lambda award: changed(award.prize, name_en="Another name"),
        lambda award: changed(award.announcement, public_at=at(11)),
        lambda award: award.entry.technologies.add(factories.technology()),
        lambda award: factories.entry(edition=award.prize.edition),
        lambda award: award.delete(),
    ],
)
def test_every_write_gives_the_stage_another_name(write):
    award = factories.award()
    published.refresh()
    before = published.stage()

    write(award)
    published.refresh()

    assert published.stage().digest != before.digest


def test_history_row_that_comes_late_is_noticed():
    entry = factories.entry()
    changed(entry, title_en="A title")
    late = entry.history.order_by("-history_id")[1]
    kept = entry.history.model.objects.get(pk=late.pk)
    late.delete()
    published.refresh()
    before = published.stage()

    kept.save(force_insert=True)
    published.refresh()

    assert published.stage().digest != before.digest


def test_history_row_that_comes_after_very_many_younger_ones_is_noticed():
    """As after a bulk change that began later, and was done sooner."""
    entry, other = [factories.entry(edition=edition) for edition in [factories.edition()] * 2]
    changed(entry, title_en="A title")
    late = entry.history.first()
    type(late).objects.filter(pk=late.pk).delete()
    in_bulk(other, 1_500)
    published.refresh()
    before = published.stage()

    late.save(force_insert=True)
    published.refresh()

    assert published.stage().digest != before.digest


def test_last_stage_stands_while_the_database_is_away(monkeypatch, settings):
    known = published.stage()
    settings.PUBLICATION_REFRESH_SECONDS = 0

    def away():
        raise OperationalError

    monkeypatch.setattr(published, "read_score", away)

    assert published.stage().digest == known.digest
