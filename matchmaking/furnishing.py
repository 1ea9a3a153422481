"""Timeslots and tables by the dozen: what would be made is told first, and then exactly that is made."""

import datetime as dt
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from competition.recording import Author, record
from matchmaking.models import MatchmakingDay, Table, Timeslot

MOST_TIMESLOTS, MOST_TABLES = 100, 1_000


class Furnishing(NamedTuple):
    """Rows to be made, which are not saved yet, and how many of those that were asked for are there already."""

    new: list
    there: int


def timeslots(day, *, starts_at, ends_at, lasting, pause):
    """The timeslots of a day from one moment to another, of equal length, with equal breaks between them.

    Units:  `lasting` and `pause` are timedeltas.
    Errors: ValidationError where there would be none, or very many, where one lies outside of the activity, or where
            one would overlap another timeslot of the day.
    """
    number = room_for(starts_at, ends_at, lasting, pause)
    if not number:
        raise ValidationError(_("Between these moments there is no room for a timeslot."), code="no_room")
    if number > MOST_TIMESLOTS:
        words = {"number": number, "most": MOST_TIMESLOTS}
        refusal = _("That would be %(number)d timeslots; a day has at most %(most)d.")
        raise ValidationError(refusal, code="too_many_timeslots", params=words)
    begins = [starts_at + place * (lasting + pause) for place in range(number)]
    asked = [(begin, begin + lasting) for begin in begins]
    activity = day.activity
    if asked[0][0] < activity.starts_at or asked[-1][1] > activity.ends_at:
        words = {"activity": activity, "period": activity.period()}
        refusal = _("Timeslots would lie outside of “%(activity)s”: %(period)s.")
        raise ValidationError(refusal, code="timeslot_within_activity", params=words)
    known = list(day.timeslots.all())
    new = []
    for starts, ends in asked:
        others = [row for row in known if row.starts_at < ends and row.ends_at > starts]
        if not others:
            new.append(Timeslot(day=day, starts_at=starts, ends_at=ends))
        elif [(row.starts_at, row.ends_at) for row in others] != [(starts, ends)]:
            refusal = _("%(slot)s would overlap a timeslot that is there: %(other)s.")
            words = {"slot": Timeslot(starts_at=starts, ends_at=ends), "other": others[0]}
            raise ValidationError(refusal, code="timeslot_one_at_a_time", params=words)
    return Furnishing(new, len(asked) - len(new))


def room_for(starts_at, ends_at, lasting, pause):
    """How many timeslots, one after another, lie between two moments."""
    if lasting <= dt.timedelta() or pause < dt.timedelta():
        return 0
    return max(0, (ends_at - starts_at + pause) // (lasting + pause))


def tables(day, *, first, last, place=""):
    """The tables of a day from one number to another; those that are there stay as they are.

    Errors: ValidationError where the numbers are not in order, or very many.
    """
    if last < first:
        raise ValidationError(_("The last number is smaller than the first one."), code="tables_in_order")
    if last - first >= MOST_TABLES:
        words = {"number": last - first + 1, "most": MOST_TABLES}
        refusal = _("That would be %(number)d tables; make at most %(most)d at once.")
        raise ValidationError(refusal, code="too_many_tables", params=words)
    known = set(day.tables.values_list("number", flat=True))
    numbers = [number for number in range(first, last + 1) if number not in known]
    return Furnishing(
        [Table(day=day, number=number, place=place) for number in numbers], last - first + 1 - len(numbers)
    )


def make(day, plan, *, by, **asked):
    """Makes what `plan`, one of the two functions above, gives for what is asked; the rows.

    Errors: as those of `plan`.
    """
    with transaction.atomic():
        day = MatchmakingDay.objects.select_for_update(of=("self",)).select_related("activity").get(pk=day.pk)
        new = plan(day, **asked).new
        if new:
            model = type(new[0])
            made = model.objects.bulk_create(new)
            record(model, [row.pk for row in made], "+", Author(by, timezone.now(), _("Made together")))
        return new
