"""The first page of the back office: what each conference still needs, and what happened lately."""

import datetime as dt
from typing import NamedTuple

from django.db.models import Model
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext

from conference import programme
from conference.admin import clashes
from conference.admin.conference_page import address
from conference.admin.lacking import Lacking, lacking
from conference.models import (
    Activity,
    AgendaItem,
    Appearance,
    Conference,
    ConferenceState,
    Exhibit,
    News,
    Release,
    Venue,
)
from conference.publishing import Preview, previews
from conference.scheduling import timetables
from directory.admin.history import ACTIONS
from directory.bilingual import text_of
from directory.models import Organisation, Person
from directory.templatetags.bilingual import words

MOST_CONFERENCES = 3  # on the desk; the older ones are in the list of conferences
MOST_CLASHES = 5
MOST_EDITS = 12
KEPT = [Activity, AgendaItem, Appearance, Conference, Exhibit, News, Release, Person, Organisation]  # with a history
ADDED = [Activity, Person, Organisation, Exhibit, News, Release, Venue, Conference]  # offered to be added


class Desk(NamedTuple):
    """What a conference still needs, of what the user sees."""

    conference: Conference
    when: str
    preview: Preview
    clashes: list[clashes.ClashSaid]
    lacking: list[Lacking]
    today: list[programme.Activity]

    @property
    def is_public(self):
        return self.conference.state == ConferenceState.PUBLIC

    @property
    def public_url(self):
        return address(self.conference) if self.is_public else None

    @property
    def draft_url(self):
        return address(self.conference, "draft")

    @property
    def first_clashes(self):
        return self.clashes[:MOST_CLASHES]

    @property
    def more_clashes(self):
        return max(len(self.clashes) - MOST_CLASHES, 0)


class Edit(NamedTuple):
    """A line of the histories: who did what, when."""

    at: dt.datetime
    by: Model | None
    done: str
    thing: str
    called: str
    url: str


def dashboard(request, context):
    """Adds to the context of the first page what it shows. Reads a fixed number of queries."""
    user, today = request.user, timezone.localdate()
    sees_whole = user.has_perm("conference.view_conference")
    conferences = list(Conference.objects.visible_to(user).select_related("published_version")[:MOST_CONFERENCES])
    return context | {
        "title": gettext("Overview"),
        "desks": desks(conferences, user, sees_whole, today),
        "edits": recent_edits(user, sees_whole),
        "links": links_to_add(user),
        "sees_whole": sees_whole,
        "may_add_conference": user.has_perm("conference.add_conference"),
    }


def desks(conferences, user, sees_whole, today):
    """The desk of each conference, the latest first."""
    found, times = previews(conferences, visible_to=user), timetables(conferences)
    seen = clashes.seen_by(user, conferences)
    return [
        Desk(
            conference=row,
            when=when(row.starts_on, row.ends_on, today),
            preview=found[row.pk],
            clashes=clashes.said(times[row.pk], times[row.pk].clashes(), seen),
            lacking=lacking(found[row.pk].draft, None if sees_whole else ["activity", "agenda_item"]),
            today=[activity for activity in found[row.pk].draft.activities if activity.day == today],
        )
        for row in conferences
    ]


def when(starts_on, ends_on, today):
    """How far a conference is from today, in words."""
    if today < starts_on:
        days = (starts_on - today).days
        return ngettext("starts in %(days)d day", "starts in %(days)d days", days) % {"days": days}
    if today > ends_on:
        days = (today - ends_on).days
        return ngettext("ended %(days)d day ago", "ended %(days)d days ago", days) % {"days": days}
    words = {"day": (today - starts_on).days + 1, "days": (ends_on - starts_on).days + 1}
    return gettext("today is day %(day)d of %(days)d") % words


def recent_edits(user, sees_whole):
    """The last edits of what the user sees, newest first."""
    found = []
    for model in KEPT if sees_whole else [Activity, AgendaItem, Appearance]:
        records = model.history.select_related("history_user")
        if model is Appearance:
            records = records.select_related("person", "organisation")
        if not sees_whole:
            records = records.filter(id__in=model.objects.visible_to(user).values("pk"))
        found += [edit(model, record) for record in records.order_by("-history_date")[:MOST_EDITS]]
    return sorted(found, key=lambda one: one.at, reverse=True)[:MOST_EDITS]


def edit(model, record):
    url = ""
    if record.history_type != "-" and model is not Appearance:
        url = reverse(f"admin:{model._meta.label_lower.replace('.', '_')}_change", args=[record.id])
    thing = capfirst(model._meta.verbose_name)
    return Edit(
        record.history_date, record.history_user, ACTIONS[record.history_type], thing, called(model, record), url
    )


def called(model, record):
    """What a row was called then."""
    row, name = record, getattr(model, "called_by", "name")
    if model is Appearance:
        row = record.person or record.organisation
    return words(text_of(row, name)) if row else ""


def links_to_add(user, models=ADDED):
    """What of it the user may add, as links."""
    return [
        clashes.Link(
            reverse(f"admin:{model._meta.label_lower.replace('.', '_')}_add"), capfirst(model._meta.verbose_name)
        )
        for model in models
        if user.has_perm(f"{model._meta.app_label}.add_{model._meta.model_name}")
    ]
