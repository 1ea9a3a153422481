"""What happens at the door of the hall: who arrives, who walks in, and who does not come any more."""

from collections.abc import Iterable
from contextlib import contextmanager
from functools import partial
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from competition.columns.names import Names
from competition.importing.naming import named, slug_for
from competition.recording import Author, record, record_lists
from directory import clashes
from directory.models import Organisation, OrganisationKind
from matchmaking.models import (
    Absence,
    Investor,
    Mandate,
    MatchmakingDay,
    PartyState,
    Representative,
    Side,
    Venture,
)


class Newcomer(NamedTuple):
    """A venture or an investor that nobody expected, with the least that a plan needs to know: which side, the names of
    its organisation and of who comes, its industries; and of a venture, the project, if that is called otherwise.
    """

    side: Side
    organisation: str
    representative: str
    industries: Iterable = ()
    project: str = ""


def arrive(representative, *, by, at=None):
    """Somebody is here. Who arrived before stays so: the first time counts.

    Errors: ValidationError where their party is not admitted, or they do not come for anybody any more.
    """
    with _locked(representative) as row:
        _refuse_unadmitted(row.party)
        if row.arrived_at is None:
            _save(row, by, _("Checked in"), arrived_at=at or timezone.now())
        return row


def arrive_unnamed(party, *, name, by, at=None):
    """Somebody is here for a party, and is named only now; who is named so already, is checked in.

    Errors: ValidationError where the party is not admitted, or the name is empty or too long.
    """
    with _locked_day(party.day_id):
        named_so = party.representatives.filter(name=name).first()
        if named_so is not None:
            return arrive(named_so, by=by, at=at)
        _refuse_unadmitted(type(party).objects.get(pk=party.pk))
        if not name:
            raise ValidationError(_("Say who is here."), code="representative_is_named")
        author = Author(by, at or timezone.now(), _("Named and checked in at the door"))
        return _added(Representative(**{party.side: party}, name=name, arrived_at=author.at), author)


def leave(representative, *, by, shown=None):
    """Somebody was checked in by mistake.

    Errors: ValidationError where they are not what was `shown` any more.
    """
    with _locked(representative) as row:
        row.refuse_unseen(shown)
        if row.arrived_at is not None:
            _save(row, by, _("Check-in taken back"), arrived_at=None)
        return row


def absent_from(party, *, timeslot, by, shown=None):
    """A venture or an investor does not come any more, from a timeslot on; how many timeslots that are.

    What becomes of its meetings then is for the plan: see mending.
    Errors: ValidationError where that is known already, or it is not what was `shown` any more.
    """
    with _locked_party(party) as day:
        party.refuse_unseen(shown)
        absent = party.absences.values("timeslot")
        slots = day.timeslots.filter(starts_at__gte=timeslot.starts_at).exclude(pk__in=absent)
        rows = [Absence(**{party.side: party}, timeslot=slot, is_departure=True) for slot in slots]
        if not rows:
            raise ValidationError(
                _("It is known already that “%(party)s” does not come any more."),
                code="absence_is_new",
                params={"party": party},
            )
        made = Absence.objects.bulk_create(rows)
        record(Absence, [row.pk for row in made], "+", Author(by, timezone.now(), _("Not coming any more")))
        return len(made)


def return_of(party, *, by, at=None, shown=None):
    """A venture or an investor is here again: it can meet in the timeslots that are not over; how many these are.

    Absences that it told beforehand stay.
    Errors: ValidationError where it had not left, or it is not what was `shown` any more.
    """
    now = at or timezone.now()
    with _locked_party(party):
        party.refuse_unseen(shown)
        rows = party.absences.filter(is_departure=True, timeslot__ends_at__gt=now).order_by("pk")
        keys = list(rows.values_list("pk", flat=True))
        if not keys:
            raise ValidationError(_("“%(party)s” had not left."), code="party_had_left", params={"party": party})
        record(Absence, keys, "-", Author(by, now, _("Here again")))
        Absence.objects.filter(pk__in=keys)._raw_delete(connection.alias)  # the history has it
        return len(keys)


