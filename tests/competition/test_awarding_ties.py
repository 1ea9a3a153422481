"""Ties for the last place of a prize, awards that are withdrawn, and who is a candidate."""

import pytest

from competition import awarding
from tests import factories
from tests.competition.awards import given, order, ranked, refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def prize():
    return factories.prize(quota=3)


@pytest.fixture
def announcement(prize):
    return factories.announcement(edition=prize.edition, public_at=None)


def test_tie_for_the_last_place(prize, announcement, organiser):
    given(prize, announcement, organiser, 1, 2, 3)
    ranked(prize, 3, 3)

    tie = awarding.tie_of(prize)

    assert tie == (3, 3, 5, 2)


def test_no_tie_while_places_are_left(prize, announcement, organiser):
    given(prize, announcement, organiser, 1, 2)
    ranked(prize, 2)

    assert awarding.tie_of(prize) is None


def test_who_holds_another_prize_does_not_tie(prize, announcement, organiser):
    given(prize, announcement, organiser, 1, 2, 3)
    (entry,) = ranked(prize, 3)
    awarding.give(factories.prize(edition=prize.edition), entry, announcement=announcement, by=organiser)

    assert awarding.tie_of(prize) is None


def test_prize_is_enlarged_for_a_tie(prize, announcement, organiser):
    given(prize, announcement, organiser, 1, 2, 3)
    (entry,) = ranked(prize, 3)

    awarding.enlarge(prize, places=1, reason={"en": "Places 3 and 4 tied."}, by=organiser)
    awarding.give(prize, entry, announcement=announcement, by=organiser)

    prize.refresh_from_db()
    assert (prize.places, prize.tie_reason_en) == (4, "Places 3 and 4 tied.")
    record = prize.history.first()
    assert (record.history_user, record.history_change_reason) == (organiser, "enlarged")


@pytest.mark.parametrize(
    "case",
    [
        (0, 1, "Tied.", "prize_has_no_tie"),
        (1, 2, "Tied.", "prize_enlarged_too_far"),
        (1, 1, "  ", "prize_tie_has_reason"),
    ],
)
def test_prize_is_not_enlarged_without_a_tie(prize, announcement, organiser, case):
    tied, places, reason, code = case
    given(prize, announcement, organiser, 1, 2, 3)
    ranked(prize, *[3] * tied)

    assert refusal(awarding.enlarge, prize, places=places, reason={"en": reason}, by=organiser) == {code}


def test_places_of_a_tie_are_taken_away_again(prize, announcement, organiser):
    awards = given(prize, announcement, organiser, 1, 2, 3)
    (entry,) = ranked(prize, 3)
    awarding.enlarge(prize, places=1, reason={"en": "Tied."}, by=organiser)
    awarding.give(prize, entry, announcement=announcement, by=organiser)

    assert refusal(awarding.enlarge, prize, places=0, reason={}, by=organiser) == {"prize_quota_covers_awards"}
    awarding.take_back(awards[0], by=organiser)
    awarding.enlarge(prize, places=0, reason={}, by=organiser)

    prize.refresh_from_db()
    assert (prize.places, prize.tie_reason_en) == (3, "")


def test_announced_award_is_withdrawn_with_a_notice(organiser):
    award = factories.award()

    awarding.withdraw(award, notice={"en": " By request. ", "zh-hans": "应要求"}, by=organiser, at=factories.at(12))

    award.refresh_from_db()
    assert (award.state, award.withdrawn_at) == ("withdrawn", factories.at(12))
    assert (award.notice_en, award.notice_zh_hans) == ("By request.", "应要求")
    record = award.history.first()
    assert (record.history_user, record.history_change_reason) == (organiser, "withdrew")


def test_award_is_not_withdrawn_without_a_notice(organiser):
    assert refusal(awarding.withdraw, factories.award(), notice={"en": " "}, by=organiser) == {"award_needs_notice"}


def test_award_that_nobody_knows_of_is_not_withdrawn(prize, announcement, organiser):
    (award,) = given(prize, announcement, organiser, 1)

    assert refusal(awarding.withdraw, award, notice={"en": "No."}, by=organiser) == {"award_not_announced"}


def test_withdrawn_award_stays_so(organiser):
    award = factories.award()
    awarding.withdraw(award, notice={"en": "By request."}, by=organiser)

    assert refusal(awarding.withdraw, award, notice={"en": "Again."}, by=organiser) == {"award_is_withdrawn"}
    assert refusal(awarding.take_back, award, by=organiser) == {"award_is_withdrawn"}
    assert refusal(awarding.move, award, place=1, by=organiser) == {"award_is_withdrawn"}


def test_board_that_moved_on_is_refused(prize, announcement, organiser):
    one, _two = given(prize, announcement, organiser, 1, 2)
    (entry,) = ranked(prize, 3)
    seen = awarding.digest(prize)
    awarding.move(one, place=2, by=organiser)

    def give():
        with awarding.unmoved(prize, seen):
            awarding.give(prize, entry, announcement=announcement, by=organiser)

    assert refusal(give) == {"board_moved_on"}
    seen = awarding.digest(prize)
    give()
    assert order(prize)[-1] == entry


def test_candidates_are_admitted_entries_of_the_session_and_track(prize, announcement, organiser):
    track = factories.track(competition=prize.edition.competition)
    of_track = factories.prize(edition=prize.edition, track=track)
    (inside,) = ranked(prize, 1, track=track)
    (outside,) = ranked(prize, 2)
    ranked(prize, 3, state="not_admitted")
    factories.entry()

    assert set(awarding.candidates(of_track)) == {inside}
    assert set(awarding.candidates(prize)) == {inside, outside}


def test_who_has_an_award_in_the_announcement_is_no_candidate(prize, announcement, organiser):
    (award,) = given(prize, announcement, organiser, 1)
    other = factories.prize(edition=prize.edition)
    later = factories.announcement(edition=prize.edition)

    assert list(awarding.candidates(other, announcement)) == []
    assert list(awarding.candidates(other, later)) == [award.entry]
    assert list(awarding.candidates(prize, later)) == []


def test_announcements_to_come_are_offered_first(prize):
    past = factories.announcement(edition=prize.edition)
    unplanned = factories.announcement(edition=prize.edition, public_at=None)
    factories.announcement()

    assert set(awarding.announcements_for(prize)[:1]) == {unplanned}
    assert awarding.announcements_for(prize)[-1] == past
