"""The plan of a day from its rows: who meets whom, what is left alone, and what is written."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from matchmaking import arranging
from matchmaking.arranging import arrange, problems
from matchmaking.models import Meeting
from matchmaking.planning.plans import violations
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("before_the_day")]


@pytest.fixture
def day():
    """Two slots and two tables; two ventures and two investors, all in one industry."""
    day = factories.matchmaking_day()
    for place in (0, 1):
        factories.timeslot(day=day, place=place)
        factories.table(day=day)
    industry = factories.industry("39")
    for _party in range(2):
        factories.venture(day=day).industries.add(industry)
        factories.mandate(investor=factories.investor(day=day), industries=[industry])
    return day


def pairs(day):
    found = Meeting.objects.filter(timeslot__day=day).exclude(state="cancelled")
    return set(found.values_list("venture", "investor"))


def withdraw(party):
    party.state = "withdrawn"
    party.save()


def parties(day):
    return list(day.ventures.order_by("pk")), list(day.investors.order_by("pk"))


def test_everybody_meets_everybody_where_there_is_room(day):
    found = arrange(day)

    assert len(pairs(day)) == 4
    assert found.changes == (4, 0, 0, 0)
    assert (found.figures.meetings, found.figures.gap, found.figures.unserved_ventures) == (4, 0, 0)
    assert violations(found.day.problem, found.plan) == []
    assert all(row.table.day == row.timeslot.day == day for row in Meeting.objects.all())


def test_the_same_rows_give_the_same_plan_and_nothing_is_written(day):
    arrange(day)
    rows = list(Meeting.objects.order_by("pk").values())
    told = Meeting.history.count()

    again = arrange(day)

    assert again.changes == (0, 0, 0, 4)
    assert list(Meeting.objects.order_by("pk").values()) == rows
    assert Meeting.history.count() == told


def test_looking_at_a_plan_writes_nothing(day):
    found = arrange(day, is_written=False)

    assert (found.figures.meetings, found.changes) == (4, None)
    assert not Meeting.objects.exists()


@pytest.mark.parametrize("state", ["declined", "blocked"])
@pytest.mark.parametrize("side", ["venture", "investor"])
def test_who_declines_is_not_asked_to_meet(day, side, state):
    (venture, _second), (investor, _other) = parties(day)
    factories.interest(venture=venture, investor=investor, side=side, state=state)

    arrange(day)

    assert (venture.pk, investor.pk) not in pairs(day)
    assert len(pairs(day)) == 3


def test_a_declared_interest_comes_before_what_is_computed(day):
    day.timeslots.last().delete()
    day.tables.last().delete()
    (_first, venture), (_one, investor) = parties(day)
    for side in ("venture", "investor"):
        factories.interest(venture=venture, investor=investor, side=side, weight=1)

    arrange(day)

    assert pairs(day) == {(venture.pk, investor.pk)}


def test_who_is_not_admitted_gets_no_meeting(day):
    (venture, other), _investors = parties(day)
    type(venture).objects.filter(pk=venture.pk).update(state="registered")

    arrange(day)

    assert {pair[0] for pair in pairs(day)} == {other.pk}


def test_a_limit_of_ones_own_comes_before_that_of_the_day(day):
    (venture, _other), _investors = parties(day)
    type(venture).objects.filter(pk=venture.pk).update(most_meetings=1)

    arrange(day)

    assert Meeting.objects.filter(venture=venture).count() == 1


def test_nobody_is_planned_for_a_time_at_which_they_are_away(day):
    (venture, _other), (investor, _second) = parties(day)
    first, last = day.timeslots.order_by("starts_at")
    factories.absence(venture=venture, timeslot=first)
    factories.absence(investor=investor, timeslot=last)

    arrange(day)

    assert not Meeting.objects.filter(venture=venture, timeslot=first).exists()
    assert not Meeting.objects.filter(investor=investor, timeslot=last).exists()
    assert (venture.pk, investor.pk) not in pairs(day)


@pytest.mark.parametrize(("comes_with_somebody", "is_cancelled"), [(False, False), (True, False), (False, True)])
def test_who_appears_in_the_programme_is_busy_unless_somebody_else_comes(day, comes_with_somebody, is_cancelled):
    (venture, _other), _investors = parties(day)
    first = day.timeslots.order_by("starts_at").first()
    person = factories.person()
    forum = factories.activity(
        starts_at=first.starts_at - dt.timedelta(hours=1), ends_at=first.starts_at + dt.timedelta(minutes=5)
    )
    item = factories.agenda_item(activity=forum, starts_at=first.starts_at, ends_at=forum.ends_at)
    factories.appearance(agenda_item=item, person=person)
    forum.is_cancelled = is_cancelled
    forum.save()
    factories.representative(venture=venture, person=person)
    if comes_with_somebody:
        factories.representative(venture=venture)

    arrange(day)

    can_come = comes_with_somebody or is_cancelled
    assert Meeting.objects.filter(venture=venture, timeslot=first).exists() == can_come


def test_fixed_meetings_stay_and_others_move_around_them(day):
    (venture, _other), (investor, _second) = parties(day)
    arrange(day)
    fixed = Meeting.objects.get(venture=venture, investor=investor)
    elsewhere = day.timeslots.exclude(pk=fixed.timeslot_id).get()
    Meeting.objects.exclude(pk=fixed.pk).delete()
    fixed.timeslot, fixed.is_fixed = elsewhere, True
    fixed.save()

    arrange(day)

    fixed.refresh_from_db()
    assert fixed.timeslot == elsewhere
    assert len(pairs(day)) == 4


def test_what_was_held_stays_though_one_of_them_withdrew(day):
    (venture, _other), _investors = parties(day)
    arrange(day)
    held, planned = Meeting.objects.filter(venture=venture).order_by("timeslot__starts_at")
    Meeting.objects.filter(pk=held.pk).update(state="held")
    type(venture).objects.filter(pk=venture.pk).update(state="withdrawn")

    arrange(day)

    assert list(Meeting.objects.filter(venture=venture)) == [held]
    assert not Meeting.objects.filter(pk=planned.pk).exists()


def test_what_is_moved_keeps_its_row_and_all_changes_are_in_the_history(day):
    organiser = factories.user()
    arrange(day)
    before = dict(Meeting.objects.values_list("pk", "timeslot"))
    (venture, _other), (investor, _second) = parties(day)
    first, last = day.timeslots.order_by("starts_at")
    Meeting.objects.all().update(state="cancelled")  # so that two may change places
    for row in Meeting.objects.filter(state="cancelled"):
        row.timeslot = last if row.timeslot == first else first
        row.state = "planned"
        row.save()
    factories.absence(venture=venture, timeslot=first)

    changes = arrange(day, by=organiser).changes

    kinds = Meeting.history.filter(history_user=organiser).values_list("history_type", flat=True)
    assert sorted(kinds) == sorted("+" * changes.added + "~" * changes.moved + "-" * changes.removed)
    assert changes.removed == 1
    assert set(Meeting.objects.values_list("pk", flat=True)) <= set(before)
    assert investor.meetings.count() == Meeting.objects.filter(investor=investor).count()


def test_who_changes_something_meanwhile_is_not_overwritten(day, monkeypatch):
    planned = arranging.planned
    factories.table(day=day)

    def meanwhile(problem):
        (venture, _other), (investor, _second) = parties(day)
        factories.meeting(venture=venture, investor=investor, is_fixed=True)
        return planned(problem)

    monkeypatch.setattr(arranging, "planned", meanwhile)

    with pytest.raises(ValidationError) as refused:
        arrange(day)

    assert refused.value.code == "moved_on"
    assert Meeting.objects.get().is_fixed


def test_nothing_is_planned_into_what_has_begun_nor_changed_there(day):
    arrange(day)
    first, last = day.timeslots.order_by("starts_at")
    before = sorted(Meeting.objects.filter(timeslot=first).values_list())
    (venture, _other), _investors = parties(day)
    withdraw(venture)
    Meeting.objects.filter(timeslot=last).delete()

    arrange(day, at=first.starts_at)

    assert sorted(Meeting.objects.filter(timeslot=first).values_list()) == before
    assert Meeting.objects.filter(timeslot=last).count() == 1
    assert not Meeting.objects.filter(timeslot=last, venture=venture).exists()


def test_when_all_has_begun_nothing_is_planned(day):
    found = arrange(day, at=day.timeslots.last().starts_at)

    assert (found.changes, Meeting.objects.exists()) == ((0, 0, 0, 0), False)


def test_a_day_without_anything_has_an_empty_plan():
    found = arrange(factories.matchmaking_day())

    assert found.figures == (0, 0, 0, 0, 0, 0, 0, 0)


# --- The command ------------------------------------------------------------------------------------------------------


def test_the_command_says_how_good_the_plan_is(day, capsys):
    call_command("plan_meetings", dry_run=True)
    assert not Meeting.objects.exists()
    call_command("plan_meetings", activity=day.activity.slug)

    said = capsys.readouterr().out
    assert said.count("4 meetings") == 2
    assert "(gap 0.00%)" in said
    assert "New: 4. Moved: 0. Taken away: 0. As before: 0." in said


@pytest.mark.parametrize("number", [0, 2])
def test_the_command_asks_which_day_is_meant(number):
    for _day in range(number):
        factories.matchmaking_day(activity=factories.activity(kind="matchmaking_meeting"))

    with pytest.raises(CommandError, match="Name the day with --activity"):
        call_command("plan_meetings")


def test_the_command_says_what_cannot_be(day, monkeypatch):
    (venture, other), (investor, _second) = parties(day)
    factories.meeting(venture=venture, investor=investor, is_fixed=True)
    monkeypatch.setattr(problems, "mosts", lambda *_given: ([0, 2], [2, 2]))

    with pytest.raises(CommandError, match=f"“{venture}” has 1 meeting that is fixed"):
        call_command("plan_meetings")

    assert Meeting.objects.count() == 1
    assert other.meetings.count() == 0
