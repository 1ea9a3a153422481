"""Moving things in the programme: times, halls, cancellations, the order of protocol; and what clashes as it stands.

Every operation is for one activity, writes its history, and either does all of what it says or refuses with a
ValidationError and changes nothing.
"""

import datetime as dt
from contextlib import contextmanager
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from simple_history.utils import bulk_update_with_history

from conference import protocol, timetable
from conference.drafting import office_held
from conference.models import Activity, AgendaItem, Appearance
from conference.timetable import Line
from directory.bilingual import LANGUAGES, column, columns

LINE = ("pk", *columns("title"), "starts_at", "ends_at")


class Timetable(NamedTuple):
    """The lines of a conference, its days, and what the people and halls in it are called, by primary key."""

    first_day: dt.date
    last_day: dt.date
    lines: list[Line]
    people: dict[int, dict[str, str]]
    halls: dict[int, dict[str, str]]

    def clashes(self):
        return timetable.clashes(self.lines, self.first_day, self.last_day)


def activity_key(pk):
    """What the timetable, like a personal agenda, calls an activity."""
    return f"a{pk}"


def item_key(pk):
    """What the timetable, like a personal agenda, calls an agenda item."""
    return f"i{pk}"


def timetables(conferences):
    """The timetable of each conference, by its primary key; cancelled activities take nobody's time.

    Reads three tables, whatever the number of conferences.
    """
    found = {row.pk: Timetable(row.starts_on, row.ends_on, [], {}, {}) for row in conferences}
    activities = {
        row["pk"]: row
        for row in Activity.objects.filter(conference__in=found, is_cancelled=False).values(
            *LINE, "conference_id", "room_id", "room__venue_id", *columns("room__name")
        )
    }
    items = AgendaItem.objects.filter(activity__in=activities).values(*LINE, "activity_id")
    in_activity, in_item = {}, {}
    appearances = Appearance.objects.filter(
        Q(activity__in=activities) | Q(agenda_item__activity__in=activities), person__isnull=False
    ).values("activity_id", "agenda_item_id", "agenda_item__activity_id", "person_id", *columns("person__name"))
    for row in appearances:
        place = in_activity if row["activity_id"] else in_item
        place.setdefault(row["activity_id"] or row["agenda_item_id"], set()).add(row["person_id"])
        conference = activities[row["activity_id"] or row["agenda_item__activity_id"]]["conference_id"]
        found[conference].people[row["person_id"]] = named(row, "person__name")
    for pk, row in activities.items():
        key = activity_key(pk)
        found[row["conference_id"]].lines.append(line_of(row, key, row, key, in_activity.get(pk)))
        if row["room_id"]:
            found[row["conference_id"]].halls[row["room_id"]] = named(row, "room__name")
    for row in items:
        activity = activities[row["activity_id"]]
        line = line_of(row, item_key(row["pk"]), activity, activity_key(row["activity_id"]), in_item.get(row["pk"]))
        found[activity["conference_id"]].lines.append(line)
    return found


def named(row, name):
    return {language: row[column(name, language)] for language in LANGUAGES if row[column(name, language)]}


def line_of(row, key, activity, activity_key, people):
    starts_at, ends_at = timezone.localtime(row["starts_at"]), timezone.localtime(row["ends_at"])
    hall, venue = activity["room_id"], activity["room__venue_id"]
    return Line(key, activity_key, named(row, "title"), starts_at, ends_at, hall, venue, frozenset(people or ()))


@contextmanager
def locked(activity):
    """The row of an activity as it is now, kept from other writers until everything is written."""
    with transaction.atomic():
        yield Activity.objects.select_for_update().get(pk=activity.pk)


def save(row, fields, by):
    row._history_user = by
    row.full_clean()
    row.save(update_fields=fields)
    return row


def refuse(sentence, code, **words):
    raise ValidationError(sentence, code=code, params=words)


def move(activity, *, starts_at, by):
    """Moves an activity with all its agenda items to another start; all keep their lengths and distances.

    Refuses with ValidationError: not_moved where it starts then already, activity_room_is_free where its hall is
    taken at that time.
    """
    with locked(activity) as row:
        delta = starts_at - row.starts_at
        if not delta:
            refuse(_("“%(activity)s” already starts then."), "not_moved", activity=row)
        hall, starts_at, ends_at = row.room_id, row.starts_at + delta, row.ends_at + delta
        row.make_room(starts_at, ends_at)
        shift(row.agenda_items.all(), delta, by)
        row.room_id, row.starts_at, row.ends_at = hall, starts_at, ends_at
        return save(row, ["room", "starts_at", "ends_at"], by)


