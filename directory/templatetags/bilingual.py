"""Texts in the reader's language; what exists only in the other one is marked as such."""

from django import template
from django.utils.html import format_html
from django.utils.translation import get_language

from directory.bilingual import spoken, text_of

register = template.Library()

BCP47 = {"en": "en", "zh-hans": "zh-Hans"}


@register.filter
def words(text):
    """The words of a text, plain: for titles, attributes and data."""
    return spoken(text or {}, get_language() or "en")[0]


@register.filter
def said(text):
    """The words of a text for the page: in a `<span lang>` where they are in the other language."""
    language = get_language() or "en"
    found, spoken_in = spoken(text or {}, language)
    if spoken_in == language:
        return found
    return format_html('<span lang="{}">{}</span>', BCP47[spoken_in], found)


@register.filter
def text(row, name):
    """The text of a row's bilingual field: `{{ person|text:"name"|said }}`."""
    return text_of(row, name)


@register.filter
def bcp47(language):
    """A language as HTML names it: zh-hans → zh-Hans."""
    return BCP47.get(language, language)
