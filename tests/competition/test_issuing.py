"""Issuing certificates: which awards get one, with which number, and what it says."""

import datetime as dt
from threading import Barrier, Thread

import pytest
from django.db import connection, transaction
from django.utils import timezone

from competition import awarding, certifying, published
from competition.certificate import content, signing
from competition.certifying import keys
from competition.models import Certificate
from tests import factories
from tests.competition.certificates import code_of, retitle, withdraw
from tests.factories import at

pytestmark = pytest.mark.django_db


def numbers(issued):
    return {certificate.number: certificate.award for certificate in issued.certificates}


def test_numbers_follow_the_order_of_the_prizes_and_their_awards(edition, awards):
    issued = certifying.issue(edition)

    second_of_2, first_of_2, third, tied, tied_too = awards
    assert numbers(issued) == {
        "BC6-0001": tied,
        "BC6-0002": tied_too,
        "BC6-0003": third,
        "BC6-0004": first_of_2,
        "BC6-0005": second_of_2,
    }


def test_certificate_says_what_its_award_is(edition):
    track = factories.track(competition=edition.competition, name_en="Harbours", name_zh_hans="港口")
    lead = factories.organisation(name_en="Port", name_zh_hans="港")
    entry = factories.entry(edition=edition, track=track, number="E7", lead=lead, is_illustrative=True)
    for order, name in ((2, "Third"), (1, "Second")):
        factories.entry_member(entry=entry, organisation=factories.organisation(name_en=name), order=order)
    prize = factories.prize(edition=edition, track=track, name_en="First Prize", name_zh_hans="一等奖")
    factories.award(
        entry=entry, prize=prize, announcement=factories.announcement(edition=edition, public_at=at(23, 30))
    )

    (made,) = certifying.issue(edition, at=at(11)).certificates

    said = content.decode(made.content)
    assert said == content.content(
        key=signing.key_id(keys.signing_key().public_key()),
        number="BC6-0001",
        competition={"en": "Blooming Cup", "zh-hans": "绽放杯"},
        session=6,
        year=2023,
        entry="E7",
        title={"en": entry.title_en, "zh-hans": entry.title_zh_hans},
        organisations=[{"en": "Port", "zh-hans": "港"}, {"en": "Second"}, {"en": "Third"}],
        prize={"en": "First Prize", "zh-hans": "一等奖"},
        track={"en": "Harbours", "zh-hans": "港口"},
        rank=1,
        announced_on=dt.date(2023, 10, 20),
        is_illustrative=True,
    )
    assert made.issued_at == at(11)
    assert signing.is_signed(made.content, made.signature, keys.public_keys()[said.key])


def test_issuing_again_changes_nothing(edition, awards):
    before = numbers(certifying.issue(edition))
    rows = list(Certificate.objects.values())
    retitle(awards[0])

    again = certifying.issue(edition)

    assert (again.certificates, again.already, again.refused) == ([], len(before), [])
    assert list(Certificate.objects.values()) == rows


def test_later_award_gets_the_next_number(edition, awards):
    certifying.issue(edition)
    later = factories.award(prize=awards[3].prize, announcement=awards[3].announcement, rank=1)

    assert numbers(certifying.issue(edition)) == {"BC6-0006": later}


def test_number_of_a_certificate_that_is_gone_is_not_given_again(edition, awards):
    certifying.issue(edition)
    Certificate.objects.get(number="BC6-0005").delete()

    assert list(numbers(certifying.issue(edition))) == ["BC6-0006"]


def test_competitions_with_the_same_initials_share_their_numbers(edition, awards):
    certifying.issue(edition)
    other = factories.edition(competition=factories.competition(slug="big-conference"))
    award = factories.award(prize=factories.prize(edition=other))

    assert numbers(certifying.issue(other)) == {"BC6-0006": award}


@pytest.mark.parametrize(
    ("slug", "prefix"),
    [("blooming-cup", "BC6"), ("cup", "C6"), ("5g-cup-2", "C6"), ("a-b-c-d-e-f", "ABCD6"), ("5", "C6")],
)
def test_number_begins_with_initials(slug, prefix):
    edition = factories.edition(competition=factories.competition(slug=slug))
    factories.award(prize=factories.prize(edition=edition))

    (made,) = certifying.issue(edition).certificates

    assert made.number == f"{prefix}-0001"


