"""What the site says of a certificate, and the keys by which it knows."""

import datetime as dt
import stat

import pytest

from competition import certifying
from competition.certificate import signing
from competition.certifying import Verdict, keys
from competition.models import Certificate
from tests import factories
from tests.competition import certificates
from tests.competition.certificates import withdraw

pytestmark = pytest.mark.django_db


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
