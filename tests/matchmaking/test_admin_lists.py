"""The lists and forms of the matchmaking's back office: what they show, find, do and refuse."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from matchmaking.models import (
    Absence,
    Consent,
    Interest,
    Investor,
    MatchmakingDay,
    Meeting,
    Representative,
    Table,
    Timeslot,
    Venture,
)
from tests import factories
from tests.factories import at
from tests.filling import added, errors, opened
from tests.matchmaking.desks import act, list_of, listed, page_of, said, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, organiser):
    client.force_login(organiser)
    return client


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


def test_venture_is_added_with_who_comes_for_it(desk, day):
    url = reverse("admin:matchmaking_venture_add")
    sent = opened(desk, url) | {"day": day.pk, "name_en": "Harbour", "organisation": factories.organisation().pk}
    sent |= {"ask": "20000000", "currency": "CNY", "languages": ["en"]}
    added(sent, "representatives", name="Lin", email="lin@example.org")
    slot = factories.timeslot(day=day)
    added(sent, "absences", timeslot=slot.pk)

    response = desk.post(url, sent)

    assert response.status_code == 302
    row = Venture.objects.get()
    assert (row.name_en, row.ask, row.languages, row.state) == ("Harbour", 20_000_000, ["en"], "registered")
    assert [one.name for one in row.representatives.all()] == ["Lin"]
    assert [one.timeslot for one in row.absences.all()] == [slot]


def test_investor_is_added_with_its_mandates(desk, day):
    industry, fund = factories.industry("39"), factories.organisation(kind="fund")
    url = reverse("admin:matchmaking_investor_add")
    sent = opened(desk, url) | {"day": day.pk, "organisation": fund.pk}
    added(sent, "mandates", currency="USD", least="10", most="50", industries=industry.pk)
    sent["mandates-0-stages"] = ["commercial", "prototype"]

    assert desk.post(url, sent).status_code == 302

    (mandate,) = Investor.objects.get().mandates.all()
    assert (list(mandate.industries.all()), mandate.stages) == ([industry], ["prototype", "commercial"])
    assert str(mandate) == "10–50 USD"


def test_forms_refuse_in_sentences(desk, day):
    slot, other = factories.timeslot(day=day), factories.timeslot()
    meeting = factories.meeting(venture=factories.venture(day=day), timeslot=slot)
    investor = factories.investor(day=day)
    free = {"venture": meeting.venture.pk, "investor": investor.pk, "timeslot": slot.pk, "table": meeting.table.pk}
    entry = factories.entry(state="draft")
    asked = [
        ("matchmakingday", {"activity": day.activity.pk}, "Matchmaking day with this Activity already exists."),
        (
            "venture",
            {"day": day.pk, "organisation": entry.lead.pk},
            "Give the venture a name in at least one language.",
        ),
        (
            "venture",
            {"day": day.pk, "name_en": "X", "organisation": entry.lead.pk, "entry": entry.pk},
            "The entry is not admitted to the competition.",
        ),
        (
            "investor",
            {"day": day.pk, "organisation": investor.organisation.pk},
            "This organisation is already an investor of the day.",
        ),
        ("table", {"day": day.pk, "number": meeting.table.number}, "There is already a table with this number."),
        ("meeting", free, "The venture already has a meeting at that time."),
        (
            "meeting",
            free | {"venture": factories.venture(day=day).pk, "timeslot": other.pk},
            "Venture, investor, timeslot and table must be of one day.",
        ),
        ("absence", {"timeslot": slot.pk}, "Name a venture or an investor: one of them."),
        ("representative", {"name": "Lin"}, "Name a venture or an investor: one of them."),
    ]

    for name, values, sentence in asked:
        url = reverse(f"admin:matchmaking_{name}_add")
        assert sentence in errors(desk.post(url, opened(desk, url) | values)), name


@pytest.mark.parametrize(
    ("hours", "sentence"),
    [
        ((12, 11), "The timeslot must end after it starts."),
        ((10, 11), "At that time there is another timeslot: 2023-10-21 10:00–10:30."),
        ((16, 18), "The timeslot lies outside of “Activity"),
    ],
)
def test_timeslots_are_refused_in_sentences(desk, day, hours, sentence):
    factories.timeslot(day=day)
    url = reverse("admin:matchmaking_timeslot_add")
    sent = opened(desk, url) | {"day": day.pk}
    for name, hour in zip(("starts_at", "ends_at"), hours, strict=True):
        sent |= {f"{name}_0": "2023-10-21", f"{name}_1": f"{hour}:00"}

    found = errors(desk.post(url, sent))

    assert [words[: len(sentence)] for words in found] == [sentence[: len(words)] for words in found] != []


def test_meeting_added_by_hand_is_fixed(desk, day):
    url = reverse("admin:matchmaking_meeting_add")
    sent = opened(desk, url)
    rows = {name: getattr(factories, name)(day=day).pk for name in ("venture", "investor", "timeslot", "table")}

    assert desk.post(url, sent | rows).status_code == 302

    assert Meeting.objects.get().is_fixed


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


def test_day_can_only_be_of_a_matchmaking_meeting(desk):
    forum = factories.activity(kind="sub_forum")
    fair = factories.activity(kind="matchmaking_meeting", starts_at=at(9), ends_at=at(12))
    asked = {"app_label": "matchmaking", "model_name": "matchmakingday", "field_name": "activity", "term": ""}

    completed = desk.get(reverse("admin:autocomplete"), asked).json()

    assert [found["id"] for found in completed["results"]] == [str(fair.pk)] != [str(forum.pk)]


def test_consents_stand_on_the_page_of_who_gave_them(desk):
    row = factories.representative()
    url = page_of(row)
    sent = opened(desk, url)
    added(sent, "consents", purpose="contact", given_at_0="2023-10-01", given_at_1="09:00")

    assert desk.post(url, sent).status_code == 302

    assert [(one.representative, one.purpose) for one in Consent.objects.all()] == [(row, "contact")]


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

    with django_assert_num_queries(12):
        desk.get(page_of(day))


def test_interests_close_before_the_day_is_no_rule_of_the_form(desk, day):
    url = page_of(day)
    closes = day.activity.starts_at - dt.timedelta(days=2)

    response = desk.post(
        url, opened(desk, url) | {"interests_close_at_0": f"{closes:%Y-%m-%d}", "interests_close_at_1": "18:00"}
    )

    assert response.status_code == 302
    assert MatchmakingDay.objects.get().interests_close_at.date() == closes.date()
