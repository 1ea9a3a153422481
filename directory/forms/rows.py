"""The rows of a formset, merged as `directory.forms.merging` merges a form: also those that somebody else deleted."""

import json
import re

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from unfold.forms import PaginationInlineFormSet

from directory.forms.merging import MINE, THEIRS, Collision, changeable, last_change, now, parsed, shown_values, token
from directory.forms.values import is_key, posted, put, worded, worded_post


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
            sent = (int(self.data[f"{self.prefix}-{name}_FORMS"]) for name in ("TOTAL", "INITIAL"))
            total, initial = (min(number, self.absolute_max) for number in sent)
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
        base = self.base.get(str(pk))
        base = base if isinstance(base, dict) else {}
        if all(posted(form, name) == base.get(name) for name in changeable(form)):
            return False
        history = getattr(self.model, "history", None) if is_key(pk or "") else None
        own = {self.fk.attname: self.instance.pk}  # who deleted a row of somebody else's is not told
        self.row_collisions.append(
            Collision(
                name="",
                label=capfirst(self.model._meta.verbose_name),
                row=pgettext("list", ", ").join(worded_post(form, name) for name in list(changeable(form))[:4]),
                mine=_("kept below as a new row; remove it there if it shall stay deleted"),
                theirs=_("deleted"),
                record=history and history.filter(**own, **{key_of(self.model): pk}, history_type="-").first(),
            )
        )
        return True

    def add_fields(self, form, index):
        """The heading of a column is not a label: each field says its own."""
        super().add_fields(form, index)
        for field in form.fields.values():
            if not isinstance(field, forms.MultiValueField):
                field.widget.attrs.setdefault("aria-label", field.label)

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
        form.base = base
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
