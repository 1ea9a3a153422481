"""How a search shows what it found."""

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from directory.templatetags.bilingual import bcp47

register = template.Library()

GROUPS = {
    "conference": _("conference"),
    "activities": _("Activities"),
    "agenda_items": _("Agenda items"),
    "people": _("People"),
    "organisations": _("Organisations"),
    "exhibits": _("Exhibits"),
    "news": _("News"),
    "releases": _("Releases"),
}


@register.filter
def group_name(name):
    return capfirst(GROUPS[name])


@register.filter
def foreign(language):
    """The `lang` attribute of words that are not in the reader's language."""
    return "" if language == get_language() else format_html(' lang="{}"', bcp47(language))


@register.simple_tag
def found_at(shown, hit):
    """The address of what was found."""
    name, slug, fragment = hit.document.where
    path = reverse(name, args=[shown.address, slug] if slug else [shown.address])
    return f"{path}#{fragment}" if fragment else path
