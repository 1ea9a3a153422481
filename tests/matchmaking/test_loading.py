"""The demonstration of the matchmaking: what loading it makes beside the smallest competition."""

import datetime as dt
from collections import Counter

import pytest
from django.db.models import F
from django.test import Client
from django.utils import timezone

from competition.loading import load_competition_demo
from competition.loading.tables import read_sessions
from competition.models import Award
from conference import published
from conference.models import Activity, Conference
from directory.accounts import verified_addresses
from directory.models import Organisation, User
from matchmaking import drawing, enrolling
from matchmaking.arranging import arrange
from matchmaking.loading import load_matchmaking_demo
from matchmaking.models import (
    Absence,
    Consent,
    ExchangeRate,
    Feedback,
    Interest,
    Investor,
    Mandate,
    MatchmakingDay,
    Meeting,
    Pitch,
    Representative,
    Roadshow,
    Table,
    Timeslot,
    Venture,
    Vote,
)
from matchmaking.models.gates import agreed, reachable
from tests import factories
from tests.competition.certificates import text_of
from tests.matchmaking.parties import page_of

LEAST = sum(session.least for session in read_sessions())
KEPT = [
    *(Absence, Activity, Conference, Consent, ExchangeRate, Feedback, Interest, Investor, Mandate, MatchmakingDay),
    *(Meeting, Organisation, Pitch, Representative, Roadshow, Table, Timeslot, User, Venture, Vote),
]
OWN = [model for model in KEPT if model._meta.app_label == "matchmaking"]
NOW = dt.datetime(2026, 11, 26, 4, tzinfo=dt.UTC)


def history_types(model):
    return Counter(model.history.values_list("id", "history_type"))


@pytest.fixture
def loaded(db):
    """The two days, beside the smallest competition."""
    load_competition_demo(entries=LEAST)
    return load_matchmaking_demo(password="flower-of-5g", at=NOW)


def test_both_days_are_there_with_all_that_belongs_to_them(loaded):
    past, rehearsal = loaded

    assert [day.activity.slug for day in MatchmakingDay.objects.order_by("activity__starts_at")] == [
        "matchmaking-1",
        "matchmaking",
    ]
    assert [(day.timeslots.count(), day.tables.count(), day.rates.count()) for day in loaded] == [
        (6, 12, 3),
        (10, 16, 3),
    ]
    assert [(day.ventures.count(), day.investors.count()) for day in loaded] == [(30, 18), (40, 24)]
    assert [day.investors.filter(mandates=None).count() for day in loaded] == [0, 0]
    assert Counter(past.ventures.values_list("state", flat=True)) == {"admitted": 30}
    assert Counter(rehearsal.ventures.values_list("state", flat=True)) == {"admitted": 38, "registered": 2}
    assert Counter(rehearsal.investors.values_list("state", flat=True)) == {"admitted": 23, "registered": 1}
    assert (
        Award.objects.given().filter(entry__in=past.ventures.values("entry")).values("entry").distinct().count() >= 15
    )
    for model in OWN:
        assert model.objects.exists(), model
        for row in model.objects.all():
            row.full_clean()
    for row in (Conference.objects.get(slug="rehearsal"), *Activity.objects.filter(conference__slug="rehearsal")):
        row.full_clean()


def test_every_row_is_marked_and_nobody_real_is_named(loaded):
    named = {"name_en__contains": " Example ", "name_zh_hans__startswith": "示例·"}

    for model in (Venture, Investor):
        assert not model.objects.filter(is_illustrative=False).exists()
        assert not model.objects.exclude(**{f"organisation__{name}": value for name, value in named.items()}).exists()
    assert not Representative.objects.exclude(name__contains=" Example ", name__endswith="示例").exists()
    assert not Representative.objects.exclude(email__endswith="@example.org").exists()
    assert not Representative.objects.exclude(person=None).exists()
    conference = Conference.objects.get(slug="rehearsal")
    assert (conference.name_en, conference.name_zh_hans) == ("Rehearsal (illustrative)", "演练（示例）")
    for activity in conference.activities.all():
        assert (activity.title_en[-15:], activity.title_zh_hans[-4:]) == (" (illustrative)", "（示例）")


