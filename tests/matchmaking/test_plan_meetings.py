"""The command that plans, and mends."""

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from matchmaking.models import Meeting
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
