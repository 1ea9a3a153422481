"""What the database keeps of the competition's rules on both databases."""

import pytest
from django.core.exceptions import ValidationError

from competition.models import Announcement, Award, Entry, Prize
from tests import factories
from tests.refusals import both_refuse, refused_by_the_database, refused_by_the_form

pytestmark = pytest.mark.django_db


def test_prize_is_never_given_more_often_than_its_quota():
    prize = factories.prize(quota=2)
    announcement = factories.announcement(edition=prize.edition)
    for _time in range(2):
        factories.award(prize=prize, announcement=announcement)
    entry = factories.entry(edition=prize.edition)

    both_refuse(Award(prize=prize, announcement=announcement, entry=entry), "award_within_quota")


def test_recorded_tie_enlarges_a_prize():
    prize = factories.prize(quota=1, tie_places=1, tie_reason_en="Ranks 1 and 2 tied.")

    awards = [factories.award(prize=prize) for _time in range(2)]

    assert [award.prize.places for award in awards] == [2, 2]


def test_withdrawn_award_frees_its_place():
    prize = factories.prize(quota=1)
    first = factories.award(prize=prize)
    first.state, first.withdrawn_at, first.notice_en = "withdrawn", factories.at(12), "By request."
    first.save()

    assert factories.award(prize=prize).pk
    first.state, first.withdrawn_at, first.notice_en = "given", None, ""
    both_refuse(first, "award_within_quota")


def test_quota_never_falls_below_what_is_given():
    prize = factories.prize(quota=2)
    for _time in range(2):
        factories.award(prize=prize)
    prize.quota = 1

    both_refuse(prize, "prize_quota_covers_awards")


def test_entry_has_one_award_in_an_announcement():
    award = factories.award()
    other = factories.prize(edition=award.prize.edition)

    both_refuse(Award(prize=other, announcement=award.announcement, entry=award.entry), "award_once_in_announcement")


@pytest.mark.parametrize("allowing", ["first", "second"])
def test_entry_has_another_award_where_a_prize_allows_it(allowing):
    award = factories.award()
    Prize.objects.filter(pk=award.prize_id).update(allows_other_awards=allowing == "first")
    other = factories.prize(edition=award.prize.edition, allows_other_awards=allowing == "second")

    second = factories.award(prize=other, announcement=award.announcement, entry=award.entry)

    assert second.pk
    allowing_prize = Prize.objects.get(allows_other_awards=True)
    allowing_prize.allows_other_awards = False
    both_refuse(allowing_prize, "prize_beside_others_is_in_use")


def test_entry_has_another_award_in_another_announcement():
    award = factories.award()
    later = factories.announcement(edition=award.prize.edition)

    assert factories.award(announcement=later, entry=award.entry).pk


def test_entry_never_holds_one_prize_twice():
    award = factories.award()
    later = factories.announcement(edition=award.prize.edition)

    row = Award(prize=award.prize, announcement=later, entry=award.entry)

    assert "award_once_of_a_prize" in refused_by_the_form(row)
    refused_by_the_database(row.save)


@pytest.mark.parametrize("state", ["draft", "submitted", "not_admitted", "withdrawn"])
def test_only_an_admitted_entry_has_an_award(state):
    prize = factories.prize()
    entry = factories.entry(edition=prize.edition, state=state)
    announcement = factories.announcement(edition=prize.edition)

    both_refuse(Award(prize=prize, announcement=announcement, entry=entry), "award_of_admitted_entry")


@pytest.mark.parametrize("state", ["submitted", "not_admitted", "withdrawn"])
def test_entry_with_an_award_stays_admitted(state):
    entry = factories.award().entry
    entry.state = state

    with pytest.raises(ValidationError):
        entry.full_clean(exclude=["number"])
    assert "entry_with_award_stays_admitted" in refused_by_the_database(entry.save)


def test_entry_whose_award_was_withdrawn_may_be_withdrawn():
    award = factories.award()
    award.state, award.withdrawn_at, award.notice_en = "withdrawn", factories.at(12), "By request."
    award.save()
    award.entry.state = "withdrawn"

    award.entry.save()

    assert Entry.objects.get().state == "withdrawn"


@pytest.mark.parametrize("what", ["prize", "announcement", "entry"])
def test_award_is_of_one_session(what):
    award = factories.award()
    row = Award(announcement=award.announcement, prize=factories.prize(edition=award.prize.edition), entry=award.entry)
    row.entry = factories.entry(edition=award.prize.edition)
    setattr(row, what, getattr(factories, what)())

    both_refuse(row, "award_of_one_session")


@pytest.mark.parametrize(
    ("model", "name"),
    [
        (Prize, "prize_with_awards_stays_in_session"),
        (Announcement, "announcement_with_awards_stays_in_session"),
        (Entry, "entry_with_award_stays_in_session"),
    ],
)
def test_what_has_awards_stays_in_its_session(model, name):
    award = factories.award()
    row = model.objects.get()
    row.edition = factories.edition(competition=award.prize.edition.competition, number=5, year=2022)

    both_refuse(row, name)


def test_prize_of_a_track_is_for_its_entries():
    competition = factories.competition()
    edition = factories.edition(competition=competition)
    here, there = (factories.track(competition=competition) for _track in range(2))
    prize = factories.prize(edition=edition, track=here)
    for track in (there, None):
        entry = factories.entry(edition=edition, track=track)
        row = Award(prize=prize, announcement=factories.announcement(edition=edition), entry=entry)
        both_refuse(row, "award_of_its_track")

    award = factories.award(prize=prize)

    for track in (there, None):
        award.entry.track = track
        both_refuse(award.entry, "entry_with_award_stays_in_track")
    prize.track = there
    both_refuse(prize, "prize_with_awards_stays_in_track")
    prize.track = None
    prize.save()
    award.entry.save()


def test_award_is_presented_with_its_prize():
    award = factories.award()
    award.presentation = factories.award_presentation()

    both_refuse(award, "award_presented_with_its_prize")


def test_a_presentation_keeps_the_prize_of_which_it_presents_awards():
    award = factories.award()
    award.presentation = factories.award_presentation(prize=award.prize)
    award.save()
    award.presentation.prize = factories.prize(edition=award.prize.edition)

    both_refuse(award.presentation, "award_presentation_keeps_its_prize")


def test_official_total_is_of_one_competition():
    total = factories.official_total()
    total.competition = factories.competition()

    both_refuse(total, "official_total_of_one_competition")


def test_withdrawn_award_says_why():
    award = factories.award()
    award.state, award.withdrawn_at = "withdrawn", factories.at(12)

    both_refuse(award, "award_withdrawn_has_notice")
