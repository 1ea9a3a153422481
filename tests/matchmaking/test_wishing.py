"""What a party may declare of another one, what is refused, who is said to have done it, and two at once."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from matchmaking import wishing
from matchmaking.models import Interest, InterestState
from tests import factories
from tests.competition.writing import at_once
from tests.matchmaking import parties

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("before_the_day")]

STATES = [None, *InterestState]


@pytest.fixture
def pair():
    return parties.pair()


def wishes(party, other, by=None, weight=4, at=None):
    return wishing.wish(party, other, weight=weight, by=by, at=at)


def declines(party, other, by=None):
    return wishing.decline(party, other, by=by)


def blocks(party, other, by=None):
    return wishing.block(party, other, by=by)


def takes_back(party, other, by=None, at=None):
    return wishing.take_back(party, other, by=by, at=at)


OPERATIONS = {wishes: "wish", declines: "declined", blocks: "blocked", takes_back: None}


def close(day):
    day.interests_close_at = timezone.now() - dt.timedelta(minutes=1)
    day.save()


def has_ended(day):
    day.activity.starts_at, day.activity.ends_at = timezone.now() - dt.timedelta(hours=1), timezone.now()
    day.activity.save()


def is_cancelled(day):
    day.activity.is_cancelled = True
    day.activity.save()


ENDED = {
    close: "Wishes to meet are closed for this day: they cannot be changed any more. You can still decline.",
    has_ended: "The day is over: nobody can wish to meet any more. You can still decline, which ends all contact.",
    is_cancelled: "The day is cancelled: nobody can wish to meet any more. You can still decline.",
}


def stated():
    return [(row.side, row.state) for row in Interest.objects.all()]


@pytest.mark.parametrize("side", ["venture", "investor"])
@pytest.mark.parametrize("before", STATES)
@pytest.mark.parametrize("operation", OPERATIONS)
def test_from_each_state_to_each_other_one(pair, side, before, operation):
    party, other = pair if side == "venture" else reversed(pair)
    if before:
        factories.interest(venture=pair[0], investor=pair[1], side=side, state=before)

    operation(party, other)

    after = OPERATIONS[operation]
    assert stated() == ([(side, after)] if after else [])


@pytest.mark.parametrize("end", ENDED)
@pytest.mark.parametrize("before", STATES)
@pytest.mark.parametrize("operation", OPERATIONS)
def test_after_interests_are_closed_only_a_wish_can_neither_come_nor_change_nor_go(pair, before, operation, end):
    if before:
        factories.interest(venture=pair[0], investor=pair[1], side="venture", state=before)
    end(pair[0].day)
    is_refused = operation is wishes or (operation is takes_back and before == InterestState.WISH)

    if is_refused:
        with pytest.raises(ValidationError, match=ENDED[end]) as refused:
            operation(*pair)
        assert refused.value.code == "interests_are_open"
    else:
        operation(*pair)

    after = before if is_refused else OPERATIONS[operation]
    assert stated() == ([("venture", after)] if after else [])


@pytest.mark.parametrize("state", ["registered", "withdrawn"])
@pytest.mark.parametrize("operation", OPERATIONS)
def test_only_who_is_admitted_can_say_anything(pair, state, operation):
    pair[0].state = state
    pair[0].save()

    with pytest.raises(ValidationError, match="Only who is admitted") as refused:
        operation(*pair)

    assert refused.value.code == "party_is_admitted"


@pytest.mark.parametrize("operation", OPERATIONS)
@pytest.mark.parametrize("why", ["registered", "withdrawn", "other day", "blocks"])
def test_of_whom_one_is_not_shown_nothing_can_be_said(pair, operation, why):
    venture, investor = pair
    if why == "other day":
        investor = factories.investor()
    elif why == "blocks":
        factories.interest(venture=venture, investor=investor, side="investor", state="blocked")
    else:
        type(investor).objects.update(state=why)
    before = stated()

    with pytest.raises(ValidationError, match="There is nobody like that") as refused:
        operation(venture, investor)

    assert refused.value.code == "other_is_shown"
    assert stated() == before


def test_a_block_can_be_undone_although_the_other_one_withdrew(pair):
    blocks(*pair)
    type(pair[1]).objects.update(state="withdrawn")

    assert takes_back(*pair)

    assert stated() == []


def test_what_was_never_said_is_not_taken_back(pair):
    assert not takes_back(*pair)


@pytest.mark.parametrize("weight", [0, 6, -1])
def test_a_wish_weighs_from_one_to_five(pair, weight):
    with pytest.raises(ValidationError):
        wishes(*pair, weight=weight)

    assert stated() == []


def test_two_of_one_side_are_a_mistake_of_the_program(pair):
    with pytest.raises(ValueError, match="Both are on the side venture"):
        wishes(pair[0], factories.venture(day=pair[0].day))


def test_the_history_says_who_and_what(pair):
    by = parties.user_of(pair[0])
    wishes(*pair, by=by, weight=2)
    wishes(*pair, by=by, weight=5)
    wishes(*pair, by=by, weight=5)
    declines(*pair, by=by)
    takes_back(*pair, by=by)

    told = [
        (row.history_type, row.state, row.weight, row.history_change_reason, row.history_user)
        for row in Interest.history.order_by("history_id")
    ]

    assert told == [
        ("+", "wish", 2, "Wants to meet", by),
        ("~", "wish", 5, "Wants to meet", by),
        ("~", "declined", 5, "Declines", by),
        ("-", "declined", 5, "Taken back", by),
    ]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("second", [wishes, declines, blocks])
def test_two_representatives_at_once_leave_one_interest(pair, second):
    found = at_once(lambda: wishes(*pair, weight=1), lambda: second(*pair))

    assert [type(row) for row in found] == [Interest, Interest]
    assert Interest.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_both_sides_at_once_do_not_wait_for_each_other(pair):
    for _time in range(5):
        found = at_once(
            lambda: wishes(pair[0], pair[1]),
            lambda: wishes(pair[1], pair[0]),
            lambda: declines(pair[0], pair[1]),
            lambda: declines(pair[1], pair[0]),
        )
        assert [type(row) for row in found] == [Interest] * 4

    assert sorted(side for side, _state in stated()) == ["investor", "venture"]