def test_the_past_day_is_over_and_what_became_of_each_meeting_is_told(loaded):
    past, _rehearsal = loaded
    meetings = Meeting.objects.filter(timeslot__day=past)

    assert Counter(meetings.values_list("state", flat=True)).keys() == {"held", "missed"}
    assert meetings.filter(state="held").count() > 3 * meetings.filter(state="missed").count()
    assert not meetings.filter(state="missed", missing="").exists()
    away = Representative.objects.filter(venture__day=past, arrived_at=None).values("venture").distinct()
    assert 1 <= away.count() <= 2
    assert not meetings.filter(state="held", venture__in=away).exists()
    assert not past.takes_registrations(NOW)
    assert not past.takes_interests(NOW)
    assert past.shows_plan(NOW)


def test_what_both_sides_said_afterwards_is_there(loaded):
    past, _rehearsal = loaded
    said = Feedback.objects.all()

    assert not said.exclude(meeting__state="held", meeting__timeslot__day=past).exists()
    assert {side: said.filter(side=side).count() > 30 for side in ("venture", "investor")} == {
        "venture": True,
        "investor": True,
    }
    assert said.exclude(amount=None).count() > 10
    own = said.filter(meeting__venture__representatives__user__email="venture@example.org", side="venture")
    assert own.filter(shares_contact=True).exists()


def test_one_roadshow_is_over_and_of_one_the_list_is_open(loaded):
    was, will_be = (Roadshow.objects.get(day=day) for day in loaded)

    assert (was.shows_results(NOW), bool(was.seed), was.pitches.filter(ended_at=None).count()) == (True, True, 0)
    assert drawing.order(was.seed, drawing.digest(was.closed_list), range(1, 7)) == [
        pitch.lot for pitch in was.pitches.order_by("place")
    ]
    assert Vote.objects.filter(pitch__roadshow=was).count() > 50
    assert (will_be.is_public(NOW), will_be.closed_at, will_be.pitches.count()) == (True, None, 6)


def test_the_rehearsal_is_yet_to_come_and_everything_can_be_tried(loaded):
    _past, rehearsal = loaded
    starts_at = timezone.localtime(rehearsal.activity.starts_at)

    assert starts_at.isoformat() == "2026-12-10T09:30:00+08:00"
    assert rehearsal.takes_registrations(NOW)
    assert rehearsal.takes_interests(NOW)
    assert rehearsal.shows_plan(NOW)
    assert set(Meeting.objects.filter(timeslot__day=rehearsal).values_list("state", flat=True)) == {"planned"}
    assert not rehearsal.ventures.filter(state="registered", meetings__isnull=False).exists()
    assert not Representative.objects.filter(venture__day=rehearsal).exclude(arrived_at=None).exists()
    figures = arrange(rehearsal).figures
    assert (figures.meetings, figures.gap < 0.01) == (160, True)


def test_interests_are_of_one_day_and_no_declined_pair_meets(loaded):
    refused = Interest.objects.exclude(state="wish").values_list("venture", "investor")

    assert not Interest.objects.exclude(venture__day=F("investor__day")).exists()
    assert not set(refused) & set(Meeting.objects.values_list("venture", "investor"))
    assert set(Interest.objects.values_list("state", flat=True)) >= {"wish", "declined"}
    assert {venture.day for venture in Venture.objects.filter(interests__isnull=False)} == set(loaded)


def test_nobody_is_reached_without_consent_and_the_agreement_of_both(loaded):
    consenting = set(Consent.objects.filter(purpose="contact").values_list("representative", flat=True))
    pairs = [(one.venture, one.investor) for one in Meeting.objects.select_related("venture", "investor")]
    shown = {pair: set(reachable(pair[0], by=pair[1])) | set(reachable(pair[1], by=pair[0])) for pair in pairs}

    assert {row.pk for found in shown.values() for row in found} <= consenting
    assert [pair for pair, found in shown.items() if found and not agreed(*pair)] == []
    assert {bool(found) for found in shown.values()} == {True, False}
    assert len(consenting) < Representative.objects.count()


