"""Emptying a field of many entries at once."""

import pytest

from competition.changing import Asked, change, plan, undo
from competition.models import Entry
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return factories.edition()


@pytest.mark.parametrize(("name", "empty"), [("track", None), ("region", None), ("stage", "")])
def test_field_that_may_be_empty_is_emptied_and_filled_again(edition, name, empty):
    values = {
        "track": factories.track(competition=edition.competition),
        "region": factories.region(),
        "stage": "commercial",
    }
    entry = factories.entry(edition=edition, state="submitted", **values)
    factories.entry(edition=edition, state="submitted", **{name: empty})

    record = change(Entry.objects.all(), Asked(emptied=(name,)), by=None)

    entry.refresh_from_db()
    assert getattr(entry, name) == empty
    assert (list(record.after), record.what) == ([entry.pk], f"{name.capitalize()}: none")
    undo(record, by=None)
    entry.refresh_from_db()
    assert getattr(entry, name) == values[name]


def test_entry_that_holds_a_prize_of_its_track_keeps_its_track(edition):
    track = factories.track(competition=edition.competition)
    held = factories.award(prize=factories.prize(edition=edition, track=track)).entry

    assert plan(Entry.objects.all(), Asked(emptied=("track",))).refused == {
        "entry_with_award_stays_in_track": [held.pk]
    }
