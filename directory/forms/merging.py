"""Two people edit one row: what each of them changed is kept, and where both changed the same, the second chooses.

A form carries what it showed when it was opened (`shown`). When it comes back, each field has three values: what was
shown, what was sent, and what the row says now. Where only one side changed, that side's value is taken, silently;
where both did, differently, the form is refused once, with both values side by side (`collisions`) and a choice
between them, which counts only for the very value that was shown beside it. The merge is made in the data that was
sent, before anything is checked, so that all rules are asked about the merged row.
"""

import hashlib
import json
import re
from itertools import takewhile
from typing import NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.forms.formsets import DELETION_FIELD_NAME, ORDERING_FIELD_NAME
from django.forms.models import InlineForeignKeyField
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from unfold.forms import PaginationInlineFormSet

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
    except ValueError:
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
    """A model form that merges. `refusal` is a sentence for which it is refused whatever was sent."""

    refusal = None
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

    def validate_constraints(self):
        try:
            self.instance.validate_constraints(exclude=self._get_validation_exclusions())
        except ValidationError as refused:
            errors = {
                name: [error for error in found if error.code not in self.left_to_formset]
                for name, found in refused.error_dict.items()
            }
            self._update_errors(ValidationError({name: found for name, found in errors.items() if found}))


class MergingFormSet(PaginationInlineFormSet):
    """An inline formset that merges its rows, also those that somebody else deleted meanwhile."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.row_collisions = []
        if self.is_bound and self.instance.pk:
            self.base = parsed(self.data.get(f"{self.prefix}-_shown"))
            self.reconcile()

    @property
    def shown(self):
        """The JSON that has to come back with the formset: {key of a row: what its form showed}."""
        rows = [form for form in self.initial_forms if form.instance.pk]
        return json.dumps({str(form.instance.pk): shown_values(form) | form.base for form in rows})

    @property
    def collisions(self):
        return [*self.row_collisions, *(found for form in self.forms for found in form.collisions)]

    def reconcile(self):
        """Rows that are gone leave what was sent; those that had been changed here come back as new ones."""
        try:
            total, initial = (int(self.data[f"{self.prefix}-{name}_FORMS"]) for name in ("TOTAL", "INITIAL"))
        except (KeyError, ValueError):
            return  # Django says so itself
        there = {str(row.pk) for row in self.get_queryset()}
        key = self.model._meta.pk.name
        pks = [self.data.get(f"{self.prefix}-{index}-{key}") for index in range(min(initial, total))]
        gone = [index for index, pk in enumerate(pks) if pk not in there]
        if not gone:
            return
        kept = [index for index in gone if self.comes_back(index, pks[index])]
        stay = [index for index in range(len(pks)) if index not in gone]
        for index in kept:
            self.data[f"{self.prefix}-{index}-{key}"] = ""
        order = [*stay, *kept, *range(len(pks), total)]
        self.data = renumbered(self.data, self.prefix, order)
        self.files = renumbered(self.files, self.prefix, order)
        self.data[f"{self.prefix}-TOTAL_FORMS"], self.data[f"{self.prefix}-INITIAL_FORMS"] = len(order), len(stay)

    def comes_back(self, index, pk):
        """Whether a row that somebody deleted had been changed here, so that it is kept, and said so."""
        if self.data.get(f"{self.prefix}-{index}-DELETE"):
            return False
        form = self.form(self.data, self.files, prefix=self.add_prefix(index), **self.form_kwargs)
        base = self.base.get(str(pk), {})
        if all(posted(form, name) == base.get(name) for name in changeable(form)):
            return False
        history = getattr(self.model, "history", None)
        self.row_collisions.append(
            Collision(
                name="",
                label=capfirst(self.model._meta.verbose_name),
                row=", ".join(worded_post(form, name) for name in list(changeable(form))[:4]),
                mine=_("kept below as a new row; remove it there if it shall stay deleted"),
                theirs=_("deleted"),
                record=history and history.filter(**{key_of(self.model): pk}, history_type="-").first(),
            )
        )
        return True

    def _construct_form(self, i, **kwargs):
        form = super()._construct_form(i, **kwargs)
        base = self.base.get(str(form.instance.pk)) if self.is_bound and form.instance.pk else None
        if isinstance(base, dict):
            self.rebase(form, base)
        return form

    def rebase(self, form, base):
        """Merges one row; one that is to be deleted here and was changed there is asked about as a whole."""
        choice, delete = f"{self.prefix}-_choice-{form.instance.pk}", f"{form.prefix}-DELETE"
        if not self.data.get(delete):
            form.rebase(base, choice, str(form.instance))
            return
        theirs = shown_values(form)
        changed = [name for name in theirs if theirs[name] != base.get(name)]
        state = token(json.dumps(theirs))
        if not changed or self.data.get(choice) == f"{MINE}-{state}":
            return
        if self.data.get(choice) == f"{THEIRS}-{state}":
            del self.data[delete]
            for name in theirs:
                put(form, name, now(form, name))
            return
        said = (
            f"{capfirst(form.fields[name].label)}: {worded(form.fields[name], now(form, name))}" for name in changed
        )
        self.row_collisions.append(
            Collision(
                name="",
                label=capfirst(self.model._meta.verbose_name),
                row=str(form.instance),
                mine=_("delete it"),
                theirs="; ".join(said),
                record=last_change(form.instance, changed[0]),
                choice=choice,
                token=state,
            )
        )

    def clean(self):
        super().clean()
        if self.row_collisions:
            raise ValidationError([collision.error for collision in self.row_collisions])


def key_of(model):
    return model._meta.pk.attname


def renumbered(data, prefix, order):
    """What was sent for a formset, with only the rows in `order` (their old numbers), counted from 0."""
    numbers = {old: new for new, old in enumerate(order)}
    pattern = re.compile(rf"{re.escape(prefix)}-(\d+)-(.+)")
    found = QueryDict(mutable=True) if isinstance(data, QueryDict) else MultiValueDict()
    for key in data:
        row = pattern.fullmatch(key)
        if row is None:
            found.setlist(key, data.getlist(key))
        elif int(row[1]) in numbers:
            found.setlist(f"{prefix}-{numbers[int(row[1])]}-{row[2]}", data.getlist(key))
    return found
