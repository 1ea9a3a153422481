"""What an import leaves in the history is what saving each row would have left."""

import pytest

from competition.importing import import_sheet
from competition.models import Award, Entry, EntryMember
from directory.models import Organisation
from tests import factories
from tests.competition.sheet_files import entry, made, take

pytestmark = pytest.mark.django_db


@pytest.fixture
def cup(db):
    cup = factories.competition(slug="cup")
    factories.edition(competition=cup)
    for name in ("Lead", "One", "Two", "Three"):
        factories.organisation(slug=name.lower(), name_en=name)
    for slug in ("ai", "edge"):
        factories.technology(slug=slug)
    return cup


def told(record, model):
    """What a row of a history says, without who, when and why."""
    return {field.attname: getattr(record, field.attname) for field in model.history.model.tracked_fields}


def of_entry(record):
    return told(record, Entry) | {
        name: sorted(getattr(row, f"{one}_id") for row in getattr(record, name).all())
        for name, one in (("industries", "industry"), ("technologies", "technology"))
    }


def test_history_of_an_entry_says_who_when_and_why(cup, organiser):
    at = factories.at(15)

    take("entries", [entry("A1")], cup, by=organiser, at=at)

    record = Entry.history.get()
    said = (record.history_type, record.history_user, record.history_date, record.history_change_reason)
    assert said == ("+", organiser, at, "Import: sheet.csv")


def test_history_of_an_entry_is_as_if_it_was_saved(cup):
    row = entry("A1", industries="01; 02", technologies="ai", sites="3", state="submitted", deployed_on="2023-05-01")
    take("entries", [row], cup)
    take("entries", [row | {"industries": "02", "technologies": "ai; edge", "sites": "4"}], cup)
    added, changed = Entry.history.order_by("history_id")
    imported = of_entry(changed)

    saved = Entry.objects.get()
    saved.save()

    assert [added.history_type, changed.history_type] == ["+", "~"]
    assert of_entry(saved.history.first()) == imported
    assert len(of_entry(added)["industries"]) == 2
    assert of_entry(added)["sites"] == 3


def test_history_of_partners_says_what_was_added_moved_and_removed(cup):
    take("entries", [entry("A1", partners="One; Two")], cup)
    EntryMember.history.all().delete()

    take("entries", [entry("A1", partners="Two; Three")], cup)

    found = EntryMember.history.order_by("history_id").values_list("history_type", "organisation__slug", "order")
    assert list(found) == [("-", "one", 1), ("~", "two", 1), ("+", "three", 2)]


def test_history_without_a_user_is_possible(cup):
    take("organisations", [{"name_en": "New"}])

    assert Organisation.history.get(name_en="New").history_user is None


def test_history_is_short_enough_for_a_long_name(cup):
    import_sheet("entries", made([entry("A1")]), competition=cup, name=f"{'x' * 200}.csv")

    assert len(Entry.history.get().history_change_reason) == 100


def test_history_names_only_the_rows_that_were_written(cup):
    take("entries", [entry("A1"), entry("A2")], cup)

    take("entries", [entry("A1"), entry("A2", sites="1")], cup)

    found = Entry.history.order_by("history_id").values_list("number", "history_type")
    assert list(found) == [("A1", "+"), ("A2", "+"), ("A2", "~")]
    assert Award.history.count() == 0
