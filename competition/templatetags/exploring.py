"""How the explorer tells what it found."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from competition.models import PrizeTier
from conference.templatetags.programme import grouped
from directory.templatetags.bilingual import bcp47, said

register = template.Library()
CHECKED = mark_safe(" checked")


@register.filter
def told(name):
    """A name for the page: words as they are, a text in the reader's language."""
    return said(name) if isinstance(name, dict) else name


@register.filter
def tier_name(tier):
    return PrizeTier(tier).label


@register.simple_tag
def hits(pieces, language):
    """Words with their hits marked, in a `<span lang>` where they are in the other language."""
    words = format_html_join(
        "", "{}", ((format_html("<mark>{}</mark>", piece) if is_hit else piece,) for piece, is_hit in pieces)
    )
    return words if language == get_language() else format_html('<span lang="{}">{}</span>', bcp47(language), words)


@register.simple_tag
def facet_values(name, values):
    """The values of a facet as boxes to tick, rendered in one go: there may be two hundred on a page."""
    return format_html_join(
        "",
        '<li><label><input class="form-check-input" type="checkbox" id="{}-{}" name="{}" value="{}"{}> '
        '<span class="facet-name">{}</span>{}</label></li>\n',
        (
            (name, value.key, name, value.key, CHECKED if value.is_chosen else "", told(value.name), counted(value))
            for value in values
        ),
    )


def counted(value):
    """How many entries there are of a value; of those that are not counted nothing is said."""
    if value.count is None:
        return ""
    return format_html(' <span class="facet-count">{}</span>', grouped(str(value.count)))
