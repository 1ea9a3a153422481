"""Issuing certificates: what they say is frozen, numbered and signed; a correction is issued anew, openly.

A number is that of one award for ever. Numbers follow the order of the awards when they are issued: prizes in their
order, in each its awards in theirs. What was issued is never changed by issuing again.
"""

from itertools import count
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _
from msgspec.structs import replace
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from competition import published
from competition.certificate import content, rendering, signing
from competition.certifying.checking import confirmed
from competition.certifying.keys import signing_key
from competition.certifying.printing import press
from competition.models import Award, AwardState, Certificate, Competition, EntryMember, Prize
from directory import clashes
from directory.bilingual import text_of


class Refused(NamedTuple):
    """An award that gets no certificate now, and the reason in a sentence."""

    award: Award
    reason: str


class Issued(NamedTuple):
    """What issuing did: the new certificates, how many there were already, and what was refused."""

    certificates: list[Certificate]
    already: int
    refused: list[Refused]


def issue(edition, *, by=None, at=None):
    """Issues the certificates of all given awards of a session that have none, in one write.

    An award is refused, and the others are not, where its announcement has no moment yet or it says a character that
    no font has. Refuses as a whole with ValidationError: no_certificate_key, no_awards, writers_clashed.
    """
    key = signing_key()
    with clashes.atomic():
        lock()
        edition.prizes.lock()
        awards = list(given_awards(edition))
        if not awards:
            raise ValidationError(_("No award of this session is given yet."), code="no_awards")
        open_awards = [award for award in awards if not hasattr(award, "certificate")]
        said, refused = told_apart(open_awards, key)
        made = signed_rows(said, key, numbers_after(prefix_of(edition)), at or timezone.now())
        bulk_create_with_history(made, Certificate, default_user=by)
        transaction.on_commit(published.refresh)
    return Issued(made, len(awards) - len(open_awards), refused)


def reissue(certificates, *, by=None, at=None):
    """Issues certificates anew, under their numbers, with what the rows say now; returns those that it changed.

    Each says which issue it is; what was printed before is no longer what the site confirms. Refuses as a whole with
    ValidationError: no_certificate_key, award_withdrawn, certificate_unchanged where none says anything new,
    certificate_refused with the reason where one cannot be issued, writers_clashed.
    """
    key = signing_key()
    with clashes.atomic():
        lock()
        Prize.objects.filter(awards__certificate__in=certificates).lock()
        awards = list(with_content(Award.objects.filter(certificate__in=certificates)))
        for award in awards:
            if award.state != AwardState.GIVEN:
                raise ValidationError(
                    _("The award of %(number)s was withdrawn; it gets no certificate."),
                    code="award_withdrawn",
                    params={"number": award.certificate.number},
                )
        changed = [award for award in awards if is_outdated(award)]
        if not changed:
            raise ValidationError(
                _("The certificate already says what the award says now."), code="certificate_unchanged"
            )
        said, refused = told_apart(changed, key)
        if refused:
            raise ValidationError(refused[0].reason, code="certificate_refused")
        rows = [corrected(award, said_of, key, at or timezone.now()) for award, said_of in said]
        bulk_update_with_history(rows, Certificate, ["content", "signature", "issued_at"], default_user=by)
        transaction.on_commit(published.refresh)
    return rows


def outdated(edition):
    """The certificates of given awards that no longer hold as they are: a title or a name was corrected since, or the
    key that signed them is no longer one of ours.
    """
    awards = given_awards(edition).filter(certificate__isnull=False)
    return [award.certificate for award in awards if is_outdated(award)]


def lock():
    """Nobody else issues until this transaction ends: numbers are unique over all competitions."""
    list(Competition.objects.select_for_update(no_key=True).order_by("pk").values_list("pk"))


def given_awards(edition):
    return with_content(Award.objects.given().filter(announcement__edition=edition))


