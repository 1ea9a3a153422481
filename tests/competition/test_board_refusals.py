"""What the award board is sent that makes no sense: each is refused with a sentence, and changes nothing."""

import datetime as dt

import pytest
from django.utils import timezone

from competition.models import Award, Prize
from tests import factories
from tests.competition.boards import MOVED_ON, Board, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def board(client, competition_editor):
    client.force_login(competition_editor)
    return Board(client, 1, 2, 3, 3, 5)


UNDERSTOOD = "The board did not understand that. Nothing is changed."
GONE = "There is no such entry any more."
TAKEN = "Somebody took the award back meanwhile."
BAD = {
    "nothing": ("", UNDERSTOOD),
    "an unknown step": ("destroy:1", UNDERSTOOD),
    "a step in capitals": ("GIVE:{entry}", UNDERSTOOD),
    "no entry": ("give", GONE),
    "an empty entry": ("give:", UNDERSTOOD),
    "an entry in words": ("give:abc", UNDERSTOOD),
    "a negative entry": ("give:-1", UNDERSTOOD),
    "other digits": ("give:１２", UNDERSTOOD),
    "an entry beyond every number": ("give:99999999999999999999", UNDERSTOOD),
    "an entry that is not there": ("give:999999", GONE),
    "an entry of another session": ("give:{other}", "Prize, entry and announcement must be of one session."),
    "an entry that is not admitted": ("give:{draft}", "Only an admitted entry can have an award."),
    "an entry that has it": (
        "give:{winner}",
        "The entry already holds this prize. The entry already has an award in this announcement, and neither prize "
        "allows another one.",
    ),
    "a place in words": ("give:{entry}:first", UNDERSTOOD),
    "an award that is not there": ("take:999999", TAKEN),
    "an award of another prize": ("take:{foreign}", TAKEN),
    "no award to move": ("up", TAKEN),
    "up from the first place": ("up:{award}", "The award is at that place already."),
    "down from the last place": ("down:{award}", "The award is at that place already."),
    "a move to where it is": ("move:{award}:1", "The award is at that place already."),
    "a move far beyond": ("move:{award}:999999999999999999", "The award is at that place already."),
    "a move without a place": ("move:{award}", "The award is at that place already."),
    "an announced award": ("take:{public}", "The award is announced. Withdraw it, with a notice that says why."),
    "a tie that is none": ("enlarge", "No entries tie for the last place of this prize, or places are left."),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_refused_with_a_sentence_and_changes_nothing(client, organiser, name):
    client.force_login(organiser)
    board = Board(client, 1, 2)
    (award,) = board.give(board.entries[0])
    keys = {
        "entry": board.entries[1].pk,
        "other": factories.entry().pk,
        "draft": factories.entry(edition=board.edition, state="draft").pk,
        "winner": board.entries[0].pk,
        "award": award.pk,
        "foreign": factories.award().pk,
    }
    do, sentence = BAD[name]
    if "{public}" in do:
        board.announcement.public_at = timezone.now() - dt.timedelta(hours=1)
        board.announcement.save()
        keys["public"] = award.pk
    before = list(Award.history.values_list("history_id", flat=True))

    response = board.post(do.format(**keys), places="1", reason_en="x")

    assert (response.status_code, said(response)) == (409, sentence)
    assert list(Award.history.values_list("history_id", flat=True)) == before


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"announcement": ""}, "Choose an announcement of this session first."),
        ({"announcement": "abc"}, "Choose an announcement of this session first."),
        ({"announcement": "999999"}, "Choose an announcement of this session first."),
        ({"shown": ""}, MOVED_ON),
        (
            {"shown": "x" * 9000},
            "Somebody changed this board since you looked at it. Look at how it is now, and do it again.",
        ),
    ],
)
def test_bad_fields_are_refused(board, values, sentence):
    response = board.post(f"give:{board.entries[0].pk}", **values)

    assert (response.status_code, said(response)) == (409, sentence)
    assert board.given == []


@pytest.mark.parametrize(
    ("places", "reason", "sentence"),
    [
        ("", "Tied.", "This field is required."),
        ("many", "Tied.", "Enter a whole number."),
        ("-1", "Tied.", "Ensure this value is greater than or equal to 0."),
        ("2", "Tied.", "The tie asks for 1 more at the most."),
        ("1", "", "Say which tie enlarges the prize."),
        ("1", "x" * 301, "Ensure this value has at most 300 characters (it has 301)."),
    ],
)
def test_bad_enlargement_is_refused(board, places, reason, sentence):
    board.give(*board.entries[:3])

    response = board.post("enlarge", places=places, reason_en=reason)

    assert (response.status_code, said(response)) == (409, sentence)
    assert Prize.objects.get().tie_places == 0


@pytest.mark.parametrize(
    "query", ["?p=0", "?p=-3", "?p=x", "?p=99999999", "?track=x&region=%00", "?q=%00", "?q=%22%27"]
)
def test_addresses_that_ask_nonsense_show_the_board(board, query):
    assert "Candidates, by rank" in board.page(query).text_content()
