"""What the award board says was done."""

import pytest

from competition import awarding
from tests import factories
from tests.competition.boards import Board

pytestmark = pytest.mark.django_db


@pytest.fixture
def board(client, competition_editor):
    client.force_login(competition_editor)
    return Board(client, 1, 2, 3, 3, 5)


def logged(board):
    """The lines of the log, without their time."""
    lines = board.page().xpath("//*[@id='board-log']/following-sibling::ul/li")
    return [" ".join(line.text_content().split()[4:]) for line in lines]


def test_log_says_what_happened_where_the_history_names_nobody(board):
    given = factories.award(prize=board.prize, announcement=board.announcement, entry=board.entries[0])
    gone = factories.award(
        prize=board.prize, announcement=board.announcement, entry=board.entries[1], state="withdrawn",
        withdrawn_at=factories.at(9), notice_en="It was not so.",
    )  # fmt: skip
    given._change_reason = "Import: winners.xlsx"
    given.delete()

    assert logged(board) == [
        f"taken back from “{board.entries[0]}” · Import: winners.xlsx",
        f"withdrawn from “{gone.entry}”",
        f"given to “{board.entries[0]}”",
    ]


def test_log_says_who_did_what(board, competition_editor):
    board.post(f"give:{board.entries[0].pk}")
    board.post(f"give:{board.entries[1].pk}")
    one, two = awarding.given_of(board.prize)
    board.post(f"up:{two.pk}")
    board.post(f"take:{one.pk}")

    by = competition_editor.name
    assert [line.removeprefix(f"{by} ") for line in logged(board)] == [
        f"took it back from “{board.entries[0]}”",
        f"moved “{board.entries[1]}” to place 1",
        f"gave it to “{board.entries[1]}”",
        f"gave it to “{board.entries[0]}”",
    ]
