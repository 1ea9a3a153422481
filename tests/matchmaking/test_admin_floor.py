"""The floor board: who sits where, who is here, and what organisers say of it."""

import pytest
from lxml import html

from matchmaking import attending, settling
from matchmaking.models import Meeting, Representative
from tests import factories
from tests.factories import at
from tests.matchmaking.days import BREAK, DAWN, MORNING, NOON, at_the_time, hall_day
from tests.matchmaking.desks import page_of, text
from tests.reading import said

pytestmark = pytest.mark.django_db


@pytest.fixture
def day():
    return hall_day()


@pytest.fixture
def _morning():
    with at_the_time(MORNING):
        yield


@pytest.fixture
def meeting(day):
    return Meeting.objects.get(table__number=1)


def cells(response):
    """What the board shows: {table: [words of each cell]}, without its buttons."""
    page = html.fromstring(response.content.decode())
    return {
        row.xpath("string(th)").split()[1]: [
            " ".join(cell.xpath(".//text()[not(ancestor::button)]")).split() for cell in row.xpath("td")
        ]
        for row in page.xpath("//table[contains(@class, 'floor-table')]/tbody/tr")
    }


def headings(response):
    page = html.fromstring(response.content.decode())
    return [" ".join(cell.text_content().split()) for cell in page.xpath("//table/thead/tr/th")]


def buttons(response):
    return html.fromstring(response.content.decode()).xpath("//*[@name='do']/@value")


def do(client, day, words, query=""):
    return client.post(page_of(day, "floor") + query, {"do": words}, follow=True)


def test_a_day_without_timeslots_leads_to_making_them(desk):
    day = factories.matchmaking_day()

    assert "There are no timeslots yet." in text(desk.get(page_of(day, "floor")))


@pytest.mark.parametrize(
    ("moment", "query", "expected"),
    [
        (DAWN, "", ["Table", "Next 10:00–10:30", "Next 11:00–11:30"]),
        (MORNING, "", ["Table", "Now 10:00–10:30", "Next 11:00–11:30"]),
        (BREAK, "", ["Table", "Over 10:00–10:30", "Next 11:00–11:30"]),
        (NOON, "?slot=first", ["Table", "Over 10:00–10:30", "Over 11:00–11:30"]),
    ],
)
def test_it_shows_the_slot_that_began_last_and_the_next_one(desk, day, moment, query, expected):
    with at_the_time(moment):
        response = desk.get(page_of(day, "floor") + query.replace("first", str(day.timeslots.first().pk)))

    assert headings(response) == expected


@pytest.mark.usefixtures("_morning")
def test_who_is_here_who_is_missing_and_who_left(desk, day, meeting):
    attending.arrive(Representative.objects.get(venture=meeting.venture), by=None)
    attending.absent_from(meeting.investor, timeslot=meeting.timeslot, by=None)

    response = desk.get(page_of(day, "floor"))

    assert cells(response)["1"][0][:6] == ["Venture", "1", "here", "Fund", "1", "left"]
    assert cells(response)["2"][0][:6] == ["Venture", "2", "missing", "Fund", "2", "missing"]
    assert cells(response)["1"][1] == ["–"]
    assert "1 / 2 people of ventures are here 0 / 2 people of investors are here" in text(response)


@pytest.mark.usefixtures("_morning")
def test_tables_are_chosen_by_what_is_to_be_done_there(desk, day, meeting):
    for who in Representative.objects.all()[:2]:
        attending.arrive(who, by=None)
    factories.table(day=day, number=9)

    shown = {
        show: list(cells(desk.get(page_of(day, "floor") + f"?show={show}"))) for show in ("all", "missing", "open")
    }

    assert shown == {"all": ["1", "2"], "missing": ["2"], "open": ["1", "2"]}
    assert "Tables that are free: 9" in text(desk.get(page_of(day, "floor")))
    settling.hold(meeting, by=None)
    assert list(cells(desk.get(page_of(day, "floor") + "?show=open"))) == ["2"]


@pytest.mark.usefixtures("_morning")
@pytest.mark.parametrize(
    ("step", "state", "missing", "words"),
    [
        ("hold", "held", "", "held."),
        ("miss-venture", "missed", "venture", "missed."),
        ("miss-investor", "missed", "investor", "missed."),
        ("miss-both", "missed", "both", "missed."),
    ],
)
def test_what_came_of_a_meeting_is_said_and_taken_back(desk, day, meeting, step, state, missing, words):  # noqa: PLR0917
    (button,) = [
        value for value in buttons(desk.get(page_of(day, "floor"))) if value.startswith(f"{step}:{meeting.pk}:")
    ]

    response = do(desk, day, button, "?show=open")

    meeting.refresh_from_db()
    assert (meeting.state, meeting.missing) == (state, missing)
    assert said(response) == [f"“{meeting}”: {words}"]
    assert response.redirect_chain == [(f"{page_of(day, 'floor')}?show=open#meeting-{meeting.pk}", 302)]
    (back,) = [value for value in buttons(desk.get(page_of(day, "floor"))) if value.startswith("reopen:")]
    assert said(do(desk, day, back)) == [f"“{meeting}” is planned again."]
    assert Meeting.objects.get(pk=meeting.pk).state == "planned"


@pytest.mark.usefixtures("_morning")
def test_the_second_of_two_organisers_is_told_and_nothing_is_lost(desk, day, meeting):
    seen = meeting.mark
    settling.hold(meeting, by=None)

    response = do(desk, day, f"miss-both:{meeting.pk}:{seen}")

    assert said(response) == [f"Somebody else changed “{meeting}” meanwhile. Nothing is done: look again."]
    assert Meeting.objects.get(pk=meeting.pk).state == "held"


