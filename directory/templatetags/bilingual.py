"""Texts in the reader's language; what exists only in the other one is marked as such."""

from django import template
from django.utils.html import format_html
from django.utils.translation import get_language, pgettext

from directory.bilingual import spoken

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


def office_in_words(title, organisation, fill=str.format):
    """A title at an organisation, in the order of the reader's language: Vice Minister, MIIT; 工业和信息化部副部长."""
    if not (title and organisation):
        return title or organisation
    return fill(pgettext("office", "{title}, {organisation}"), title=title, organisation=organisation)


@register.simple_tag
def office(title, organisation, path=""):
    """The same for the page; `path` is that of the organisation's own page."""
    place = said(organisation.name) if organisation else ""
    if place and path:
        place = format_html('<a href="{}">{}</a>', path, place)
    return office_in_words(said(title), place, format_html)


@register.filter
def bcp47(language):
    """A language as HTML names it: zh-hans → zh-Hans."""
    return BCP47.get(language, language)
