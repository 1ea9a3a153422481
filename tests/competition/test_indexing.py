"""The explorer's index follows the rows, whoever writes them, whatever fails."""

import threading
from contextlib import suppress

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from competition import indexing, published
from competition.explorer.index import BusyError
from competition.indexing import changes
from competition.models import Entry
from directory.models import Organisation
from tests import factories

NO_DRIFT = indexing.Drift([], [], [])


@pytest.fixture
def cup(db):
    """A session with three entries, in the index."""
    edition = factories.edition()
    entries = [factories.entry(edition=edition, title_en=f"Harbour {number}") for number in (1, 2, 3)]
    indexing.sync()
    return entries


def found(text):
    published.refresh()  # as whoever commits a change does
    return indexing.matching(text)


def test_the_first_sync_makes_the_index_of_all_entries(cup):
    assert found("harbour") == [entry.pk for entry in cup]
    assert indexing.check() == NO_DRIFT


def test_a_sync_reads_only_what_changed(cup):
    retitle(cup[1], "Smart mine")

    assert indexing.sync() == 1
    assert indexing.sync() == 0
    assert (found("mine"), found("harbour")) == ([cup[1].pk], [cup[0].pk, cup[2].pk])
    assert indexing.check() == NO_DRIFT


def set_state(entry, state):
    entry.state = state
    entry.save()


def retitle(entry, title):
    entry.title_en = title
    entry.save()


def rename(organisation, name):
    organisation.name_en = name
    organisation.save()


CHANGES = {
    "created": lambda entries: factories.entry(edition=entries[0].edition, title_en="New"),
    "another title": lambda entries: retitle(entries[0], "Mine"),
    "another state": lambda entries: set_state(entries[0], "not_admitted"),
    "withdrawn": lambda entries: set_state(entries[0], "withdrawn"),
    "deleted": lambda entries: entries[0].delete(),
    "a partner more": lambda entries: factories.entry_member(entry=entries[0]),
    "lead renamed": lambda entries: rename(entries[0].lead, "Renamed"),
    "an industry": lambda entries: entries[0].industries.add(factories.industry()),
    "a technology": lambda entries: entries[0].technologies.add(factories.technology()),
    "an award": lambda entries: factories.award(entry=entries[0]),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_changed_is_in_the_index_after_a_sync(cup, change):
    change(cup)

    indexing.sync()

    assert indexing.check() == NO_DRIFT


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_rebuilt_index_is_one_that_was_synced(cup, change):
    change(cup)

    assert indexing.rebuild() == Entry.objects.count()

    assert indexing.check() == NO_DRIFT
    assert indexing.sync() == 0


def test_a_partner_that_leaves_or_moves_changes_both_entries(cup):
    member = factories.entry_member(entry=cup[0])
    other = factories.entry_member(entry=cup[2])
    indexing.sync()

    member.entry = cup[1]
    member.save()
    other.delete()

    assert indexing.sync() == 3
    assert indexing.check() == NO_DRIFT


def test_an_award_that_is_withdrawn_or_deleted_is_followed(cup):
    given = factories.award(entry=cup[0])
    indexing.sync()

    given.delete()

    assert indexing.sync() == 1
    assert indexing.check() == NO_DRIFT


def test_another_tier_of_a_prize_is_another_tier_of_its_awards(cup):
    given = factories.award(entry=cup[0])
    indexing.sync()

    given.prize.tier = "second"
    given.prize.save()

    assert indexing.sync() == 1
    assert indexing.check() == NO_DRIFT


def test_another_number_of_a_session_moves_its_entries(cup):
    edition = cup[0].edition
    later = factories.entry(edition=factories.edition(competition=edition.competition, number=7))
    indexing.sync()
    assert found("") == [later.pk, *(entry.pk for entry in cup)]

    edition.number = 8
    edition.save()

    assert indexing.sync() == 3
    assert found("") == [*(entry.pk for entry in cup), later.pk]
    assert indexing.check() == NO_DRIFT


def test_an_organisation_is_found_by_its_new_name_in_every_entry_that_it_is_part_of(cup):
    partner = factories.entry_member(entry=cup[1], organisation=cup[0].lead).organisation
    indexing.sync()

    rename(partner, "Tidewater")

    assert indexing.sync() == 2
    assert found("tidewater") == [cup[0].pk, cup[1].pk]


def test_what_else_changes_of_an_organisation_leaves_its_entries_alone(cup):
    cup[0].lead.website = "https://example.org/"
    cup[0].lead.save()

    assert indexing.sync() == 0
    assert indexing.check() == NO_DRIFT


def test_a_name_without_a_history_before_it_is_a_new_name(cup):
    Organisation.history.filter(id=cup[0].lead.pk).delete()
    rename(cup[0].lead, "Tidewater")

    assert indexing.sync() == 1
    assert found("tidewater") == [cup[0].pk]


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
    with pytest.raises(BusyError):
        indexing.sync()

    writer.wait_merging_threads()
    assert indexing.is_current(revision)
    assert indexing.matching("mine") == [cup[0].pk]


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


def test_the_back_office_finds_entries_of_any_state_and_narrows_by_what_they_are(cup):
    set_state(cup[1], "withdrawn")
    other = factories.entry(title_en="Harbour of another session")
    published.refresh()

    assert indexing.matching("harbour", limit=2) == [cup[0].pk, cup[1].pk]
    assert indexing.matching("harbour", chosen={"state": ["withdrawn"]}) == [cup[1].pk]
    assert indexing.matching("harbour", chosen={"edition": [other.edition_id]}) == [other.pk]
    assert indexing.matching("港口") == []


def test_the_command_makes_the_index_and_checks_it(cup, capsys):
    call_command("index_entries")
    call_command("index_entries", "--check")
    Entry.objects.filter(pk=cup[0].pk).update(title_en="Written past the history")

    with pytest.raises(CommandError, match=f"different: 1 \\({cup[0].pk}\\)"):
        call_command("index_entries", "--check")

    assert capsys.readouterr().out == "3 entries are in the index.\nThe index says what the rows say.\n"


def test_the_command_says_that_another_process_is_writing(cup):
    writer = indexing.opened().writer()

    with pytest.raises(CommandError, match="Another process is writing"):
        call_command("index_entries")

    writer.wait_merging_threads()