def shift(items, delta, by):
    items = list(items)
    for item in items:
        item.starts_at += delta
        item.ends_at += delta
    bulk_update_with_history(items, AgendaItem, ["starts_at", "ends_at"], default_user=by)


def delay(item, *, minutes, by):
    """Moves an agenda item and all later ones of its activity by some minutes, or forward where these are negative.

    The activity ends later where its last item otherwise would not fit; it never ends earlier.
    Refuses with ValidationError: not_moved for no minutes, items_overlap where the item would run into an earlier
    one, agenda_item_within_activity before the activity starts, activity_room_is_free where the hall is taken then.
    """
    with locked(item.activity) as row:
        item, delta = row.agenda_items.get(pk=item.pk), dt.timedelta(minutes=minutes)
        if not delta:
            refuse(_("Say by how many minutes “%(item)s” moves."), "not_moved", item=item)
        earlier, later = (row.agenda_items.filter(**{f"starts_at__{than}": item.starts_at}) for than in ("lt", "gte"))
        starts_at = item.starts_at + delta
        if other := earlier.filter(ends_at__gt=starts_at, ends_at__lte=item.starts_at).last():
            refuse(_("“%(item)s” would start before “%(other)s” ends."), "items_overlap", item=item, other=other)
        if starts_at < row.starts_at:
            words = {"item": item, "activity": row}
            refuse(_("“%(item)s” would start before “%(activity)s” does."), "agenda_item_within_activity", **words)
        last = later.aggregate(last=Max("ends_at"))["last"] + delta
        if last > row.ends_at:
            row.ends_at = last
            save(row, ["ends_at"], by)
        shift(later, delta, by)
        return row


def set_hall(activity, *, room, by):
    """Puts an activity into a hall, or (None) into none.

    Refuses with ValidationError: hall_unchanged, activity_room_is_free where the hall is taken at that time.
    """
    with locked(activity) as row:
        if row.room == room:
            refuse(_("“%(activity)s” is there already."), "hall_unchanged", activity=row)
        row.room = room
        return save(row, ["room"], by)


def cancel(activity, *, by):
    """Cancels an activity: it stays in the programme, struck through, and its hall is free.

    Refuses with ValidationError: already_cancelled.
    """
    with locked(activity) as row:
        if row.is_cancelled:
            refuse(_("“%(activity)s” is cancelled already."), "already_cancelled", activity=row)
        row.is_cancelled = True
        return save(row, ["is_cancelled"], by)


def reinstate(activity, *, by):
    """Takes a cancellation back.

    Refuses with ValidationError: not_cancelled, activity_room_is_free where its hall was given away meanwhile.
    """
    with locked(activity) as row:
        if not row.is_cancelled:
            refuse(_("“%(activity)s” is not cancelled."), "not_cancelled", activity=row)
        row.is_cancelled = False
        return save(row, ["is_cancelled"], by)


def order_by_protocol(activity, *, by):
    """Puts those who appear in an activity, and those in each of its items, into the order of protocol suggested.

    Refuses with ValidationError: already_in_order where that is how they stand.
    """
    with locked(activity) as row:
        offices = "person__offices__organisation"
        rows = Appearance.objects.select_related("organisation", "person").prefetch_related(offices)
        places = [rows.filter(activity=row), *(rows.filter(agenda_item=item) for item in row.agenda_items.all())]
        changed = [put_in_order(found, row.conference.starts_on, by) for found in places]
        if not any(changed):
            refuse(_("“%(activity)s” is in the order of protocol already."), "already_in_order", activity=row)
        return row


def put_in_order(appearances, day, by):
    """Numbers the appearances of one line anew; says whether that changed anything."""
    rows = {row.pk: row for row in appearances}
    before = [protocol.Place(row.pk, row.role, kind_of(row, day)) for row in rows.values()]
    after = protocol.in_order(before)
    if before == after:
        return False
    numbers = sorted(row.order for row in rows.values())
    # Out of the way first: two never have the same place, not even for a moment.
    appearances.order_by().update(order=F("order") + numbers[-1] + 1)
    for place, number in zip(after, numbers, strict=True):
        rows[place.key].order = number
    bulk_update_with_history(list(rows.values()), Appearance, ["order"], default_user=by)
    return True


def kind_of(appearance, day):
    """The kind of the organisation that somebody appears for: the one named, else that of the office held."""
    office = office_held(appearance.person, appearance.organisation, day) if appearance.person else None
    organisation = appearance.organisation or (office and office.organisation)
    return organisation.kind if organisation else ""
