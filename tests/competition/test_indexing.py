"""The explorer's index follows the rows, whoever writes them, whatever fails."""

import datetime as dt

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from competition import indexing, published
from competition.indexing.rows import documents
from competition.models import Entry
from directory.models import Organisation
from tests import factories
from tests.competition.indexed import NO_DRIFT, found, harbours, retitle


@pytest.fixture
def cup(db):
    return harbours()


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


def withdraw(award):
    award.state, award.withdrawn_at, award.notice_en = "withdrawn", timezone.now(), "By request."
    award.save()


def test_a_withdrawn_award_keeps_its_entry_public_and_is_no_prize_any_more(cup):
    given = factories.award(entry=cup[0])
    indexing.sync()

    withdraw(given)

    (document,) = documents([cup[0].pk])
    assert indexing.sync() == 1
    assert indexing.check() == NO_DRIFT
    assert document.facets["award"] == []
    assert f"announcement {given.announcement_id}" in document.gates


def test_an_award_withdrawn_before_its_announcement_is_not_in_the_index_whenever_that_comes(cup):
    announcement = factories.announcement(edition=cup[0].edition, public_at=timezone.now() + dt.timedelta(days=1))
    withdraw(factories.award(entry=cup[0], announcement=announcement))
    gate = f"announcement {announcement.pk}"
    indexing.sync()
    assert gate not in next(documents([cup[0].pk])).gates

    announcement.public_at = timezone.now() - dt.timedelta(days=1)
    announcement.save()

    assert indexing.sync() == 1
    assert indexing.check() == NO_DRIFT
    assert gate in next(documents([cup[0].pk])).gates


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


def test_the_back_office_finds_entries_of_any_state_and_is_told_the_others_where_they_are_fewer(cup):
    set_state(cup[1], "withdrawn")
    other = factories.entry(title_en="Mine of another session")
    published.refresh()

    assert indexing.matching("harbour") == [entry.pk for entry in cup]
    assert indexing.matching("港口") == []
    assert indexing.matching_or_others("mine") == ([other.pk], True)
    assert indexing.matching_or_others("harbour") == ([other.pk], False)


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
