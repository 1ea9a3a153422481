"""Writers of a roadshow at the same moment: people of one investor, and organisers who press together."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from matchmaking import pitching, voting
from matchmaking.models import Pitch, Vote
from tests import factories
from tests.competition.writing import at_once
from tests.factories import at
from tests.matchmaking import roadshows

pytestmark = pytest.mark.django_db(transaction=True)
VOTING = at(15, day=21)


def test_two_of_one_investor_who_vote_at_once_have_one_vote():
    roadshow, investor = roadshows.voting()
    pitch, users = roadshow.pitches.first(), [factories.user() for _user in range(4)]

    found = at_once(
        *(
            lambda points=points, user=user: voting.vote(pitch, investor, points, by=user, at=VOTING)
            for points, user in enumerate(users, 1)
        )
    )

    assert [type(one) for one in found] == [Vote] * 4
    vote = Vote.objects.get()
    assert vote.history.count() == 4
    assert vote.points == vote.history.latest("history_id").points


def test_nobody_comes_to_a_list_that_is_being_closed():
    roadshow = roadshows.listed(2)
    pitch = Pitch(roadshow=roadshow, venture=factories.venture(day=roadshow.day))

    closed, added = at_once(lambda: pitching.close(roadshow, by=None, at=at(10)), pitch.save)

    lots = list(roadshow.pitches.order_by("lot").values_list("lot", flat=True))
    if isinstance(added, IntegrityError):
        assert "pitch_of_an_open_list" in str(added)
        assert lots == [1, 2]
    else:
        assert added is None
        assert lots == [1, 2, 3]
    assert closed.closed_list.count("\n") == 2 + len(lots)


def test_nobody_leaves_a_list_that_is_being_closed():
    roadshow = roadshows.listed(2)
    pitch = roadshow.pitches.order_by("pk").last()

    closed, removed = at_once(lambda: pitching.close(roadshow, by=None, at=at(10)), pitch.delete)

    assert closed.closed_list.count("\n") == 2 + roadshow.pitches.count()
    if isinstance(removed, IntegrityError):
        assert "pitch_stays_on_a_closed_list" in str(removed)


def test_two_seeds_at_once_draw_one_order():
    roadshow = roadshows.closed(5)

    found = at_once(*(lambda seed=seed: pitching.draw(roadshow, seed, by=None, at=at(11)) for seed in ("1", "2", "3")))

    refused = [one for one in found if isinstance(one, ValidationError)]
    assert [one.code for one in refused] == ["roadshow_drawn_once"] * 2
    roadshow.refresh_from_db()
    assert roadshow.seed in {"1", "2", "3"}
    assert sorted(roadshow.pitches.values_list("place", flat=True)) == [1, 2, 3, 4, 5]


def test_two_organisers_who_start_at_once_have_one_on_the_stage():
    first, second, _third = roadshows.in_order(roadshows.drawn())

    found = at_once(*(lambda pitch=pitch: pitching.start(pitch, by=None) for pitch in (first, second)))

    assert Pitch.objects.filter(began_at__isnull=False, ended_at=None).count() == 1
    assert [one for one in found if isinstance(one, IntegrityError)] == []
