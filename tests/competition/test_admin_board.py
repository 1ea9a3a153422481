"""The award board: what it shows, what it does, and who may use it."""

from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from lxml import html

from competition import awarding
from competition.models import Award, Prize, Standing
from tests import factories
from tests.clashing import ended
from tests.competition.boards import MOVED_ON, Board, candidates, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def board(client, competition_editor):
    client.force_login(competition_editor)
    return Board(client, 1, 2, 3, 3, 5)


def test_candidates_stand_by_rank_and_those_that_tie_are_marked(board):
    page = board.page()

    assert candidates(page) == [entry.pk for entry in board.entries]
    marked = [row.get("data-entry") for row in page.xpath("//*[@data-entry]") if "tied" in row.text_content()]
    assert marked == [str(entry.pk) for entry in board.entries[2:4]]
    assert "3 of 3 left" in page.text_content()


def prize_board(prize):
    return reverse("admin:competition_prize_board", args=[prize.pk])


def test_empty_board(client, organiser):
    client.force_login(organiser)
    prize = factories.prize()

    page = Board.page(type("", (), {"client": client, "url": prize_board(prize)}))

    text = page.text_content()
    assert "Nobody has this prize yet." in text
    assert "Nobody is left who could be given it." in text
    assert "There is none yet" in text


def test_board_where_nobody_is_ranked_leads_to_those_without_a_standing(board):
    entry = factories.entry(edition=board.edition, title_en="Unranked")
    Standing.objects.all().delete()

    (link,) = board.page("?q=Unranked&p=1").xpath("//*[@data-drop='candidates']//a/@href")

    assert link == "?q=Unranked&rank=none"
    assert candidates(board.page(link)) == [entry.pk]
    assert "Nobody is left who could be given it." in board.page("?q=nothing").text_content()


def test_award_is_given_moved_and_taken_back(board, competition_editor):
    first, second, third, *_rest = board.entries

    for entry in (first, second, third):
        assert board.post(f"give:{entry.pk}").status_code == 302
    one, two, three = awarding.given_of(board.prize)
    board.post(f"up:{three.pk}")
    assert board.given == [first, third, second]
    board.post(f"down:{one.pk}")
    assert board.given == [third, first, second]
    board.post(f"move:{two.pk}:1")
    assert board.given == [second, third, first]
    board.post(f"take:{two.pk}")

    assert board.given == [third, first]
    assert set(Award.history.values_list("history_user", flat=True)) == {competition_editor.pk}


def test_award_is_given_at_a_place(board):
    board.give(*board.entries[:2])

    board.post(f"give:{board.entries[4].pk}:1")

    assert board.given == [board.entries[4], *board.entries[:2]]


def test_full_board_says_so_instead_of_offering_to_give(board):
    def offered(page):
        return page.xpath("//button[starts-with(@value, 'give:')]"), page.xpath("//*[@data-entry and @draggable]")

    board.give(*board.entries[:2])
    assert list(map(len, offered(board.page()))) == [3, 3]

    board.give(board.entries[2])

    page = board.page()
    assert offered(page) == ([], [])
    assert "Full: 3 of 3 given." in page.xpath("//*[@class='board-full']")[0].text_content()
    assert board.post(f"give:{board.entries[3].pk}").status_code == 409


def test_board_says_what_was_done_and_stays_where_it_was(board):
    response = board.client.post(
        f"{board.url}?q=entry&p=1",
        {
            "do": f"give:{board.entries[0].pk}",
            "shown": awarding.digest(board.prize),
            "announcement": board.announcement.pk,
        },
        follow=True,
    )

    assert said(response) == f"Given to “{board.entries[0]}”."
    assert response.redirect_chain == [(f"{board.url}?q=entry&p=1&announcement={board.announcement.pk}", 302)]


def test_stale_board_is_refused_and_shown_anew(board):
    seen = awarding.digest(board.prize)
    board.give(board.entries[0])

    response = board.post(f"give:{board.entries[1].pk}", shown=seen)

    assert response.status_code == 409
    assert said(response) == MOVED_ON
    page = html.fromstring(response.content.decode())
    assert [row.get("data-award") for row in page.xpath("//*[@data-award]")] == [str(Award.objects.get().pk)]
    assert page.xpath("//*[@name='shown']")[0].get("value") == awarding.digest(board.prize)
    assert board.given == [board.entries[0]]