def with_content(awards):
    """Awards with all that a certificate says of them, in the order of their prizes."""
    members = EntryMember.objects.select_related("organisation").order_by("order", "pk")
    return (
        awards.select_related("announcement__edition__competition", "prize__track", "entry__lead", "certificate")
        .prefetch_related(Prefetch("entry__members", members))
        .in_order()
    )


def content_of(award, key_id, *, number="", issue=1):
    """What the certificate of an award says, from its rows as they are now."""
    edition, entry, prize = award.announcement.edition, award.entry, award.prize
    organisations = [entry.lead, *(member.organisation for member in entry.members.all())]
    return content.content(
        key=key_id,
        number=number,
        competition=text_of(edition.competition, "name"),
        session=edition.number,
        year=edition.year,
        entry=entry.number,
        title=text_of(entry, "title"),
        organisations=[text_of(organisation, "name") for organisation in organisations],
        prize=text_of(prize, "name"),
        track=text_of(prize.track, "name") if prize.track else {},
        rank=award.rank,
        announced_on=timezone.localdate(award.announcement.public_at),
        issue=issue,
        is_illustrative=entry.is_illustrative,
    )


def is_outdated(award):
    """Whether the certificate of an award says something else than its rows, or none of our keys signed it."""
    frozen = confirmed(award.certificate)
    if frozen is None or award.announcement.public_at is None:
        return True
    return not content_of(award, frozen.key, number=frozen.number).same_but(frozen)


def told_apart(awards, key):
    """Which awards can have a certificate, each with its content, and which cannot, with the reason."""
    key_id = signing.key_id(key.public_key())
    planned = [award for award in awards if award.announcement.public_at]
    refused = [
        Refused(award, _("%(entry)s: its announcement has no moment yet.") % {"entry": award.entry.number})
        for award in awards
        if not award.announcement.public_at
    ]
    said = [(award, content_of(award, key_id)) for award in planned]
    missing = set(press().missing_characters(content.words_of(what) for _award, what in said))
    found = []
    for award, what in said:
        if lacking := "".join(sorted(missing.intersection(content.words_of(what)))):
            words = {"entry": award.entry.number, "characters": rendering.named(lacking)}
            refused.append(Refused(award, _("%(entry)s: no font has %(characters)s.") % words))
        else:
            found.append((award, what))
    return found, refused


def signed_rows(said, key, numbers, at):
    """New certificates, unsaved."""
    return [
        signed(Certificate(award=award, number=number, issued_at=at), replace(what, number=number), key)
        for (award, what), number in zip(said, numbers, strict=False)
    ]


def corrected(award, what, key, at):
    """The certificate of an award with a new content, under its number, as the next issue."""
    row = award.certificate
    row.issued_at = at
    return signed(row, replace(what, number=row.number, issue=issue_of(row) + 1), key)


def issue_of(certificate):
    """Which issue a certificate is; where its text was damaged, its history tells."""
    try:
        return content.decode(certificate.content).issue
    except ValueError:
        return certificate.history.count()


def signed(row, what, key):
    row.content = content.encode(what)
    row.signature = signing.sign(row.content, key)
    return row


def prefix_of(edition):
    """What the numbers of a session begin with: the initials of the competition's address, and the session's number."""
    parts = [part for part in edition.competition.slug.split("-") if part[:1].isalpha()]
    initials = "".join(part[0] for part in parts)[:4].upper() or "C"
    return f"{initials}{edition.number}"


def numbers_after(prefix):
    """The numbers that were never given yet, in order: not even to a certificate that is gone."""
    ours = {"number__startswith": f"{prefix}-"}
    given = [
        *Certificate.objects.filter(**ours).values_list("number", flat=True),
        *Certificate.history.filter(**ours).values_list("number", flat=True),
    ]
    last = max((int(number.rpartition("-")[2]) for number in given), default=0)
    return (f"{prefix}-{number:04}" for number in count(last + 1))
