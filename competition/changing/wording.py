"""A bulk change in words."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from competition.models import Entry


def in_words(asked):
    """What is asked for, such as “State: Admitted; Region: none; Technologies: + Edge computing”."""
    names = names_of(
        [(name, value) for name, value in asked.single.items()]
        + [(name, key) for name, pair in asked.sets.items() for keys in pair for key in keys]
    )
    none = pgettext("value", "none")
    said = [(name, names[name, value] if value else none) for name, value in asked.single.items()]
    for name, (gained, lost) in asked.sets.items():
        signed = [f"+ {names[name, key]}" for key in sorted(gained)] + [f"− {names[name, key]}" for key in sorted(lost)]
        said.append((name, pgettext("list", ", ").join(signed)))
    return pgettext("list", "; ").join(
        _("%(field)s: %(value)s") % {"field": label_of(name), "value": words} for name, words in said
    )


def label_of(name):
    return capfirst(Entry._meta.get_field(name).verbose_name)


def names_of(values):
    """What values of fields are called, one query for each kind of row: {(field, value): words}."""
    found = {}
    for name in {name for name, _value in values}:
        field, keys = Entry._meta.get_field(name), {value for other, value in values if other == name}
        if field.remote_field:
            rows = field.remote_field.model.objects.in_bulk([key for key in keys if key])
            words = {key: str(row) for key, row in rows.items()}
        else:
            words = {key: str(label) for key, label in field.flatchoices}
        found |= {(name, key): words.get(key, "–") for key in keys}
    return found
