"""What the database keeps of the rules of roadshows and pitches, on both databases."""

import pytest

from matchmaking.models import Pitch, Roadshow
from tests import factories
from tests.factories import at
from tests.matchmaking import roadshows
from tests.refusals import both_refuse, refused_by_the_database, refused_by_the_form

pytestmark = pytest.mark.django_db


def roadshow(**values):
    row = factories.roadshow()
    for name, value in values.items():
        setattr(row, name, value)
    return row


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"title_en": "", "title_zh_hans": ""}, "roadshow_has_title"),
        ({"announced_at": at(9), "rule_zh_hans": ""}, "roadshow_says_its_rule"),
        ({"announced_at": at(9), "rule_en": ""}, "roadshow_says_its_rule"),
        ({"votes_open_at": at(9)}, "roadshow_votes_close_after_opening"),
        ({"votes_close_at": at(9)}, "roadshow_votes_close_after_opening"),
        ({"votes_open_at": at(9), "votes_close_at": at(9)}, "roadshow_votes_close_after_opening"),
        ({"results_public_at": at(9)}, "roadshow_results_after_the_votes"),
        (
            {"votes_open_at": at(9), "votes_close_at": at(10), "results_public_at": at(9, 30)},
            "roadshow_results_after_the_votes",
        ),
        ({"seed": "1"}, "roadshow_draws_after_closing"),
        ({"drawn_at": at(9)}, "roadshow_draws_after_closing"),
        ({"seed": "1", "drawn_at": at(9)}, "roadshow_draws_after_closing"),
        ({"announced_at": at(9), "closed_list": "1\tA\n"}, "roadshow_closes_after_its_rule"),
    ],
)
def test_what_a_roadshow_says_fits_together(values, name):
    both_refuse(roadshow(**values), name)


@pytest.mark.parametrize("announced_at", [None, at(11)])
def test_a_list_is_closed_only_after_the_rule_is_known(announced_at):
    row = factories.pitch(lot=1).roadshow
    row.announced_at, row.closed_at, row.closed_list = announced_at, at(10), "1\tA\n"

    both_refuse(row, "roadshow_closes_after_its_rule")


def test_a_list_is_closed_with_a_venture_and_all_numbers():
    row = roadshow(announced_at=at(9), closed_at=at(10), closed_list="1\tA\n")
    both_refuse(row, "roadshow_closed_with_lots")

    factories.pitch(roadshow=row)
    both_refuse(row, "roadshow_closed_with_lots")


def test_the_seed_is_not_known_before_the_list_is_closed():
    row = roadshows.closed()
    row.seed, row.drawn_at = "1", at(9, 59)

    both_refuse(row, "roadshow_draws_after_closing")


@pytest.mark.parametrize(
    "values",
    [
        {"closed_list": "1\tSomebody else\n"},
        {"rule_en": "Another rule."},
        {"rule_zh_hans": "另一规则。"},
        {"closed_at": at(10, 30)},
        {"closed_at": None, "closed_list": ""},
    ],
)
def test_a_closed_list_and_its_rule_stay(values):
    row = roadshows.closed()
    for name, value in values.items():
        setattr(row, name, value)

    both_refuse(row, "roadshow_closed_stays")


def test_what_is_not_published_of_a_closed_roadshow_may_change():
    row = roadshows.drawn()
    row.title_en, row.starts_at, row.votes_open_at, row.votes_close_at = "Pitches", at(15), at(15), at(16)

    row.full_clean()
    row.save()

    assert Roadshow.objects.get().title_en == "Pitches"


@pytest.mark.parametrize(("seed", "drawn_at"), [("2", at(11)), ("", None)])
def test_a_seed_is_entered_once(seed, drawn_at):
    row = roadshows.drawn()
    row.seed, row.drawn_at = seed, drawn_at

    both_refuse(row, "roadshow_drawn_once")


@pytest.mark.parametrize("seed", ["it's", "12\n", "12 ", " 12", "１２", "$(id)", '"', "\\", ""])
def test_a_seed_is_one_that_everybody_types_the_same_way(seed):
    row = roadshows.closed()
    row.seed, row.drawn_at = seed, at(11)

    assert refused_by_the_form(row) & {"seed_characters", "roadshow_draws_after_closing"}


def test_nobody_is_added_to_a_closed_list():
    row = roadshows.closed()

    both_refuse(Pitch(roadshow=row, venture=factories.venture(day=row.day), lot=4), "pitch_of_an_open_list")


def test_nobody_is_removed_from_a_closed_list():
    row = roadshows.closed()

    for remove in (row.pitches.first().delete, row.pitches.all().delete, row.delete):
        assert "pitch_stays_on_a_closed_list" in refused_by_the_database(remove)
    assert row.pitches.count() == 3


def test_of_an_open_list_everybody_may_be_removed():
    row = roadshows.listed()

    row.pitches.first().delete()
    row.delete()

    assert not Pitch.objects.exists()


def test_nobody_on_a_closed_list_is_exchanged_numbered_anew_or_moved_to_another():
    row = roadshows.closed(1)
    open_one = factories.roadshow(day=row.day)
    changes = [
        {"venture": factories.venture(day=row.day)},
        {"lot": 2},
        {"lot": None},
        {"roadshow": open_one},
    ]

    for values in changes:
        pitch = row.pitches.get()
        for name, value in values.items():
            setattr(pitch, name, value)
        both_refuse(pitch, "pitch_of_an_open_list")


def test_nobody_is_moved_to_a_closed_list():
    row = roadshows.closed(1)
    pitch = factories.pitch(roadshow=factories.roadshow(day=row.day))
    pitch.roadshow, pitch.lot = row, 2

    both_refuse(pitch, "pitch_of_an_open_list")


def test_a_place_comes_from_the_draw():
    pitch = roadshows.closed(1).pitches.get()
    pitch.place = 1

    both_refuse(pitch, "pitch_placed_by_the_draw")


@pytest.mark.parametrize("place", [None, 4])
def test_a_drawn_place_stays(place):
    pitch = roadshows.in_order(roadshows.drawn())[0]
    pitch.place = place

    both_refuse(pitch, "pitch_placed_by_the_draw")


def test_places_and_numbers_are_given_once():
    row = roadshows.listed(2)
    first, second = row.pitches.order_by("pk")
    first.lot = second.lot = 1
    first.save()

    assert "unique" in refused_by_the_database(second.save).lower()


def test_a_venture_is_on_a_list_once_and_on_one_of_its_day():
    pitch = factories.pitch()

    both_refuse(Pitch(roadshow=pitch.roadshow, venture=pitch.venture), "pitch_venture_once")
    both_refuse(Pitch(roadshow=pitch.roadshow, venture=factories.venture()), "pitch_of_one_day")


def test_one_at_a_time_is_on_the_stage():
    first, second, _third = roadshows.in_order(roadshows.drawn())
    first.began_at = at(14)
    first.save()
    second.began_at = at(14, 1)

    both_refuse(second, "pitch_one_at_a_time")


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"ended_at": at(14)}, "pitch_ends_after_it_began"),
        ({"began_at": at(14), "ended_at": at(13)}, "pitch_ends_after_it_began"),
        ({"questions_at": at(14)}, "pitch_questions_after_it_began"),
    ],
)
def test_moments_of_a_pitch_are_in_order(values, name):
    pitch = roadshows.in_order(roadshows.drawn())[0]
    for field, value in values.items():
        setattr(pitch, field, value)

    both_refuse(pitch, name)
