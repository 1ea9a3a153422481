"""Two people edit one row: what each of them changed is kept, and where both changed the same, the second chooses.

A form carries what it showed when it was opened (`shown`). When it comes back, each field has three values: what was
shown, what was sent, and what the row says now. Where only one side changed, that side's value is taken, silently;
where both did, differently, the form is refused once, with both values side by side (`collisions`) and a choice
between them, which counts only for the very value that was shown beside it. The merge is made in the data that was
sent, before anything is checked, so that all rules are asked about the merged row.
"""

import hashlib
import json
from itertools import takewhile
from typing import NamedTuple

from django import forms
from django.contrib.auth import get_permission_codename
from django.core.exceptions import ValidationError
from django.forms.formsets import DELETION_FIELD_NAME, ORDERING_FIELD_NAME
from django.forms.models import InlineForeignKeyField
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from directory.forms.values import comparable, posted, put, worded, worded_post

MINE, THEIRS = "mine", "theirs"


class Collision(NamedTuple):
    """One thing that two people changed differently; `choice` names the radio buttons, None where there are none."""

    name: str
    label: str
    row: str
    mine: str
    theirs: str
    record: object
    choice: str | None = None
    token: str = ""

    @property
    def by(self):
        return getattr(self.record, "history_user", None) or _("Somebody else")

    @property
    def at(self):
        return getattr(self.record, "history_date", None)

    @property
    def error(self):
        message = _("%(by)s changed this while you were editing. Choose above which of the two shall stand.")
        return ValidationError(message, code="changed_meanwhile", params={"by": self.by})


def parsed(text):
    """The JSON of a `shown`, or {} where it is missing or is not one."""
    try:
        found = json.loads(text or "{}")
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def token(text):
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def changeable(form):
    """The names of the fields that say something about the row itself."""
    machinery = {form._meta.model._meta.pk.name, DELETION_FIELD_NAME, ORDERING_FIELD_NAME}
    for name, field in form.fields.items():
        if not field.disabled and name not in machinery and not isinstance(field, InlineForeignKeyField):
            yield name


def shown_values(form):
    """What a form shows of its row: {field: comparable text}."""
    return {name: comparable(form.fields[name], now(form, name)) for name in changeable(form)}


def now(form, name):
    """What the row says now, as the form would show it."""
    return form.get_initial_for_field(form.fields[name], name)


def last_change(row, name):
    """The history record in which a field got the value that it has; None where no history tells."""
    history = getattr(row, "history", None)
    if history is None:
        return None
    records = history.select_related("history_user")[:200]
    attribute = getattr(row._meta.get_field(name), "attname", name)
    if not hasattr(history.model, attribute):  # a set of other rows, such as the editors of an activity
        return records[0] if records else None
    value = getattr(row, attribute)
    same = list(takewhile(lambda record: getattr(record, attribute) == value, records))
    return same[-1] if same else None


class MergingForm(forms.ModelForm):
    """A model form that merges. `refusal` is a sentence for which it is refused whatever was sent.

    Where it is told `part_of`, the field that names what the row is a part of, that has to be the user's to edit.
    """

    refusal = user = part_of = None
    # Codes of constraints that only the formset can judge, because they speak about several rows of it.
    left_to_formset = frozenset()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.collisions, self.base = [], {}
        if self.is_bound and self.prefix is None and self.instance.pk:
            if not getattr(self.data, "_mutable", True):
                self.data = self.data.copy()
            self.rebase(parsed(self.data.get("_shown")), "_choice", "")

    @property
    def shown(self):
        """The JSON that has to come back with the form."""
        return json.dumps(shown_values(self) | self.base)

    def rebase(self, base, choice, row):
        """Merges what was sent with what the row says now, given what was shown."""
        names = [name for name in changeable(self) if name in base]
        self.base = {name: str(base[name]) for name in names}
        for name in names:
            theirs, mine = comparable(self.fields[name], now(self, name)), posted(self, name)
            if theirs in (mine, self.base[name]):
                continue
            if mine == self.base[name] or self.data.get(f"{choice}-{name}") == f"{THEIRS}-{token(theirs)}":
                put(self, name, now(self, name))
            elif self.data.get(f"{choice}-{name}") == f"{MINE}-{token(theirs)}":
                pass
            else:
                self.collide(name, theirs, f"{choice}-{name}", row)
                continue
            self.base[name] = theirs

    def collide(self, name, theirs, choice, row):
        field = self.fields[name]
        is_file = isinstance(field, forms.FileField)
        if is_file:  # a browser does not send a file twice: to choose it again is to choose
            self.base[name] = theirs
        self.collisions.append(
            Collision(
                name=name,
                label=capfirst(field.label),
                row=row,
                mine=_("the file you chose; choose it again to use it") if is_file else worded_post(self, name),
                theirs=worded(field, now(self, name)),
                record=last_change(self.instance, name),
                choice=None if is_file else choice,
                token=token(theirs),
            )
        )

    def _clean_fields(self):
        super()._clean_fields()
        for collision in self.collisions:
            self.add_error(collision.name, collision.error)

    def _clean_form(self):
        super()._clean_form()
        if self.refusal and self.prefix is None:
            self.add_error(None, ValidationError(self.refusal, code="refused"))
        self.refuse_whole()

    def refuse_whole(self):
        """To see something is not enough to put a part into it."""
        whole = self.cleaned_data.get(self.part_of)
        if whole is None:
            return
        permission = f"{whole._meta.app_label}.{get_permission_codename('change', whole._meta)}"
        if not self.user.has_perm(permission, whole):
            message = _("You may not edit “%(row)s”; so nothing of yours can be put there.")
            self.add_error(self.part_of, ValidationError(message, code="whole_refused", params={"row": whole}))

    def validate_constraints(self):
        try:
            self.instance.validate_constraints(exclude=self._get_validation_exclusions())
        except ValidationError as refused:
            errors = {
                name: [error for error in found if error.code not in self.left_to_formset]
                for name, found in refused.error_dict.items()
            }
            self._update_errors(ValidationError({name: found for name, found in errors.items() if found}))
