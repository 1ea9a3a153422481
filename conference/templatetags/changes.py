"""What changed, in words: `conference.difference` as readers see it, before and after side by side.

`{% changes_in_words changes programme %}` renders `conference/_changes.html`: the changes grouped by activity, and of
each thing the fields that differ. `programme` is the later one of the two (or None): it knows what the activities are
called.
"""

import datetime as dt
import re
from difflib import SequenceMatcher
from itertools import groupby, takewhile
from typing import NamedTuple

from django import template
from django.core.exceptions import FieldDoesNotExist
from django.utils import formats, timezone
from django.utils.text import capfirst
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from conference import models
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
WORDS = re.compile(r"[^\W\u2e80-\u9fff\uf900-\ufaff]+|\s+|.", re.DOTALL)  # a Han character is a word
SENTENCES = re.compile(r"[^.!?。！？\n]*[.!?。！？\n]?")
MOST_WORDS = 1_000  # beyond, whole sentences are compared: the time grows with the square
LONG = 160  # characters that are left alone; of a longer stretch without change only both ends are shown
END = 60
LITTLE = 0.4  # of the words in common


class Piece(NamedTuple):
    """A stretch of words, marked where the other side does not have it."""

    words: str
    is_marked: bool = False


class Field(NamedTuple):
    """A field that differs: on each side a list of lines, a line being a list of pieces."""

    label: str
    before: list[list[Piece]]
    after: list[list[Piece]]
    language: str = ""


class Change(NamedTuple):
    action: str
    subject: str
    key: str
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
        words = Change(
            change["action"], change["subject"], change["key"], change["title"], list(fields_of(change, items))
        )
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
                    yield compared(label(subject, field["name"], language), old, new, BCP47[language])
        else:
            old, new = (lines(subject, field["name"], side) for side in sides)
            if old != new:
                yield compared(label(subject, field["name"]), old, new)


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


def compared(label, old, new, language=""):
    """A field with the difference marked: of one line on each side its words, else whole lines."""
    if len(old) == len(new) == 1:
        before, after = words_marked(old[0], new[0])
        return Field(label, [shortened(joined(before))], [shortened(joined(after))], language)
    before, after = marked(old, new, little=0)
    return Field(label, [[piece] for piece in before], [[piece] for piece in after], language)


def words_marked(old, new):
    """Two texts as pieces: what both begin and end with, and between that each word, or of very much each sentence."""
    old, new = WORDS.findall(old), WORDS.findall(new)
    start = common(old, new)
    end = common(reversed(old[start:]), reversed(new[start:]))
    middles = [side[start : len(side) - end] for side in (old, new)]
    if max(map(len, middles)) > MOST_WORDS:
        middles = [SENTENCES.findall("".join(words)) for words in middles]
    head, tail = ([Piece(word) for word in words] for words in (old[:start], old[len(old) - end :]))
    return [head + side + tail for side in marked(*middles)]


def common(one, other):
    """How many values two lists have in common from the start."""
    return sum(1 for _same in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def marked(old, new, little=LITTLE):
    """Two lists of words or lines as pieces, each marked where the other list does not have it.

    Texts that have little in common are marked as a whole: single words found in both would only be in the way.
    """
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    is_another = matcher.ratio() < little
    before, after = [], []
    for action, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        before += [Piece(words, is_another or action != "equal") for words in old[old_start:old_end]]
        after += [Piece(words, is_another or action != "equal") for words in new[new_start:new_end]]
    return before, after


def joined(pieces):
    """Neighbours that are both marked, or both not, as one piece."""
    return [
        Piece("".join(piece.words for piece in found), is_marked)
        for is_marked, found in groupby(pieces, lambda piece: piece.is_marked)
    ]


def shortened(pieces):
    """A long stretch without change is cut in its middle, between words, so that the change is found."""
    return [Piece(cut(piece.words)) if not piece.is_marked else piece for piece in pieces]


def cut(words):
    if len(words) <= LONG:
        return words
    start, end = words[:END], words[-END:]
    return f"{start.rsplit(' ', 1)[0]} … {end.split(' ', 1)[-1]}"
