"""How a party reaches another one, or the sentence why it cannot yet; and who of both comes where they meet."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from matchmaking.models import Meeting, Representative, gates


class Contacts(NamedTuple):
    """Whom of the other side a party may reach, and why nobody; who of its own the other side may reach, where both
    agree; and who comes, where both are to meet and the plan is known.
    """

    people: list[Representative]
    why_not: str
    is_agreed: bool
    own: list[Representative]
    coming: list[Representative]


def of(party, other, partner):
    is_agreed = gates.agreed(**party.pair_with(other))
    people = list(gates.reachable(other, by=party))
    return Contacts(
        people=people,
        why_not="" if people else why_not(other, partner, is_agreed),
        is_agreed=is_agreed,
        own=list(gates.reachable(party, by=other)) if is_agreed else [],
        coming=list(other.representatives.all()) if known_meeting(party, other) else [],
    )


def why_not(other, partner, is_agreed):
    """Which of both has not agreed. Of a decline no more is told than the list tells."""
    words = {"other": other}
    if is_agreed:
        return _("Both of you agree, but nobody of %(other)s consents to being reached yet.") % words
    if partner.has_declined:
        return _("%(other)s has no interest this time.") % words
    if partner.is_declined:
        return _("You have declined to meet %(other)s this time. As long as that stands, nobody is reached.") % words
    if partner.is_wished:
        return _("You want to meet; %(other)s has not said so yet.") % words
    if partner.wants_us:
        return _("%(other)s wants to meet you; you have not said so yet.") % words
    return _("Neither you nor %(other)s has said yet that you want to meet.") % words


def known_meeting(party, other):
    """The meeting of two, where it takes place and the plan is known; or None."""
    if not party.day.shows_plan():
        return None
    meetings = Meeting.objects.taking_place().select_related("timeslot", "table")
    return meetings.filter(**party.pair_with(other)).first()
