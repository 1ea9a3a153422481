"""How ventures and investors register by themselves, and how those whom organisers entered find their account."""

import hashlib

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.text import slugify
from django.utils.translation import gettext as _

from directory import clashes
from directory.bilingual import LANGUAGES, column, columns
from directory.models import Organisation, Role
from matchmaking.enrolling.entering import put
from matchmaking.enrolling.inviting import tell_of_waiting
from matchmaking.models import MatchmakingDay, PartyState, Representative, Side

MOST_WAITING = 5  # parties of one person on each side that are not admitted: withdrawing one makes no room for more
MOST_OF_SLUG = 60


def register(party, *, organisation, representative, by, at=None):
    """A venture or an investor comes to its day, registered, and whoever enters it comes for it. Organisers are told.

    Shapes: `party`, `organisation` and `representative` are rows that are not saved yet. An organisation that is known
            under its names is taken as it is.
    What the same person registered already, and nobody has looked at yet, is not registered twice: it is what they get.
    Errors: ValidationError where the day takes no registrations any more, the organisation is an investor of the day
            already, or the same person has several waiting; for organisers, who come for no party.
    """
    if by.has_role(Role.ORGANISER):
        refusal = _("An organiser comes for no party. Enter it in the back office, or use another account.")
        raise ValidationError(refusal, code="organiser_comes_for_nobody")
    with transaction.atomic():
        party.day = (
            MatchmakingDay.objects.select_for_update(of=("self",)).select_related("activity").get(pk=party.day_id)
        )
        if not party.day.takes_registrations(at):
            raise ValidationError(_("Registration for this day is closed."), code="registration_closed")
        own = type(party).objects.represented_by(by).filter(day=party.day)
        there = known(organisation)
        if there and (again := own.filter(state=PartyState.REGISTERED, organisation=there, **called(party)).first()):
            return again
        if own.exclude(state=PartyState.ADMITTED).count() >= MOST_WAITING:
            refusal = _(
                "%(number)d of yours are not admitted. Please wait until the organisers look at them, or ask them."
            )
            raise ValidationError(refusal, code="many_waiting", params={"number": MOST_WAITING})
        party.organisation = there or clashes.again_where_taken(lambda: known(organisation) or added(organisation, by))
        refuse_second(party, by)
        party.state = PartyState.REGISTERED
        saved(party, by)
        setattr(representative, party.side, party)
        representative.user = by
        saved(representative, by)
        tell_of_waiting(party.day)
        return party


def called(party):
    """The names of a venture; an investor is called as its organisation."""
    return {name: getattr(party, name) for name in columns("name") if hasattr(party, name)}


def refuse_second(party, by):
    """An organisation is one investor of a day: a second one would be somebody who wants to be the first. Nor has it
    two ventures of one name. Whose it is reads how it stands; nobody else does.
    """
    same = {f"{name}__iexact": words for name in columns("name") if (words := getattr(party, name, ""))}
    rows = type(party).objects.filter(day=party.day, organisation=party.organisation, **same)
    own = rows.represented_by(by).first()
    if own is None and party.side == Side.VENTURE:
        rows = rows.exclude(state=PartyState.WITHDRAWN)
    if row := own or rows.first():
        refusal = second(row, is_own=own is not None)
        code = "investor_organisation_once" if party.side == Side.INVESTOR else "venture_name_once"
        raise ValidationError(refusal, code=code, params={"party": row})


def second(row, is_own):
    if is_own and row.state == PartyState.WITHDRAWN:
        return _("“%(party)s” is yours, and has withdrawn from this day. Ask the organisers to bring it back.")
    if is_own:
        return _("“%(party)s” is registered for this day already, and is yours: you find it under “For whom you come”.")
    if row.side == Side.VENTURE:
        return _(
            "“%(party)s” of this organisation is registered for this day already. Ask whoever registered it to add you "
            "to those who come for it, or ask the organisers."
        )
    return _(
        "“%(party)s” is already an investor of this day. Ask whoever registered it to add you to those who come for "
        "it, or ask the organisers."
    )


def saved(row, by):
    row.full_clean()
    row._history_user = by
    row.save()
    return row


def known(organisation):
    """The organisation of the directory that goes by the same names, as far as both have them; or None."""
    names = {name: getattr(organisation, name) for name in columns("name")}
    alike = Q()
    for name, words in names.items():
        alike |= Q(**{f"{name}__iexact": words}) if words else Q()
    for row in Organisation.objects.filter(alike).order_by("pk") if alike else ():
        pairs = [(getattr(row, name), words) for name, words in names.items()]
        if all(theirs.casefold() == ours.casefold() for theirs, ours in pairs if theirs and ours):
            return row
    return None


def added(organisation, by):
    """The organisation, new in the directory, at an address made from its name."""
    name = next(filter(None, (getattr(organisation, column("name", language)) for language in LANGUAGES)), "")
    base = slugify(name)[:MOST_OF_SLUG].strip("-")
    base = base or f"organisation-{hashlib.sha256(name.encode()).hexdigest()[:8]}"
    taken = set(Organisation.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    free = (
        slug for number in range(1, len(taken) + 2) if (slug := f"{base}-{number}" if number > 1 else base) not in taken
    )
    organisation.slug = next(free)
    return saved(organisation, by)


def withdraw(party, *, by, at=None):
    """A party no longer takes part; whether it still did so before. What becomes of its meetings is for the plan.

    Errors: ValidationError where the day is over: it has taken part.
    """
    if party.day.is_over(at):
        refusal = _(
            "The day is over: nobody withdraws any more. Ask the organisers if your profile shall not be shown."
        )
        raise ValidationError(refusal, code="day_is_over")
    return bool(put(type(party).objects.filter(pk=party.pk), into=PartyState.WITHDRAWN, by=by))


def claim(user, *, addresses):
    """Those whom organisers entered under one of these addresses, and who have no account yet, get this one.

    The addresses must be proven to be the user's own: whoever has the account sees what the party sees. Returns how
    many there were.
    """
    wanted = {address.lower() for address in addresses if address}
    if not wanted or user.has_role(Role.ORGANISER):  # who comes for nobody
        return 0
    with transaction.atomic():
        rows = Representative.objects.filter(user=None).annotate(address=Lower("email")).filter(address__in=wanted)
        found = list(rows.order_by("pk").select_for_update(of=("self",)))
        for row in found:
            row.user, row._history_user = user, user
            row.save(update_fields=["user"])
        return len(found)