def test_withdrawn_award_gets_no_certificate(edition, awards):
    withdraw(awards[0])

    assert awards[0] not in numbers(certifying.issue(edition)).values()


def test_award_without_a_moment_is_refused_and_the_others_are_not(edition, awards):
    unplanned = factories.announcement(edition=edition, public_at=None)
    award = factories.award(prize=awards[0].prize, announcement=unplanned)

    issued = certifying.issue(edition)

    assert len(issued.certificates) == 5
    assert issued.refused == [(award, f"{award.entry.number}: its announcement has no moment yet.")]


@pytest.mark.parametrize("where", ["title", "organisation", "prize"])
def test_award_with_a_character_that_no_font_has_is_refused_and_named(edition, awards, where):
    award = awards[0]
    if where == "title":
        retitle(award, "A 🚀 for 𰻝")
    elif where == "organisation":
        award.entry.lead.name_en = "🚀𰻝"
        award.entry.lead.save()
    else:
        award.prize.name_en = "🚀𰻝"
        award.prize.save()

    refused = certifying.issue(edition).refused

    assert {refusal.award.prize for refusal in refused} == {award.prize}
    assert len(refused) == (2 if where == "prize" else 1)
    assert f"{award.entry.number}: no font has 🚀 (U+1F680), 𰻝 (U+30EDD)." in [refusal.reason for refusal in refused]


def test_session_without_awards_is_refused(edition):
    assert code_of(lambda: certifying.issue(edition)) == "no_awards"


@pytest.mark.parametrize("key", ["", "nonsense", "A" * 44])
def test_nothing_is_issued_without_a_key(settings, edition, awards, key):
    settings.CERTIFICATE_KEY, settings.CERTIFICATE_KEY_FILE = key, None

    assert code_of(lambda: certifying.issue(edition)) == "no_certificate_key"
    assert not Certificate.objects.exists()


def test_issuing_is_a_fixed_number_of_queries(edition, awards, django_assert_num_queries):
    with django_assert_num_queries(10):
        certifying.issue(edition)
    for _award in range(3):
        factories.award(prize=awards[0].prize, announcement=awards[0].announcement)

    with django_assert_num_queries(10):
        certifying.issue(edition)


def test_issuing_is_written_down(edition, awards, organiser):
    certifying.issue(edition, by=organiser)

    history = Certificate.history.all()
    assert [(row.history_type, row.history_user) for row in history] == [("+", organiser)] * 5


def test_issuing_renews_what_is_public(edition, awards, django_capture_on_commit_callbacks):
    published.refresh()
    before = published.stage().digest

    with django_capture_on_commit_callbacks(execute=True):
        certifying.issue(edition)

    assert published.stage().digest != before


@pytest.mark.django_db(transaction=True)
def test_four_who_issue_at_once_give_each_award_one_number():
    competition = factories.competition(slug="blooming-cup")
    edition = factories.edition(competition=competition)
    announcement, prize = factories.announcement(edition=edition), factories.prize(edition=edition)
    for _award in range(5):
        factories.award(prize=prize, announcement=announcement)
    keys.signing_key()
    barrier, made, failed = Barrier(4), [], []

    def issue():
        try:
            barrier.wait(timeout=20)
            made.append(len(certifying.issue(edition).certificates))
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [Thread(target=issue) for _writer in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)

    assert (failed, sorted(made)) == ([], [0, 0, 0, 5])
    assert sorted(Certificate.objects.values_list("number", flat=True)) == [f"BC6-000{n}" for n in range(1, 6)]


@pytest.mark.django_db(transaction=True)
def test_award_that_is_taken_back_meanwhile_gets_no_certificate(organiser):
    """Whoever takes it back is in the middle of it while the certificates are issued."""
    announcement = factories.announcement(public_at=timezone.now() + dt.timedelta(days=1))
    stays, goes = (factories.award(announcement=announcement) for _award in range(2))
    keys.signing_key()
    issued = []

    def issue():
        try:
            issued.append(certifying.issue(announcement.edition))
        finally:
            connection.close()

    thread = Thread(target=issue)
    with transaction.atomic():
        awarding.take_back(goes, by=organiser)
        if connection.vendor == "postgresql":
            thread.start()
            thread.join(timeout=1)
    if connection.vendor != "postgresql":  # which has one writer
        thread.start()
    thread.join(timeout=60)

    assert [certificate.award for certificate in issued[0].certificates] == [stays]
