"""What importing a file would change, compared with the rows as they are. Nothing is written here.

Rows are found by guid. Where a guid already belongs to another conference, because a file of last year's was taken as
a start, this conference has a guid of its own that follows from both. What a file does not speak of is left alone.
"""

import hashlib
import json
import uuid
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.text import slugify

from conference.exchange import reading, values
from conference.exchange.problems import Problems
from conference.importing.checking import check
from conference.importing.known import Known, texts
from conference.importing.sentences import sentences
from conference.importing.steps import Step, cut, filled, left_behind
from conference.models import Activity, ActivityHost, ActivityKind, AgendaItem, Appearance, Conference


@dataclass
class Plan:
    """What an import would do: its `steps` in order of writing, or the `problems` that forbid it; `notes` say what
    of the file is not kept. Two plans with one `digest` would do the same to the same rows.
    """

    conference: Conference
    content: bytes
    removing: bool
    steps: list[Step] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @cached_property
    def digest(self):
        said = [(step.action, step.row._meta.label, step.title, list(map(str, step.fields))) for step in self.steps]
        return hashlib.sha256(json.dumps([hashlib.sha256(self.content).hexdigest(), said]).encode()).hexdigest()

    def count(self, action):
        return sum(step.action == action for step in self.steps)

    @property
    def changes(self):
        """The steps that change something."""
        return [step for step in self.steps if step.action != "unchanged"]


def plan(conference, content, *, removing=False):
    """Reads a file, bytes, and says what importing it would change; with `removing`, what is not in it goes.

    Nothing is written. All problems are collected: `carry_out` refuses a plan that has any.
    """
    made = Plan(conference, content, removing)
    schedule, problems = reading.read(content)
    if schedule:
        planner = Planner(conference, schedule, removing)
        made.steps, made.notes = planner.steps(), planner.notes()
        problems = planner.problems
    if problems:
        made.steps, made.problems = [], sentences(problems)
    return made


