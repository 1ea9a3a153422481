"""Giving awards: what each operation does, what it refuses, and what it writes down."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from competition import awarding
from competition.models import Award, Certificate
from tests import factories
from tests.competition.awards import given, order, ranked, refusal

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def prize():
    return factories.prize(quota=3)


@pytest.fixture
def announcement(prize):
    return factories.announcement(edition=prize.edition, public_at=None)


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

    assert refusal(awarding.give, prize, entry, announcement=announcement, by=organiser) == {"award_of_its_track"}


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


def test_only_an_organiser_adds_an_award_to_what_is_public(prize, organiser, competition_editor):
    public = factories.announcement(edition=prize.edition)
    (entry,) = ranked(prize, 1)

    codes = refusal(awarding.give, prize, entry, announcement=public, by=competition_editor)

    assert codes == {"announcement_is_public"}
    assert awarding.give(prize, entry, announcement=public, by=organiser).pk


def test_editor_gives_in_an_announcement_of_a_session_that_is_not_on_the_site(competition_editor):
    prize = factories.prize(edition=factories.edition(is_public=False))
    (entry,) = ranked(prize, 1)

    announcement = factories.announcement(edition=prize.edition)

    assert awarding.give(prize, entry, announcement=announcement, by=competition_editor).pk


def take_off(edition):
    edition.is_public = False
    edition.save()


def test_announced_award_stays_known_when_its_session_is_taken_off_the_site(organiser):
    award = factories.award()
    take_off(award.prize.edition)

    assert refusal(awarding.take_back, award, by=organiser) == {"award_is_public"}
    assert awarding.withdraw(award, notice={"en": "An error."}, by=organiser).state == "withdrawn"


@pytest.mark.parametrize(("hours", "is_known"), [(1, True), (3, False)])
def test_award_is_known_where_its_session_was_on_the_site_at_its_moment(organiser, hours, is_known):
    """The session is on the site from noon on, and taken off at two; the announcement is for one, or for three."""
    noon = factories.at(12)
    with time_machine.travel(noon, tick=False):
        award = factories.award()
    with time_machine.travel(noon + 2 * HOUR, tick=False):
        take_off(award.prize.edition)
    with time_machine.travel(noon + HOUR, tick=False):
        award.announcement.public_at = noon + hours * HOUR
        award.announcement.save()

    assert awarding.known().exists() is is_known
