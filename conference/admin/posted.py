"""The timetable as it would be if a form were saved: what was posted, valid or not, in place of the rows.

What cannot be read (yet) is taken as it was saved; a line without a readable time takes none and clashes with nothing.
"""

from django.core.exceptions import ValidationError
from django.utils import timezone

from conference.models import Room
from conference.scheduling import Timetable, activity_key, item_key
from conference.timetable import Line
from directory.bilingual import LANGUAGES, column, text_of
from directory.forms.moments import MomentField, only_day
from directory.models import Person

MOST_ROWS = 1_000
NEW = "new"  # stands in the key of a line for the primary key that it has not yet


def with_activity(timetable, activity, post, user):
    """The timetable with an activity (None: a new one) as posted, with its agenda items: (timetable, its key)."""
    key = activity_key(activity.pk if activity else NEW)
    was = {line.key: line for line in timetable.lines}
    timetable = timetable._replace(lines=[line for line in timetable.lines if line.activity != key])
    if post.get("is_cancelled"):
        return timetable, key
    room = number(post["room"]) if "room" in post else activity and activity.room_id
    hall = Room.objects.filter(pk=room).first()
    line = line_posted(post, "", was.get(key) or Line(key, key, {}, None, None))
    lines = [line and line._replace(people=people_posted(post, line.people))]
    day = line and only_day(line.starts_at, line.ends_at)
    if "agenda_items-TOTAL_FORMS" in post:
        for count, prefix in enumerate(rows(post, "agenda_items")):
            item = item_key(number(post.get(f"{prefix}id")) or f"{NEW}{count}")
            lines.append(line_posted(post, prefix, was.get(item) or Line(item, key, {}, None, None), day))
    else:
        lines += [line for line in was.values() if line.activity == key != line.key]
    place = {"hall": hall and hall.pk, "venue": hall and hall.venue_id}
    timetable.lines.extend(line._replace(**place) for line in lines if line)
    if hall:
        timetable.halls[hall.pk] = text_of(hall, "name")
    name_people(timetable, lines, user)
    return timetable, key


def with_item(timetable, item, activity, post, user):
    """The timetable with one agenda item (None: a new one) as posted, in an activity: (timetable, its key)."""
    key, parent = item_key(item.pk if item else NEW), activity_key(activity.pk)
    was = {line.key: line for line in timetable.lines}
    timetable = timetable._replace(lines=[line for line in timetable.lines if line.key != key])
    line = line_posted(post, "", was.get(key) or Line(key, parent, {}, None, None))
    if line and parent in was:  # a cancelled activity is not in the timetable
        place = {"hall": was[parent].hall, "venue": was[parent].venue}
        timetable.lines.append(line._replace(activity=parent, people=people_posted(post, line.people), **place))
        name_people(timetable, timetable.lines[-1:], user)
    return timetable, key


def line_posted(post, prefix, was, day=None):
    """A line with the title and times posted, else as it was; None where it has no times at all.

    Where there is only one `day` that it can be, its form asks for the hours alone.
    """
    starts_at = moment(post, f"{prefix}starts_at", day) or was.starts_at
    ends_at = moment(post, f"{prefix}ends_at", day) or was.ends_at
    if not (starts_at and ends_at):
        return None
    titles = {language: post.get(f"{prefix}{column('title', language)}", "") for language in LANGUAGES}
    title = {language: words for language, words in titles.items() if words} or was.title
    return was._replace(title=title, starts_at=starts_at, ends_at=ends_at)


def moment(post, name, day):
    """The time in a field of two parts, at the venue; None where it cannot be read."""
    parts = [day or post.get(f"{name}_0", ""), post.get(f"{name}_1", "")]
    try:
        found = MomentField(required=False).clean(parts)
    except ValidationError:
        return None
    return found and timezone.localtime(found)


def people_posted(post, was):
    """The people in the appearances posted, or those there were where none of these are part of the form."""
    if "appearances-TOTAL_FORMS" not in post:
        return was
    return frozenset(number(post.get(f"{prefix}person")) for prefix in rows(post, "appearances")) - {None}


def rows(post, name):
    """The prefix of each row of an inline that is not about to be deleted."""
    total = min(number(post.get(f"{name}-TOTAL_FORMS")) or 0, MOST_ROWS)
    prefixes = (f"{name}-{count}-" for count in range(total))
    return [prefix for prefix in prefixes if not post.get(f"{prefix}DELETE")]


def number(value):
    """A primary key as posted, or None."""
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 19 else None


def name_people(timetable: Timetable, lines, user):
    """Adds what people are called whom the timetable does not know yet."""
    wanted = {person for line in lines if line for person in line.people} - timetable.people.keys()
    for person in Person.objects.visible_to(user).filter(pk__in=wanted):
        timetable.people[person.pk] = text_of(person, "name")
