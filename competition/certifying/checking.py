"""Checking a certificate by its number: what the site says of it to anybody who asks."""

from enum import StrEnum
from typing import NamedTuple

from competition.certificate import content, signing
from competition.certifying.keys import public_keys
from competition.models import Award, AwardState, Certificate


class Verdict(StrEnum):
    """`unconfirmed`: the record is not what was signed, or by a key that this site does not know."""

    VALID = "valid"
    WITHDRAWN = "withdrawn"
    UNCONFIRMED = "unconfirmed"
    UNKNOWN = "unknown"


class Check(NamedTuple):
    """What is known of a number: nothing but the verdict where that is `unknown`."""

    verdict: Verdict
    certificate: Certificate | None = None
    said: content.Content | None = None

    @property
    def award(self):
        return self.certificate and self.certificate.award


def check(number, at=None):
    """The `Check` of a number as it stands on a certificate.

    A certificate is known from the moment on at which its award is announced; before that it is `unknown`, as is every
    number that was never given.
    """
    if not content.is_number(number):
        return Check(Verdict.UNKNOWN)
    rows = Certificate.objects.filter(number=number, award__in=Award.objects.public(at))
    found = rows.select_related("award__entry", "award__announcement__edition__competition").first()
    if found is None:
        return Check(Verdict.UNKNOWN)
    said = confirmed(found)
    if said is None:
        return Check(Verdict.UNCONFIRMED, found)
    is_given = found.award.state == AwardState.GIVEN
    return Check(Verdict.VALID if is_given else Verdict.WITHDRAWN, found, said)


def confirmed(certificate):
    """What a certificate says, where one of our keys signed exactly that under this number; else None."""
    try:
        said = content.decode(certificate.content)
    except ValueError:
        return None
    public = public_keys().get(said.key)
    if public is None or said.number != certificate.number:
        return None
    return said if signing.is_signed(certificate.content, certificate.signature, public) else None
