"""How the explorer tells what it found."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language

from competition.models import PrizeTier
from directory.templatetags.bilingual import bcp47, said

register = template.Library()


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
