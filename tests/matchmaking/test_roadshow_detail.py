"""A roadshow as anybody sees it: the rule, the closed list, the seed, the order, and how to check it."""

import subprocess

import pytest
from django.urls import reverse

from matchmaking import drawing, pitching, voting
from tests import factories
from tests.factories import at
from tests.matchmaking import roadshows
from tests.matchmaking.parties import coming_for
from tests.reading import Page, of_class

pytestmark = pytest.mark.django_db
NAMES = "//table[@id='running-order']//th[@scope='row']"
CELLS = "//table[@id='running-order']/tbody/tr"


def address_of(roadshow, name="roadshow_detail"):
    return reverse(f"matchmaking:{name}", args=[roadshow.pk])


def read(client, roadshow, language="en"):
    return Page(client.get(address_of(roadshow).replace("/en/", f"/{language}/")))


@pytest.mark.parametrize("name", ["roadshow_detail", "roadshow_timer", "roadshow_now", "roadshow_entries"])
@pytest.mark.parametrize("user", [None, "organiser"])
def test_nothing_is_there_before_the_rule_is_announced(client, request, name, user):
    if user:
        client.force_login(request.getfixturevalue(user))

    assert client.get(address_of(factories.pitch().roadshow, name)).status_code == 404
    assert client.get(reverse(f"matchmaking:{name}", args=[10**15])).status_code == 404


@pytest.mark.parametrize("name", ["roadshow_detail", "roadshow_timer", "roadshow_now", "roadshow_entries"])
def test_everybody_sees_the_same(client, organiser, name):
    roadshow = roadshows.drawn()
    found = []
    for user in (None, organiser, coming_for(roadshow.pitches.first().venture).user, factories.user()):
        client.logout()
        if user:
            client.force_login(user)
        response = client.get(address_of(roadshow, name))
        assert response.status_code == 200
        body = response.json() | {"now": 0} if name == "roadshow_now" else response.content
        found.append(body)

    assert [body == found[0] for body in found] == [True] * 4


@pytest.mark.parametrize("name", ["roadshow_detail", "roadshow_timer", "roadshow_now", "roadshow_entries"])
def test_nothing_is_written_there(client, name):
    assert client.post(address_of(roadshows.drawn(), name)).status_code == 405


def test_an_open_list_names_nobody(client):
    roadshow = roadshows.listed()

    page = read(client, roadshow)

    assert page.text("//p[@class='rule']") == "The closing value."
    assert "not closed yet" in page.text(of_class("empty"))
    assert [venture for pitch in roadshow.pitches.all() if (venture := str(pitch.venture)) in page.source] == []


def test_a_closed_list_has_numbers_and_its_digest_before_there_is_a_seed(client):
    roadshow = roadshows.closed()

    page = read(client, roadshow)

    assert page.texts(f"{CELLS}/td") == ["1", "2", "3"]
    assert page.text("//code[@id='list-digest']") == drawing.digest(roadshow.closed_list)
    assert page.texts("//code[@id='commands']") == []


def test_a_drawn_order_has_times(client):
    roadshow = roadshows.drawn(4)

    page = read(client, roadshow)

    order = drawing.order(roadshows.SEED, drawing.digest(roadshow.closed_list), range(1, 5))
    assert page.values(f"{CELLS}/@data-number") == [str(number) for number in order]
    times = ["14:00", "14:09", "14:18", "14:27"]
    assert page.texts(f"{CELLS}/td[2]") == times
    assert page.text("//code[@id='seed']") == roadshows.SEED


def test_who_withdrew_is_struck_through_and_the_others_move_up(client):
    roadshow = roadshows.drawn(3)
    first, second, third = roadshows.in_order(roadshow)
    pitching.withdraw(first, by=None)

    page = read(client, roadshow)

    assert page.texts(f"{NAMES}/s") == [str(first.venture)]
    assert page.texts(f"{CELLS}/td[1]") == ["1", "2", "3"]
    assert page.texts(f"{CELLS}/td[2]") == ["–", "14:00", "14:09"]
    assert page.values(f"{CELLS}/@data-number") == [str(pitch.lot) for pitch in (first, second, third)]


def test_the_page_in_the_other_language(client):
    page = read(client, roadshows.drawn(1), "zh-hans")

    assert page.text("//p[@class='rule']") == "收盘价。"
    assert page.text("//h1") == "路演"
    assert page.text("//code[@id='seed']") == roadshows.SEED


def test_whoever_follows_the_instructions_finds_the_order_of_the_page(client, tmp_path):
    """The list as it is downloaded, and the commands exactly as they stand on the page, in a shell."""
    roadshow = roadshows.closed(12)
    pitching.withdraw(roadshow.pitches.get(lot=12), by=None)
    pitching.draw(roadshow, "20 Nov 2026, 3,387.71", by=None)
    page = read(client, roadshow)
    (tmp_path / "list.txt").write_bytes(client.get(page.values("//a[@download='list.txt']/@href")[0]).content)
    (commands,) = page.tree.xpath("//code[@id='commands']")

    shell = subprocess.run(
        ["bash", "-c", commands.text_content()], cwd=tmp_path, capture_output=True, text=True, check=True
    )

    first, *lines = shell.stdout.splitlines()
    assert first.split() == [page.text("//code[@id='list-digest']"), "list.txt"]
    assert [line.split()[2] for line in lines] == page.values(f"{CELLS}/@data-number")
    assert [line.split()[0] for line in lines] == page.texts(f"{CELLS}/td[1]")


def voted(roadshow):
    """The first has fewer points than the second, and the third two votes only."""
    first, second, third = roadshows.in_order(roadshow)
    for number, points in enumerate((3, 4, 4)):
        investor = factories.investor(day=roadshow.day)
        pitches = [(first, points), (second, 5), (third, 5)][: 3 if number else 2]
        for pitch, given in pitches:
            voting.vote(pitch, investor, given, by=None, at=at(15, day=21))
    return first, second, third


def test_results_are_not_there_before_they_are_released(client):
    roadshow, _investor = roadshows.voting()
    voted(roadshow)

    assert read(client, roadshow).texts("//h2[@id='results']") == []


def test_released_results_are_there_best_first(client):
    roadshow, _investor = roadshows.voting()
    first, second, third = voted(roadshow)
    voting.release(roadshow, by=None)

    page = read(client, roadshow)

    rows = page.tree.xpath("//div[@aria-labelledby='results']//tbody/tr")
    assert [" ".join(row.text_content().split()) for row in rows] == [
        f"1{second.venture} {second.venture.organisation}5.0035–5",
        f"2{first.venture} {first.venture.organisation}3.6733–4",
        f"too few votes{third.venture} {third.venture.organisation}–2–",
    ]


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(
    ("name", "queries"), [("roadshow_detail", 2), ("roadshow_timer", 2), ("roadshow_now", 2), ("roadshow_entries", 1)]
)
def test_they_ask_as_much_for_one_pitch_as_for_three(client, django_assert_num_queries, number, name, queries):
    roadshow = roadshows.drawn(number)
    client.get(address_of(roadshow, name))

    with django_assert_num_queries(queries):
        client.get(address_of(roadshow, name))