class Planner:
    """Makes the steps for one schedule and one conference."""

    def __init__(self, conference, schedule, removing):
        self.conference, self.schedule, self.removing = conference, schedule, removing
        self.problems, self.lines, self.cuts = Problems(), [], []
        self.known = Known(conference, schedule)
        rows = conference.activities.select_related("room").prefetch_related(
            "hosts__organisation",
            "appearances__person",
            "appearances__organisation",
            "agenda_items__appearances__person",
            "agenda_items__appearances__organisation",
        )
        self.activities = {str(row.guid): row for row in rows}
        self.items = {str(item.guid): item for row in rows for item in row.agenda_items.all()}
        for row in rows:
            for item in row.agenda_items.all():
                item.activity = row
        self.slugs = {row.slug: row for row in rows}
        self.guids = self.taken_elsewhere()

    def taken_elsewhere(self):
        """The guids of the file that rows of other conferences have."""
        found = {event.guid for event in self.schedule.events}
        for activity in self.schedule.activities:
            found |= {activity.guid, *(item.guid for item in activity.items)}
        activities = Activity.objects.filter(guid__in=found).exclude(conference=self.conference)
        items = AgendaItem.objects.filter(guid__in=found).exclude(activity__conference=self.conference)
        return {str(guid) for rows in (activities, items) for guid in rows.values_list("guid", flat=True)}

    def own_guid(self, guid):
        return str(uuid.uuid5(uuid.UUID(guid), self.conference.slug)) if guid in self.guids else guid

    def steps(self):
        """All steps: first what is added to the directory, then the activities, each before its agenda items."""
        for activity in self.schedule.activities:
            self.carried(activity)
        for event in self.schedule.events:
            self.event(event)
        if self.removing:
            self.lines += self.removals()
        added = [self.new(row, place) for row, place in self.known.added]
        check(self.conference, self.lines, self.problems)
        return added + self.lines

    def new(self, row, place):
        return filled(Step(row, place), {}, self.problems)

    def carried(self, activity):
        """An activity that the file carries as such, with all that belongs to it."""
        row = self.activities.get(self.own_guid(activity.guid)) or self.slugs.get(activity.slug)
        row = row or Activity(conference=self.conference, guid=self.own_guid(activity.guid))
        place = self.schedule.places.get(activity.guid)
        said = {"kind": activity.kind, "slug": activity.slug, "room": self.known.hall(activity.room, place)}
        step = self.line(
            row, activity, place, {"summary": activity.summary}, said | {"is_cancelled": activity.is_cancelled}
        )
        step.hosts = [
            ActivityHost(organisation=self.known.organisation(host.organisation, place), role=host.role, order=order)
            for order, host in enumerate(activity.hosts)
        ]
        step.compare("hosts", list(row.hosts.all()) if row.pk else [], step.hosts)
        for item in activity.items:
            self.carried_item(row, item)

    def carried_item(self, activity, item):
        row = self.items.get(self.own_guid(item.guid)) or self.same_item(activity, item)
        row = row or AgendaItem(activity=activity, guid=self.own_guid(item.guid))
        place = self.schedule.places.get(item.guid)
        self.line(row, item, place, {"abstract": item.abstract}, {"kind": item.kind, "activity": activity})

    def same_item(self, activity, item):
        """An agenda item that has lost its guid: of the same activity, time and title."""
        title = texts(title=item.title)
        rows = activity.agenda_items.all() if activity.pk else []
        return next(
            (
                row
                for row in rows
                if row.starts_at == item.starts_at and all(getattr(row, name) == title[name] for name in title)
            ),
            None,
        )

    def event(self, event):
        """An event of another system: an agenda item where one has its guid, else an activity of its own."""
        place, guid = self.schedule.places.get(event.guid), self.own_guid(event.guid)
        if row := self.items.get(guid):
            hall = self.known.hall(event.room, place)
            if hall and row.activity.room_id != hall.pk:
                self.problems.add("item_elsewhere", place, title=str(row), activity=str(row.activity))
            self.line(row, event, place, {"abstract": event.abstract}, {}, is_carried=False)
            return
        row, said = self.activities.get(guid), {}
        if row is None:
            kind = event.kind if event.kind in ActivityKind else ActivityKind.OTHER
            row, said = Activity(conference=self.conference, guid=guid), {"kind": kind, "slug": self.new_slug(event)}
        if not event.is_meta or event.room:
            said["room"] = self.known.hall(event.room, place)
        if event.is_cancelled is not None:
            said["is_cancelled"] = event.is_cancelled
        self.line(row, event, place, {"summary": event.abstract}, said, is_carried=False)

    def new_slug(self, event):
        base = slugify(next(iter(event.title.values())))[:60].strip("-")
        slug = base if base and base not in self.slugs else f"{base or 'activity'}-{event.guid[:8]}"
        self.slugs[slug] = None
        return slug

    def line(self, row, line, place, text, said, *, is_carried=True):  # noqa: PLR0913  (one line of the programme)
        """The step for an activity or agenda item: its texts, times and people, and what else is `said` of it."""
        words = texts(title=line.title) | cut(row, texts(**text), self.cuts)
        times = {name: values.to_the_minute(getattr(line, name)) for name in ("starts_at", "ends_at")}
        step = Step(row, place)
        self.lines.append(filled(step, words | times | said, self.problems))
        before = list(row.appearances.all()) if row.pk else []
        step.appearances = self.appearances(line.appearances, before, place, is_carried)
        step.compare("appearances", before, step.appearances)
        return step

    def appearances(self, told, before, place, is_carried):
        """The people of a line; of somebody whom another system names, role and organisation stay as they are."""
        found = [self.appearance(appearance, before, place, is_carried) for appearance in told]
        if not is_carried:
            found += [Appearance(role=one.role, organisation=one.organisation) for one in before if not one.person]
        return found

    def appearance(self, told, before, place, is_carried):
        organisation = self.known.organisation(told.organisation, place)
        if told.person is None:
            return Appearance(role=told.role, organisation=organisation)
        person = self.known.person(told.person, place)
        known = next((one for one in before if one.person == person), None)
        if known and not is_carried:
            return Appearance(role=known.role, person=person, organisation=known.organisation)
        if organisation:
            self.known.office(person, organisation, told.title, place)
        if known and known.organisation is None and self.known.is_understood(person, organisation):
            organisation = None
        return Appearance(role=told.role, person=person, organisation=organisation)

    def removals(self):
        """What the conference has and the file has not: agenda items first, so that none is in the way."""
        kept = {(type(step.row), step.row.pk) for step in self.lines}
        kept |= {(Activity, step.row.activity_id) for step in self.lines if isinstance(step.row, AgendaItem)}
        rows = [*self.items.values(), *self.activities.values()]
        return [Step(row, None, action="removed") for row in rows if (type(row), row.pk) not in kept]

    def notes(self):
        return left_behind(self.schedule.left_out, self.cuts)
