"""The rules between rows, asked of a plan before anything is written: days, addresses, halls, agenda items, hosts."""

from collections import defaultdict
from itertools import combinations

from django.utils import formats, timezone

from conference.importing.steps import somebody
from conference.models import Activity


def check(conference, steps, problems):
    """Adds what the steps for activities and agenda items would break."""
    planned = [step for step in steps if step.action != "removed"]
    activities = [step for step in planned if isinstance(step.row, Activity)]
    touched = {step.row.pk for step in steps if isinstance(step.row, Activity)} - {None}
    for step in activities:
        check_day(conference, step, problems)
    check_addresses(conference, activities, touched, problems)
    check_halls(activities, touched, problems)
    check_items(planned, steps, problems)
    for step in planned:
        check_who(step, problems)


def check_day(conference, step, problems):
    day = timezone.localtime(step.row.starts_at).date()
    if "starts_at" in step.changed and not conference.starts_on <= day <= conference.ends_on:
        date = formats.date_format(day, "DATE_FORMAT")
        problems.add("outside_conference", step.place, title=step.title, date=date)


def check_addresses(conference, steps, touched, problems):
    """No two activities at one address: among those of the file, and with those of the rows beside it."""
    found = {row.slug: row for row in conference.activities.exclude(pk__in=touched)}
    for step in steps:
        other = found.setdefault(step.row.slug, step.row)
        if other is not step.row:
            problems.add("address_taken", step.place, title=step.title, other=str(other), slug=step.row.slug)


def check_halls(steps, touched, problems):
    """No two activities in one hall at a time: among those of the file, and with those of the rows beside it."""
    halls, found = {}, defaultdict(list)
    for step in steps:
        if step.row.room and not step.row.is_cancelled:
            halls[identity(step.row.room)] = step.row.room
            found[identity(step.row.room)].append((step.row, step.place, step.action != "unchanged"))
    known = [hall for hall in halls.values() if hall.pk]
    others = Activity.objects.filter(room__in=known, is_cancelled=False).exclude(pk__in=touched)
    for row in others:
        found[row.room_id].append((row, None, False))
    for key, rows in found.items():
        rows.sort(key=lambda one: one[0].starts_at)
        for (one, place, is_changed), (other, other_place, other_is_changed) in combinations(rows, 2):
            if other.starts_at < one.ends_at and (is_changed or other_is_changed):
                where = place if other_place is None else other_place
                problems.add("hall_taken", where, title=str(one), other=str(other), hall=str(halls[key]))


def identity(hall):
    """What tells halls apart, also those that are not saved yet."""
    return hall.pk or f"new {id(hall)}"


def check_items(planned, steps, problems):
    """Every agenda item lies inside its activity: those of the file, and those beside it that stay as they are."""
    places = {id(step.row): step.place for step in planned}
    touched = {step.row.pk for step in steps if not isinstance(step.row, Activity)}
    items = [(step.row, step.row.activity) for step in planned if not isinstance(step.row, Activity)]
    for step in planned:
        if isinstance(step.row, Activity) and step.row.pk:
            items += [(item, step.row) for item in step.row.agenda_items.all() if item.pk not in touched]
    for item, activity in items:
        if item.starts_at < activity.starts_at or item.ends_at > activity.ends_at:
            place = places.get(id(item), places.get(id(activity)))
            problems.add("item_outside", place, title=str(item), activity=str(activity))


def check_who(step, problems):
    """Nobody holds an activity twice in one role, and whoever appears is somebody."""
    seen = set()
    for host in step.hosts or ():
        if somebody(host) in seen:
            problems.add("host_twice", step.place, title=step.title, host=str(host))
        seen.add(somebody(host))
    if any(one.person is None and one.organisation is None for one in step.appearances or ()):
        problems.add("nobody_appears", step.place, title=step.title)
