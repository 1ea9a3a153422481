"""Ventures from entries: found among those that are admitted, added with one click each."""

import pytest
from django.urls import reverse
from lxml import html

from competition import indexing
from matchmaking.models import Venture
from tests import factories
from tests.matchmaking.desks import list_of, page_of, text
from tests.reading import said

pytestmark = pytest.mark.django_db
URL = reverse("admin:matchmaking_venture_entries")


@pytest.fixture
def day():
    return factories.matchmaking_day()


def admitted(**values):
    return factories.entry(state="admitted", **values)


def offered(response):
    """The keys of the entries that can be added."""
    page = html.fromstring(response.content.decode())
    return [int(key) for key in page.xpath("//button[@name='entry']/@value")]


def test_two_clicks_from_the_list_of_ventures(desk, organiser, day):
    entry = admitted(title_en="Harbour")

    assert URL in desk.get(list_of(Venture)).content.decode()
    assert offered(desk.get(URL)) == [entry.pk]
    response = desk.post(URL, {"day": day.pk, "entry": entry.pk}, follow=True)

    venture = Venture.objects.get()
    assert (venture.entry, venture.day, venture.name_en) == (entry, day, "Harbour")
    assert venture.history.get().history_user == organiser
    assert f"“Harbour” is a venture of “{day}”, {day.activity.period()}, admitted." in text(response)
    assert offered(response) == []
    assert page_of(venture) in response.content.decode()


def test_list_of_one_day_leads_to_the_entries_of_that_day(desk, day):
    factories.matchmaking_day()
    page = html.fromstring(desk.get(list_of(Venture, f"?day__id__exact={day.pk}")).content.decode())

    assert page.xpath(f"//a[starts-with(@href, '{URL}')]/@href") == [f"{URL}?day={day.pk}"]


def test_day_is_chosen_with_one_click_and_kept_by_the_search(desk, day):
    other, _entry = factories.matchmaking_day(), admitted()

    page = html.fromstring(desk.get(f"{URL}?day={day.pk}&q=&p=1").content.decode())

    days = page.xpath("//nav[@aria-label='Matchmaking days']/a")
    assert {link.get("href"): link.get("aria-current") for link in days} == {
        f"?day={day.pk}&q=": "page",
        f"?day={other.pk}&q=": None,
    }
    assert page.xpath("//input[@name='day']/@value") == [str(day.pk)] * 2  # of the search, and of what is added
    assert page.xpath("//select/@name") == ["edition"]


def test_without_a_day_the_page_leads_to_one(desk):
    admitted()

    page = desk.get(URL)

    assert "There is no matchmaking day yet." in text(page)
    assert offered(page) == []


def test_only_admitted_entries_are_offered(desk, day):
    for state in ("draft", "submitted", "not_admitted", "withdrawn"):
        factories.entry(state=state, submitted_at=None if state == "draft" else factories.at(9))

    assert offered(desk.get(URL)) == []
    assert "No admitted entry is found." in text(desk.get(URL))


@pytest.mark.parametrize("is_indexed", [False, True])
def test_search_and_session_narrow_the_entries(desk, day, is_indexed):
    harbour, other = admitted(title_en="Harbour cranes"), admitted(title_en="Mine")
    if is_indexed:
        indexing.rebuild()

    assert offered(desk.get(URL + "?q=cranes")) == [harbour.pk]
    assert offered(desk.get(URL + f"?edition={other.edition_id}")) == [
        entry.pk for entry in (other, harbour) if entry.edition_id == other.edition_id
    ]
    assert offered(desk.get(URL + "?q=nowhere")) == []


def test_reader_stays_where_the_search_was(desk, day):
    entry = admitted(title_en="Harbour")

    response = desk.post(URL + "?q=Harbour&p=1", {"day": day.pk, "entry": entry.pk})

    assert response.url == f"{URL}?q=Harbour&p=1&day={day.pk}"


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        ("draft", "The entry is not admitted to the competition."),
        ("there", "This entry is already a venture of the day."),
        ("gone", "There is no such day or entry any more. Nothing is added."),
    ],
)
def test_what_is_refused_is_said(desk, day, entry, sentence):
    rows = {"draft": factories.entry(state="draft"), "there": admitted()}
    factories.venture(day=day, entry=rows["there"])
    key = rows[entry].pk if entry in rows else 999_999

    response = desk.post(URL, {"day": day.pk, "entry": key}, follow=True)

    assert said(response) == [sentence]
    assert Venture.objects.count() == 1


@pytest.mark.parametrize("day", ["", "999999", "x"])
def test_day_that_is_gone_is_said(desk, day):
    factories.matchmaking_day()
    entry = admitted()

    response = desk.post(URL, {"day": day, "entry": entry.pk}, follow=True)

    assert said(response) == ["There is no such day or entry any more. Nothing is added."]
    assert not Venture.objects.exists()


def test_entry_may_be_a_venture_of_each_of_two_days(desk, day):
    other, entry = factories.matchmaking_day(), admitted()

    for one in (day, other):
        desk.post(URL, {"day": one.pk, "entry": entry.pk})

    assert {venture.day for venture in Venture.objects.all()} == {day, other}
    assert offered(desk.get(f"{URL}?day={other.pk}")) == []


@pytest.mark.parametrize("user", ["competition_editor", "programme_editor", "reader", "sub_forum_editor"])
def test_nobody_else_adds_any(client, request, day, user):
    entry = admitted()
    client.force_login(request.getfixturevalue(user))

    assert client.post(URL, {"day": day.pk, "entry": entry.pk}).status_code == 403
    assert not Venture.objects.exists()


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_asks_as_much_for_one_entry_as_for_three(desk, day, django_assert_num_queries, number):
    for _entry in range(number):
        factories.venture(day=day, entry=admitted())

    with django_assert_num_queries(8):
        desk.get(URL)
