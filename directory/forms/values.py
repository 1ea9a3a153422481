"""The value of a form field in three shapes: comparable text, words for people, and what a browser would send.

Shapes: a comparable text is what a form showed or got, so written that two are equal exactly when the values are. It
travels with the form as JSON.
"""

import datetime as dt
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format, localize
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

NOTHING = "–"
MOST_DIGITS = 18


def comparable(field, value):
    """A value of a field, as the row has it or as the form cleaned it, as comparable text."""
    if isinstance(field, forms.FileField):
        return value.name if value else ""
    value = field.prepare_value(value)
    if isinstance(value, (list, tuple)):
        return ",".join(sorted(map(str, value)))
    if isinstance(value, dt.datetime):
        return timezone.localtime(aware(value), dt.UTC).isoformat(timespec="minutes")
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, bool):
        return "on" if value else ""
    return "" if value is None else str(value).replace("\r\n", "\n").strip()


def aware(moment):
    return timezone.make_aware(moment) if timezone.is_naive(moment) else moment


def posted(form, name):
    """What was sent for a field, as comparable text; what cannot be read is equal to nothing else."""
    field, data = form.fields[name], form[name].data
    if isinstance(field, forms.FileField):
        return comparable(field, form.get_initial_for_field(field, name)) if data is None else f"upload {data}"
    if isinstance(field, (forms.ModelChoiceField, forms.ModelMultipleChoiceField)):
        return comparable(field, data)  # the key is enough; asking the database for every row is not
    try:
        return comparable(field, field.clean(data))
    except ValidationError:
        return f"unreadable {data}"


def worded(field, value):
    """A value of a field as a person reads it."""
    if isinstance(field, forms.ModelMultipleChoiceField):
        keys = [str(getattr(row, "pk", row)) for row in value or ()]
        found = field.queryset.filter(pk__in=[key for key in keys if is_key(key)])
        return pgettext("list", ", ").join(map(str, found)) or NOTHING
    if isinstance(field, forms.ModelChoiceField):
        return str(field.queryset.filter(pk=value).first() or NOTHING) if str(value or "").isdigit() else NOTHING
    if isinstance(field, forms.MultipleChoiceField):
        labels = dict(field.choices)
        return pgettext("list", ", ").join(str(labels.get(one, one)) for one in value or ()) or NOTHING
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get("" if value is None else value, value)) or NOTHING
    return worded_plain(value)


def is_key(text):
    """Whether a text that was sent can be the key of a row: any database takes a number of so many digits."""
    return text.isdecimal() and len(text) <= MOST_DIGITS


def worded_plain(value):
    """A value that points to no other row, as a person reads it."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, dt.datetime):
        return date_format(timezone.localtime(aware(value)), "DATETIME_FORMAT")
    return NOTHING if value in (None, "") else str(localize(value))


def worded_post(form, name):
    """What was sent for a field, as a person reads it."""
    field, data = form.fields[name], form[name].data
    if isinstance(field, (forms.ModelChoiceField, forms.ModelMultipleChoiceField)):
        return worded(field, data)
    try:
        return worded(field, field.clean(data))
    except ValidationError:
        return " ".join(map(str, data)) if isinstance(data, list) else str(data or NOTHING)


def put(form, name, value):
    """Puts a value into what was sent, in the very words in which a browser would have sent it."""
    key, widget = form.add_prefix(name), form.fields[name].widget
    widget = getattr(widget, "widget", widget)  # the admin wraps that of a foreign key
    if isinstance(widget, forms.MultiWidget):
        for part, suffix, said in zip(widget.widgets, widget.widgets_names, widget.decompress(value), strict=True):
            form.data[key + suffix] = part.format_value(said) or ""
        return
    value = form.fields[name].prepare_value(value)
    if isinstance(widget, forms.CheckboxInput):
        form.data.setlist(key, ["on"] if value else [])
    elif widget.allow_multiple_selected if isinstance(widget, forms.Select) else isinstance(value, list):
        form.data.setlist(key, [str(item) for item in value or ()])
    else:
        form.data[key] = "" if value is None else str(value)
