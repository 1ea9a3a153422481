"""Changing many entries at once: what would change, what is refused, what is written, and how it is undone."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from competition.changing import Asked, change, plan, undo, undoing, writing
from competition.models import BulkChange, Entry, EntryState
from tests import factories
from tests.clashing import ended

pytestmark = pytest.mark.django_db
LATER = timezone.now() + dt.timedelta(days=1)
TARGETS = ["admitted", "not_admitted", "withdrawn"]


@pytest.fixture
def edition():
    return factories.edition()


def entries(edition, *states, **values):
    return [factories.entry(edition=edition, state=state, **values) for state in states]


def changed(asked, by=None, **kwargs):
    return change(Entry.objects.all(), asked, by=by, **kwargs)


def all_values():
    rows = list(Entry.objects.order_by("pk").values())
    return rows, [
        [list(getattr(row, name).values_list("pk", flat=True)) for name in ("technologies", "industries")]
        for row in Entry.objects.order_by("pk")
    ]


def test_plan_counts_from_which_value_to_which(edition):
    entries(edition, "submitted", "submitted", "not_admitted", "admitted", "draft")

    found = plan(Entry.objects.all(), Asked(state="admitted"))

    assert found.counts == {("state", "submitted", "admitted"): 2, ("state", "not_admitted", "admitted"): 1}
    assert found.unchanged == 1
    assert {code: len(pks) for code, pks in found.refused.items()} == {"state_refused": 1}


def test_entry_that_holds_a_prize_of_its_track_stays_there(edition):
    here, there = (factories.track(competition=edition.competition) for _track in range(2))
    held = factories.award(prize=factories.prize(edition=edition, track=here)).entry
    other = factories.entry(edition=edition, track=here)
    record = changed(Asked(track=there.pk))

    assert plan(Entry.objects.all(), Asked(track=there.pk)).refused == {"entry_with_award_stays_in_track": [held.pk]}
    assert list(record.after) == [other.pk]
    factories.award(prize=factories.prize(edition=edition, track=there), entry=other)
    assert [kept.why for kept in undo(record, by=None).kept] == ["holds an award"]


def test_writer_that_is_ended_for_another_says_so(edition, monkeypatch):
    entries(edition, "submitted")
    record = changed(Asked(stage="commercial"))

    monkeypatch.setattr(undoing, "write", ended)
    monkeypatch.setattr(writing, "write", ended)
    for write in (lambda: changed(Asked(state="admitted")), lambda: undo(record, by=None)):
        with pytest.raises(ValidationError) as refusal:
            write()
        assert refusal.value.code == "writers_clashed"

    assert list(Entry.objects.values_list("state", "stage")) == [("submitted", "commercial")]
    assert BulkChange.objects.get().undone_at is None


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("state", EntryState.values)
def test_only_successors_of_a_state_are_reached(edition, state, target):
    entries(edition, state)

    found = plan(Entry.objects.all(), Asked(state=target))

    allowed = target in EntryState.SUCCESSORS[state]
    assert (len(found.after), found.unchanged, len(found.refused)) == (
        allowed,
        state == target,
        not allowed and state != target,
    )


def test_entry_that_holds_an_award_stays_admitted(organiser):
    award = factories.award()

    found = plan(Entry.objects.all(), Asked(state="withdrawn"))

    assert found.refused == {"entry_with_award_stays_admitted": [award.entry_id]}
    with pytest.raises(ValidationError) as refused:
        changed(Asked(state="withdrawn"), organiser)
    assert refused.value.code == "nothing_to_change"


def test_track_of_another_competition_is_refused(edition):
    (entry,) = entries(edition, "admitted")

    found = plan(Entry.objects.all(), Asked(track=factories.track().pk, stage="prototype"))

    assert (found.after, found.refused) == ({}, {"track_refused": [entry.pk]})


def test_sets_gain_and_lose(edition):
    one, two, three = (factories.technology() for _number in range(3))
    factories.entry(edition=edition, technologies=[one, two])
    factories.entry(edition=edition, technologies=[three])

    found = plan(Entry.objects.all(), Asked(add_technologies=(three.pk,), remove_technologies=(one.pk,)))

    assert found.counts == {("technologies", None, three.pk): 1, ("technologies", one.pk, None): 1}
    assert found.unchanged == 1


def test_everything_is_written_with_history(edition, organiser):
    track = factories.track(competition=edition.competition)
    region, industry, technology = factories.region(), factories.industry(), factories.technology()
    old = factories.technology()
    for entry in entries(edition, "submitted", "submitted"):
        entry.technologies.set([old])
    asked = Asked("admitted", track.pk, region.pk, "commercial", (technology.pk,), (old.pk,), (industry.pk,), ())

    record = change(Entry.objects.all(), asked, by=organiser, at=LATER)

    for entry in Entry.objects.all():
        assert (entry.state, entry.track, entry.region, entry.stage) == ("admitted", track, region, "commercial")
        assert ([*entry.technologies.all()], [*entry.industries.all()]) == ([technology], [industry])
        kept = entry.history.first()
        assert (kept.history_user, kept.history_date, kept.state) == (organiser, LATER, "admitted")
        assert [row.technology for row in kept.technologies.all()] == [technology]
        assert [row.industry for row in kept.industries.all()] == [industry]
    assert (record.changed_by, len(record.before), len(record.after)) == (organiser, 2, 2)
    assert record.what == (
        f"State: Admitted; Track: {track}; Region: Shanghai; Stage: Commercial use; "
        f"Technologies: + {technology}, − {old}; Industries: + {industry}"
    )


def test_what_was_shown_is_what_is_done(edition, organiser):
    first, _second = entries(edition, "submitted", "submitted")
    asked = Asked(state="admitted")
    token = plan(Entry.objects.all(), asked).token
    Entry.objects.filter(pk=first.pk).update(state="withdrawn")

    with pytest.raises(ValidationError) as refused:
        changed(asked, organiser, expected=token)

    assert refused.value.code == "changed_meanwhile"
    assert BulkChange.objects.count() == 0
    assert changed(asked, organiser, expected=plan(Entry.objects.all(), asked).token).pk


@pytest.mark.parametrize(
    "other", [Asked(state="withdrawn"), Asked(state="admitted", stage="prototype"), Asked(stage="prototype")]
)
def test_a_token_is_of_what_was_asked(edition, other):
    entries(edition, "submitted")
    token = plan(Entry.objects.all(), Asked(state="admitted")).token

    with pytest.raises(ValidationError) as refused:
        changed(other, expected=token)

    assert refused.value.code == "changed_meanwhile"


def test_undone_change_leaves_everything_as_it_was(edition, organiser):
    old, new = factories.technology(), factories.technology()
    for entry in entries(edition, "submitted", "not_admitted", "admitted"):
        entry.technologies.set([old])
    before = all_values()
    record = changed(Asked(state="withdrawn", stage="prototype", add_technologies=(new.pk,)), organiser)

    done = undo(record, by=organiser, at=LATER)

    assert (done.entries, done.kept) == (3, [])
    assert all_values() == before
    record.refresh_from_db()
    assert (record.undone_at, record.undone_by) == (LATER, organiser)
    kept = Entry.history.first()
    assert [row.technology for row in kept.technologies.all()] == [old]
    assert kept.history_change_reason == f"bulk change {record.pk} undone"


def test_what_changed_since_is_not_undone(edition, organiser):
    first, second = entries(edition, "submitted", "submitted")
    record = changed(Asked(state="admitted", stage="prototype"), organiser)
    Entry.objects.filter(pk=first.pk).update(stage="commercial")

    done = undo(record, by=organiser)

    assert done.kept == [(first.pk, "stage", "changed since", "commercial")]
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, first.stage) == ("submitted", "commercial")
    assert (second.state, second.stage) == ("submitted", "")


def test_deleted_entries_are_told_when_undoing(edition, organiser):
    first, _second = entries(edition, "submitted", "submitted")
    record = changed(Asked(state="admitted"), organiser)
    Entry.objects.filter(pk=first.pk).delete()

    done = undo(record, by=organiser)

    assert (done.entries, done.kept) == (1, [(first.pk, "state", "deleted", None)])


def test_entry_that_won_since_stays_admitted_when_undoing(edition, organiser):
    (entry,) = entries(edition, "submitted")
    record = changed(Asked(state="admitted", stage="prototype"), organiser)
    factories.award(entry=Entry.objects.get())

    done = undo(record, by=organiser)

    assert (done.entries, done.kept) == (1, [(entry.pk, "state", "holds an award", "admitted")])
    assert Entry.objects.get().state == "admitted"


def test_values_that_are_gone_do_not_come_back(edition, organiser):
    old, track = factories.technology(), factories.track(competition=edition.competition)
    other = factories.track(competition=edition.competition)
    entry = factories.entry(edition=edition, technologies=[old], track=track)
    record = changed(Asked(track=other.pk, remove_technologies=(old.pk,)), organiser)
    old.delete()
    track.delete()

    done = undo(record, by=organiser)

    assert {(kept.entry, kept.field, kept.why) for kept in done.kept} == {
        (entry.pk, "technologies", "value is gone"),
        (entry.pk, "track", "value is gone"),
    }


def test_change_is_undone_once(edition, organiser):
    entries(edition, "submitted")
    record = changed(Asked(state="admitted"), organiser)
    undo(record, by=organiser)

    with pytest.raises(ValidationError) as refused:
        undo(record, by=organiser)

    assert refused.value.code == "already_undone"


def test_change_of_something_else_is_not_undone(organiser):
    record = BulkChange.objects.create(model="award", what="x", changed_at=factories.at(9))

    with pytest.raises(ValidationError) as refused:
        undo(record, by=organiser)

    assert refused.value.code == "not_undoable"


def test_ten_entries_take_as_many_queries_as_two(edition, organiser):
    def queries(number):
        entries(edition, *["submitted"] * number)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            record = changed(Asked(state="admitted", stage="prototype"), organiser)
            undo(record, by=organiser, at=record.changed_at + dt.timedelta(minutes=1))
        Entry.objects.all().delete()
        return len(captured)

    assert queries(2) == queries(10)
