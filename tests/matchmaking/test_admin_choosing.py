"""What fields offer to choose from: rows of the day of the form, or each with its day."""

from urllib.parse import urlencode

import pytest
from django.urls import reverse
from lxml import html

from matchmaking.models import Investor, Venture
from tests import factories
from tests.matchmaking.desks import list_of, page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def day():
    return factories.matchmaking_day()


def offers(client, page, name, term=""):
    """What a field of a page completes to."""
    (field,) = html.fromstring(client.get(page).content.decode()).xpath(f"//select[@name='{name}']")
    words = {"app_label": "matchmaking", "term": term}
    words |= {part: field.get(f"data-{part.replace('_', '-')}") for part in ("model_name", "field_name")}
    address = field.get("data-ajax--url")
    answer = client.get(f"{address}{'&' if '?' in address else '?'}{urlencode(words)}")
    return [found["text"] for found in answer.json()["results"]]


def test_meeting_is_changed_to_what_is_of_its_day(desk, day):
    meeting = factories.meeting(venture=factories.venture(day=day, name_en="Harbour"))
    factories.meeting()
    factories.table(day=day, number=77)

    assert offers(desk, page_of(meeting), "table") == [str(meeting.table), "77"]
    assert offers(desk, page_of(meeting), "timeslot") == [str(meeting.timeslot)]


@pytest.mark.parametrize("query", ["day={}", "_changelist_filters=timeslot__day__id__exact%3D{}"])
def test_meeting_is_added_to_the_day_that_the_address_names(desk, day, query):
    factories.venture(day=day, name_en="Harbour")
    factories.venture(name_en="Harbour of another day")
    page = f"{reverse('admin:matchmaking_meeting_add')}?{query.format(day.pk)}"

    assert offers(desk, page, "venture", term="Harbour") == ["Harbour"]


def test_where_no_day_is_known_each_row_is_named_with_its_day(desk, day):
    factories.venture(day=day, name_en="Harbour")
    factories.table(day=day, number=1)
    page = reverse("admin:matchmaking_meeting_add")

    assert offers(desk, page, "venture") == [f"Harbour · {day}, 2023-10-21"]
    assert offers(desk, page, "table") == [f"1 · {day}, 2023-10-21"]
    assert offers(desk, reverse("admin:matchmaking_table_add"), "day") == [f"{day} · {day.activity.period()}"]


def test_rows_on_the_page_of_a_roadshow_or_a_party_are_of_its_day(desk, day):
    factories.timeslot()
    venture, slot = factories.venture(day=day, name_en="Harbour"), factories.timeslot(day=day)
    factories.venture(name_en="Mine")

    assert offers(desk, page_of(factories.roadshow(day=day)), "pitches-__prefix__-venture") == ["Harbour"]
    assert offers(desk, page_of(venture), "absences-__prefix__-timeslot") == [str(slot)]


def test_interest_and_who_comes_are_of_the_day_of_their_party(desk, day):
    venture = factories.venture(day=day, name_en="Harbour")
    factories.venture(name_en="Mine")
    rows = [factories.interest(venture=venture), factories.representative(venture=venture)]

    assert [offers(desk, page_of(row), "venture") for row in rows] == [["Harbour"], ["Harbour"]]


@pytest.mark.parametrize("name", ["venture", "investor", "timeslot", "table", "roadshow"])
def test_what_is_added_from_the_list_of_a_day_is_of_that_day(desk, day, name):
    factories.matchmaking_day()
    filtered = f"?_changelist_filters=day__id__exact%3D{day.pk}"

    page = html.fromstring(desk.get(reverse(f"admin:matchmaking_{name}_add") + filtered).content.decode())

    assert page.xpath("//select[@name='day']/option[@selected]/@value") == [str(day.pk)]


@pytest.mark.parametrize("day", ["", "x", "9" * 30, "999999"])
def test_day_that_is_none_is_no_fault(desk, day):
    assert desk.get(reverse("admin:matchmaking_venture_add"), {"day": day}).status_code == 200
    came_from = {"_changelist_filters": f"timeslot__day__id__exact={day}"}
    assert desk.get(reverse("admin:matchmaking_meeting_add"), came_from).status_code == 200


@pytest.mark.parametrize("model", [Venture, Investor])
def test_list_says_of_which_day_unless_it_is_of_one(desk, day, model):
    getattr(factories, model._meta.model_name)(day=day)

    queries = ("", f"?day__id__exact={day.pk}")
    columns = [desk.get(list_of(model, query)).context["cl"].list_display for query in queries]

    assert [names.count("day") for names in columns] == [1, 0]
