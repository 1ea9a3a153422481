"""Issuing certificates, issuing them anew, and what the site then says of them."""

import datetime as dt
import stat
from threading import Barrier, Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from competition import certifying, published
from competition.certificate import content, signing
from competition.certifying import Verdict, keys
from competition.models import Award, Certificate
from tests import factories
from tests.competition import certificates
from tests.factories import at

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    competition = factories.competition(slug="blooming-cup", name_en="Blooming Cup", name_zh_hans="绽放杯")
    return factories.edition(competition=competition)


@pytest.fixture
def awards(edition):
    """Two second prizes and, made after them, a first prize with two that tie."""
    second, first = factories.prize(edition=edition, order=2), factories.prize(edition=edition, order=1)
    announcement = factories.announcement(edition=edition)
    given = [(second, 2), (second, 1), (first, 3), (first, 1), (first, 1)]
    return [factories.award(prize=prize, rank=rank, announcement=announcement) for prize, rank in given]


def numbers(issued):
    return {certificate.number: certificate.award for certificate in issued.certificates}


def withdraw(award):
    award.state, award.withdrawn_at, award.notice_en = "withdrawn", at(12), "It was entered twice."
    award.save()


def retitle(award, words="A corrected title"):
    award.entry.title_en = words
    award.entry.save()


def code_of(refused):
    with pytest.raises(ValidationError) as refusal:
        refused()
    return refusal.value.code


# --- Issuing ----------------------------------------------------------------------------------------------------------


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
    entry = factories.entry(edition=edition, number="E7", lead=lead, is_illustrative=True)
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
    with django_assert_num_queries(9):
        certifying.issue(edition)
    for _award in range(3):
        factories.award(prize=awards[0].prize, announcement=awards[0].announcement)

    with django_assert_num_queries(9):
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


# --- Issuing anew -----------------------------------------------------------------------------------------------------


def test_correction_keeps_the_number_and_counts(edition, awards, organiser):
    certifying.issue(edition)
    retitle(awards[0])
    (old,) = certifying.outdated(edition)

    (new,) = certifying.reissue([old], by=organiser, at=at(15))

    said = content.decode(Certificate.objects.get(pk=old.pk).content)
    assert (said.number, said.issue, said.title["en"]) == (old.number, 2, "A corrected title")
    assert new.issued_at == at(15)
    assert certifying.outdated(edition) == []
    assert certifying.check(old.number).verdict == Verdict.VALID
    assert [row.history_user for row in new.history.all()] == [organiser, None]


@pytest.mark.parametrize("change", ["member", "organisation", "moment", "prize", "rank"])
def test_whatever_it_says_may_be_corrected(edition, awards, change):
    certifying.issue(edition)
    award = awards[0]
    if change == "member":
        factories.entry_member(entry=award.entry)
    elif change == "organisation":
        award.entry.lead.name_en = "Renamed"
        award.entry.lead.save()
    elif change == "moment":
        award.announcement.public_at = at(10, day=21)
        award.announcement.save()
    elif change == "prize":
        award.prize.name_en = "Renamed"
        award.prize.save()
    else:
        Award.objects.filter(pk=award.pk).update(rank=7)

    expected = {"moment": 5, "prize": 2}.get(change, 1)
    assert len(certifying.outdated(edition)) == expected
    assert len(certifying.reissue(certifying.outdated(edition))) == expected


def test_another_key_does_not_make_a_certificate_outdated(edition, awards, settings):
    certifying.issue(edition)
    settings.CERTIFICATE_KEY = signing.new_key()

    assert certifying.outdated(edition) == []


def test_nothing_is_issued_anew_without_a_change(edition, awards):
    certifying.issue(edition)

    assert code_of(lambda: certifying.reissue(Certificate.objects.all())) == "certificate_unchanged"


def test_certificate_of_a_withdrawn_award_is_not_issued_anew(edition, awards):
    certifying.issue(edition)
    retitle(awards[0])
    withdraw(awards[0])

    assert code_of(lambda: certifying.reissue(Certificate.objects.all())) == "award_withdrawn"
    assert certifying.outdated(edition) == []


@pytest.mark.parametrize("change", ["characters", "moment"])
def test_correction_that_cannot_be_printed_is_refused(edition, awards, change):
    certifying.issue(edition)
    if change == "characters":
        retitle(awards[0], "🚀")
    else:
        awards[0].announcement.public_at = None
        awards[0].announcement.save()
    before = list(Certificate.objects.values())

    assert code_of(lambda: certifying.reissue(certifying.outdated(edition))) == "certificate_refused"
    assert list(Certificate.objects.values()) == before


