"""One step of an import: a row as it would be, and what of it would change."""

from dataclasses import dataclass, field
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import formats, timezone
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


class FieldChange(NamedTuple):
    label: str
    before: str
    after: str


@dataclass
class Step:
    """`row` already holds the new values, unsaved; `appearances` and `hosts` are None where they stay as they are."""

    row: models.Model
    place: int | str | None
    action: str = "unchanged"
    fields: list[FieldChange] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    appearances: list | None = None
    hosts: list | None = None

    @property
    def subject(self):
        return capfirst(self.row._meta.verbose_name)

    @property
    def title(self):
        return str(self.row)

    @property
    def when(self):
        """Day and hours, of an activity or agenda item."""
        return self.row.period() if hasattr(self.row, "period") else ""

    def compare(self, name, before, after):
        """Forgets the people or hosts where they would be the same."""
        if list(map(somebody, before)) == list(map(somebody, after)):
            setattr(self, name, None)
            return
        label = _("People") if name == "appearances" else _("Hosts")
        self.fields.append(FieldChange(label, *("; ".join(map(str, rows)) for rows in (before, after))))
        if self.action == "unchanged":
            self.action = "changed"


def somebody(row):
    """What makes two appearances or hosts the same; somebody new is nobody else."""
    return (row.role, *(one and (one.pk or id(one)) for one in (getattr(row, "person", None), row.organisation)))


def filled(step, values, problems):
    """Puts values into the row of a step, with what they change, and reports those that the field would not take."""
    row, is_new = step.row, step.row.pk is None
    for name, value in values.items():
        before = getattr(row, name, None) if name != "activity" or not is_new else None
        if before != value:
            step.changed.append(name)
            if not is_new:
                step.fields.append(
                    FieldChange(label(row, name), in_words(row, name, before), in_words(row, name, value))
                )
            setattr(row, name, value)
    step.action = "added" if is_new else "changed" if step.changed else "unchanged"
    relations = [relation.name for relation in row._meta.fields if relation.is_relation]
    try:
        row.clean_fields(exclude=[*relations, row._meta.pk.name])
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            for message in messages:
                problems.add("field_wrong", step.place, title=str(row)[:80], field=label(row, name), detail=message)
    return step


def label(row, name):
    return capfirst(row._meta.get_field(name).verbose_name)


def in_words(row, name, value):
    """A value as an organiser reads it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if name.endswith("_at"):
        local = timezone.localtime(value)
        return f"{formats.date_format(local, 'DATE_FORMAT')} {local:%H:%M}"
    if isinstance(value, models.Model):  # perhaps a hall that is not saved yet, and so in no dict
        return str(value)
    return str(dict(row._meta.get_field(name).choices or ()).get(value, value))


def cut(row, words, cuts):
    """Texts within the length of their fields: a longer one ends with an ellipsis, and is named in `cuts`."""
    found = {}
    for name, text in words.items():
        most = row._meta.get_field(name).max_length
        if len(text) > most:
            cuts.append(most)
        found[name] = Truncator(text).chars(most) if len(text) > most else text
    return found


def left_behind(left_out, cuts):
    """What of a file is not kept, in sentences."""
    notes = {
        "track": ngettext("%(number)d track is not kept.", "%(number)d tracks are not kept.", left_out.get("track", 0)),
        "link": ngettext("%(number)d link is not kept.", "%(number)d links are not kept.", left_out.get("link", 0)),
        "attachment": ngettext(
            "%(number)d attachment is not kept.", "%(number)d attachments are not kept.", left_out.get("attachment", 0)
        ),
        "picture": ngettext(
            "%(number)d picture is not kept.", "%(number)d pictures are not kept.", left_out.get("picture", 0)
        ),
    }
    found = [words % {"number": left_out[kind]} for kind, words in notes.items() if left_out.get(kind)]
    if cuts:
        words = ngettext(
            "%(number)d text is cut after %(most)d characters.",
            "%(number)d texts are cut after %(most)d characters.",
            len(cuts),
        )
        found.append(words % {"number": len(cuts), "most": max(cuts)})
    return found
