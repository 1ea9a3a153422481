"""The command that schedules the published instances."""

import pytest
from django.core.management import CommandError, call_command

from tests.matchmaking.test_published import DATA


@pytest.fixture
def file(tmp_path):
    file = tmp_path / "small.dzn"
    file.write_text(DATA, encoding="ascii")
    return file


def test_the_command_says_how_many_breaks_there_are_and_who_meets_when(file, capsys):
    call_command("schedule_published", file, list=True)

    first, *lines = capsys.readouterr().out.splitlines()
    assert first == "small: 4 meetings in 4 slots, 2 breaks, which is optimal (no schedule has fewer than 2)."
    assert {pair for line in lines for pair in line.split(": ")[1].split(", ")} == {"1-2", "1-3", "2-4", "3-4"}
    assert "  1: 1-2" in lines[0]
    assert "1-3" in lines[-1]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is no such instance: nBusiness is missing."),
        (DATA.replace("{0,2,}", "{1,2,}").encode(), "no schedule was found"),
        (b"\xff\xfe", "is no such instance"),
        (None, "cannot be read"),
    ],
)
def test_a_file_that_is_none_is_refused(file, content, sentence):
    file.unlink() if content is None else file.write_bytes(content)

    with pytest.raises(CommandError, match=sentence):
        call_command("schedule_published", file)
