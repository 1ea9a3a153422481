"""Importing awards: within the quota, in their session, and never twice."""

import pytest

from competition.importing.awards import AwardImport
from competition.models import Award
from tests import factories
from tests.competition.sheet_files import GOOD, LOOK, counts, reasons, take

pytestmark = pytest.mark.django_db


@pytest.fixture
def cup(db):
    cup = factories.competition(slug="cup")
    six = factories.edition(competition=cup)
    for number in range(1, 5):
        factories.entry(edition=six, number=f"A{number}")
    factories.prize(edition=six, name_en="First prize", name_zh_hans="一等奖", quota=2)
    factories.prize(edition=six, name_en="Special prize", name_zh_hans="专项奖", allows_other_awards=True)
    factories.announcement(edition=six, title_en="Winners", title_zh_hans="获奖名单")
    return cup


def award(entry, **cells):
    return {"session": "6", "announcement": "Winners", "prize": "一等奖", "entry": entry} | cells


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_all_that_a_row_says_is_in_the_award(cup, organiser, kind):
    row = award("A1", rank="1", order="2", citation_en="For speed", citation_zh_hans="快", state="Given")

    outcome = take("awards", [row], cup, kind, by=organiser)

    found = Award.objects.get()
    assert counts(outcome) == (1, 0, 0, 0)
    assert (found.entry.number, found.prize.name_en, found.announcement.title_en) == ("A1", "First prize", "Winners")
    assert (found.rank, found.order, found.citation_en, found.citation_zh_hans) == (1, 2, "For speed", "快")
    assert (found.state, found.history.get().history_user) == ("given", organiser)


def test_awards_beyond_the_quota_are_refused_one_by_one(cup):
    rows = [award("A1"), award("A2"), award("A3"), award("A3", prize="Special prize")]

    looked = take("awards", rows, cup, choices=LOOK)
    outcome = take("awards", rows, cup, choices=GOOD)

    assert reasons(looked) == reasons(outcome) == [(4, "prize", "All awards of this prize are given.")]
    assert counts(looked) == counts(outcome) == (3, 0, 0, 1)


def test_an_entry_has_a_second_award_where_a_prize_allows_it(cup):
    outcome = take("awards", [award("A1"), award("A1", prize="Special prize")], cup)

    assert counts(outcome) == (2, 0, 0, 0)


def test_an_award_that_is_there_is_changed_or_left(cup):
    take("awards", [award("A1", rank="1"), award("A2", rank="2")], cup)

    outcome = take("awards", [award("A1", rank="1"), award("A2", rank="1")], cup)

    assert counts(outcome) == (0, 1, 1, 0)
    assert list(Award.objects.order_by("entry__number").values_list("rank", flat=True)) == [1, 1]
    assert Award.history.count() == 3


def test_what_was_withdrawn_is_left_as_it_is(cup):
    take("awards", [award("A1")], cup)
    row = Award.objects.get()
    row.state, row.withdrawn_at, row.notice_en = "withdrawn", factories.at(12), "By request."
    row.save()

    outcome = take("awards", [award("A1", state="withdrawn"), award("A2")], cup)

    assert counts(outcome) == (1, 0, 1, 0)


def test_the_quota_of_the_database_is_a_reason_too(cup, monkeypatch):
    """The look before the writing is taken away, as if another writer had given the awards in between."""
    monkeypatch.setattr(AwardImport, "check", lambda self, line: None)

    outcome = take("awards", [award("A1"), award("A2"), award("A3"), award("A4")], cup, choices=GOOD)

    reason = "All awards of this prize are given."
    assert [(problem.number, problem.reason, problem.more) for problem in outcome.problems] == [(4, reason, 1)]
    assert Award.objects.count() == Award.history.count() == 2


def test_a_prize_of_a_track_is_for_its_entries(cup, monkeypatch):
    track = factories.track(competition=cup)
    factories.prize(edition=cup.editions.get(), track=track, name_en="Of a track")
    factories.entry(edition=cup.editions.get(), track=track, number="T1")
    rows = [award("A1", prize="Of a track"), award("T1", prize="Of a track")]
    refused = [(2, "prize", "The prize is for another track than that of the entry.")]

    assert reasons(take("awards", rows, cup, choices=LOOK)) == refused
    monkeypatch.setattr(AwardImport, "check", lambda self, line: None)
    outcome = take("awards", rows, cup, choices=GOOD)

    assert [problem.reason for problem in outcome.problems] == [refused[0][2]]
    assert Award.objects.get().entry.number == "T1"


def test_only_an_organiser_adds_an_award_to_what_is_public(cup, organiser, competition_editor):
    refused = take("awards", [award("A1")], cup, by=competition_editor)
    taken = take("awards", [award("A1")], cup, by=organiser)
    changed = take("awards", [award("A1", rank="1")], cup, by=competition_editor)

    reason = "The announcement is public already: only an organiser adds an award to it."
    assert reasons(refused) == [(2, "announcement", reason)]
    assert (counts(taken), counts(changed)) == ((1, 0, 0, 0), (0, 1, 0, 0))
