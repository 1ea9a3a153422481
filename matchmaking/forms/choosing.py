"""Choosing several of many, such as of the 97 industries: in groups, closed until they are wanted, without a script."""

from itertools import groupby

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from competition.models import Technology
from directory.forms.values import is_key
from directory.models import Industry, Region

SECTIONS = {  # of GB/T 4754-2017
    "A": _("Agriculture, forestry, animal husbandry and fishery"),
    "B": _("Mining"),
    "C": _("Manufacturing"),
    "D": _("Electricity, heat, gas and water"),
    "E": _("Construction"),
    "F": _("Wholesale and retail"),
    "G": _("Transport, storage and post"),
    "H": _("Accommodation and catering"),
    "I": _("Information transmission, software and information technology"),
    "J": _("Finance"),
    "K": _("Real estate"),
    "L": _("Leasing and business services"),
    "M": _("Scientific research and technical services"),
    "N": _("Water conservancy, environment and public facilities"),
    "O": _("Resident services, repair and other services"),
    "P": _("Education"),
    "Q": _("Health and social work"),
    "R": _("Culture, sports and entertainment"),
    "S": _("Public administration, social security and social organisations"),
    "T": _("International organisations"),
}


class SeveralField(forms.ModelMultipleChoiceField):
    """Several rows by their keys: of one that no database can hold none is asked for, SQLite fails at it."""

    def clean(self, value):
        for key in value or ():
            if not is_key(str(key)):
                refusal = self.error_messages["invalid_pk_value"]
                raise ValidationError(refusal, code="invalid_pk_value", params={"pk": key})
        return super().clean(value)


class Choosing(forms.SelectMultiple):
    """Check boxes in groups, behind a line that names what is chosen. `static/js/choosing.js` adds a filter."""

    use_fieldset = True

    def id_for_label(self, id_, index=None):
        """Each box has a label of its own."""
        return ""

    def render(self, name, value, attrs=None, renderer=None):
        """In one go: Django's own renders a template for each box, and a page of mandates has a thousand."""
        chosen, key = {str(one) for one in value or ()}, (attrs or {}).get("id", name)
        groups = [(words, rows) if isinstance(rows, list) else ("", [(words, rows)]) for words, rows in self.choices]
        names = [str(label) for _words, rows in groups for pk, label in rows if str(pk) in chosen]
        return format_html(
            '<details class="choosing" data-filter="{}"><summary><span class="choosing-number">{}</span> '
            '<span class="choosing-names">{}</span></summary><div class="choosing-groups">{}</div></details>',
            _("Find in this list"),
            ngettext("%(number)d chosen", "%(number)d chosen", len(names)) % {"number": len(names)},
            " · ".join(names),
            format_html_join("", "{}", ((group(words, rows, name, key, chosen),) for words, rows in groups)),
        )


def group(words, rows, name, key, chosen):
    """A group of check boxes, under its words where it has any."""
    boxes = format_html_join(
        "",
        '<label class="choosing-box" for="{0}-{1}"><input type="checkbox" class="form-check-input" id="{0}-{1}" '
        'name="{2}" value="{1}"{3}> <span>{4}</span></label>',
        ((key, pk, name, " checked" if str(pk) in chosen else "", label) for pk, label in rows),
    )
    title = format_html('<p class="choosing-group-name">{}</p>', words) if words else ""
    return format_html('<div class="choosing-group">{}{}</div>', title, boxes)


class Choices:
    """What profiles choose among, read once for all the forms of a page."""

    def __init__(self):
        by_section = groupby(Industry.objects.order_by("section", "code"), key=lambda row: row.section)
        industries = [(SECTIONS.get(name, name), labelled(rows)) for name, rows in by_section]
        regions, technologies = (labelled(model.objects.all()) for model in (Region, Technology))
        alone = [("", technologies)] if technologies else []
        self.by_field = {
            "industries": industries,
            "technologies": alone,
            "regions": [("", regions)],
            "investor_regions": [("", regions)],
            "region": [("", "—"), *regions],
        }

    def offer(self, form):
        """Gives the fields of a form what they offer."""
        for name, choices in self.by_field.items():
            if name in form.fields:
                form.fields[name].choices = choices


def labelled(rows):
    return [(row.pk, str(row)) for row in rows]
