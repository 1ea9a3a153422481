"""What is done with a roadshow: every step that is allowed, every one that is refused, and what is written."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from matchmaking import drawing, pitching
from matchmaking.models import Pitch, Roadshow, Vote
from tests import factories
from tests.factories import at
from tests.matchmaking import roadshows

pytestmark = pytest.mark.django_db
VOTING = at(15, day=21)


def code_of(operation):
    with pytest.raises(ValidationError) as refused:
        operation()
    error = refused.value
    return error.code if hasattr(error, "code") else {one.code for one in error.error_dict["__all__"]}


def test_announcing_makes_the_rule_public(organiser):
    row = pitching.announce(factories.roadshow(), by=organiser, at=at(9))

    assert list(Roadshow.objects.public(at=at(9))) == [row]
    assert not Roadshow.objects.public(at=at(8, 59)).exists()
    assert row.history.first().history_user == organiser
    assert code_of(lambda: pitching.announce(row, by=None)) == "roadshow_is_announced"


@pytest.mark.parametrize("language", ["en", "zh_hans"])
def test_a_rule_is_announced_in_both_languages(language):
    row = factories.roadshow(**{f"rule_{language}": ""})

    assert code_of(lambda: pitching.announce(row, by=None)) == "roadshow_says_its_rule"


def test_closing_numbers_the_ventures_and_freezes_the_list(organiser):
    row = roadshows.listed(0)
    organisation = factories.organisation(name_en="Orchard Ltd", name_zh_hans="果园公司")
    venture = factories.venture(day=row.day, name_en="Orchard", name_zh_hans="", organisation=organisation)
    factories.pitch(roadshow=row, venture=venture)
    factories.pitch(roadshow=row, venture=factories.venture(day=row.day, name_en="Harbour", name_zh_hans="港"))

    closed = pitching.close(row, by=organiser, at=at(10))

    assert [pitch.lot for pitch in row.pitches.order_by("pk")] == [1, 2]
    assert closed.closed_list.splitlines()[:3] == [
        "rule (en)\tThe closing value.",
        "rule (zh-hans)\t收盘价。",
        "1\tOrchard\tOrchard Ltd\t果园公司",
    ]
    assert closed.closed_list.splitlines()[3].startswith("2\tHarbour\t港\t")
    assert {one.history.latest("history_id").history_user for one in (closed, *row.pitches.all())} == {organiser}


def test_a_closed_list_does_not_follow_a_name_that_changes():
    row = roadshows.closed(1)
    before = row.closed_list
    venture = row.pitches.get().venture

    venture.name_en = "Another name"
    venture.save()

    row.refresh_from_db()
    assert row.closed_list == before


def test_a_list_is_closed_once_announced_with_somebody_on_it_and_once_only():
    unannounced = factories.pitch().roadshow

    assert code_of(lambda: pitching.close(unannounced, by=None)) == "roadshow_closes_after_its_rule"
    assert code_of(lambda: pitching.close(roadshows.listed(0), by=None)) == "roadshow_closed_with_lots"
    assert code_of(lambda: pitching.close(roadshows.closed(), by=None)) == "roadshow_is_closed"


def test_drawing_gives_every_number_its_place(organiser):
    row = pitching.draw(roadshows.closed(7), f" {roadshows.SEED} ", by=organiser, at=at(11))

    order = drawing.order(roadshows.SEED, drawing.digest(row.closed_list), range(1, 8))
    assert [pitch.lot for pitch in row.pitches.order_by("place")] == order
    assert sorted(row.pitches.values_list("place", flat=True)) == list(range(1, 8))
    assert (row.seed, row.drawn_at) == (roadshows.SEED, at(11))
    assert {pitch.history.latest("history_id").history_user for pitch in row.pitches.all()} == {organiser}


def test_an_order_is_drawn_from_a_closed_list_and_once_only():
    assert code_of(lambda: pitching.draw(roadshows.listed(), "1", by=None)) == "roadshow_draws_after_closing"
    assert code_of(lambda: pitching.draw(roadshows.drawn(), "1", by=None)) == "roadshow_drawn_once"


@pytest.mark.parametrize("seed", ["", " ", "it's", "1\n2", "x" * 201])
def test_a_seed_that_breaks_a_rule_is_refused_and_nothing_is_drawn(seed):
    row = roadshows.closed()

    with pytest.raises(ValidationError):
        pitching.draw(row, seed, by=None)

    row.refresh_from_db()
    assert (row.seed, row.drawn_at) == ("", None)
    assert not row.pitches.exclude(place=None).exists()


def test_starting_ends_whoever_was_on(organiser):
    first, second, _third = roadshows.in_order(roadshows.drawn())
    pitching.start(first, by=organiser, at=at(14))

    on = pitching.start(second, by=organiser, at=at(14, 9))

    first.refresh_from_db()
    assert (first.began_at, first.ended_at, on.began_at, on.ended_at) == (at(14), at(14, 9), at(14, 9), None)
    assert first.history.first().history_user == organiser


def test_questions_and_the_end_of_a_pitch():
    pitch = roadshows.in_order(roadshows.drawn())[0]
    pitching.start(pitch, by=None, at=at(14))

    asked = pitching.ask(pitch, by=None, at=at(14, 4))
    ended = pitching.stop(pitch, by=None, at=at(14, 8))

    assert (asked.questions_at, ended.ended_at) == (at(14, 4), at(14, 8))
    assert code_of(lambda: pitching.stop(pitch, by=None)) == "pitch_is_not_on"
    assert code_of(lambda: pitching.start(pitch, by=None)) == "pitch_began"


def test_questions_are_called_once():
    pitch = roadshows.in_order(roadshows.drawn())[0]
    pitching.start(pitch, by=None)
    pitching.ask(pitch, by=None)

    assert code_of(lambda: pitching.ask(pitch, by=None)) == "pitch_is_asked"


def test_who_was_skipped_may_still_begin():
    pitch = roadshows.in_order(roadshows.drawn())[0]

    assert pitching.skip(pitch, by=None, at=at(14)).skipped_at == at(14)
    assert pitching.start(pitch, by=None, at=at(15)).skipped_at is None
    assert code_of(lambda: pitching.skip(pitch, by=None)) == "pitch_began"


@pytest.mark.parametrize("operation", [pitching.start, pitching.skip, pitching.ask, pitching.stop])
def test_nothing_happens_on_the_stage_before_the_draw(operation):
    assert code_of(lambda: operation(roadshows.closed().pitches.first(), by=None)) == "pitch_placed_by_the_draw"


@pytest.mark.parametrize("operation", [pitching.ask, pitching.stop])
def test_who_is_not_on_is_neither_asked_nor_stopped(operation):
    assert code_of(lambda: operation(roadshows.drawn().pitches.first(), by=None)) == "pitch_is_not_on"


@pytest.mark.parametrize("stage", [roadshows.closed, roadshows.drawn])
def test_who_withdraws_keeps_number_and_place(stage):
    pitch = stage().pitches.first()

    row = pitching.withdraw(pitch, by=None, at=at(12))

    assert (row.lot, row.place, row.withdrawn_at) == (pitch.lot, pitch.place, at(12))
    assert code_of(lambda: pitching.withdraw(pitch, by=None)) == "pitch_withdrew"


def test_a_place_is_drawn_for_who_withdrew_before():
    row = roadshows.closed()
    pitching.withdraw(row.pitches.first(), by=None)

    pitching.draw(row, "1", by=None)

    assert sorted(row.pitches.values_list("place", flat=True)) == [1, 2, 3]


@pytest.mark.parametrize("operation", [pitching.start, pitching.skip, pitching.ask, pitching.stop])
def test_who_withdrew_is_not_on(operation):
    pitch = roadshows.drawn().pitches.first()
    pitching.withdraw(pitch, by=None)

    assert code_of(lambda: operation(pitch, by=None)) == "pitch_withdrew"


def test_nobody_withdraws_from_an_open_list_or_from_the_stage():
    pitch = roadshows.drawn().pitches.first()
    pitching.start(pitch, by=None)

    assert code_of(lambda: pitching.withdraw(pitch, by=None)) == "pitch_began"
    assert code_of(lambda: pitching.withdraw(factories.pitch(), by=None)) == "pitch_of_an_open_list"


def test_a_vote_is_given_and_changed_and_the_history_says_by_whom():
    roadshow, investor = roadshows.voting()
    pitch, (one, other) = roadshow.pitches.first(), (factories.user(), factories.user())

    pitching.vote(pitch, investor, 3, by=one, at=VOTING)
    pitching.vote(pitch, investor, 5, by=other, at=VOTING + dt.timedelta(minutes=1))
    pitching.vote(pitch, investor, 5, by=one, at=VOTING + dt.timedelta(minutes=2))

    vote = Vote.objects.get()
    assert (vote.points, vote.voted_at) == (5, VOTING + dt.timedelta(minutes=1))
    assert [(row.points, row.history_user) for row in vote.history.all()] == [(5, other), (3, one)]


@pytest.mark.parametrize("moment", [at(13, day=21), at(16, day=21)])
def test_no_vote_is_given_or_changed_when_none_are_taken(moment):
    roadshow, investor = roadshows.voting()
    first, second, _third = roadshows.in_order(roadshow)
    pitching.vote(first, investor, 3, by=None, at=VOTING)

    for pitch in (first, second):
        assert code_of(lambda pitch=pitch: pitching.vote(pitch, investor, 5, by=None, at=moment)) == {"vote_while_open"}
    assert Vote.objects.get().points == 3


@pytest.mark.parametrize("points", [0, 6])
def test_points_out_of_range_are_refused(points):
    roadshow, investor = roadshows.voting()

    with pytest.raises(ValidationError):
        pitching.vote(roadshow.pitches.first(), investor, points, by=None, at=VOTING)


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

    own = pitching.own_pitches(investor, roadshow)

    refused = set()
    for pitch in roadshow.pitches.all():
        try:
            pitching.vote(pitch, investor, 3, by=None, at=VOTING)
        except ValidationError:
            refused.add(pitch.pk)
    assert own == refused == {of_organisation.pk, of_user.pk, of_person.pk}


def test_results_are_ranked_and_leave_out_who_withdrew():
    roadshow, _investor = roadshows.voting()
    first, second, third = roadshows.in_order(roadshow)
    for points in (5, 4, 5):
        investor = factories.investor(day=roadshow.day)
        for pitch, given in ((first, points - 1), (second, points), (third, points)):
            pitching.vote(pitch, investor, given, by=None, at=VOTING)
    pitching.withdraw(third, by=None)

    found = pitching.results(roadshows.in_order(roadshow))

    assert [(pitch, result.rank, result.number) for pitch, result in found] == [(second, 1, 3), (first, 2, 3)]


def test_results_are_released_after_the_votes_and_once(organiser):
    roadshow, _investor = roadshows.voting()

    early = code_of(lambda: pitching.release(roadshow, by=None, at=at(15, 59, day=21)))
    row = pitching.release(roadshow, by=organiser, at=at(16, day=21))

    assert early == code_of(lambda: pitching.release(roadshows.drawn(), by=None)) == "roadshow_results_after_the_votes"
    assert row.shows_results(at(16, day=21))
    assert row.history.first().history_user == organiser
    assert code_of(lambda: pitching.release(row, by=None)) == "roadshow_results_are_public"


def test_running_says_who_withdrew_and_who_was_skipped():
    row = roadshows.drawn()
    first, second, _third = roadshows.in_order(row)
    pitching.withdraw(first, by=None)
    pitching.skip(second, by=None)

    slots = pitching.running(roadshows.in_order(row))

    assert [(slot.is_withdrawn, slot.is_skipped) for slot in slots] == [(True, False), (False, True), (False, False)]
    assert isinstance(slots[0].key, Pitch)
