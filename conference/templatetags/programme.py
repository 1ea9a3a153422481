"""Words for the values of a programme: days, hours, kinds, roles, figures."""

import datetime as dt
from functools import lru_cache

from django import template
from django.utils import timezone
from django.utils.dateformat import format as formatted
from django.utils.html import conditional_escape as escape
from django.utils.html import format_html, linebreaks
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, pgettext

from conference.models import ActivityKind, AgendaItemKind, AppearanceRole, HostRole
from directory.bilingual import spoken
from directory.models import OrganisationKind
from directory.templatetags.bilingual import bcp47, said

register = template.Library()

# What is usual in each language: a day with its year, with its weekday, alone; what stands between a day and an hour.
FORMATS = {
    "en": {"date": "j F Y", "weekday": "l, j F", "short": "j F", "then": ", "},
    "zh-hans": {"date": "Y年n月j日", "weekday": "n月j日 l", "short": "n月j日", "then": " "},
}


def style(name):
    return FORMATS.get(get_language(), FORMATS["en"])[name]


@lru_cache(maxsize=2000)
def written(day, pattern, _language):
    return formatted(day, pattern)


def day_in(value, name):
    """A day, or that of a moment at the venue, in a style."""
    day = timezone.localdate(value) if isinstance(value, dt.datetime) else value
    return written(day, style(name), get_language())


@register.filter
def day(value):
    """20 October 2023"""
    return day_in(value, "date")


@register.filter
def weekday(value):
    """Friday, 20 October"""
    return day_in(value, "weekday")


@register.filter
def moment(value):
    """20 October 2023, 10:05, at the venue."""
    local = timezone.localtime(value)
    return f"{day(local.date())}{style('then')}{local:%H:%M}"


@register.filter
def iso(value):
    """A moment or day as HTML writes it."""
    return value.isoformat(timespec="minutes") if isinstance(value, dt.datetime) else value.isoformat()


@register.filter
def days(conference):
    """The days of a conference: 20–21 October 2023, 2023年10月20日–21日."""
    first, last = conference.starts_on, conference.ends_on
    if first == last:
        return day(first)
    if get_language() == "zh-hans":
        if (first.year, first.month) == (last.year, last.month):
            return f"{day(first)}–{last.day}日"
        return f"{day(first)}–{day_in(last, 'short' if first.year == last.year else 'date')}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last)}"
    return f"{day_in(first, 'short' if first.year == last.year else 'date')} – {day(last)}"


@register.filter
def hours(line, on=None):
    """From when to when something takes place: two `<time>`s.

    The start with its day where that is another one than that on which the reader sees it, the end where it is another
    one than that of the start.
    """
    starts, ends = line.starts_at, line.ends_at
    first = f"{starts:%H:%M}"
    if on and on != starts.date():
        first = f"{day_in(starts.date(), 'short')}{style('then')}{first}"
    last = (
        f"{ends:%H:%M}"
        if ends.date() == starts.date()
        else f"{day_in(ends.date(), 'short')}{style('then')}{ends:%H:%M}"
    )
    return mark_safe(  # noqa: S308  (nothing but digits and the words of our own formats)
        f'<time datetime="{iso(starts)}">{first}</time>–<time datetime="{iso(ends)}">{last}</time>'
    )


def named(choices, value):
    """The label of a value; the value itself where a newer programme knows more than this site."""
    return choices(value).label if value in choices.values else value


@register.filter
def activity_kind(value):
    return named(ActivityKind, value)


@register.filter
def item_kind(value):
    return named(AgendaItemKind, value)


@register.filter
def appearance_role(value):
    return named(AppearanceRole, value)


@register.filter
def host_role(value):
    return named(HostRole, value)


@register.filter
def organisation_kind(value):
    return named(OrganisationKind, value)


@register.filter
def names_at(appearances, people_path):
    """Those who appear, by name alone; people with a link below `people_path`. In one go, as an agenda has hundreds."""
    return mark_safe(  # noqa: S308  (`said` is escaped, a slug needs no escaping)
        pgettext("list", ", ").join(
            f'<a href="{people_path}{one.person.slug}/">{escape(said(one.person.name))}</a>'
            if one.person
            else escape(said(one.organisation.name))
            for one in appearances
        )
    )


@register.filter
def paragraphs(text):
    """A longer text as paragraphs, in a `<div lang>` where it is in the other language."""
    language = get_language()
    found, spoken_in = spoken(text, language)
    html = mark_safe(linebreaks(found, autoescape=True))  # noqa: S308  (escaped by linebreaks)
    return html if spoken_in == language else format_html('<div lang="{}">{}</div>', bcp47(spoken_in), html)


@register.filter
def by_role(hosts):
    """Hosts grouped by role, the roles in order of protocol: [(role, [organisation, …])]."""
    found = {role: [] for role in HostRole.values}
    for host in hosts:
        found.setdefault(host.role, []).append(host.organisation)
    return [(role, organisations) for role, organisations in found.items() if organisations]


@register.filter
def beside(text, label):
    """The words of a figure's unit or qualifier in the language in which its label is said, or none.

    Chinese counts base stations in 个 where English has no unit; but a Chinese label keeps its 万个 on an English page.
    """
    language = spoken(label, get_language())[1]
    return said({language: text.get(language, "")})


@register.filter
def grouped(number):
    """A decimal number in groups of three digits: 94000 → 94,000."""
    whole, point, fraction = number.partition(".")
    return f"{int(whole):,}{point}{fraction}"
