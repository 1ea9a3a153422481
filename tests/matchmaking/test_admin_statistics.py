"""The statistics of a day in the back office: who sees them, what the page shows, and its files."""

import pytest
from django.urls import reverse

from matchmaking import figuring
from tests import factories
from tests.matchmaking.desks import page_of, text
from tests.reading import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def day():
    return factories.matchmaking_day()


def file_of(day, table):
    return reverse("admin:matchmaking_matchmakingday_statistics_file", args=[day.pk, table])


@pytest.mark.parametrize("user", ["programme_editor", "competition_editor", "sub_forum_editor", "reader", "other"])
def test_only_organisers_see_them(client, request, day, user):
    representative = factories.representative(venture=factories.venture(day=day), user=factories.user())
    client.force_login(representative.user if user == "other" else request.getfixturevalue(user))

    codes = [client.get(address).status_code for address in (page_of(day, "statistics"), file_of(day, "parties"))]

    assert set(codes) <= {302, 403, 404}
    assert client.get(page_of(day, "statistics"), follow=True).content.count(b"The numbers as CSV") == 0


def test_who_is_not_signed_in_is_sent_to_sign_in(client, day):
    assert client.get(file_of(day, "parties")).url.startswith(reverse("admin:login"))


def test_an_empty_day_says_so(desk, day):
    page = Page(desk.get(page_of(day, "statistics")))

    assert page.texts("//section/p[text()='Nothing yet.']") == ["Nothing yet."] * 6
    assert len(page.texts("//section/div/h3")) == len(figuring.TABLES)


def test_every_table_is_there_with_its_chart(desk, day):
    meeting = factories.meeting(venture=factories.venture(day=day, name_en="<b>Harbour</b>"))
    factories.interest(venture=meeting.venture, investor=meeting.investor)

    page = Page(desk.get(page_of(day, "statistics")))

    assert page.texts("//section[@id='meetings']//tr[td]")[0] == "Planned 1"
    assert page.texts("//section[@id='least-served']//tr[td]")[0] == "<b>Harbour</b> Ventures 1 8"
    charts = [table.slug for table in figuring.tables(day) if table.bars and table.rows]
    assert page.values("//div[@class='chart-wide']/*/*[1]/@id") == [f"{slug}-wide-title" for slug in charts]
    assert charts == ["spread", "regions", "tables", "interests", "wishes"]


def test_numbers_lead_to_their_rows(desk, day):
    factories.venture(day=day, state="registered")

    page = Page(desk.get(page_of(day, "statistics")))
    (address,) = page.values("//section[@id='parties']//tr[1]/td[2]/a/@href")

    assert len(desk.get(address).context["cl"].result_list) == 1


def test_a_table_as_a_file_has_numbers_and_no_formulas(desk, day):
    factories.meeting(venture=factories.venture(day=day, name_en="=1+1"))

    response = desk.get(file_of(day, "least-served"))

    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert response.headers["Content-Disposition"] == f'attachment; filename="least-served-{day.pk}.csv"'
    assert {"private", "no-store"} <= set(response.headers["Cache-Control"].split(", "))
    assert response.content.decode("utf-8-sig").splitlines()[:2] == [
        "Party,Side,Meetings,Wanted at most",
        "'=1+1,Ventures,1,8",
    ]


@pytest.mark.parametrize("table", [table.__name__ for table in figuring.TABLES])
def test_every_table_has_a_file(desk, day, table):
    slug = {"least_served": "least-served", "slots": "tables"}.get(table, table)

    assert desk.get(file_of(day, slug)).status_code == 200


def test_there_is_no_file_of_another_table(desk, day):
    assert desk.get(file_of(day, "secrets")).status_code == 404
    assert desk.post(file_of(day, "parties")).status_code == 405


def test_the_day_leads_to_them(desk, day):
    assert page_of(day, "statistics") in desk.get(page_of(day)).content.decode()
    assert "Statistics" in text(desk.get(page_of(day, "board")))


@pytest.mark.parametrize("number", [1, 3])
def test_it_asks_as_much_for_one_meeting_as_for_three(desk, day, django_assert_num_queries, number):
    slots = [factories.timeslot(day=day, place=place) for place in range(3)]
    for place in range(number):
        venture = factories.venture(day=day, region=factories.region("110000"))
        venture.industries.add(factories.industry("39"))
        meeting = factories.meeting(venture=venture, timeslot=slots[place])
        factories.feedback(meeting=meeting, given_at=factories.at(16, day=21))
        factories.interest(venture=venture, investor=meeting.investor)
    desk.get(page_of(day, "statistics"))

    with django_assert_num_queries(14):
        desk.get(page_of(day, "statistics"))
