"""What the screen beside the stage asks for: names and moments, and nothing about people."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from matchmaking import pitching
from tests import factories
from tests.matchmaking import roadshows
from tests.reading import Page, of_class

pytestmark = pytest.mark.django_db


def asked(client, roadshow, language="en"):
    address = reverse("matchmaking:roadshow_now", args=[roadshow.pk]).replace("/en/", f"/{language}/")
    response = client.get(address)
    assert response.headers["Cache-Control"] == "no-store"
    return response.json()


def screen(client, roadshow):
    return Page(client.get(reverse("matchmaking:roadshow_timer", args=[roadshow.pk])))


def milliseconds(moment):
    return round(moment.timestamp() * 1000)


@pytest.mark.parametrize("stage", [roadshows.listed, roadshows.closed])
def test_before_the_draw_nobody_is_named(client, stage):
    roadshow = stage()

    found = asked(client, roadshow)

    assert (found["on"], found["next"], found["is_over"]) == (None, None, False)
    assert screen(client, roadshow).texts(of_class("empty")) == ["The order is not drawn yet."]


def test_before_it_begins_the_first_is_next(client):
    roadshow = roadshows.drawn()
    first = roadshows.in_order(roadshow)[0]

    found = asked(client, roadshow)

    assert found["on"] is None
    assert found["next"] == {
        "place": 1,
        "venture": str(first.venture),
        "organisation": str(first.venture.organisation),
        "begins": milliseconds(roadshow.starts_at),
    }


def test_who_is_on_with_the_ends_of_pitch_and_questions(client):
    roadshow, began = roadshows.drawn(), timezone.now() - dt.timedelta(minutes=2)
    first, second, _third = roadshows.in_order(roadshow)
    pitching.start(first, by=None, at=began)

    found = asked(client, roadshow)

    assert (found["on"]["venture"], found["next"]["venture"]) == (str(first.venture), str(second.venture))
    assert found["on"]["pitch_ends"] == milliseconds(began + dt.timedelta(minutes=5))
    assert found["on"]["questions_end"] == milliseconds(began + dt.timedelta(minutes=8))
    assert abs(found["now"] - milliseconds(timezone.now())) < 60_000


def test_questions_that_were_called_move_the_ends(client):
    roadshow, began = roadshows.drawn(), timezone.now() - dt.timedelta(minutes=2)
    first = roadshows.in_order(roadshow)[0]
    pitching.start(first, by=None, at=began)
    pitching.ask(first, by=None, at=began + dt.timedelta(minutes=1))

    found = asked(client, roadshow)["on"]

    assert found["pitch_ends"] == milliseconds(began + dt.timedelta(minutes=1))
    assert found["questions_end"] == milliseconds(began + dt.timedelta(minutes=4))


def test_when_all_have_pitched_it_is_over(client):
    roadshow = roadshows.drawn(2)
    first, second = roadshows.in_order(roadshow)
    pitching.start(first, by=None)
    pitching.stop(first, by=None)
    pitching.withdraw(second, by=None)

    found = asked(client, roadshow)

    assert (found["on"], found["next"], found["is_over"]) == (None, None, True)
    assert screen(client, roadshow).text("//p[@id='phase']") == "All have pitched"


def test_names_are_in_the_language_of_the_screen(client):
    roadshow = roadshows.drawn(1)

    assert asked(client, roadshow, "zh-hans")["next"]["venture"] == roadshow.pitches.get().venture.name_zh_hans


def test_nothing_about_people_is_in_it(client):
    roadshow = roadshows.drawn(1)
    factories.representative(venture=roadshow.pitches.get().venture, name="Zhang Min", email="zhang@example.org")
    pitching.start(roadshow.pitches.get(), by=None)

    found = asked(client, roadshow)

    assert found.keys() == {"now", "on", "next", "is_over"}
    assert found["on"].keys() == {"place", "venture", "organisation", "pitch_ends", "questions_end"}
    assert "Zhang" not in screen(client, roadshow).source


def test_without_a_script_the_screen_shows_the_running_order(client):
    roadshow = roadshows.drawn(3)
    first, second, third = roadshows.in_order(roadshow)
    pitching.start(first, by=None)
    pitching.withdraw(second, by=None)

    page = screen(client, roadshow)

    assert page.values("//section/ol/li/@value") == ["1", "2", "3"]
    assert page.texts("//section/ol/li")[1:] == [f"{second.venture} withdrawn", f"14:09 {third.venture}"]
    assert page.text("//p[@id='venture']") == str(first.venture)
    assert page.text("//p[@id='next']") == f"Next: {third.venture}"


@pytest.mark.parametrize(("language", "words"), [("en", "Next: "), ("zh-hans", "下一个： ")])
def test_what_is_written_before_the_next_ends_with_the_sign_of_the_language(client, language, words):
    address = reverse("matchmaking:roadshow_timer", args=[roadshows.drawn().pk]).replace("/en/", f"/{language}/")

    assert Page(client.get(address)).values("//div[@id='stage']/@data-next") == [words]
