"""The board of meetings: who meets whom where and when, and what is settled there."""

import pytest
from lxml import html

from matchmaking.models import Meeting
from tests import factories
from tests.matchmaking.days import day_to_plan
from tests.matchmaking.desks import page_of, text
from tests.reading import said

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("before_the_day")]


@pytest.fixture
def day():
    return day_to_plan()


@pytest.fixture
def meeting(day):
    """At the first table, in the first slot."""
    venture, investor = day.ventures.first(), day.investors.first()
    return factories.meeting(
        venture=venture, investor=investor, timeslot=day.timeslots.first(), table=day.tables.first()
    )


def cells(response):
    """What the board shows: {table: [words of each cell]}."""
    page = html.fromstring(response.content.decode())
    return {
        row.xpath("string(th)").split()[1]: [
            " ".join(cell.xpath(".//text()[not(ancestor::details)]")).split() for cell in row.xpath("td")
        ]
        for row in page.xpath("//table[contains(@class, 'meetings')]/tbody/tr")
    }


def settle(client, day, step, meeting, query=""):
    return client.post(page_of(day, "board") + query, {"do": f"{step}:{meeting.pk}"}, follow=True)


def test_empty_board_leads_to_making_timeslots_and_tables(desk):
    day = factories.matchmaking_day()

    response = desk.get(page_of(day, "board"))

    assert "There are no timeslots or no tables yet." in text(response)
    assert page_of(day, "furnish") in response.content.decode()


def test_meetings_stand_at_their_table_and_time(desk, day, meeting):
    factories.meeting(
        venture=day.ventures.last(), timeslot=day.timeslots.last(), table=day.tables.last(), state="cancelled"
    )

    found = cells(desk.get(page_of(day, "board")))

    words = [*str(meeting.venture).split(), *str(meeting.investor).split()]
    assert found == {"1": [words, ["–"]], "2": [["–"], ["–"]]}


def test_one_timeslot_is_shown_alone(desk, day, meeting):
    found = cells(desk.get(page_of(day, "board") + f"?slot={day.timeslots.last().pk}"))

    assert found == {"1": [["–"]], "2": [["–"]]}


def test_search_leaves_the_tables_of_who_is_called_so(desk, day, meeting):
    other = factories.meeting(
        venture=day.ventures.last(), investor=day.investors.last(), timeslot=meeting.timeslot, table=day.tables.last()
    )

    found = cells(desk.get(page_of(day, "board") + f"?q={other.venture.name_en}"))

    assert list(found) == ["2"]
    assert "Nobody who is called so has a meeting." in text(desk.get(page_of(day, "board") + "?q=nowhere"))


@pytest.mark.parametrize("query", ["?p=0", "?p=99999999999", "?p=x", "?slot=x", "?slot=999999", "?q=%00"])
def test_addresses_that_mean_nothing_show_a_board(desk, day, meeting, query):
    assert desk.get(page_of(day, "board") + query).status_code == 200


@pytest.mark.parametrize(
    ("step", "words", "state", "is_fixed"),
    [
        ("fix", "fixed", "planned", True),
        ("release", "released", "planned", False),
        ("cancel", "cancelled", "cancelled", False),
    ],
)
def test_meeting_is_settled_and_the_reader_comes_back(desk, day, meeting, step, words, state, is_fixed):  # noqa: PLR0917
    response = settle(desk, day, step, meeting, "?q=Venture&slot=&p=1")

    meeting.refresh_from_db()
    assert (meeting.state, meeting.is_fixed) == (state, is_fixed)
    assert said(response) == [f"“{meeting}” is {words}."]
    anchor = "" if step == "cancel" else f"#meeting-{meeting.pk}"
    assert response.redirect_chain == [(f"{page_of(day, 'board')}?q=Venture&slot=&p=1{anchor}", 302)]


def test_what_is_refused_is_said(desk, day, meeting):
    Meeting.objects.update(state="held")

    assert said(settle(desk, day, "cancel", meeting)) == [f"“{meeting}” is not planned any more: Held."]


@pytest.mark.parametrize("do", ["", "fix", "fix:", "fix:x", "fix:999999", "drop:1", "fix:1:2"])
def test_what_is_not_understood_changes_nothing(desk, day, meeting, do):
    response = desk.post(page_of(day, "board"), {"do": do}, follow=True)

    assert said(response) == ["There is no such meeting any more. Nothing is changed."]
    assert not Meeting.objects.get().is_fixed


def test_meeting_of_another_day_is_not_settled_here(desk, day):
    other = factories.meeting()

    settle(desk, day, "fix", other)

    other.refresh_from_db()
    assert not other.is_fixed


@pytest.mark.parametrize("user", ["competition_editor", "programme_editor", "reader", "sub_forum_editor"])
def test_nobody_else_settles_anything(client, request, day, meeting, user):
    client.force_login(request.getfixturevalue(user))

    assert settle(client, day, "cancel", meeting).status_code == 404
    assert Meeting.objects.get().state == "planned"


def test_many_tables_are_shown_by_pages(desk, day):
    for _table in range(41):
        factories.table(day=day)

    first, second = (desk.get(page_of(day, "board") + f"?p={page}") for page in (1, 2))

    assert [len(cells(page)) for page in (first, second)] == [40, 3]
    assert 'rel="next"' in first.content.decode()
    assert 'rel="next"' not in second.content.decode()
    assert 'rel="prev"' in second.content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_board_asks_as_much_for_one_meeting_as_for_three(desk, django_assert_num_queries, number):
    day = day_to_plan(3)
    for venture, investor in list(zip(day.ventures.all(), day.investors.all(), strict=True))[:number]:
        factories.meeting(venture=venture, investor=investor)

    with django_assert_num_queries(9):
        desk.get(page_of(day, "board"))
