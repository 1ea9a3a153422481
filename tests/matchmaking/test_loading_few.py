"""The demonstration of the matchmaking with a few entries, or with something of it there already."""

import datetime as dt

import pytest

from competition.models import Entry
from conference.models import Activity, Conference
from directory.models import User
from matchmaking.loading import load_matchmaking_demo
from matchmaking.loading.choosing import mixed
from matchmaking.models import (
    Absence,
    Feedback,
    Interest,
    Investor,
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
from tests import factories
from tests.matchmaking.small_demo import small_demo

NOW = dt.datetime(2026, 11, 26, 4, tzinfo=dt.UTC)


@pytest.fixture
def small(db):
    return small_demo()


def rows_of(model, *names):
    return list(model.objects.order_by("pk").values_list(*names))


def everything():
    """What a visitor of the days could compare, without keys."""
    return [
        rows_of(Venture, "name_en", "ask", "currency", "use_of_funds_zh_hans", "languages", "most_meetings"),
        rows_of(Investor, "organisation__slug", "about_en"),
        rows_of(Interest, "venture__name_en", "investor__organisation__slug", "side", "state", "weight"),
        rows_of(Representative, "name", "office", "email", "arrived_at"),
        rows_of(
            Meeting, "venture__name_en", "investor__organisation__slug", "timeslot__starts_at", "table__number", "state"
        ),
    ]


def forget_the_days():
    """Deletes both days with all that belongs to them; pitches of a closed list only go after their roadshow."""
    for model in (Vote, Feedback, Meeting, Interest, Absence, Representative):
        model.objects.all().delete()
    Roadshow.objects.all()._raw_delete("default")
    for model in (Pitch, Venture, Investor, Timeslot, Table, MatchmakingDay):
        model.objects.all().delete()
    Conference.objects.get(slug="rehearsal").delete()


def test_with_few_entries_fewer_ventures_come(small):
    days = load_matchmaking_demo(at=NOW)

    assert [sorted(day.ventures.values_list("entry__number", flat=True)) for day in days] == [["a0", "a1"], ["a0"]]
    assert [day.investors.count() for day in days] == [18, 24]
    assert Meeting.objects.exists()


def test_without_any_entry_only_investors_come(small):
    Entry.objects.all().delete()

    days = load_matchmaking_demo(at=NOW)

    assert [(day.ventures.count(), day.investors.count()) for day in days] == [(0, 18), (0, 24)]
    assert list(User.objects.values_list("email", flat=True)) == ["investor@example.org"]
    assert not Meeting.objects.exists()


def test_loading_gives_the_same_again(small):
    load_matchmaking_demo(at=NOW)
    first = everything()
    forget_the_days()

    load_matchmaking_demo(at=NOW)

    assert everything() == first
    assert User.objects.count() == 2


def test_a_day_of_somebody_elses_making_is_left_alone(small):
    own = factories.matchmaking_day(activity=Activity.objects.get(slug="matchmaking-1"))

    (rehearsal,) = load_matchmaking_demo(at=NOW)

    assert rehearsal.activity.conference.slug == "rehearsal"
    assert not own.ventures.exists()


def test_accounts_and_organisations_that_are_there_are_used_as_they_are(small):
    user = factories.user(email="Venture@example.org", name="Somebody")
    house = factories.organisation(slug="quiet-harbour-example-ventures", name_en="Quiet Harbour")

    load_matchmaking_demo(password="flower-of-5g", at=NOW)

    user.refresh_from_db()
    assert (user.name, user.check_password("flower-of-5g")) == ("Somebody", False)
    assert Venture.objects.represented_by(user).count() == 2
    assert house.investor_set.count() == 2


def test_all_is_loaded_or_nothing(small, monkeypatch):
    monkeypatch.setattr("matchmaking.loading.rehearsal.PROGRAMME", ())

    with pytest.raises(KeyError):
        load_matchmaking_demo(at=NOW)

    assert not MatchmakingDay.objects.exists()
    assert not User.objects.exists()


def test_of_three_entries_two_won_and_no_organisation_comes_twice():
    winners, others = [(1, "a"), (2, "b"), (3, "a"), (4, "c")], [(5, "b"), (6, "d"), (7, "e"), (8, "f")]

    assert mixed(winners, others) == [1, 2, 6, 4, 7, 8]
    assert mixed([], []) == []
