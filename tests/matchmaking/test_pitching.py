"""What is done with a roadshow: every step that is allowed, every one that is refused, and what is written."""

import pytest
from django.core.exceptions import ValidationError

from matchmaking import drawing, pitching
from matchmaking.models import Pitch, Roadshow
from tests import factories
from tests.factories import at
from tests.matchmaking import roadshows
from tests.matchmaking.refusing import code_of

pytestmark = pytest.mark.django_db


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


def test_slots_say_who_withdrew_and_who_was_skipped():
    row = roadshows.drawn()
    first, second, _third = roadshows.in_order(row)
    pitching.withdraw(first, by=None)
    pitching.skip(second, by=None)

    slots = pitching.slots_of(roadshows.in_order(row))

    assert [(slot.is_withdrawn, slot.is_skipped) for slot in slots] == [(True, False), (False, True), (False, False)]
    assert isinstance(slots[0].key, Pitch)
