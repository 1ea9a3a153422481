"""The lists of the matchmaking's back office: what they show, find and do."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from matchmaking.models import (
    Absence,
    Interest,
    Investor,
    Meeting,
    Representative,
    Table,
    Timeslot,
    Venture,
)
from tests import factories
from tests.matchmaking.desks import act, list_of, listed, page_of, text
from tests.reading import said

pytestmark = pytest.mark.django_db


@pytest.fixture
def day():
    return factories.matchmaking_day()


def test_day_shows_its_numbers_and_where_their_rows_are(desk, day):
    meeting = factories.meeting(venture=factories.venture(day=day), is_fixed=True)
    factories.venture(day=day, state="registered")
    factories.interest(venture=meeting.venture, investor=meeting.investor)

    page = text(desk.get(page_of(day)))

    for words in ("Ventures 2 1 admitted", "Investors 1 1 admitted", "Timeslots 1", "Tables 1", "Interests 1"):
        assert words in page
    assert "Meetings 1 1 fixed" in page


@pytest.mark.parametrize(
    ("model", "path"),
    [
        (Venture, "day"),
        (Investor, "day"),
        (Timeslot, "day"),
        (Table, "day"),
        (Interest, "venture__day"),
        (Meeting, "timeslot__day"),
    ],
)
def test_lists_are_narrowed_to_a_day(desk, day, model, path):
    rows = {"timeslot": factories.timeslot(day=day), "table": factories.table(day=day)}
    meeting = factories.meeting(venture=factories.venture(day=day), **rows)
    factories.interest(venture=meeting.venture, investor=meeting.investor)
    other = factories.meeting()
    factories.interest(venture=other.venture)

    found = listed(desk.get(list_of(model, f"?{path}__id__exact={day.pk}")))

    assert len(found) == 1
    assert model.objects.filter(**{path: day}).get() == found[0]


@pytest.mark.parametrize("model", [Venture, Investor, Interest, Meeting, Representative, Absence])
def test_search_finds_by_name(desk, day, model):
    organisation = factories.organisation(name_en="Orchard Capital", kind="fund")
    venture = factories.venture(day=day, name_en="Harbour", organisation=factories.organisation(name_en="Orchard Port"))
    meeting = factories.meeting(venture=venture, investor=factories.investor(day=day, organisation=organisation))
    factories.interest(venture=venture, investor=meeting.investor)
    factories.absence(investor=meeting.investor, timeslot=meeting.timeslot)
    factories.representative(investor=meeting.investor)
    other = factories.meeting()
    factories.interest(venture=other.venture)

    assert len(listed(desk.get(list_of(model, "?q=orchard")))) == 1
    assert listed(desk.get(list_of(model, "?q=nowhere"))) == []


def test_ventures_are_filtered_by_what_they_do(desk, day):
    computers, ports = factories.industry("39"), factories.industry("55")
    both = factories.venture(day=day)
    both.industries.add(computers, ports)
    factories.venture(day=day).industries.add(ports)

    assert listed(desk.get(list_of(Venture, f"?industries__id__exact={computers.pk}"))) == [both]
    assert listed(desk.get(list_of(Venture, "?state__exact=withdrawn"))) == []


@pytest.mark.parametrize(("action", "state"), [("admit", "admitted"), ("withdraw", "withdrawn")])
@pytest.mark.parametrize("factory", [factories.venture, factories.investor])
def test_many_are_admitted_and_withdrawn(desk, organiser, factory, action, state):
    rows = [factory(state=state) for state in ("registered", state)]

    response = act(desk, action, *rows)

    assert said(response) == [f"1 is now: {state.title()}."]
    for row in rows:
        row.refresh_from_db()
        assert row.state == state
    assert rows[0].history.first().history_user == organiser


@pytest.mark.parametrize("factory", [factories.venture, factories.investor])
def test_one_is_put_into_a_state_on_its_page(desk, factory):
    row = factory(state="registered")

    response = desk.post(page_of(row, "state"), {"into": "admitted"}, follow=True)

    row.refresh_from_db()
    assert row.state == "admitted"
    assert said(response) == [f"“{row}” is: Admitted."]
    assert desk.post(page_of(row, "state"), {"into": "rich"}).status_code == 404
    assert desk.get(page_of(row, "state")).status_code == 405


@pytest.mark.parametrize("user", ["competition_editor", "programme_editor", "reader", "sub_forum_editor"])
def test_nobody_else_changes_a_state_or_reads_a_deck(client, request, user):
    row = factories.venture(state="registered", deck=SimpleUploadedFile("deck.pdf", b"%PDF-1.7"))
    client.force_login(request.getfixturevalue(user))

    assert client.post(page_of(row, "state"), {"into": "admitted"}).status_code == 404
    assert client.post(page_of(factories.investor(), "state"), {"into": "withdrawn"}).status_code == 404
    assert client.get(page_of(row, "deck")).status_code == 404
    row.refresh_from_db()
    assert row.state == "registered"


def test_deck_is_handed_out_to_organisers_and_not_kept(desk):
    row = factories.venture(deck=SimpleUploadedFile("deck.pdf", b"%PDF-1.7"))

    response = desk.get(page_of(row, "deck"))

    assert b"".join(response.streaming_content) == b"%PDF-1.7"
    assert {"private", "no-store"} <= set(response.headers["Cache-Control"].split(", "))
    assert page_of(row, "deck") in desk.get(page_of(row)).content.decode()
    assert desk.get(page_of(factories.venture(), "deck")).status_code == 404


@pytest.mark.parametrize(
    ("action", "words", "state"),
    [("fix", "fixed", "planned"), ("release", "released", "planned"), ("cancel", "cancelled", "cancelled")],
)
def test_meetings_are_settled_by_actions_and_what_is_refused_is_said(desk, action, words, state):
    meeting, held = factories.meeting(), factories.meeting(state="held")

    response = act(desk, action, meeting, held)

    assert said(response) == [f"1 {words}.", f"“{held}” is not planned any more: Held."]
    meeting.refresh_from_db()
    assert (meeting.state, meeting.is_fixed) == (state, action == "fix")


def many(number):
    day = factories.matchmaking_day()
    slots, tables = [factories.timeslot(day=day, place=n) for n in range(3)], factories.table(day=day)
    for slot in slots[:number]:
        meeting = factories.meeting(venture=factories.venture(day=day), timeslot=slot, table=tables)
        factories.mandate(investor=meeting.investor, industries=[factories.industry("39")])
        factories.representative(venture=meeting.venture)
    return day


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(
    ("field", "model"),
    [("venture", "meeting"), ("investor", "meeting"), ("timeslot", "meeting"), ("day", "venture")],
)
def test_completing_asks_as_much_for_one_row_as_for_three(desk, django_assert_num_queries, number, field, model):
    many(number)
    asked = {"app_label": "matchmaking", "model_name": model, "field_name": field, "term": ""}

    with django_assert_num_queries(4):
        found = desk.get(reverse("admin:autocomplete"), asked).json()["results"]

    assert found


@pytest.mark.parametrize("number", [1, 3])
def test_page_of_a_day_asks_as_much_for_one_row_as_for_three(desk, django_assert_num_queries, number):
    day = many(number)
    desk.get(page_of(day))  # what every process asks once

    with django_assert_num_queries(12):
        desk.get(page_of(day))


def test_a_history_tells_several_choices_in_words(desk):
    investor = factories.investor(languages=["zh", "en"])
    factories.mandate(investor=investor, stages=["prototype"])

    lines = desk.get(page_of(investor, "history")).context["lines"]

    told = {str(field): after for line in lines for field, _before, after in line.changes}
    assert (told["Languages"], told["Stages"]) == ("Chinese, English", "Prototype")
