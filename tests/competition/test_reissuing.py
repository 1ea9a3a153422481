"""Issuing certificates anew, openly, after a correction."""

import pytest

from competition import certifying
from competition.certificate import content, signing
from competition.certifying import Verdict, issuing
from competition.models import Award, Certificate
from tests import factories
from tests.clashing import ended
from tests.competition.certificates import code_of, retitle, withdraw
from tests.factories import at

pytestmark = pytest.mark.django_db


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
    settings.CERTIFICATE_OLD_KEYS = [key["x"] for key in signing.key_set(certifying.public_keys().values())["keys"]]
    settings.CERTIFICATE_KEY = signing.new_key()

    assert certifying.outdated(edition) == []


@pytest.mark.parametrize("damaged", [False, True])
def test_certificates_of_a_stolen_key_and_damaged_ones_are_issued_anew(edition, awards, settings, damaged):
    certifying.issue(edition)
    if damaged:
        Certificate.objects.update(content="{")
    else:
        settings.CERTIFICATE_KEY = signing.new_key()
    before = certifying.check("BC6-0001").verdict

    certifying.reissue(certifying.outdated(edition))

    assert (before, certifying.check("BC6-0001").verdict) == ("unconfirmed", "valid")
    assert certifying.check("BC6-0001").said.issue == 2


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


def test_writer_that_is_ended_for_another_says_so(edition, awards, monkeypatch):
    certifying.issue(edition)
    retitle(awards[0])
    (old,) = certifying.outdated(edition)
    monkeypatch.setattr(issuing, "bulk_update_with_history", ended)

    assert code_of(lambda: certifying.reissue([old])) == "writers_clashed"
    assert certifying.outdated(edition) == [old]
