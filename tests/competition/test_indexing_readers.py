"""Readers of the explorer's index: what they see while it is written, late, broken or left behind."""

import datetime as dt
import threading
from contextlib import suppress

import pytest
from django.db import connection, transaction
from django.utils import timezone

from competition import indexing, published
from competition.explorer.index import BusyError
from competition.indexing import changes
from competition.models import Entry
from tests import factories
from tests.competition.indexed import NO_DRIFT, found, harbours, retitle
from tests.competition.writing import in_bulk


@pytest.fixture
def cup(db):
    return harbours()


def test_a_reader_that_finds_the_index_old_brings_it_up_to_date_first(cup):
    """As after a process that died between its commit and the index."""
    retitle(cup[0], "Smart mine")

    assert found("mine") == [cup[0].pk]
    assert indexing.check() == NO_DRIFT


def test_a_stage_that_is_a_little_old_is_no_reason_to_write(cup, django_assert_num_queries):
    old = published.refresh().revision
    retitle(cup[0], "Smart mine")
    indexing.sync()

    with django_assert_num_queries(1):
        assert indexing.is_current(old)
    with django_assert_num_queries(0):
        assert indexing.is_current(old)


def test_an_index_that_is_up_to_date_asks_the_database_nothing(cup, django_assert_num_queries):
    revision = published.refresh().revision
    assert indexing.is_current(revision)

    with django_assert_num_queries(0):
        assert indexing.is_current(revision)
        assert indexing.matching("harbour") == [entry.pk for entry in cup]


def test_a_late_commit_is_noticed(cup):
    """A history row that takes its number early is seen only after those with later numbers."""
    late, early = cup[0], cup[1]
    retitle(late, "Late mine")
    row = late.history.first()
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    Entry.objects.filter(pk=late.pk).update(title_en="Harbour 1")
    row.delete()  # not committed yet
    retitle(early, "Early mine")
    assert indexing.sync() == 1

    Entry.objects.filter(pk=late.pk).update(title_en="Late mine")
    Entry.history.model(**values).save()

    assert indexing.sync() == 1
    assert found("mine") == [late.pk, early.pk]
    assert indexing.sync() == 0


@pytest.mark.parametrize("is_first", [True, False])
def test_a_late_commit_is_noticed_after_very_many_younger_rows(cup, is_first):
    """As after a bulk change that began later, and was done sooner."""
    late = cup[0]
    if is_first:  # of all that was written for hours
        Entry.history.update(history_date=timezone.now() - dt.timedelta(hours=5))
    retitle(late, "Late mine")
    row = late.history.first()
    Entry.objects.filter(pk=late.pk).update(title_en="Harbour 1")
    Entry.history.filter(pk=row.pk).delete()  # not committed yet
    in_bulk(cup[1], 1_500)
    indexing.sync()

    Entry.objects.filter(pk=late.pk).update(title_en="Late mine")
    row.save(force_insert=True)

    assert indexing.sync() == 1
    assert found("mine") == [late.pk]
    assert indexing.sync() == 0


def test_a_large_change_is_noticed_that_ends_after_a_small_one(cup):
    """It has taken thousands of numbers before those of the small one, which is all that is there of the last hour."""
    Entry.history.update(history_date=timezone.now() - dt.timedelta(hours=5))
    retitle(cup[0], "Late mine")
    row = cup[0].history.first()
    Entry.objects.filter(pk=cup[0].pk).update(title_en="Harbour 1")
    Entry.history.filter(pk=row.pk).delete()  # the first of 3,000, none of them committed yet
    small = Entry.history.filter(id=cup[1].pk).first()
    small.pk, small.history_date = row.pk + 3_000, timezone.now()
    small.save(force_insert=True)
    indexing.sync()

    Entry.objects.filter(pk=cup[0].pk).update(title_en="Late mine")
    row.save(force_insert=True)

    assert indexing.sync() == 1
    assert found("mine") == [cup[0].pk]


def test_an_entry_that_the_index_does_not_know_yet_is_not_among_those_that_have_other_words(cup):
    """Whoever wrote it told this process nothing: what is kept of the revision is of before."""
    published.refresh()
    retitle(cup[0], "Smart mine")

    pks, have_them = indexing.matching_or_others("harbour")

    assert (sorted(pks), have_them) == ([cup[0].pk], False)


def test_a_number_that_stays_free_costs_nothing_again(cup):
    cup[0].save()
    cup[0].history.first().delete()
    cup[1].save()
    indexing.sync()

    assert indexing.opened().note["histories"]["competition.entry"]["free"] != []
    assert indexing.sync() == 0


def test_an_older_database_makes_the_index_anew(cup):
    factories.entry(edition=cup[0].edition, title_en="Not in the backup")
    indexing.sync()

    for model in changes.KEPT:
        model.history.all().delete()
    Entry.objects.filter(title_en="Not in the backup").delete()
    Entry.history.all().delete()

    assert indexing.sync() == 3
    assert indexing.check() == NO_DRIFT


def test_an_index_that_cannot_be_read_is_made_anew(cup, settings):
    (folder,) = settings.EXPLORER_INDEX.iterdir()
    (folder / "meta.json").write_text("{")
    indexing.index_in.cache_clear()

    assert found("harbour") == [entry.pk for entry in cup]


def test_a_crash_while_the_index_is_written_leaves_the_old_one_and_the_next_reader_repairs_it(cup, monkeypatch):
    retitle(cup[0], "Smart mine")

    def dying(found):
        yield from indexing.rows.documents(found)
        raise MemoryError

    with monkeypatch.context() as patched:
        patched.setattr(indexing, "documents", dying)
        with pytest.raises(MemoryError):
            indexing.sync()
    assert indexing.asking.matching(indexing.opened(), indexing.Question("mine")) == []

    assert found("mine") == [cup[0].pk]
    assert indexing.check() == NO_DRIFT


def test_while_another_process_writes_readers_see_what_was_and_say_so(cup):
    retitle(cup[0], "Smart mine")
    revision = published.refresh().revision
    writer = indexing.opened().writer()

    assert not indexing.is_current(revision)
    assert indexing.matching("mine") == []
    assert indexing.matching_or_others("harbour") == ([entry.pk for entry in cup], True)
    with pytest.raises(BusyError):
        indexing.sync()

    writer.wait_merging_threads()
    assert indexing.is_current(revision)
    assert indexing.matching("mine") == [cup[0].pk]


def test_who_wrote_very_many_rows_brings_the_index_up_to_them_unless_somebody_is_at_it(cup):
    retitle(cup[0], "Smart mine")
    writer = indexing.opened().writer()
    indexing.follow()
    writer.wait_merging_threads()
    assert indexing.check().different == [cup[0].pk]

    indexing.follow()

    assert indexing.check() == NO_DRIFT


@pytest.mark.django_db(transaction=True)
def test_concurrent_writers_leave_no_drift():
    edition = factories.edition()
    entries = [factories.entry(edition=edition) for _number in range(4)]
    failures = []

    def write(entry):
        try:
            for number in range(5):
                with transaction.atomic():
                    row = Entry.objects.get(pk=entry.pk)
                    row.title_en = f"Version {number}"
                    row.save()
                with suppress(BusyError):
                    indexing.sync()
        except Exception as failure:
            failures.append(failure)
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=[entry]) for entry in entries]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert indexing.is_current(published.refresh().revision)
    assert indexing.matching("version") == [entry.pk for entry in entries]
    assert indexing.check() == NO_DRIFT