def test_tie_is_offered_and_enlarges_the_prize(board):
    board.give(*board.entries[:3])
    asked = "Places 3 to 4 are tied at rank 3: enlarge the prize?"
    assert asked in board.page().text_content()

    offered = {name: board.page().xpath(f"//*[@name='{name}']/@value") for name in ("reason_en", "reason_zh_hans")}
    assert offered == {"reason_en": ["Places 3 to 4 are tied at rank 3."], "reason_zh_hans": ["第3至第4位并列第3名。"]}

    board.post("enlarge", places="1", reason_en="Places 3 and 4 are tied.", reason_zh_hans="第三、四位并列。")

    prize = Prize.objects.get()
    assert (prize.tie_places, prize.tie_reason_en) == (1, "Places 3 and 4 are tied.")
    page = board.page()
    assert asked not in page.text_content()
    assert "places for the tie: 1. Places 3 and 4 are tied." in page.text_content()
    assert (prize.tie_reason_en, prize.tie_reason_zh_hans) == ("Places 3 and 4 are tied.", "第三、四位并列。")
    board.post(f"give:{board.entries[3].pk}")
    assert board.given == board.entries[:4]


def test_candidates_are_narrowed(board):
    track = factories.track(competition=board.edition.competition)
    region = factories.region()
    inside = board.ranked(9, track=track, region=region, title_en="Harbour", title_zh_hans="港口")

    found = {
        query: candidates(board.page(query))
        for query in (f"?track={track.pk}", f"?region={region.pk}", "?q=港口", "?q=harbour", f"?q={inside.number}")
    }

    assert found == {query: [inside.pk] for query in found}


def test_candidates_without_a_standing_are_shown_apart(board):
    entry = factories.entry(edition=board.edition)

    assert entry.pk not in candidates(board.page())
    assert candidates(board.page("?rank=none")) == [entry.pk]


def test_who_won_another_prize_is_found_by_a_search_only(board):
    other = factories.prize(edition=board.edition, name_en="Second prize")
    entry = board.entries[0]
    awarding.give(other, entry, announcement=board.announcement, by=None)

    assert entry.pk not in candidates(board.page())
    page = board.page(f"?q={entry.number}")
    assert candidates(page) == [entry.pk]
    assert "has: Second prize" in page.text_content()


def test_announced_awards_are_withdrawn_not_taken_back(client, organiser):
    client.force_login(organiser)
    award = factories.award()
    page = html.fromstring(client.get(reverse("admin:competition_prize_board", args=[award.prize_id])).content.decode())

    link = page.get_element_by_id(f"take-{award.pk}")

    assert link.get("href") == reverse("admin:competition_award_withdraw", args=[award.pk])


@pytest.mark.parametrize(("role", "status"), [("reader", 200), ("programme_editor", 404), ("sub_forum_editor", 404)])
def test_who_sees_the_board(request, board, role, status):
    client = Client()
    client.force_login(request.getfixturevalue(role))

    response = client.get(board.url)

    assert response.status_code == status


def test_who_is_not_signed_in_is_asked_to(board):
    response = Client().get(board.url)

    assert response.url == f"{reverse('admin:login')}?next={board.url}"


def test_reader_sees_no_buttons_and_changes_nothing(board, reader):
    board.client.force_login(reader)

    page = board.page()
    response = board.post(f"give:{board.entries[0].pk}")

    assert page.xpath("//*[@name='do']") == []
    assert response.status_code == 403
    assert board.given == []


def test_board_asks_as_much_for_one_award_as_for_three(board, django_assert_num_queries):
    board.give(board.entries[0])
    with django_assert_num_queries(20):
        board.page()

    board.give(board.entries[1])
    for rank in (6, 7):
        board.ranked(rank)
    with django_assert_num_queries(20):
        board.page()


def test_full_prize_refuses_another_award(board):
    board.give(*board.entries[:3])

    response = board.post(f"give:{board.entries[4].pk}")

    assert said(response) == "All awards of this prize are given."


@pytest.mark.django_db(transaction=True)
def test_two_people_at_once_lose_nothing(client, competition_editor):
    """Both press at the same moment, each on the board as it was: one is done, the other is told."""
    client.force_login(competition_editor)
    board = Board(client, 1, 2)
    shown, barrier, found = awarding.digest(board.prize), Barrier(2), []

    def press(entry):
        own = Client()
        own.force_login(competition_editor)
        barrier.wait()
        sent = {"do": f"give:{entry.pk}", "shown": shown, "announcement": board.announcement.pk}
        found.append(own.post(board.url, sent).status_code)
        connection.close()

    threads = [Thread(target=press, args=[entry]) for entry in board.entries]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(found) == [302, 409]
    assert len(board.given) == 1


def test_board_says_so_where_it_is_ended_for_another_writer(board, monkeypatch):
    monkeypatch.setattr(awarding, "save", ended)

    response = board.post(f"give:{board.entries[0].pk}")

    assert (response.status_code, said(response)) == (
        409,
        "Somebody changed the same rows at the same moment. Please try again.",
    )
    assert board.given == []