def test_two_accounts_come_for_one_party_each_on_both_days_and_these_meet(loaded):
    accounts = {user.email: user for user in User.objects.all()}

    assert set(accounts) == {"venture@example.org", "investor@example.org"}
    for side, model in (("venture", Venture), ("investor", Investor)):
        user = accounts[f"{side}@example.org"]
        own = model.objects.represented_by(user).order_by("day__activity__starts_at")
        assert [party.day for party in own] == loaded
        assert len({party.organisation for party in own}) == 1
        assert user.check_password("flower-of-5g")
        assert verified_addresses(user) == {user.email}
        assert not user.is_staff
        assert user.roles == set()
    for day in loaded:
        meeting = Meeting.objects.get(
            timeslot__day=day,
            venture__representatives__user=accounts["venture@example.org"],
            investor__representatives__user=accounts["investor@example.org"],
        )
        assert agreed(meeting.venture, meeting.investor)


def test_the_investor_reads_the_deck_of_the_venture_that_has_an_account(loaded, client):
    for day in loaded:
        venture = day.ventures.get(representatives__user__email="venture@example.org")
        investor = day.investors.get(representatives__user__email="investor@example.org")
        client.force_login(User.objects.get(email="investor@example.org"))

        response = client.get(page_of(investor, "partner_deck", venture.pk))

        said = text_of(b"".join(response.streaming_content))
        assert "".join(venture.name_en.split()) in said
        assert "".join(venture.name_zh_hans.split()) in said
    assert Venture.objects.exclude(deck="").count() == 2


def test_each_row_has_its_history(loaded):
    for model in OWN:
        rows = set(model.objects.values_list("pk", flat=True))
        added = [pk for pk, kind in history_types(model).elements() if kind == "+"]
        assert sorted(added) == sorted(rows), model
    venture = Venture.objects.exclude(investor_regions=None).first()
    kept = venture.history.get()
    assert (kept.name_en, kept.ask, kept.languages) == (venture.name_en, venture.ask, venture.languages)
    assert {row.region for row in kept.investor_regions.all()} == set(venture.investor_regions.all())
    assert {row.industry for row in kept.industries.all()} == set(venture.industries.all())
    meeting = Meeting.objects.filter(state="missed").first()
    assert [row.state for row in meeting.history.order_by("history_id")] == ["planned", "missed"]


def test_a_venture_is_as_if_its_entry_had_been_enrolled(loaded):
    """But for what it says besides."""
    besides = {
        "id",
        "day",
        "deck",
        "ask",
        "currency",
        "use_of_funds_en",
        "use_of_funds_zh_hans",
        "languages",
        "most_meetings",
    }
    venture = loaded[0].ventures.first()

    other = enrolling.enrol(venture.entry, day=factories.matchmaking_day(), by=None)

    for field in Venture._meta.concrete_fields:
        if field.name not in besides:
            assert getattr(venture, field.name) == getattr(other, field.name), field.name
    for name in ("industries", "technologies"):
        assert list(getattr(venture, name).all()) == list(getattr(other, name).all())


def test_visitors_never_see_the_rehearsal(loaded):
    client = Client()

    assert set(published.publication().versions) == {"2023"}
    assert client.get("/en/rehearsal/").status_code == 404
    assert "2023 China 5G Development Conference" in client.get("/en/").text
    for path in ("/en/", "/en/2023/agenda/", "/sitemap.xml", "/en/2023/search/?q=Quiet+Harbour"):
        answer = client.get(path)
        assert answer.status_code == 200
        assert "ehearsal" not in answer.text
        assert "Quiet Harbour Example" not in answer.text


def test_loading_again_changes_nothing_and_another_time_gives_the_same(loaded):
    before = {model: model.history.count() for model in KEPT}

    assert load_matchmaking_demo(password="other") == []

    assert {model: model.history.count() for model in KEPT} == before
    assert User.objects.get(email="investor@example.org").check_password("flower-of-5g")
