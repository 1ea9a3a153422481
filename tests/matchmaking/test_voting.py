"""Votes for the pitches of a roadshow: who may give them, when they change, and what they come to."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from matchmaking import pitching, voting
from matchmaking.models import Vote
from tests import factories
from tests.factories import at
from tests.matchmaking import roadshows
from tests.matchmaking.refusing import code_of

pytestmark = pytest.mark.django_db
VOTING = at(15, day=21)


def test_a_vote_is_given_and_changed_and_the_history_says_by_whom():
    roadshow, investor = roadshows.voting()
    pitch, (one, other) = roadshow.pitches.first(), (factories.user(), factories.user())

    voting.vote(pitch, investor, 3, by=one, at=VOTING)
    voting.vote(pitch, investor, 5, by=other, at=VOTING + dt.timedelta(minutes=1))
    voting.vote(pitch, investor, 5, by=one, at=VOTING + dt.timedelta(minutes=2))

    vote = Vote.objects.get()
    assert (vote.points, vote.voted_at) == (5, VOTING + dt.timedelta(minutes=1))
    assert [(row.points, row.history_user) for row in vote.history.all()] == [(5, other), (3, one)]


@pytest.mark.parametrize("moment", [at(13, day=21), at(16, day=21)])
def test_no_vote_is_given_or_changed_when_none_are_taken(moment):
    roadshow, investor = roadshows.voting()
    first, second, _third = roadshows.in_order(roadshow)
    voting.vote(first, investor, 3, by=None, at=VOTING)

    for pitch in (first, second):
        assert code_of(lambda pitch=pitch: voting.vote(pitch, investor, 5, by=None, at=moment)) == {"vote_while_open"}
    assert Vote.objects.get().points == 3


@pytest.mark.parametrize("points", [0, 6])
def test_points_out_of_range_are_refused(points):
    roadshow, investor = roadshows.voting()

    with pytest.raises(ValidationError):
        voting.vote(roadshow.pitches.first(), investor, points, by=None, at=VOTING)


def test_own_pitches_are_those_that_the_database_refuses():
    roadshow, investor = roadshows.voting(5)
    of_organisation, of_user, of_person, of_others, _other = roadshow.pitches.all()
    of_organisation.venture.organisation = investor.organisation
    of_organisation.venture.save()
    user, person = factories.user(), factories.person()
    factories.representative(investor=investor, user=user, person=person)
    factories.representative(venture=of_user.venture, user=user)
    factories.representative(venture=of_person.venture, person=person)
    factories.representative(venture=of_others.venture)

    own = voting.own_pitches(investor, roadshow)

    refused = set()
    for pitch in roadshow.pitches.all():
        try:
            voting.vote(pitch, investor, 3, by=None, at=VOTING)
        except ValidationError:
            refused.add(pitch.pk)
    assert own == refused == {of_organisation.pk, of_user.pk, of_person.pk}


def test_results_are_ranked_and_leave_out_who_withdrew():
    roadshow, _investor = roadshows.voting()
    first, second, third = roadshows.in_order(roadshow)
    for points in (5, 4, 5):
        investor = factories.investor(day=roadshow.day)
        for pitch, given in ((first, points - 1), (second, points), (third, points)):
            voting.vote(pitch, investor, given, by=None, at=VOTING)
    pitching.withdraw(third, by=None)

    found = voting.results(roadshows.in_order(roadshow))

    assert [(pitch, result.rank, result.number) for pitch, result in found] == [(second, 1, 3), (first, 2, 3)]


def test_results_are_released_after_the_votes_and_once(organiser):
    roadshow, _investor = roadshows.voting()

    early = code_of(lambda: voting.release(roadshow, by=None, at=at(15, 59, day=21)))
    row = voting.release(roadshow, by=organiser, at=at(16, day=21))

    assert early == code_of(lambda: voting.release(roadshows.drawn(), by=None)) == "roadshow_results_after_the_votes"
    assert row.shows_results(at(16, day=21))
    assert row.history.first().history_user == organiser
    assert code_of(lambda: voting.release(row, by=None)) == "roadshow_results_are_public"
