"""The command that loads the demonstration of the competition: what it says, and the index that it makes."""

import pytest
from django.core.management import CommandError, call_command

from competition import indexing
from competition.loading import SLUG
from competition.loading.tables import read_sessions
from competition.models import Competition, Entry

LEAST = sum(session.least for session in read_sessions())

pytestmark = pytest.mark.django_db


def test_too_few_entries_are_refused_and_nothing_is_left():
    with pytest.raises(CommandError, match=f"At least {LEAST} entries are needed"):
        call_command("load_competition_demo", entries=LEAST - 1, verbosity=0)

    assert not Competition.objects.exists()


def test_another_number_than_is_there_is_refused():
    call_command("load_competition_demo", entries=LEAST, verbosity=0)

    with pytest.raises(CommandError, match=f"already there, with {LEAST:,} entries.*ENTRIES=94000"):
        call_command("load_competition_demo", entries=94_000, verbosity=0)

    assert Entry.objects.count() == LEAST


def test_command_says_what_it_did(capsys):
    call_command("load_competition_demo", entries=LEAST)
    first = capsys.readouterr().out
    call_command("load_competition_demo")
    second = capsys.readouterr().out
    call_command("load_competition_demo", entries=LEAST, verbosity=0)

    assert f"Loaded: “Blooming Cup” 5G Application Solicitation Competition, {LEAST:,} entries." in first
    assert second.strip() == f"The competition is already there, with {LEAST:,} entries."
    assert capsys.readouterr().out == ""
    assert Competition.objects.get().slug == SLUG


def test_the_index_is_made():
    call_command("load_competition_demo", entries=LEAST, verbosity=0)

    assert indexing.check() == ([], [], [])
    assert len(indexing.matching("福田")) == 1
