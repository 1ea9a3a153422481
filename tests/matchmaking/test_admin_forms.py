"""The forms of the matchmaking's back office: what they save, and what they refuse in which words."""

import datetime as dt

import pytest
from django.urls import reverse

from matchmaking.models import (
    Consent,
    Investor,
    MatchmakingDay,
    Meeting,
    Representative,
    Venture,
)
from tests import factories
from tests.factories import at
from tests.filling import added, errors, opened
from tests.matchmaking.days import publish
from tests.matchmaking.desks import page_of, text
from tests.reading import said

pytestmark = pytest.mark.django_db


@pytest.fixture
def day():
    return factories.matchmaking_day()


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


def test_mandate_that_says_nothing_is_kept_and_one_that_is_taken_off_is_not(desk, day):
    investor = factories.investor(day=day)
    url = page_of(investor)
    sent = opened(desk, url)
    added(sent, "mandates", currency="CNY")
    added(sent, "mandates", currency="CNY", DELETE="on")

    assert desk.post(url, sent).status_code == 302
    assert desk.post(url, opened(desk, url)).status_code == 302

    assert [str(mandate) for mandate in investor.mandates.all()] == ["Mandate"]


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


@pytest.mark.parametrize("name", ["venture", "investor", "timeslot", "table"])
def test_what_belongs_to_a_day_is_not_moved_to_another_one(desk, name):
    row = getattr(factories, name)()
    url = page_of(row)

    response = desk.post(url, opened(desk, url) | {"day": factories.matchmaking_day().pk})

    assert (response.status_code, type(row).objects.get().day) == (302, row.day)


def test_two_others_do_not_get_a_meeting_and_what_was_said_of_it(desk):
    meeting = factories.feedback(shares_contact=True).meeting
    day = meeting.venture.day
    others = {"venture": factories.venture(day=day).pk, "investor": factories.investor(day=day).pk}

    response = desk.post(page_of(meeting), opened(desk, page_of(meeting)) | others | {"is_fixed": "on"})

    row = Meeting.objects.get()
    assert (response.status_code, row.is_fixed) == (302, True)
    assert (row.venture, row.investor) == (meeting.venture, meeting.investor)


def test_day_can_only_be_of_a_matchmaking_meeting(desk):
    forum = factories.activity(kind="sub_forum")
    fair = factories.activity(kind="matchmaking_meeting", starts_at=at(9), ends_at=at(12))
    asked = {"app_label": "matchmaking", "model_name": "matchmakingday", "field_name": "activity", "term": ""}

    completed = desk.get(reverse("admin:autocomplete"), asked).json()

    assert [found["id"] for found in completed["results"]] == [str(fair.pk)] != [str(forum.pk)]


@pytest.mark.parametrize(
    ("state", "hour", "is_warned"),
    [("preparing", 18, True), ("preparing", 8, False), ("preparing", None, False), ("public", 18, False)],
)
@pytest.mark.usefixtures("before_the_day")
def test_day_that_becomes_public_before_its_conference_is_told(desk, day, state, hour, is_warned):
    if state == "public":
        publish(day.activity.conference)
    sent = opened(desk, page_of(day))
    if hour:
        sent |= {"registration_closes_at_0": "2023-10-20", "registration_closes_at_1": f"{hour}:00"}

    response = desk.post(page_of(day), sent, follow=True)

    words = f"“{day.activity.conference}” is not public, but this day is, at /en/meetings/"
    assert any(sentence.startswith(words) for sentence in said(response)) == is_warned
    assert "also before the conference is published" in text(desk.get(page_of(day)))


def test_consents_are_read_on_the_page_of_who_gave_them_and_given_by_nobody_else(desk):
    consent = factories.consent(representative=factories.representative())
    url = page_of(consent.representative)
    sent = opened(desk, url) | {"name": "Lin"}
    assert "Telling the other side how to reach me" in text(desk.get(url))
    for number, key in enumerate([consent.pk, ""]):
        sent |= {f"consents-{number}-id": key, f"consents-{number}-purpose": "deck"}
        sent |= {f"consents-{number}-given_at_0": "2023-10-01", f"consents-{number}-given_at_1": "09:00"}
    sent |= {"consents-TOTAL_FORMS": 2, "consents-INITIAL_FORMS": 1, "consents-0-DELETE": "on"}

    response = desk.post(url, sent)

    assert (response.status_code, Representative.objects.get().name) == (302, "Lin")
    assert list(Consent.objects.values("pk", "purpose")) == [{"pk": consent.pk, "purpose": "contact"}]


def test_interests_close_before_the_day_is_no_rule_of_the_form(desk, day):
    url = page_of(day)
    closes = day.activity.starts_at - dt.timedelta(days=2)

    response = desk.post(
        url, opened(desk, url) | {"interests_close_at_0": f"{closes:%Y-%m-%d}", "interests_close_at_1": "18:00"}
    )

    assert response.status_code == 302
    assert MatchmakingDay.objects.get().interests_close_at.date() == closes.date()


def test_two_who_change_the_languages_are_asked_which_shall_stand(desk, day):
    row = factories.investor(day=day, languages=["zh"])
    url = page_of(row)
    sent = opened(desk, url) | {"languages": ["en"]}
    row.languages = ["zh", "en"]
    row.save()

    response = desk.post(url, sent)

    (collision,) = response.context["collisions"]
    assert (collision.label, collision.mine, collision.theirs) == ("Languages", "English", "Chinese, English")
    row.refresh_from_db()
    assert row.languages == ["zh", "en"]


def test_an_organiser_comes_for_nobody(desk, organiser):
    row, guest = factories.representative(venture=factories.venture()), factories.user(is_staff=False)

    for page, name in ((page_of(row), "user"), (page_of(row.venture), "representatives-0-user")):
        refused = desk.post(page, opened(desk, page) | {name: organiser.pk})
        assert errors(refused) == ["This account is an organiser's, who comes for no party."]
    assert desk.post(page, opened(desk, page) | {name: guest.pk}).status_code == 302

    row.refresh_from_db()
    assert row.user == guest
