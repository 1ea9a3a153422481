"""Fewer idle slots, and seats."""

from hypothesis import given
from hypothesis import strategies as st

from matchmaking.planning.board import Board
from matchmaking.planning.candidates import candidates
from matchmaking.planning.choosing import choose
from matchmaking.planning.fairness import Fairness
from matchmaking.planning.placing import place_all
from matchmaking.planning.problem import Meeting
from matchmaking.planning.seating import seat
from matchmaking.planning.waiting import wait_less
from tests.matchmaking.problems import drawn

seeds = st.integers(0, 10_000)


def a_board(seed, free):
    given_problem = drawn(seed, 12, 9, slots=8, tables=5, free=free)
    board, pairs = Board(given_problem), candidates(given_problem)
    place_all(board, pairs, choose(given_problem, pairs, pairs.must, Fairness(given_problem)).chosen)
    return board


def waits(board):
    return sum(board.idle(person, met) for person, met in enumerate(board.met))


@given(seeds, st.sampled_from([1.0, 0.8, 0.5]))
def test_exchanges_keep_who_meets_whom_and_nobody_waits_longer_in_all(seed, free):
    board = a_board(seed, free)
    pairs, waited = [pair[:2] for pair in board.pairs()], waits(board)

    wait_less(board)

    assert sorted(pair[:2] for pair in board.pairs()) == sorted(pairs)
    assert waits(board) <= waited
    assert min(board.room) >= 0
    for person in range(board.people):
        assert board.met[person] & ~board.free[person] == 0
        assert board.open[person] == board.free[person] & ~board.met[person]


def test_exchanges_find_less_waiting_in_most_plans():
    boards = [a_board(seed, 0.8) for seed in range(10)]
    before = sum(map(waits, boards))

    for board in boards:
        wait_less(board)

    assert sum(map(waits, boards)) < 0.7 * before


def test_pinned_meetings_stay():
    board = a_board(3, 1.0)
    pinned = list(board.pairs())[::2]
    for venture, _investor, slot in pinned:
        board.pin(venture, slot)

    wait_less(board)

    assert set(pinned) - set(board.pairs()) == set()


def test_seats_that_are_given_stay_and_others_do_not_take_them():
    meetings = [Meeting(0, 0, 0), Meeting(1, 1, 0, 0), Meeting(0, 1, 1), Meeting(1, 0, 1, 1)]

    assert sorted(seat(meetings, [2, 2])) == [
        Meeting(0, 0, 0, 1),
        Meeting(0, 1, 1, 0),
        Meeting(1, 0, 1, 1),
        Meeting(1, 1, 0, 0),
    ]
