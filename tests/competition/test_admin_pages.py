"""The other pages of the competition's back office: moments, withdrawals, sessions, presentations, the overview."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from lxml import html

from competition import published
from competition.models import Announcement, Award, Edition, OfficialTotal
from tests import factories
from tests.filling import added, errors, opened
from tests.reading import Page

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def desk(client, organiser):
    client.force_login(organiser)
    return client


def text(response):
    return " ".join(html.fromstring(response.content.decode()).text_content().split())


def said(response):
    return [str(message) for message in response.context["messages"]]


def page_of(row, name="change"):
    return reverse(f"admin:competition_{row._meta.model_name}_{name}", args=[row.pk])


def at(days):
    moment = timezone.localtime(NOW + dt.timedelta(days=days))
    return {"public_at_0": f"{moment:%Y-%m-%d}", "public_at_1": f"{moment:%H:%M}"}


STATES = {"not planned": None, "scheduled for": NOW + dt.timedelta(days=3), "public since": NOW - dt.timedelta(days=3)}


@pytest.mark.parametrize("state", STATES)
def test_state_of_an_announcement_is_in_words(desk, state):
    row = factories.announcement(public_at=STATES[state])

    for url in (reverse("admin:competition_announcement_changelist"), page_of(row), page_of(row, "moment")):
        assert state in text(desk.get(url))


def test_announcement_tells_the_prizes_that_it_makes_known_and_the_others_in_one_line(desk):
    row = factories.announcement()
    names = ["First prize", "Second prize", "Third prize"]
    first, *_others = [factories.prize(edition=row.edition, name_en=name, order=n) for n, name in enumerate(names)]

    before = Page(desk.get(page_of(row)))
    factories.award(prize=first, announcement=row)
    after = Page(desk.get(page_of(row)))

    panel = "//section[@aria-label='Announcement']"
    assert before.texts(f"{panel}//li") == []
    assert before.texts(f"{panel}/p")[1:] == ["No award here yet. Give one: First prize, Second prize, Third prize"]
    assert after.texts(f"{panel}//li") == ["First prize 1 award here"]
    assert after.texts(f"{panel}/p")[1:] == ["No award here of: Second prize, Third prize"]


def test_announcement_of_a_session_that_is_not_on_the_site_is_not_said_to_be_public(desk):
    row = factories.announcement(public_at=STATES["public since"], edition=factories.edition(is_public=False))

    for url in (reverse("admin:competition_announcement_changelist"), page_of(row), page_of(row, "moment")):
        assert "public since" not in text(desk.get(url))


@pytest.mark.parametrize(
    ("state", "sent", "sentence"),
    [
        ("not planned", {"do": "plan"} | at(5), "is scheduled for"),
        ("not planned", {"do": "plan", "has_happened": "on"} | at(-5), "is public since"),
        ("scheduled for", {"do": "postpone"} | at(5), "is scheduled for"),
        ("scheduled for", {"do": "cancel"}, "is not planned."),
    ],
)
def test_moment_is_set(desk, organiser, state, sent, sentence):
    row = factories.announcement(public_at=STATES[state])

    response = desk.post(page_of(row, "moment"), sent, follow=True)

    assert sentence in said(response)[0]
    assert row.history.first().history_user == organiser


@pytest.mark.parametrize(
    ("state", "sent", "status", "sentence"),
    [
        ("not planned", {"do": "plan"} | at(-5), 409, "That moment has passed"),
        ("not planned", {"do": "postpone"} | at(5), 409, "has no moment yet. Plan it."),
        ("not planned", {"do": "cancel"}, 409, "has no moment yet. Plan it."),
        ("not planned", {"do": "plan"}, 400, "This field is required."),
        ("not planned", {"do": "plan", "public_at_0": "tomorrow", "public_at_1": "soon"}, 400, "Enter a valid date."),
        ("not planned", {"do": "plan", "public_at_0": "9999-01-01", "public_at_1": "09:00"}, 400, "The year must lie"),
        ("scheduled for", {"do": "plan"} | at(5), 409, "is planned already. Postpone it."),
        ("scheduled for", {"do": "postpone"} | at(-5), 409, "That moment has passed"),
        ("scheduled for", {}, 409, "Choose what to do."),
        ("scheduled for", {"do": "publish"}, 409, "Choose what to do."),
        ("public since", {"do": "postpone"} | at(5), 409, "is public already, and who read it knows."),
        ("public since", {"do": "cancel"}, 409, "is public already, and who read it knows."),
    ],
)  # fmt: skip
def test_moment_is_refused(desk, state, sent, status, sentence):
    row = factories.announcement(public_at=STATES[state])

    response = desk.post(page_of(row, "moment"), sent)

    assert response.status_code == status
    assert sentence in text(response)
    assert Announcement.objects.get().public_at == STATES[state]


@pytest.mark.parametrize(("role", "status"), [("competition_editor", 403), ("reader", 403), ("programme_editor", 404)])
def test_only_an_organiser_sets_a_moment(request, role, status):
    row = factories.announcement(public_at=None)
    client = Client()
    client.force_login(request.getfixturevalue(role))

    assert client.post(page_of(row, "moment"), {"do": "plan"} | at(5)).status_code == status
    assert Announcement.objects.get().public_at is None


def test_moment_is_no_field_of_a_form(desk):
    row = factories.announcement(public_at=None)
    url = page_of(row)

    desk.post(url, opened(desk, url) | at(5) | {"title_en": "Renamed"})

    row.refresh_from_db()
    assert (row.title_en, row.public_at) == ("Renamed", None)


def test_award_is_withdrawn_with_its_notice(desk, organiser):
    award = factories.award()

    response = desk.post(
        page_of(award, "withdraw"), {"notice_en": "By request.", "notice_zh_hans": "应要求"}, follow=True
    )

    award.refresh_from_db()
    assert (award.state, award.notice_zh_hans, award.history.first().history_user) == ("withdrawn", "应要求", organiser)
    assert "By request." in text(response)


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "Say why, in at least one language: visitors read it."),
        ({"notice_en": "   "}, "Say why, in at least one language: visitors read it."),
        ({"notice_en": "x" * 301}, "Ensure this value has at most 300 characters"),
    ],
)
def test_withdrawal_without_a_notice_is_refused(desk, sent, sentence):
    award = factories.award()

    response = desk.post(page_of(award, "withdraw"), sent)

    assert response.status_code == 400
    assert sentence in text(response)
    assert Award.objects.get().state == "given"


@pytest.mark.parametrize("public_at", [None, NOW + dt.timedelta(days=1)])
def test_award_that_nobody_knows_of_is_not_withdrawn(desk, public_at):
    award = factories.award()
    Announcement.objects.update(public_at=public_at)

    response = desk.post(page_of(award, "withdraw"), {"notice_en": "No."})

    assert "The award is not announced yet: take it back on the board." in text(response)


@pytest.mark.parametrize(("role", "status"), [("competition_editor", 403), ("reader", 403), ("programme_editor", 404)])
def test_only_an_organiser_withdraws(request, role, status):
    award = factories.award()
    client = Client()
    client.force_login(request.getfixturevalue(role))

    assert client.post(page_of(award, "withdraw"), {"notice_en": "No."}).status_code == status
    assert Award.objects.get().state == "given"


def test_session_in_numbers(desk):
    award = factories.award(prize=factories.prize(quota=4))
    edition = award.prize.edition
    for state in ("submitted", "submitted", "draft"):
        factories.entry(edition=edition, state=state)

    page = text(desk.get(page_of(edition)))

    assert "Draft 1 Submitted 2 Admitted 1 Not admitted 0 Withdrawn 0" in page
    assert "1 of 4 given" in page
    assert "public since" in page


def test_official_totals_are_edited_with_their_session(desk):
    edition = factories.edition()
    url = page_of(edition)
    sent = opened(desk, url)
    added(sent, "official_totals", kind="entries", value="45000", source_en="A report")

    response = desk.post(url, sent)

    assert response.status_code == 302, errors(response)
    total = OfficialTotal.objects.get()
    assert (total.edition, total.competition, total.value) == (edition, edition.competition, 45_000)


def test_totals_of_all_sessions_are_edited_with_the_competition(desk):
    competition = factories.competition()
    url = page_of(competition)
    sent = opened(desk, url)
    added(sent, "official_totals", kind="entries", value="94000", source_en="A report", edition="")

    desk.post(url, sent)
    again = opened(desk, url)
    added(again, "official_totals", kind="entries", value="1", edition="")
    refused = desk.post(url, again)

    total = OfficialTotal.objects.get()
    assert (total.edition, total.competition, total.value) == (None, competition, 94_000)
    assert "There is already an official total of this kind for all sessions." in text(refused)


def test_visitors_see_at_once_what_was_saved(desk, django_capture_on_commit_callbacks):
    edition = factories.edition(is_public=False)
    factories.announcement(edition=edition)
    assert published.stage().announcements == frozenset()
    url = page_of(edition)

    with django_capture_on_commit_callbacks(execute=True):
        desk.post(url, opened(desk, url) | {"is_public": "on"})

    assert Edition.objects.get().is_public
    assert published.stage().announcements == {Announcement.objects.get().pk}


def test_awards_go_onto_the_stage_in_their_order(desk):
    prize = factories.prize()
    second, first = (factories.award(prize=prize, order=order) for order in (2, 1))
    presentation = factories.award_presentation(prize=prize)

    response = desk.post(
        reverse("admin:competition_awardpresentation_changelist"),
        {"action": "take_all", "_selected_action": [presentation.pk]},
        follow=True,
    )

    assert said(response) == [f"{presentation}: 2 awards added."]
    assert list(presentation.awards.order_by("presented_order")) == [first, second]
    assert str(first.entry) in text(desk.get(page_of(presentation)))


def test_only_an_organiser_puts_a_session_on_the_site(client, competition_editor):
    client.force_login(competition_editor)
    edition = factories.edition(is_public=False, entries_public_at=None)
    url = page_of(edition)
    moment = {"entries_public_at_0": "2023-10-20", "entries_public_at_1": "10:00"}

    client.post(url, opened(client, url) | {"is_public": "on", "year": "2024"} | moment)

    found = Edition.objects.get()
    assert (found.year, found.is_public, found.entries_public_at) == (2024, False, None)


@pytest.mark.parametrize(("orders", "order"), [([], 0), ([0, 4], 5)])
def test_new_prize_of_a_session_comes_after_those_that_it_has(desk, orders, order):
    edition = factories.edition()
    for each in orders:
        factories.prize(edition=edition, order=each)

    assert opened(desk, reverse("admin:competition_prize_add") + f"?edition={edition.pk}")["order"] == [str(order)]
