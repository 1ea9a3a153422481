"""The draw of a roadshow: the same order for everybody, from the list and the seed alone."""

import hashlib
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matchmaking import drawing

RULE = {"en": "The closing value of the index.", "zh-hans": "指数收盘价。"}
LIST = drawing.closed_list(RULE, [(2, ["Orchard", "果园"]), (1, ["Harbour"]), (10, ["Meadow"])])


def test_closed_list_has_the_rule_and_a_line_for_each_venture_by_number():
    assert LIST.splitlines() == [
        "rule (en)\tThe closing value of the index.",
        "rule (zh-hans)\t指数收盘价。",
        "1\tHarbour",
        "2\tOrchard\t果园",
        "10\tMeadow",
    ]
    assert LIST.endswith("\n")


def test_nothing_within_a_name_begins_another_line_or_column():
    text = drawing.closed_list({"en": "One\nTwo\tThree"}, [(1, ["A\tB\r\nC"])])

    assert text == "rule (en)\tOne Two Three\n1\tA B C\n"


def test_ticket_is_the_digest_of_three_lines():
    said = hashlib.sha256(b"3387.71\nabc\n12").hexdigest()

    assert drawing.ticket("3387.71", "abc", 12) == said


def test_order_is_that_of_the_tickets():
    tickets = {number: drawing.ticket("3387.71", "abc", number) for number in range(1, 20)}

    assert drawing.order("3387.71", "abc", tickets) == sorted(tickets, key=tickets.get)


@given(st.text(min_size=1), st.lists(st.integers(1, 500), unique=True), st.randoms())
def test_order_does_not_depend_on_how_the_numbers_come(seed, numbers, random):
    shuffled = random.sample(numbers, len(numbers))

    assert drawing.order(seed, "abc", numbers) == drawing.order(seed, "abc", shuffled)
    assert sorted(drawing.order(seed, "abc", numbers)) == sorted(numbers)


def test_another_seed_or_another_list_is_another_order():
    numbers = range(1, 30)

    orders = {tuple(drawing.order(seed, digest, numbers)) for seed in ("1", "2") for digest in ("a", "b")}

    assert len(orders) == 4


def test_every_place_is_as_likely_for_every_number():
    """Of 6,000 seeds each of 5 numbers comes first about 1,200 times; 150 is more than four standard deviations."""
    first = [drawing.order(str(seed), "abc", range(1, 6))[0] for seed in range(6_000)]

    assert {number for number in range(1, 6) if abs(first.count(number) - 1_200) > 150} == set()


def test_draw_of_nobody_and_of_one():
    assert drawing.order("1", "abc", []) == []
    assert drawing.order("1", "abc", [7]) == [7]


def test_there_is_no_draw_without_a_seed():
    with pytest.raises(ValueError, match="seed"):
        drawing.order("", "abc", [1])


@pytest.mark.parametrize("seed", ["3387.71", "20 November 2026, 3,387.71", "a:b/c+d-e"])
def test_the_commands_draw_the_same_order_in_a_shell(tmp_path, seed):
    (tmp_path / "list.txt").write_text(LIST, encoding="utf-8")

    shell = subprocess.run(
        ["bash", "-c", drawing.commands(seed, 10)], cwd=tmp_path, capture_output=True, text=True, check=True
    )

    first, *lines = shell.stdout.splitlines()
    assert first.split()[0] == drawing.digest(LIST)
    assert [int(line.split()[2]) for line in lines] == drawing.order(seed, drawing.digest(LIST), range(1, 11))
