"""What changed, in words: `conference.difference` as readers see it, before and after side by side.

`{% changes_in_words changes programme %}` renders `conference/_changes.html`: the changes grouped by activity, and of
each thing the fields that differ. `programme` is the later one of the two (or None): it knows what the activities are
called.
"""

import datetime as dt
from typing import NamedTuple

from django import template
from django.core.exceptions import FieldDoesNotExist
from django.utils import formats, timezone
from django.utils.text import capfirst
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from conference import models
from conference.comparing import Piece, compared
from directory.bilingual import LANGUAGES, column
from directory.models import Office, Organisation, Person
from directory.templatetags.bilingual import BCP47, office_in_words, words

register = template.Library()

MODELS = {
    "conference": models.Conference,
    "activity": models.Activity,
    "agenda_item": models.AgendaItem,
    "key_figure": models.KeyFigure,
    "exhibit": models.Exhibit,
    "release": models.Release,
    "news": models.News,
    "person": Person,
    "organisation": Organisation,
    "venue": models.Venue,
}
ACTIONS = {"added": _("Added"), "changed": _("Changed"), "removed": _("Removed")}
MENTIONED = {"hosts": _("hosts"), "appearances": _("people")}  # fields that no column has
ROLES = dict(models.AppearanceRole.choices) | dict(models.HostRole.choices)


class Field(NamedTuple):
    """A field that differs: on each side a list of lines, a line being a list of pieces."""

    label: str
    before: list[list[Piece]]
    after: list[list[Piece]]
    language: str = ""


class Change(NamedTuple):
    action: str
    subject: str
    title: dict[str, str]
    fields: list[Field]

    @property
    def done(self):
        return ACTIONS[self.action]

    @property
    def thing(self):
        return capfirst(MODELS[self.subject]._meta.verbose_name)


class Group(NamedTuple):
    """The changes of one activity, or (slug "") of everything else."""

    slug: str
    title: dict[str, str]
    changes: list[Change]


@register.inclusion_tag("conference/_changes.html")
def changes_in_words(changes, programme=None, heading=3):
    """The changes as HTML, under headings of the level given."""
    return {"groups": grouped(changes, programme), "heading": heading, "below": heading + 1}


def grouped(changes, programme=None):
    """The changes by activity, in the order in which they are reported; what belongs to none comes first."""
    activities = programme.activities if programme else []
    titles = {activity.slug: activity.title for activity in activities}
    items = {item.id: item.title for activity in activities for item in activity.items}
    groups = {"": Group("", {}, [])}
    for change in changes:
        slug = change["activity"]
        if change["subject"] == "activity":
            titles[slug] = change["title"]
        words = Change(change["action"], change["subject"], change["title"], list(fields_of(change, items)))
        groups.setdefault(slug, Group(slug, {}, [])).changes.append(words)
    return [
        group._replace(title=titles.get(group.slug) or {"en": group.slug} if group.slug else {})
        for group in groups.values()
        if group.changes
    ]


def fields_of(change, items):
    """The fields of a change that read differently; of a bilingual one, each language in which it does."""
    subject = change["subject"]
    for field in change["fields"]:
        sides = [field["before"], field["after"]]
        if field["name"] == "agenda_item":
            sides = [{"name": items[value]} if value in items else value for value in sides]
        if all(map(is_text, sides)) and (subject, field["name"]) != ("organisation", "region"):
            for language in LANGUAGES:
                old, new = ([side[language]] if side.get(language) else [] for side in sides)
                if old != new:
                    yield Field(label(subject, field["name"], language), *compared(old, new), BCP47[language])
        else:
            old, new = (lines(subject, field["name"], side) for side in sides)
            if old != new:
                yield Field(label(subject, field["name"]), *compared(old, new))


def is_text(value):
    return isinstance(value, dict) and value.keys() <= set(LANGUAGES)


def label(subject, name, language=""):
    """What a form calls the field; of a person's title and organisation, what the form of the office does."""
    if name in MENTIONED:
        return str(capfirst(MENTIONED[name]))
    model = Office if subject == "person" and name in ("title", "organisation") else MODELS[subject]
    try:
        field = model._meta.get_field(column(name, language) if language else name)
    except FieldDoesNotExist:
        return name
    return str(capfirst(field.verbose_name))


def lines(subject, name, value):
    """A value in words, as lines; none where there is nothing."""
    if value in (None, "", {}, []):
        return []
    if isinstance(value, list):
        return [somebody(one) for one in value]
    return [str(in_words(subject, name, value))]


def in_words(subject, name, value):
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, dict):
        return thing_in_words(value)
    if name == "kind":
        return dict(MODELS[subject]._meta.get_field("kind").choices).get(value, value)
    if name.endswith("_at"):
        return moment(value)
    if name.endswith("_on") or name == "as_of":
        return formats.date_format(dt.date.fromisoformat(str(value)), "DATE_FORMAT")
    return value


def moment(value):
    """A time at the venue: day and hour."""
    local = timezone.localtime(dt.datetime.fromisoformat(str(value)))
    return f"{formats.date_format(local, 'DATE_FORMAT')} {local:%H:%M}"


def thing_in_words(value):
    """A hall, an organisation, a picture, or a bare text."""
    if "url" in value:
        return gettext("picture %(name)s, %(width)d × %(height)d") % (
            value | {"name": value["url"].rsplit("/")[-1][:8]}
        )
    names = [value["name"], value.get("floor"), value.get("venue")] if "name" in value else [value]
    place = pgettext("clause", ", ").join(words(name) for name in names if name)
    seats = value.get("capacity")
    return gettext("%(hall)s (%(seats)d seats)") % {"hall": place, "seats": seats} if seats else place


def somebody(value):
    """A host, or somebody who appears: role, name, title, organisation."""
    role = ROLES.get(value["role"], value["role"])
    person, organisation = value.get("person"), value.get("organisation")
    name, title, place = (
        words(text) for text in (person and person["name"], value.get("title"), organisation and organisation["name"])
    )
    who = pgettext("clause", ", ").join(filter(None, [name, office_in_words(title, place)]))
    return gettext("%(role)s: %(who)s") % {"role": role, "who": who}
