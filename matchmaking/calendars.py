"""The meetings and pitches of a party in a calendar, and the address at which a telephone comes back by itself.

How to reach anybody is not in it. A meeting that moves keeps its identifier; one that is cancelled is no longer there.
Where the day is cancelled, each of its entries says so.
"""

import datetime as dt
from urllib.parse import urlsplit

import icalendar
from django.conf import settings
from django.core import signing
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from conference.exchange.events import clean
from directory.bilingual import LANGUAGES
from matchmaking.explaining.schedules import meetings_of, turns
from matchmaking.models import Meeting, Pitch, Representative, Roadshow, Side

SIGNER = signing.Signer(salt="matchmaking.calendar", sep=".")
REFRESH = dt.timedelta(minutes=15)


def calendar_path(representative):
    """The path of the calendar of somebody who comes for a party, in the reader's language."""
    token = SIGNER.sign(f"{representative.pk}-{representative.user_id}-{representative.calendar_number}")
    return reverse("matchmaking:schedule_calendar", args=[token])


def representative_of(token):
    """Whose calendar it is, as long as they come with the same account and have not renewed its address; or None.

    The signature is compared in constant time before anything is asked, and one row is looked up by its key.
    """
    try:
        pk, user, number = SIGNER.unsign(token).split("-")
    except (signing.BadSignature, ValueError):
        return None
    joined = [f"{side}__{of}" for side in Side for of in ("day__activity__conference", "organisation")]
    rows = Representative.objects.select_related(*joined).filter(user__is_active=True)
    return rows.filter(pk=pk, user=user, calendar_number=number).first() if user.isdecimal() else None


def calendar_of(party):
    """The calendar of a party, as bytes; without a meeting, as long as the plan is not known."""
    meetings = list(meetings_of(party)) if party.day.shows_plan() else []
    changed = Meeting.history.filter(id__in=[row.pk for row in meetings])
    stamps = dict(changed.values("id").annotate(at=Max("history_date")).order_by().values_list("id", "at"))
    found = empty_calendar(party)
    called_off_at = cancelled_at(party.day.activity)
    for meeting in meetings:
        changed_at = stamps.get(meeting.pk, party.day.plan_public_at)
        found.add_component(entry(party, meeting, max(changed_at, called_off_at or changed_at)))
    for turn in turns(party):
        found.add_component(pitch_entry(party, turn, called_off_at))
    return found.to_ical()


def cancelled_at(activity):
    """When an activity that is cancelled was changed last, so that calendars see that its meetings changed; or None."""
    if not activity.is_cancelled:
        return None
    return activity.history.aggregate(at=Max("history_date"))["at"]


def empty_calendar(party):
    title, zone = f"{party.day} · {party}", timezone.get_default_timezone()
    found = icalendar.Calendar()
    found.add("prodid", "-//Bloom//Meetings//EN")
    found.add("version", "2.0")
    found.add("method", "PUBLISH")
    found.add("name", icalendar.vText(clean(title)))
    found.add("x-wr-calname", icalendar.vText(clean(title)))
    found.add("x-wr-timezone", str(zone))
    found.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    found.add("x-published-ttl", REFRESH)
    starts_on = timezone.localdate(party.day.activity.starts_at)
    year = dt.timedelta(days=366)
    found.add_component(icalendar.Timezone.from_tzinfo(zone, first_date=starts_on - year, last_date=starts_on + year))
    return found


def event(day, uid, lasting, stamp):
    """What both kinds of entries say; `lasting` has a beginning and an end."""
    found, zone = icalendar.Event(), timezone.get_default_timezone()
    stamp = stamp.astimezone(dt.UTC).replace(microsecond=0)
    found.add("uid", f"{uid}@{urlsplit(settings.SITE_URL).hostname}")
    found.add("dtstamp", stamp)
    found.add("last-modified", stamp)
    found.add("dtstart", lasting.starts_at.astimezone(zone))
    found.add("dtend", lasting.ends_at.astimezone(zone))
    found.add("status", "CANCELLED" if day.activity.is_cancelled else "CONFIRMED")
    return found


def pitch_entry(party, turn, called_off_at):
    """A pitch; it moves when another venture of its roadshow withdraws."""
    roadshow, day = turn.pitch.roadshow, party.day
    histories = (Roadshow.history.filter(id=roadshow.pk), Pitch.history.filter(roadshow_id=roadshow.pk))
    stamps = [history.aggregate(at=Max("history_date"))["at"] for history in histories]
    found = event(day, f"pitch-{turn.pitch.pk}", turn, max(filter(None, [*stamps, called_off_at])))
    title = _("Cancelled: %(other)s") if day.activity.is_cancelled else _("Pitch: %(other)s")
    found.add("summary", clean(title % {"other": roadshow}))
    found.add("location", clean(str(day.activity.room or "")))
    found.add("url", settings.SITE_URL + reverse("matchmaking:roadshow_detail", args=[roadshow.pk]))
    return found


def entry(party, meeting, stamp):
    found = event(party.day, f"meeting-{meeting.venture_id}-{meeting.investor_id}", meeting.timeslot, stamp)
    other = meeting.other_than(party)
    title = _("Cancelled: %(other)s") if party.day.activity.is_cancelled else _("Meeting: %(other)s")
    found.add("summary", clean(title % {"other": other}))
    found.add("location", clean(where(party.day, meeting.table)))
    found.add("description", clean("\n\n".join(description(party.day, meeting, other, to) for to in LANGUAGES)))
    return found


def where(day, table):
    """The table, how it is found, and the hall."""
    number = _("Table %(number)d") % {"number": table.number}
    return pgettext("clause", ", ").join(filter(None, [number, table.place, str(day.activity.room or "")]))


def description(day, meeting, other, language):
    """Whom somebody meets, and where, in a language."""
    with translation.override(language):
        lines = [str(other), str(other.organisation), *map(str, other.representatives.all()), where(day, meeting.table)]
        return "\n".join(dict.fromkeys(filter(None, lines)))