def test_nothing_is_issued_anew_without_a_key(edition, awards, settings):
    certifying.issue(edition)
    retitle(awards[0])
    settings.CERTIFICATE_KEY_FILE = None

    assert code_of(lambda: certifying.reissue(Certificate.objects.all())) == "no_certificate_key"


# --- Checking ---------------------------------------------------------------------------------------------------------


def test_certificate_is_known_from_the_moment_of_its_award(edition):
    award = factories.award(prize=factories.prize(edition=edition))
    certifying.issue(edition)
    moment = award.announcement.public_at

    before = certifying.check("BC6-0001", moment - dt.timedelta(seconds=1))
    after = certifying.check("BC6-0001", moment)

    assert before == certifying.check("BC6-9999", moment) == (Verdict.UNKNOWN, None, None)
    assert (after.verdict, after.award, after.said.number) == (Verdict.VALID, award, "BC6-0001")


def test_certificate_of_a_session_that_is_not_public_is_unknown():
    edition = factories.edition(competition=factories.competition(slug="blooming-cup"), is_public=False)
    factories.award(prize=factories.prize(edition=edition))
    certifying.issue(edition)

    assert certifying.check("BC6-0001").verdict == Verdict.UNKNOWN


def test_withdrawn_award_makes_its_certificate_withdrawn_and_given_again_valid(edition, awards):
    certifying.issue(edition)
    number, award = "BC6-0005", awards[0]
    withdraw(award)

    assert certifying.check(number).verdict == Verdict.WITHDRAWN
    award.state, award.withdrawn_at, award.notice_en = "given", None, ""
    award.save()
    assert certifying.check(number).verdict == Verdict.VALID


@pytest.mark.parametrize("forge", ["text", "signature", "other key", "other number", "no json"])
def test_forged_row_is_unconfirmed(edition, awards, forge):
    certifying.issue(edition)
    row = Certificate.objects.get(number="BC6-0001")
    stranger = signing.private_key(signing.new_key())
    if forge == "text":
        row.content = row.content.replace("Entry", "Enter")
    elif forge == "signature":
        row.signature = "A" * 86
    elif forge == "other key":
        row.signature = signing.sign(row.content, stranger)
    elif forge == "other number":
        other = Certificate.objects.get(number="BC6-0002")
        row.content, row.signature = other.content, other.signature
    else:
        row.content = "{"
    Certificate.objects.filter(pk=row.pk).update(content=row.content, signature=row.signature)

    assert certifying.check("BC6-0001") == (Verdict.UNCONFIRMED, row, None)


@pytest.mark.parametrize(
    "number",
    ["", "BC6-1", "bc6-0001", "BC6-0001 ", "\x00", "BC6-0001\x00", "%", "_C6-0001", "\u202eBC6-0001", "1" * 9999],
)
def test_what_is_no_number_is_unknown_without_a_query(edition, awards, number, django_assert_num_queries):
    certifying.issue(edition)

    with django_assert_num_queries(0):
        assert certifying.check(number).verdict == Verdict.UNKNOWN


# --- Keys -------------------------------------------------------------------------------------------------------------


def test_older_keys_still_confirm(edition, awards, settings):
    settings.CERTIFICATE_KEY = certificates.KEY
    certifying.issue(edition)
    settings.CERTIFICATE_KEY = signing.new_key()

    without = certifying.check("BC6-0001").verdict
    settings.CERTIFICATE_OLD_KEYS = ["nonsense", signing.x_of(certificates.PUBLIC)]

    assert without == Verdict.UNCONFIRMED
    assert certifying.check("BC6-0001").verdict == Verdict.VALID
    assert list(certifying.public_keys())[1] == signing.key_id(certificates.PUBLIC)


def test_demonstration_makes_its_key_once_for_its_owner_alone(settings):
    assert certifying.public_keys() == {}

    first, second = keys.signing_key(), keys.signing_key()

    assert first.private_bytes_raw() == second.private_bytes_raw()
    assert stat.S_IMODE(settings.CERTIFICATE_KEY_FILE.stat().st_mode) == 0o600
    assert [path.name for path in settings.CERTIFICATE_KEY_FILE.parent.iterdir()] == ["certificate-key"]
    assert list(certifying.public_keys()) == [signing.key_id(first.public_key())]


def test_key_that_somebody_made_meanwhile_stays(settings, monkeypatch):
    """Two processes find no key; the one that is slower takes that of the other."""
    made = signing.new_key

    def slower():
        settings.CERTIFICATE_KEY_FILE.write_text(certificates.KEY)
        return made()

    monkeypatch.setattr(signing, "new_key", slower)

    assert keys.signing_key().private_bytes_raw() == certificates.PRIVATE.private_bytes_raw()