def test_what_has_not_begun_has_no_buttons_and_is_refused(desk, day, meeting):
    with at_the_time(DAWN):
        response = desk.get(page_of(day, "floor"))
        assert [value for value in buttons(response) if value.startswith(("hold", "miss"))] == []
        refused = do(desk, day, f"hold:{meeting.pk}:{meeting.mark}")

    assert said(refused) == [f"“{meeting}” has not begun: 2023-10-21 10:00–10:30."]


@pytest.mark.parametrize(("more", "words"), [(-1, "nobody is named"), (0, ""), (1, "who of 2?")])
@pytest.mark.usefixtures("_morning")
def test_who_cannot_be_checked_in_with_one_click_is_so_at_the_door(desk, day, meeting, more, words):
    if more < 0:
        meeting.venture.representatives.all().delete()
    if more > 0:
        factories.representative(venture=meeting.venture)

    response = desk.get(page_of(day, "floor"))

    door = f"{page_of(day, 'arrivals')}?party=venture-{meeting.venture.pk}"
    (seat,) = html.fromstring(response.content.decode()).xpath(f"//li[a/@href='{door}']")
    assert (seat.xpath("string(a[2])"), len(seat.xpath("button"))) == (words, 0 if words else 1)
    assert ("1 venture has named nobody who comes." in text(response)) == (more < 0)


@pytest.mark.usefixtures("_morning")
def test_who_is_missing_is_checked_in_from_the_board(desk, day, meeting):
    who = Representative.objects.get(investor=meeting.investor)

    response = do(desk, day, f"arrive:{who.pk}")

    assert said(response) == [f"{who} is here."]
    assert Representative.objects.get(pk=who.pk).arrived_at is not None


@pytest.mark.parametrize(
    "words", ["", "hold", "hold:", "hold:x:y", "hold:999:abc", "drop:1:x", "absent-venture:1", "::::"]
)
def test_what_is_not_understood_changes_nothing(desk, day, words):
    before = list(Meeting.objects.values())

    response = do(desk, day, words)

    assert response.status_code == 200
    assert len(said(response)) == 1
    assert list(Meeting.objects.values()) == before


def test_nothing_of_another_day_is_done_here(desk, day):
    other = factories.meeting()

    with at_the_time(NOON):
        response = do(desk, day, f"hold:{other.pk}:{other.mark}")

    assert said(response) == ["That is not there any more. Nothing is changed."]
    assert Meeting.objects.get(pk=other.pk).state == "planned"


@pytest.mark.usefixtures("_morning")
def test_its_page_is_sent_the_board_alone_and_only_once_it_changed(desk, day, meeting):
    address = page_of(day, "floor")
    (asks,) = html.fromstring(desk.get(address).content.decode()).xpath("//*[@id='floor']/@hx-get")

    def asked():
        return desk.get(address + asks, headers={"HX-Request": "true"})

    assert asked().status_code == 204
    settling.hold(meeting, by=None)
    changed = asked()
    assert changed.status_code == 200
    assert changed.content.decode().strip().startswith('<div class="floor" id="floor"')
    with at_the_time(BREAK):
        assert asked().status_code == 200


@pytest.mark.parametrize("page", ["floor", "arrivals", "walk_in", "signs", "party_list"])
@pytest.mark.parametrize("user", [None, "competition_editor", "programme_editor", "reader", "sub_forum_editor"])
def test_nobody_else_reaches_the_hall(client, request, day, meeting, page, user):  # noqa: PLR0917
    if user:
        client.force_login(request.getfixturevalue(user))
    words = {"do": f"hold:{meeting.pk}:{meeting.mark}"}

    with at_the_time(NOON):
        pages = [client.get(page_of(day, page)), client.post(page_of(day, page), words)]

    assert [response.status_code for response in pages] == ([404, 404] if user else [302, 302])
    assert not Meeting.objects.filter(state="held").exists()


def test_those_who_take_part_never_reach_the_hall(client, day):
    who = Representative.objects.first()
    who.user = factories.user(is_staff=False)
    who.save()
    client.force_login(who.user)

    assert client.get(page_of(day, "floor")).status_code == 302


@pytest.mark.usefixtures("_morning")
def test_each_meeting_adds_little_to_the_page(desk):
    """Hundreds of tables are on it, and it is asked for every few seconds."""
    sizes = [len(desk.get(page_of(hall_day(number), "floor")).content) for number in (10, 20)]

    assert sizes[1] - sizes[0] < 10 * 1700


@pytest.mark.parametrize("number", [1, 3, 40])
def test_the_floor_asks_as_much_for_one_table_as_for_forty(desk, number, django_assert_num_queries):
    day = hall_day(number)

    with at_the_time(at(10, 5, day=21)), django_assert_num_queries(27):
        desk.get(page_of(day, "floor"))


def test_without_a_session_the_whole_page_goes_to_sign_in(client, day):
    board = page_of(day, "floor")
    polled = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{board}?show=open"}

    response = client.get(f"{board}?seen=1", headers=polled, follow=True)

    assert response.headers["HX-Redirect"] == f"/admin/login/?next={board}%3Fshow%3Dopen"
    assert response.content == b""


def test_free_tables_are_joined_as_the_language_does(desk, day):
    for number in (8, 9):
        factories.table(day=day, number=number)

    boards = [desk.get(page_of(day, "floor"), headers={"accept-language": code}).text for code in ("en", "zh-hans")]

    assert ["8, 9" in boards[0], "8、9" in boards[1]] == [True, True]
