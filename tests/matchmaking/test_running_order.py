"""The running order: who is on when, for how long, and who is next."""

import datetime as dt

import pytest

from matchmaking import running_order
from matchmaking.running_order import Slot
from tests.factories import at

TURN = dt.timedelta(minutes=9)
PITCH, QUESTIONS = dt.timedelta(minutes=5), dt.timedelta(minutes=3)


def test_pitches_begin_one_after_another():
    planned = running_order.planned([Slot("a"), Slot("b"), Slot("c")], at(14), TURN)

    assert planned == {"a": at(14), "b": at(14, 9), "c": at(14, 18)}


def test_who_withdrew_has_no_time_and_the_others_move_up():
    planned = running_order.planned([Slot("a"), Slot("b", is_withdrawn=True), Slot("c")], at(14), TURN)

    assert planned == {"a": at(14), "c": at(14, 9)}


def test_nobody_is_planned_where_nobody_pitches():
    assert running_order.planned([], at(14), TURN) == {}
    assert running_order.on_stage([]) is None
    assert running_order.following([]) is None


def test_who_began_and_has_not_ended_is_on():
    slots = [Slot("a", began_at=at(14), ended_at=at(14, 8)), Slot("b", began_at=at(14, 9)), Slot("c")]

    assert running_order.on_stage(slots).key == "b"
    assert running_order.following(slots).key == "c"


def test_who_was_skipped_comes_after_all_others():
    slots = [Slot("a", is_skipped=True), Slot("b"), Slot("c", is_withdrawn=True)]
    assert running_order.following(slots).key == "b"

    slots[1] = Slot("b", began_at=at(14), ended_at=at(14, 8))
    assert running_order.following(slots).key == "a"

    slots[0] = Slot("a", began_at=at(14, 9))
    assert running_order.following(slots) is None


def test_questions_follow_the_pitch():
    assert running_order.ends(Slot("a", began_at=at(14)), PITCH, QUESTIONS) == (at(14, 5), at(14, 8))


@pytest.mark.parametrize("called", [at(14, 3), at(14, 6)])
def test_questions_that_are_called_begin_when_they_are_called(called):
    slot = Slot("a", began_at=at(14), questions_at=called)

    assert running_order.ends(slot, PITCH, QUESTIONS) == (called, called + QUESTIONS)
