"""The command that loads the demonstration of the matchmaking: what it says, and the password that it gives."""

import pytest
from django.core.management import CommandError, call_command

from competition.loading.tables import read_sessions
from competition.models import Competition
from directory.models import User
from matchmaking.models import MatchmakingDay
from tests.matchmaking.small_demo import small_demo

LEAST = sum(session.least for session in read_sessions())

pytestmark = pytest.mark.django_db


@pytest.fixture
def small(db):
    return small_demo()


def test_command_loads_the_competition_first_and_says_what_it_did(capsys, tmp_path):
    file = tmp_path / "demo-password"
    file.write_text("flower-of-5g\n")

    call_command("load_matchmaking_demo", entries=LEAST, password_file=file)
    first = capsys.readouterr().out
    call_command("load_matchmaking_demo", password_file=file)
    second = capsys.readouterr().out
    call_command("load_matchmaking_demo", verbosity=0)

    assert f"Competition, {LEAST:,} entries.\n" in first
    assert "Loaded: 2 days of matchmaking with 70 ventures, 42 investors and 232 meetings." in first
    assert "password" not in first
    assert second.splitlines()[-1] == "The matchmaking is already there."
    assert capsys.readouterr().out == ""
    assert User.objects.get(email="venture@example.org").check_password("flower-of-5g")


def test_without_a_password_file_a_random_one_is_told(capsys, small, tmp_path):
    call_command("load_matchmaking_demo", password_file=tmp_path / "none")

    last = capsys.readouterr().out.splitlines()[-1]
    addresses, password = last.split("  password: ")
    assert addresses == "venture@example.org, investor@example.org"
    assert len(password) == 16
    assert User.objects.get(email="investor@example.org").check_password(password)


def test_another_number_of_entries_than_is_there_is_refused(small):
    with pytest.raises(CommandError, match="already there, with 3 entries"):
        call_command("load_matchmaking_demo", entries=94_000, verbosity=0)

    assert not MatchmakingDay.objects.exists()


def test_too_few_entries_are_refused_and_nothing_is_left():
    with pytest.raises(CommandError, match=f"At least {LEAST} entries are needed"):
        call_command("load_matchmaking_demo", entries=LEAST - 1, verbosity=0)

    assert not Competition.objects.exists()
    assert not MatchmakingDay.objects.exists()
