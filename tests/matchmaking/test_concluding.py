"""How a meeting was: who may say so, when, and who reads it."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import transaction

from matchmaking import concluding
from matchmaking.models import Feedback
from tests import factories
from tests.competition.writing import at_once
from tests.factories import at

pytestmark = pytest.mark.django_db
LATER = at(11, day=21)


@pytest.mark.parametrize("state", ["planned", "held", "missed"])
def test_a_side_says_how_it_was_once_the_meeting_has_begun(state):
    meeting, user = factories.meeting(state=state), factories.user()

    row = concluding.opened(meeting, meeting.investor, at=LATER)
    row.rating, row.intent = 4, "touch"
    concluding.say(row, by=user, at=LATER)

    kept = Feedback.objects.get()
    assert (kept.meeting, kept.side, kept.rating, kept.intent) == (meeting, "investor", 4, "touch")
    assert (kept.given_at, kept.history.get().history_user) == (LATER, user)


def test_what_was_said_is_changed_and_the_history_says_by_whom():
    row, user = factories.feedback(comment="Good."), factories.user()

    again = concluding.opened(row.meeting, row.meeting.venture, at=LATER)
    again.comment = "Very good."
    concluding.say(again, by=user, at=at(12, day=21))

    assert [(old.comment, old.history_user) for old in row.history.all()] == [("Very good.", user), ("Good.", None)]


def test_what_the_other_side_said_is_not_opened():
    row = factories.feedback(comment="Between us.")

    assert concluding.opened(row.meeting, row.meeting.investor, at=LATER).comment == ""


@pytest.mark.parametrize(("state", "at_moment"), [("cancelled", LATER), ("planned", at(9, day=21))])
def test_nothing_is_said_of_what_is_cancelled_or_has_not_begun(state, at_moment):
    meeting = factories.meeting(state=state)

    with pytest.raises(ValidationError) as refused:
        concluding.opened(meeting, meeting.venture, at=at_moment)

    assert refused.value.code == "feedback_is_early"
    assert concluding.refusal(meeting, at_moment) == refused.value.message


def test_what_breaks_a_rule_is_not_kept():
    meeting = factories.meeting()
    row = concluding.opened(meeting, meeting.venture, at=LATER)
    row.amount = 5

    with pytest.raises(ValidationError):
        concluding.say(row, by=None, at=LATER)
    assert not Feedback.objects.exists()


def test_only_who_comes_for_the_side_reads_what_it_said(organiser, reader):
    row = factories.feedback()
    own, other = factories.user(), factories.user()
    factories.representative(venture=row.meeting.venture, user=own)
    factories.representative(investor=row.meeting.investor, user=other)

    superuser = factories.user(is_superuser=True)

    assert list(Feedback.objects.visible_to(own)) == [row]
    for user in (other, organiser, reader, superuser, AnonymousUser()):
        assert not Feedback.objects.visible_to(user).exists()


def test_no_role_has_a_right_to_feedback_or_votes(organiser):
    actions = ("view", "add", "change", "delete")

    assert [action for action in actions if organiser.has_perm(f"matchmaking.{action}_feedback")] == []
    assert [action for action in actions if organiser.has_perm(f"matchmaking.{action}_vote")] == []


@pytest.mark.django_db(transaction=True)
def test_two_of_one_party_who_say_how_it_was_at_once_are_one_after_the_other():
    meeting = factories.meeting()

    def say(comment):
        with transaction.atomic():
            row = concluding.opened(meeting, meeting.venture, at=at(11, day=21))
            row.comment += comment
            return concluding.say(row, by=None, at=at(11, day=21))

    found = at_once(*(lambda words=words: say(words) for words in "abc"))

    assert [type(one) for one in found] == [Feedback] * 3
    assert sorted(Feedback.objects.get().comment) == ["a", "b", "c"]