def walk_in(day, newcomer, *, by, at=None):
    """A `Newcomer` is registered, admitted and checked in. An organisation that is not known is added; whoever is there
    already, admitted and called the same in everything, is only checked in, if they are not yet.

    Errors: ValidationError where the organisation is an investor of the day already, a name is too long or is that of
            several organisations, or nobody is named.
    """
    author, side = Author(by, at or timezone.now(), _("Walked in")), Side(newcomer.side)
    with _locked_day(day.pk):
        host = clashes.again_where_taken(partial(_organisation, newcomer.organisation, side, author))
        shared = {"day": day, "organisation": host, "state": PartyState.ADMITTED}
        called = _called(newcomer.project or newcomer.organisation) if side == Side.VENTURE else {}
        there = side.model.objects.filter(**shared, **called, representatives__name=newcomer.representative).first()
        if there is not None:
            arrive(there.representatives.filter(name=newcomer.representative).first(), by=by, at=author.at)
            return there
        if side == Side.INVESTOR:
            party = _added(Investor(**shared), author)
            _added(Mandate(investor=party), author, newcomer.industries)
        else:
            party = _added(Venture(**shared, **called), author, newcomer.industries)
        _added(Representative(**{side: party}, name=newcomer.representative, arrived_at=author.at), author)
        return party


def _refuse_unadmitted(party):
    if party.state != PartyState.ADMITTED:
        words = {"party": party, "state": party.get_state_display()}
        raise ValidationError(_("“%(party)s” is not admitted: %(state)s."), code="party_is_admitted", params=words)


def _organisation(name, side, author):
    """The organisation that is called so, or a new one."""
    names = Names(Organisation.objects.values_list("pk", "slug", "name_en", "name_zh_hans"))
    if names.get(name) is not None:
        return Organisation.objects.get(pk=names.find(name))
    row = named(name)
    row.slug = slug_for(name, names)
    row.kind = OrganisationKind.FUND if side == Side.INVESTOR else OrganisationKind.ENTERPRISE
    return _added(row, author)


def _called(name):
    """The name of a venture, in the column of the language that it is in."""
    row = named(name)
    return {"name_en": row.name_en, "name_zh_hans": row.name_zh_hans}


def _added(row, author, industries=()):
    """Saves a new row whose every rule is asked, and its industries; the history is told of both at once."""
    row.full_clean()
    row.skip_history_when_saving = True
    row.save()
    if industries:
        row.industries.set(industries)
    record(type(row), [row.pk], "+", author)
    record_lists(type(row), [row.pk], [field.name for field in row._meta.many_to_many])
    del row.skip_history_when_saving
    return row


@contextmanager
def _locked_day(pk):
    """No plan is written meanwhile, and nobody else does anything in the hall."""
    with transaction.atomic():
        yield MatchmakingDay.objects.select_for_update(of=("self",)).get(pk=pk)


@contextmanager
def _locked_party(party):
    """The same, and nobody says meanwhile at the desk of the party when it can meet."""
    with _locked_day(party.day_id) as day:
        type(party).objects.select_for_update(of=("self",), no_key=True).filter(pk=party.pk).first()
        yield day


@contextmanager
def _locked(representative):
    """The row of a representative as it is now."""
    party = representative.party
    with _locked_day(party.day_id):
        rows = Representative.objects.select_related("venture", "investor__organisation")
        row = rows.select_for_update(of=("self",)).filter(pk=representative.pk).first()
        if row is None:
            words = {"name": representative.name, "party": party}
            refusal = _("%(name)s does not come for “%(party)s” any more.")
            raise ValidationError(refusal, code="representative_is_gone", params=words)
        yield row


def _save(row, by, reason, **values):
    for name, value in values.items():
        setattr(row, name, value)
    row._history_user, row._change_reason = by, reason
    row.save(update_fields=list(values))
    return row
