"""How somebody who was entered to come for a party learns of it, and organisers of who registers: by mail."""

import datetime as dt
from functools import partial

from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from directory.models import Role
from matchmaking import notices
from matchmaking.enrolling.representing import locked
from matchmaking.models import Investor, PartyState, Representative, Venture

AGAIN_AFTER = dt.timedelta(hours=1)  # one address
DAY = dt.timedelta(days=1)
MOST_A_DAY = 20  # of one person who takes part; organisers invite everybody


def invite(representative, *, by, at=None):
    """Somebody who has not signed in yet is sent a mail that leads to signing in and to the party's desk; no account
    is made. It is sent once the transaction is written, and goes wrong behind it.

    How often is read from the history: who removes somebody and adds them again gains nothing by it.
    Errors: ValidationError where the party has withdrawn, somebody has signed in already or has no address, or where
            that would be too often.
    """
    at = at or timezone.now()
    with transaction.atomic():
        party = locked(representative.party)
        row = party.representatives.select_for_update(of=("self",)).filter(pk=representative.pk).first()
        if row is None or row.user_id is not None:
            refusal = _("%(name)s has signed in already, or does not come any more.")
            raise ValidationError(refusal, "signed_in", {"name": representative.name})
        if not row.email:
            refusal = _("Nobody knows an e-mail address of %(name)s, so no invitation can be sent.")
            raise ValidationError(refusal, "no_address", {"name": row.name})
        refuse_again(row, at)
        refuse_many(by, at)
        row.invited_at = at
        row._history_user, row._change_reason = by, _("Invited")
        row.save(update_fields=["invited_at"])
        send(notices.invitation, representative=row.pk, by=by.pk)
        return row


def refuse_again(row, at):
    sent = Representative.history.filter(email__iexact=row.email, invited_at__gt=at - AGAIN_AFTER)
    if sent.exists():
        refusal = _("An invitation was sent to %(email)s less than an hour ago. Wait until it has come, or try later.")
        raise ValidationError(refusal, "invited_already", {"email": row.email})


def refuse_many(by, at):
    """Of the rows of the history with one moment of an invitation, the first says who sent it."""
    if by.has_role(Role.ORGANISER):
        return
    rows = Representative.history.filter(invited_at__gt=at - DAY)
    before = rows.filter(id=OuterRef("id"), invited_at=OuterRef("invited_at"), history_id__lt=OuterRef("history_id"))
    if rows.filter(~Exists(before), history_user=by).count() >= MOST_A_DAY:
        refusal = _("You have sent %(number)d invitations since yesterday: that is all. Ask the organisers for more.")
        raise ValidationError(refusal, "many_invitations", {"number": MOST_A_DAY})


def tell_of_waiting(day):
    """The organisers are told by mail how many wait to be admitted to a day: at once where nobody else waits, else
    once in a day at most.
    """
    waiting = sum(model.objects.filter(day=day, state=PartyState.REGISTERED).count() for model in (Venture, Investor))
    is_first_today = cache.add(f"told-of-waiting-{day.pk}", True, DAY.total_seconds())
    if is_first_today or waiting == 1:
        send(notices.waiting, day=day.pk)


def send(notice, **parts):
    """Once the transaction is written: then nothing that goes wrong with mail breaks a page or loses what was typed."""
    transaction.on_commit(partial(notice.enqueue, **parts, language=get_language()), robust=True)
