"""A plan mended from its rows into its rows: what stays, what comes, what is past, and what is told of it."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from matchmaking import settling
from matchmaking.arranging import mending
from matchmaking.arranging.mending import mend, mended
from matchmaking.models import Meeting
from matchmaking.planning.plans import violations
from tests import factories
from tests.matchmaking.planned import absent, changed, places, slots, standing_day, walk_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("before_the_day")]


@pytest.fixture
def day():
    return standing_day()


def told(found):
    """{(venture, investor): (before, after)}, each (timeslot, table) or None, as the lines say it."""
    where = lambda place: place and (place.timeslot.pk, place.table.pk)  # noqa: E731
    return {(line.venture.pk, line.investor.pk): (where(line.before), where(line.after)) for line in found.lines}


def differences(before, after):
    """The same, by comparing what `places` gave."""
    where = lambda places, pair: places[pair][1:] if pair in places else None  # noqa: E731
    pairs = before.keys() | after.keys()
    found = {pair: (where(before, pair), where(after, pair)) for pair in pairs}
    return {pair: both for pair, both in found.items() if both[0] != both[1]}


def test_a_plan_to_which_nothing_happened_stays_as_it_is(day):
    before, recorded = places(day), Meeting.history.count()

    found = mend(day)

    assert places(day) == before
    assert found.changes == (0, 0, 0, len(before))
    assert (found.lines, found.gained, Meeting.history.count()) == ([], 0, recorded)


def test_the_partners_of_who_does_not_come_are_given_others_and_all_else_stays(day):
    before = places(day)
    gone = day.ventures.get(pk=next(iter(before))[0])
    lost = {pair for pair in before if pair[0] == gone.pk}
    changed(gone, state="withdrawn")

    found = mend(day)

    after = places(day)
    assert before.keys() - after.keys() == lost
    assert {pair: after[pair] for pair in before.keys() - lost} == {pair: before[pair] for pair in before.keys() - lost}
    assert found.changes.removed == len(lost) > 0
    assert found.changes.added == len(after.keys() - before.keys()) > 0
    assert {pair[1] for pair in after.keys() - before.keys()} <= {pair[1] for pair in lost}
    assert violations(found.day.problem, found.plan) == []


def test_who_comes_without_being_planned_gets_meetings_and_nobody_moves(day):
    factories.table(day=day)
    changed(day, most_meetings=4)
    before, guest = places(day), walk_in(day)

    found = mend(day)

    assert guest.meetings.count() > 0
    assert (found.changes.removed, found.changes.moved) == (0, 0)
    assert {pair: places(day)[pair] for pair in before} == before


def test_the_lines_say_exactly_what_changed(day):
    before = places(day)
    venture, investor = (
        rows.get(pk=key) for rows, key in zip((day.ventures, day.investors), next(iter(before)), strict=True)
    )
    changed(venture, state="withdrawn")
    absent(investor, slots(day)[1])
    walk_in(day, name_en="Harbour")

    found = mend(day)

    assert told(found) == differences(before, places(day)) != {}
    kinds = [line.kind for line in found.lines]
    assert tuple(kinds.count(kind) for kind in ("added", "moved", "removed")) == found.changes[:3]


def test_who_is_away_for_a_while_may_meet_at_another_time_and_that_counts_as_moved():
    day = factories.matchmaking_day()
    first, second = (factories.timeslot(day=day, place=place) for place in (0, 1))
    factories.table(day=day)
    venture = walk_in(day)
    investor = factories.investor(day=day)
    factories.mandate(investor=investor, industries=[factories.industry("39")])
    meeting = factories.meeting(venture=venture, investor=investor, timeslot=first, table=day.tables.get())
    absent(investor, first)

    found = mend(day)

    meeting.refresh_from_db()
    assert meeting.timeslot == second
    assert found.changes == (0, 1, 0, 0)
    (line,) = found.lines
    assert (line.kind, line.before.timeslot, line.after.timeslot) == ("moved", first, second)


def test_nothing_changes_in_what_has_begun_whoever_withdraws(day):
    first, second, *_rest = slots(day)
    venture = Meeting.objects.filter(timeslot=first).first().venture
    settling.cancel(Meeting.objects.filter(timeslot=second).first(), by=None)
    past = Meeting.objects.filter(timeslot__in=[first, second]).order_by("pk")
    before = list(past.values())
    changed(venture, state="withdrawn")
    walk_in(day)

    found = mend(day, at=second.starts_at)

    assert list(past.values()) == before
    assert found.changes.removed == Meeting.history.filter(history_type="-").count() > 0
    assert not venture.meetings.filter(timeslot__starts_at__gt=second.starts_at).exists()
    assert {line.before.timeslot for line in found.lines if line.before} <= set(slots(day)[2:])
    assert {line.after.timeslot for line in found.lines if line.after} <= set(slots(day)[2:])


def test_two_who_met_before_are_not_planned_again_though_one_withdrew_and_came_back(day):
    first = slots(day)[0]
    met = Meeting.objects.filter(timeslot=first).first()

    mend(day, at=first.starts_at)

    assert Meeting.objects.filter(venture=met.venture, investor=met.investor).count() == 1


def test_fixed_meetings_stay_even_where_somebody_is_away_then(day):
    meeting = Meeting.objects.first()
    settling.fix(meeting, by=None)
    absent(meeting.venture, meeting.timeslot)

    mend(day)

    assert places(day)[meeting.venture_id, meeting.investor_id] == (meeting.pk, meeting.timeslot_id, meeting.table_id)


def test_more_fixed_meetings_than_somebody_takes_do_not_keep_the_others_from_being_mended(day):
    venture = next(row for row in day.ventures.all() if row.meetings.count() > 1)
    for meeting in venture.meetings.all():
        settling.fix(meeting, by=None)
    changed(venture, most_meetings=1)
    gone = day.ventures.exclude(pk=venture.pk).filter(meetings__isnull=False).first()
    changed(gone, state="withdrawn")
    kept = venture.meetings.count()

    found = mend(day)

    assert found.changes.removed > 0
    assert venture.meetings.count() == kept


def test_what_was_cancelled_gives_its_time_to_others_and_not_to_the_same_table_twice(day):
    meeting = Meeting.objects.first()
    settling.cancel(meeting, by=None)

    found = mend(day)

    meeting.refresh_from_db()
    assert meeting.state == "cancelled"
    assert found.changes.removed == 0
    taking = Meeting.objects.exclude(state="cancelled").values_list("timeslot", "table")
    assert len(set(taking)) == len(taking)
    assert (meeting.venture_id, meeting.investor_id) not in places(day)


def test_two_whose_meeting_was_cancelled_meet_again_only_if_somebody_says_so(day):
    cancelled = settling.cancel(Meeting.objects.first(), by=None)
    two = {"venture": cancelled.venture, "investor": cancelled.investor}
    again = factories.meeting(**two, timeslot=cancelled.timeslot, table=cancelled.table)

    mend(day)

    assert places(day)[again.venture_id, again.investor_id] == (again.pk, again.timeslot_id, again.table_id)


@pytest.mark.parametrize("state", ["declined", "blocked"])
def test_who_declines_after_all_loses_the_meeting(day, state):
    meeting = Meeting.objects.first()
    factories.interest(venture=meeting.venture, investor=meeting.investor, side="investor", state=state)

    found = mend(day)

    assert (meeting.venture_id, meeting.investor_id) not in places(day)
    assert found.changes.removed == 1


def test_a_released_meeting_of_two_who_have_nothing_in_common_stays(day):
    venture = factories.venture(day=day)
    slot = slots(day)[0]
    investor = factories.investor(day=day)
    meeting = factories.meeting(venture=venture, investor=investor, timeslot=slot)

    mend(day)

    assert places(day)[venture.pk, investor.pk] == (meeting.pk, slot.pk, meeting.table_id)


def test_at_most_so_many_move_and_what_that_brings_is_told():
    day = factories.matchmaking_day()
    first, second = (factories.timeslot(day=day, place=place) for place in (0, 1))
    one_table, _other = (factories.table(day=day) for _table in range(2))
    busy, free = walk_in(day), walk_in(day)
    investor = factories.investor(day=day)
    factories.mandate(investor=investor, industries=[factories.industry("39")])
    factories.meeting(venture=busy, investor=investor, timeslot=first, table=one_table)
    absent(free, second)

    assert (mended(day, at=timezone.now()).changes, Meeting.objects.count()) == (None, 1)
    frozen = mended(day, at=timezone.now())
    assert (len(frozen.places), frozen.gained) == (1, 0)
    found = mend(day, most_moves=1)

    assert found.changes == (1, 1, 0, 0)
    assert found.gained > 0
    assert {line.kind for line in found.lines} == {"added", "moved"}
    assert Meeting.objects.get(venture=busy).timeslot == second


def test_the_same_rows_give_the_same_mending_and_nothing_is_written(day):
    changed(day.ventures.first(), state="withdrawn")
    walk_in(day)
    before = places(day)

    one, other = (mended(day, at=timezone.now()) for _time in range(2))

    assert one.places == other.places
    assert places(day) == before


def test_two_who_mend_at_once_do_not_both_write(day, monkeypatch):
    changed(day.ventures.filter(meetings__isnull=False).first(), state="withdrawn")
    repaired = mending.repaired

    def meanwhile(*given):
        monkeypatch.setattr(mending, "repaired", repaired)
        mend(day)
        return repaired(*given)

    monkeypatch.setattr(mending, "repaired", meanwhile)
    with pytest.raises(ValidationError) as refused:
        mend(day)

    assert refused.value.code == "moved_on"
    assert refused.value.messages == ["Something changed since the plan was made. Nothing is written."]
    assert mend(day).changes[:3] == (0, 0, 0)


def test_a_timeslot_that_begins_while_it_is_mended_is_not_changed(day, monkeypatch):
    first, before = slots(day)[0], places(day)
    changed(Meeting.objects.filter(timeslot=first).first().venture, state="withdrawn")
    repaired = mending.repaired

    with time_machine.travel(first.starts_at - dt.timedelta(seconds=1), tick=False) as clock:

        def slowly(*given):
            clock.move_to(first.starts_at)
            return repaired(*given)

        monkeypatch.setattr(mending, "repaired", slowly)
        with pytest.raises(ValidationError) as refused:
            mend(day)

    assert (refused.value.code, places(day)) == ("moved_on", before)


def test_all_changes_are_in_the_history_with_the_reason(day, organiser):
    changed(day.ventures.filter(meetings__isnull=False).first(), state="withdrawn")

    found = mend(day, by=organiser)

    rows = Meeting.history.filter(history_user=organiser, history_change_reason="Mended")
    kinds = list(rows.values_list("history_type", flat=True))
    assert [kinds.count(kind) for kind in "+~-"] == list(found.changes[:3])


@pytest.mark.parametrize("guests", [1, 2])
def test_it_asks_as_much_for_one_who_comes_as_for_two(day, guests, django_assert_num_queries):
    for _guest in range(guests):
        walk_in(day)

    checks = {"sqlite": 1, "postgresql": 2}[connection.vendor]  # of foreign keys, before the transaction ends
    with django_assert_num_queries(70 + checks):
        mend(day)
