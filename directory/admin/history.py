"""What became of a row: its history with that of its parts, and the page for a form whose row is gone."""

import datetime as dt
from collections import defaultdict
from typing import NamedTuple

from django.contrib.auth.models import Group
from django.core.exceptions import ObjectDoesNotExist
from django.core.paginator import Paginator
from django.db.models import Model
from django.template.response import TemplateResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from directory.forms.values import NOTHING, worded_plain, worded_post
from directory.models import Role

PAGE = 50
UNTOLD = {"id", "guid"}
ACTIONS = {"+": gettext_lazy("added"), "~": gettext_lazy("changed"), "-": gettext_lazy("deleted")}


class HistoryLine(NamedTuple):
    """One line of a history; `changes` are (field, before, after) in words."""

    at: dt.datetime
    by: Model | None
    action: str
    kind: str
    called: str
    changes: list[tuple[str, str, str]]
    is_telling: bool  # even without a change in a field: it came, or went


class Change(NamedTuple):
    """Two states of one row that follow each other; before the first there is None."""

    model: type[Model]
    before: Model | None
    after: Model


def history_of(row, parts, user):
    """The lines of a row's history, newest first, with those of its parts: [(model, name of the foreign key)].

    Other rows are named where the user sees them.
    The number of queries depends on how many kinds of rows are named, not on how many there are.
    """
    records = [(type(row), record) for record in records_of(type(row), id=row.pk)]
    for model, key in parts:
        records += [(model, record) for record in records_of(model, **{key: row.pk})]
    changes, last = [], {}
    for model, record in sorted(records, key=lambda pair: (pair[1].history_date, pair[1].history_id)):
        changes.append(Change(model, last.get((model, record.id)), record))
        last[model, record.id] = record
    names = named(changes, user)
    lines = (told(change, names) for change in reversed(changes))
    return [line for line in lines if line.changes or line.is_telling]


def records_of(model, **which):
    """History records in one query, and one more for each set of other rows that they keep: `sets` {name: keys}."""
    kept = model.history.model
    records = {record.history_id: record for record in kept.objects.filter(**which).select_related("history_user")}
    for record in records.values():
        record.sets = {field.name: [] for field in kept._history_m2m_fields}
    for field in kept._history_m2m_fields:
        members = getattr(kept, field.name).filter(**{f"history__{key}": value for key, value in which.items()})
        for history_id, key in members.values_list("history_id", field.m2m_reverse_field_name()):
            records[history_id].sets[field.name].append(key)
    return records.values()


def fields_of(model):
    """The fields of a row that its history tells of."""
    kept = model.history.model
    return [f for f in model._meta.concrete_fields if f.name not in UNTOLD and hasattr(kept, f.attname)]


def differences(change):
    """The fields in which the two states differ: (field, before, after)."""
    for field in fields_of(change.model):
        before = getattr(change.before, field.attname) if change.before else None
        after = getattr(change.after, field.attname)
        if before != after and not (change.before is None and after in (None, "")):
            yield field, before, after
    for field in change.model.history.model._history_m2m_fields:
        before = sorted(change.before.sets[field.name]) if change.before else []
        after = sorted(change.after.sets[field.name])
        if before != after:
            yield field, before, after


def named(changes, user):
    """The names of all rows that the changes point to: {(model, key): name}, at most two queries a model."""
    wanted = defaultdict(set)
    for change in changes:
        for field, *values in differences(change):
            if field.remote_field:
                for value in values:
                    wanted[field.remote_field.model].update(value if isinstance(value, list) else [value])
    return {
        (model, key): name
        for model, keys in wanted.items()
        for key, name in names_of(model, keys - {None}, user).items()
    }


def names_of(model, keys, user):
    """The names of the rows that are there; of one that the user does not see, that this is so."""
    rows = model._default_manager.all()
    if hasattr(rows, "visible_to"):
        rows = rows.visible_to(user)
    names = {key: name_of(row) for key, row in rows.in_bulk(keys).items()}
    missing = keys - names.keys()
    unseen = model._base_manager.filter(pk__in=missing).values_list("pk", flat=True) if missing else ()
    return names | dict.fromkeys(unseen, _("one that you do not see"))


