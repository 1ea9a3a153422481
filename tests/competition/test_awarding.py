"""Giving awards: what each operation does, what it refuses, and what it writes down."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from competition import awarding
from competition.models import Award, Certificate, Prize
from tests import factories

pytestmark = pytest.mark.django_db
LATER = timezone.now() + dt.timedelta(days=30)


@pytest.fixture
def prize():
    return factories.prize(quota=3)


@pytest.fixture
def announcement(prize):
    return factories.announcement(edition=prize.edition, public_at=None)


def ranked(prize, *ranks, **values):
    """Admitted entries of the session of a prize, with these ranks."""
    entries = []
    for rank in ranks:
        entry = factories.entry(edition=prize.edition, **values)
        factories.standing(entry=entry, rank=rank, total=100 - rank)
        entries.append(entry)
    return entries


def given(prize, announcement, by, *ranks):
    return [awarding.give(prize, one, announcement=announcement, by=by) for one in ranked(prize, *ranks)]


def refusal(operation, *args, **kwargs):
    """The codes with which an operation refuses; nothing is written then."""
    before = list(Award.objects.order_by("pk").values()), list(Prize.objects.order_by("pk").values())
    with pytest.raises(ValidationError) as refused:
        operation(*args, **kwargs)
    assert before == (list(Award.objects.order_by("pk").values()), list(Prize.objects.order_by("pk").values()))
    return {error.code for error in ValidationError([refused.value]).error_list}


def order(prize):
    return [award.entry for award in awarding.given_of(prize)]


def test_award_is_given_after_the_last(prize, announcement, organiser):
    first, second = ranked(prize, 4, 2)

    awarding.give(prize, first, announcement=announcement, by=organiser)
    award = awarding.give(prize, second, announcement=announcement, by=organiser)

    assert order(prize) == [first, second]
    assert (award.rank, award.order, award.state) == (2, 2, "given")
    record = award.history.get()
    assert (record.history_user, record.history_change_reason) == (organiser, "gave")


def test_award_is_given_at_a_place(prize, announcement, organiser):
    one, two = given(prize, announcement, organiser, 1, 2)
    (entry,) = ranked(prize, 3)

    award = awarding.give(prize, entry, announcement=announcement, by=organiser, place=1)

    assert order(prize) == [entry, one.entry, two.entry]
    assert award.order == 1


def test_entry_without_a_standing_is_given_an_award(prize, announcement, organiser):
    entry = factories.entry(edition=prize.edition)

    assert awarding.give(prize, entry, announcement=announcement, by=organiser).rank is None


@pytest.mark.parametrize("state", ["draft", "submitted", "not_admitted", "withdrawn"])
def test_only_an_admitted_entry_is_given_an_award(prize, announcement, organiser, state):
    entry = factories.entry(edition=prize.edition, state=state)

    assert refusal(awarding.give, prize, entry, announcement=announcement, by=organiser) == {"award_of_admitted_entry"}


def test_no_more_awards_than_the_quota(prize, announcement, organiser):
    given(prize, announcement, organiser, 1, 2, 3)
    (entry,) = ranked(prize, 4)

    assert refusal(awarding.give, prize, entry, announcement=announcement, by=organiser) == {"award_within_quota"}


def test_entry_is_not_given_two_awards_in_an_announcement(prize, announcement, organiser):
    (award,) = given(prize, announcement, organiser, 1)
    other = factories.prize(edition=prize.edition)

    codes = refusal(awarding.give, other, award.entry, announcement=announcement, by=organiser)

    assert codes == {"award_once_in_announcement"}


def test_entry_is_not_given_a_prize_twice(prize, announcement, organiser):
    (award,) = given(prize, announcement, organiser, 1)
    later = factories.announcement(edition=prize.edition)

    assert refusal(awarding.give, prize, award.entry, announcement=later, by=organiser) == {"award_once_of_a_prize"}


def test_prize_of_a_track_is_for_its_entries(organiser, announcement, prize):
    track = factories.track(competition=prize.edition.competition)
    prize = factories.prize(edition=prize.edition, track=track)
    entry = factories.entry(edition=prize.edition)

    assert refusal(awarding.give, prize, entry, announcement=announcement, by=organiser) == {"award_of_another_track"}


@pytest.mark.parametrize("what", ["entry", "announcement"])
def test_award_is_given_within_one_session(prize, announcement, organiser, what):
    rows = {"entry": factories.entry(edition=prize.edition), "announcement": announcement}
    rows[what] = getattr(factories, what)()

    codes = refusal(awarding.give, prize, rows["entry"], announcement=rows["announcement"], by=organiser)

    assert codes == {"award_of_one_session"}


def test_award_that_nobody_knows_of_is_taken_back(prize, announcement, organiser):
    one, two = given(prize, announcement, organiser, 1, 2)

    awarding.take_back(one, by=organiser)

    assert order(prize) == [two.entry]
    record = Award.history.filter(id=one.pk).first()
    assert (record.history_type, record.history_user, record.history_change_reason) == ("-", organiser, "took back")


def test_award_of_a_session_off_the_site_is_taken_back(organiser):
    edition = factories.edition(is_public=False)
    award = factories.award(prize=factories.prize(edition=edition))

    awarding.take_back(award, by=organiser)

    assert Award.objects.count() == 0


def test_announced_award_is_not_taken_back(organiser):
    assert refusal(awarding.take_back, factories.award(), by=organiser) == {"award_is_public"}


def test_award_with_a_certificate_is_not_taken_back(prize, announcement, organiser):
    (award,) = given(prize, announcement, organiser, 1)
    Certificate.objects.create(award=award, number="BC6-0001", issued_at=timezone.now(), content="{}", signature="x")

    assert refusal(awarding.take_back, award, by=organiser) == {"award_has_certificate"}


def test_award_that_somebody_took_back_is_gone(prize, announcement, organiser):
    (award,) = given(prize, announcement, organiser, 1)
    awarding.take_back(Award.objects.get(), by=organiser)

    assert refusal(awarding.take_back, award, by=organiser) == {"award_is_gone"}
    assert refusal(awarding.move, award, place=1, by=organiser) == {"award_is_gone"}
    assert refusal(awarding.withdraw, award, notice={"en": "No."}, by=organiser) == {"award_is_gone"}


@pytest.mark.parametrize(("place", "after"), [(1, [3, 1, 2]), (2, [1, 3, 2]), (-7, [3, 1, 2])])
def test_award_is_moved(prize, announcement, organiser, place, after):
    awards = given(prize, announcement, organiser, 1, 2, 3)

    awarding.move(awards[2], place=place, by=organiser)

    assert list(awarding.given_of(prize).values_list("rank", "order")) == list(zip(after, [1, 2, 3], strict=True))
    reasons = Award.history.filter(history_type="~").values_list("id", "history_change_reason")
    assert dict(reasons)[awards[2].pk] == "moved"
    assert set(Award.history.filter(history_type="~").values_list("history_user", flat=True)) == {organiser.pk}


@pytest.mark.parametrize("place", [3, 99])
def test_award_that_is_there_already_is_not_moved(prize, announcement, organiser, place):
    awards = given(prize, announcement, organiser, 1, 2, 3)

    assert refusal(awarding.move, awards[2], place=place, by=organiser) == {"award_not_moved"}


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

    awarding.enlarge(prize, places=1, reason="Places 3 and 4 tied.", by=organiser)
    awarding.give(prize, entry, announcement=announcement, by=organiser)

    prize.refresh_from_db()
    assert (prize.places, prize.tie_reason) == (4, "Places 3 and 4 tied.")
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

    assert refusal(awarding.enlarge, prize, places=places, reason=reason, by=organiser) == {code}


def test_places_of_a_tie_are_taken_away_again(prize, announcement, organiser):
    awards = given(prize, announcement, organiser, 1, 2, 3)
    (entry,) = ranked(prize, 3)
    awarding.enlarge(prize, places=1, reason="Tied.", by=organiser)
    awarding.give(prize, entry, announcement=announcement, by=organiser)

    assert refusal(awarding.enlarge, prize, places=0, reason="", by=organiser) == {"prize_quota_covers_awards"}
    awarding.take_back(awards[0], by=organiser)
    awarding.enlarge(prize, places=0, reason="", by=organiser)

    prize.refresh_from_db()
    assert (prize.places, prize.tie_reason) == (3, "")


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
