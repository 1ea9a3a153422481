"""The programme in a visitor's calendar.

The whole conference and a day have one entry an activity, with its agenda in the description, because eight sub-forums
side by side would otherwise fill a screen; an activity has one entry an agenda item; a personal agenda has what was
starred. Everything follows from what is published: no clock, so that an unchanged calendar is the same to the byte.
"""

import datetime as dt

import icalendar
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from conference import layout
from conference.exchange.events import clean, in_one_line
from conference.feeds.addresses import site_of
from conference.models import AppearanceRole
from conference.pages import or_404, programme_page
from directory.templatetags.bilingual import office_in_words, words

REFRESH = dt.timedelta(hours=1)


@require_safe
@programme_page
def calendar(request, shown):
    return answer(shown, [(activity, activity) for activity in shown.programme.activities])


@require_safe
@programme_page
def day_calendar(request, shown, day):
    found = next((found for found in shown.programme.days if found.date.isoformat() == day), None)
    or_404(found, _("Nothing takes place on this day."))
    return answer(shown, [(activity, activity) for activity in found.activities], day)


@require_safe
@programme_page
def activity_calendar(request, shown, slug):
    activity = or_404(shown.programme.activity(slug), _("There is no such activity in this programme."))
    return answer(shown, [(activity, line) for line in activity.items or [activity]], said(activity.title))


@require_safe
@programme_page
def personal_calendar(request, shown):
    """The lines named in `items`, such as a1,i2; a line that is no longer in the programme is left out."""
    days, _gone = layout.chosen(shown.programme, layout.keys_in(request.GET.get("items", "")))
    return answer(shown, [(line.activity, line.itself) for _day, lines in days for line in lines], _("My agenda"))


def answer(shown, lines, name=""):
    """The calendar of a list of (activity, the line of it that is the entry)."""
    found = empty_calendar(shown, name)
    for activity, line in lines:
        found.add_component(entry(shown, activity, line))
    return HttpResponse(found.to_ical(), content_type="text/calendar; charset=utf-8")


def empty_calendar(shown, name):
    conference = shown.programme.conference
    title = " · ".join(filter(None, map(in_one_line, [said(conference.name), name])))
    found = icalendar.Calendar()
    found.add("prodid", "-//Bloom//Programme//EN")
    found.add("version", "2.0")
    found.add("method", "PUBLISH")
    found.add("name", icalendar.vText(title))
    found.add("x-wr-calname", icalendar.vText(title))
    found.add("x-wr-timezone", str(zone()))
    found.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    found.add("x-published-ttl", REFRESH)
    found.add("url", site_of(shown).url("conference:agenda"))
    days = {conference.starts_on, conference.ends_on, *(day.date for day in shown.programme.days)}
    first, last = min(days) - dt.timedelta(days=1), max(days) + dt.timedelta(days=366)
    found.add_component(icalendar.Timezone.from_tzinfo(zone(), first_date=first, last_date=last))
    return found


def entry(shown, activity, line):
    found, url, at = icalendar.Event(), site_of(shown).line_url(activity, line), stamp(shown)
    found.add("uid", line.guid)
    found.add("dtstamp", at)
    found.add("last-modified", at)
    found.add("sequence", shown.published.number if shown.published else 0)
    found.add("dtstart", line.starts_at.astimezone(zone()))
    found.add("dtend", line.ends_at.astimezone(zone()))
    found.add("summary", said(line.title))
    found.add("description", "\n".join([*description(activity, line), url]))
    found.add("url", url)
    found.add("status", "CANCELLED" if activity.is_cancelled else "CONFIRMED")
    if activity.room:
        place = [activity.room.name, activity.room.floor, activity.room.venue]
        found.add("location", pgettext("clause", ", ").join(filter(None, map(said, place))))
    return found


def stamp(shown):
    """When what is shown was published; a draft was never, and has the first moment of the conference."""
    first_moment = dt.datetime.combine(shown.programme.conference.starts_on, dt.time(), zone())
    return (shown.published.published_at if shown.published else first_moment).astimezone(dt.UTC)


def description(activity, line):
    """The lines of an entry's description: the text, who appears, and of an activity its agenda."""
    yield from filter(None, [said(line.summary if line is activity else line.abstract)])
    if line is not activity:
        yield _("Part of: %(activity)s") % {"activity": said(activity.title)}
    yield from (person(appearance) for appearance in line.appearances)
    for item in activity.items if line is activity else ():
        yield f"{item.starts_at.astimezone(zone()):%H:%M} {said(item.title)}"
        yield from (f"– {person(appearance)}" for appearance in item.appearances)


def person(appearance):
    """Role, name, title and organisation in one line."""
    organisation = appearance.organisation.name if appearance.person and appearance.organisation else {}
    name, title, place = map(said, [appearance.who.name, appearance.title, organisation])
    who = pgettext("clause", ", ").join(filter(None, [name, office_in_words(title, place)]))
    role = dict(AppearanceRole.choices).get(appearance.role, appearance.role)
    return _("%(role)s: %(who)s") % {"role": role, "who": who}


def said(text):
    """Words that a calendar may hold, in the reader's language."""
    return clean(words(text)).replace("\r\n", "\n").replace("\r", "\n")


def zone():
    return timezone.get_default_timezone()
