"""What the database keeps of the rules of votes, on both databases."""

import pytest
from django.db.models import ProtectedError

from matchmaking.models import Vote
from tests import factories
from tests.factories import at
from tests.matchmaking import roadshows
from tests.refusals import both_refuse, refused_by_the_database, refused_by_the_form

pytestmark = pytest.mark.django_db


def ballot(roadshow, investor, **values):
    pitch = roadshows.in_order(roadshow)[0]
    return Vote(**{"pitch": pitch, "investor": investor, "points": 3, "voted_at": at(15, day=21)} | values)


def test_an_investor_has_one_vote_for_a_pitch():
    roadshow, investor = roadshows.voting()
    ballot(roadshow, investor).save()

    both_refuse(ballot(roadshow, investor), "vote_once")


@pytest.mark.parametrize(("points", "code"), [(0, "min_value"), (6, "max_value")])
def test_points_go_from_one_to_five(points, code):
    row = ballot(*roadshows.voting(), points=points)

    assert refused_by_the_form(row) == {code}
    assert "vote_points_in_range" in refused_by_the_database(row.save)


@pytest.mark.parametrize("state", ["registered", "withdrawn"])
def test_only_admitted_investors_vote(state):
    roadshow, _investor = roadshows.voting()

    both_refuse(ballot(roadshow, factories.investor(day=roadshow.day, state=state)), "vote_of_an_admitted_investor")


def test_investors_of_another_day_do_not_vote():
    roadshow, _investor = roadshows.voting()

    both_refuse(ballot(roadshow, factories.investor()), "vote_of_an_admitted_investor")


def test_nobody_votes_for_a_venture_of_their_own_organisation():
    roadshow, _investor = roadshows.voting()
    own = roadshows.in_order(roadshow)[0].venture.organisation

    both_refuse(ballot(roadshow, factories.investor(day=roadshow.day, organisation=own)), "vote_not_for_oneself")


@pytest.mark.parametrize("by", ["user", "person"])
def test_nobody_votes_for_a_venture_of_their_own_people(by):
    roadshow, investor = roadshows.voting()
    somebody = factories.user() if by == "user" else factories.person()
    factories.representative(investor=investor, **{by: somebody})
    factories.representative(venture=roadshows.in_order(roadshow)[0].venture, **{by: somebody})

    both_refuse(ballot(roadshow, investor), "vote_not_for_oneself")


def test_people_without_accounts_are_not_the_same():
    roadshow, investor = roadshows.voting()
    factories.representative(investor=investor)
    factories.representative(venture=roadshows.in_order(roadshow)[0].venture)

    ballot(roadshow, investor).save()

    assert Vote.objects.count() == 1


@pytest.mark.parametrize("voted_at", [at(13, 59, day=21), at(16, day=21)])
def test_votes_are_taken_from_opening_until_closing(voted_at):
    both_refuse(ballot(*roadshows.voting(), voted_at=voted_at), "vote_while_open")


def test_no_votes_are_taken_where_none_are_asked():
    roadshow = roadshows.drawn()

    both_refuse(ballot(roadshow, factories.investor(day=roadshow.day)), "vote_while_open")


def test_no_votes_are_taken_for_whoever_withdrew():
    roadshow, investor = roadshows.voting()
    roadshow.pitches.update(withdrawn_at=at(12))

    both_refuse(ballot(roadshow, investor), "vote_while_open")


def test_a_vote_keeps_its_pitch_and_its_investor():
    roadshow, investor = roadshows.voting()
    row = ballot(roadshow, investor)
    row.save()

    for kept in (investor, row.pitch):
        with pytest.raises(ProtectedError):
            kept.delete()
