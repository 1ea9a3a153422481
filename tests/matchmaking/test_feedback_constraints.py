"""What the database keeps of the rules of feedback, on both databases."""

import pytest
from django.db.models import ProtectedError

from matchmaking.models import Feedback
from tests import factories
from tests.factories import at
from tests.refusals import both_refuse, refused_by_the_database, refused_by_the_form

pytestmark = pytest.mark.django_db


def unsaved_feedback(meeting=None, **values):
    """Feedback that is not saved, an hour after the meeting began."""
    return Feedback(
        **{"meeting": meeting or factories.meeting(), "side": "venture", "given_at": at(11, day=21)} | values
    )


def test_each_side_says_it_once():
    row = factories.feedback()
    factories.feedback(meeting=row.meeting, side="investor")

    both_refuse(unsaved_feedback(row.meeting), "feedback_once")


@pytest.mark.parametrize("rating", [1, 5, None])
def test_ratings_go_from_one_to_five(rating):
    assert factories.feedback(rating=rating).rating == rating


@pytest.mark.parametrize(("rating", "code"), [(0, "min_value"), (6, "max_value")])
def test_other_ratings_are_refused(rating, code):
    row = unsaved_feedback(rating=rating)

    assert refused_by_the_form(row) == {code}
    assert "feedback_rating_in_range" in refused_by_the_database(row.save)


@pytest.mark.parametrize("intent", ["", "none", "touch"])
def test_an_amount_belongs_to_an_intent_about_money(intent):
    both_refuse(unsaved_feedback(intent=intent, amount=5, currency="CNY"), "feedback_amount_of_an_intent")


@pytest.mark.parametrize("intent", ["diligence", "terms", "invest"])
def test_an_intent_about_money_may_have_an_amount(intent):
    assert factories.feedback(intent=intent, amount=5, currency="CNY").amount == 5
    assert factories.feedback(intent=intent).amount is None


@pytest.mark.parametrize("money", [{"amount": 5}, {"currency": "CNY"}])
def test_amount_and_currency_come_together(money):
    both_refuse(unsaved_feedback(intent="invest", **money), "feedback_amount_has_currency")


def test_nothing_is_said_before_the_meeting_begins():
    both_refuse(unsaved_feedback(given_at=at(9, 59, day=21)), "feedback_after_the_beginning")
    assert factories.feedback(given_at=at(10, day=21)).pk


def test_nothing_is_said_of_a_cancelled_meeting():
    both_refuse(unsaved_feedback(factories.meeting(state="cancelled")), "feedback_of_what_took_place")


def test_what_somebody_said_keeps_its_meeting():
    row = factories.feedback()

    with pytest.raises(ProtectedError):
        row.meeting.delete()


@pytest.mark.parametrize("state", ["planned", "held", "missed"])
def test_a_new_plan_leaves_a_meeting_of_which_somebody_said_how_it_was(state):
    row = factories.feedback(meeting=factories.meeting(state=state))

    assert not type(row.meeting).objects.replaceable().exists()
    assert list(type(row.meeting).objects.staying()) == [row.meeting]