def name_of(row):
    """What a row is called; the group of a role by the name of the role."""
    is_role = isinstance(row, Group) and row.name in Role.values
    return str(Role(row.name).label if is_role else row)


def told(change, names):
    record, is_deletion = change.after, change.after.history_type == "-"
    changes = [
        (capfirst(field.verbose_name), said(field, before, names), said(field, after, names))
        for field, before, after in differences(change)
        if not is_deletion
    ]
    called = str(record.instance) if hasattr(change.model, "called_by") else getattr(record, "name", "")
    return HistoryLine(
        at=record.history_date,
        by=record.history_user,
        action=ACTIONS[record.history_type],
        kind=capfirst(change.model._meta.verbose_name),
        called=called,
        changes=changes,
        is_telling=record.history_type != "~",
    )


def said(field, value, names):
    """A value of a field, in words."""
    if isinstance(value, list):
        return pgettext("list", ", ").join(said(field, key, names) for key in value) or NOTHING
    if value in (None, ""):
        return NOTHING
    if field.remote_field:
        return names.get((field.remote_field.model, value), _("deleted (number %(key)s)") % {"key": value})
    return worded_plain(words_of(field).get(value, value))


def words_of(field):
    """What the choices of a field are called: {value: words}; also of one that holds `several_of` them."""
    several = getattr(field, "several_of", None)
    return dict(several.choices if several else field.flatchoices or ())


def history_page(model_admin, request, row, extra_context=None):
    """Who changed what, and when: in the row, and in what is edited on its page."""
    parts = [
        (inline.model, fk_of(inline.model, model_admin.model))
        for inline in model_admin.get_inline_instances(request, row)
        if hasattr(inline.model, "history")
    ]
    page = Paginator(history_of(row, parts, request.user), PAGE).get_page(request.GET.get("p"))
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("History: %s") % row,
        "opts": model_admin.opts,
        "object": row,
        "lines": page,
        **(extra_context or {}),
    }
    return TemplateResponse(request, "admin/history.html", context)


def fk_of(model, parent):
    return next(field.name for field in model._meta.fields if field.related_model is parent)


def gone_page(model_admin, request, object_id):
    """For a form that comes back when its row is gone: who deleted it, and all that was typed."""
    form = model_admin.get_form(request)(request.POST, request.FILES)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Deleted meanwhile"),
        "opts": model_admin.opts,
        "deleted": deletion_of(model_admin, request, object_id),
        "typed": typed(form),
        "rows": [(opts, [typed(row) for row in rows]) for opts, rows in typed_rows(model_admin, request)],
    }
    return TemplateResponse(request, "admin/gone.html", context, status=410)


def deletion_of(model_admin, request, object_id):
    """The record of the deletion of a row, where there is one and its user would see the row, else None."""
    history = getattr(model_admin.model, "history", None)
    if history is None or not object_id.isdecimal():
        return None
    record = history.filter(id=object_id, history_type="-").select_related("history_user").first()
    try:
        return record if record and model_admin.has_view_permission(request, record.instance) else None
    except ObjectDoesNotExist:  # what it was a part of is gone, too
        return None


def typed(form):
    """What was typed into a form: [(field, words)], without what is empty."""
    words = ((bound.label, worded_post(form, bound.name)) for bound in form.visible_fields() if bound.name != "DELETE")
    return [(label, said) for label, said in words if said not in ("", NOTHING)]


def typed_rows(model_admin, request):
    """The rows of each inline as they were sent, all taken as new ones."""
    for formset_class, inline in model_admin.get_formsets_with_inlines(request):
        prefix = formset_class.get_default_prefix()
        data = request.POST.copy()
        data[f"{prefix}-INITIAL_FORMS"] = 0
        formset = formset_class(data=data, files=request.FILES, instance=model_admin.model(), prefix=prefix)
        if formset.management_form.is_valid():
            yield inline.opts, [form for form in formset.forms if form.has_changed()]
