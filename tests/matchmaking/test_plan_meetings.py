"""The command that plans, and mends."""

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from matchmaking.arranging import NoPlanError
from matchmaking.arranging.problems import day_of
from matchmaking.management.commands import plan_meetings
from matchmaking.models import Meeting
from matchmaking.planning.faults import Fault
from tests.matchmaking.planned import changed, slots, standing_day

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("before_the_day")]


@pytest.fixture
def day():
    return standing_day()


def test_the_command_mends_at_a_moment(day, capsys):
    changed(day.ventures.filter(meetings__isnull=False).first(), state="withdrawn")
    second = slots(day)[1]
    past = Meeting.objects.filter(timeslot__starts_at__lte=second.starts_at).order_by("pk")
    before = list(past.values())

    call_command("plan_meetings", "--mend", "--dry-run")
    assert list(past.values()) == before
    call_command(
        "plan_meetings", "--mend", "--most-moves=2", f"--at={timezone.localtime(second.starts_at):%Y-%m-%dT%H:%M}"
    )

    assert list(past.values()) == before
    assert "Taken away: " in capsys.readouterr().out


def test_the_command_does_not_understand_every_moment(day):
    with pytest.raises(CommandError, match="--at"):
        call_command("plan_meetings", "--at=noon")


@pytest.mark.parametrize(
    ("words", "refusal"),
    [(["--most-moves=2"], "--most-moves is for --mend"), (["--mend", "--most-moves=-2"], "--most-moves: invalid")],
)
def test_moves_that_nothing_can_be_made_of_are_refused(day, words, refusal):
    before = list(Meeting.objects.values())

    with pytest.raises(CommandError, match=refusal):
        call_command("plan_meetings", *words)

    assert list(Meeting.objects.values()) == before


def test_who_makes_a_plan_impossible_is_called_by_name(day, monkeypatch):
    """As on the page of the plan, and not by the place that they have in an array."""
    rows = day_of(day, timezone.now())
    fault = Fault("more_than_most", "Venture 1 has 3.", {"venture": 1}, {"count": 3, "most": 2})

    def impossible(*_day, **_values):
        raise NoPlanError(rows, [fault])

    monkeypatch.setattr(plan_meetings, "arrange", impossible)

    with pytest.raises(CommandError) as refused:
        call_command("plan_meetings")

    called = day.ventures.get(pk=rows.ventures[1].pk)
    assert str(refused.value) == f"“{called}” has 3 meetings that are fixed or were held, and takes at most 2."
