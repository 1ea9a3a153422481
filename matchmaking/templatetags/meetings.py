"""Words and addresses for the pages of the matchmaking's back office."""

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def grouped(number):
    """12345 → 12,345"""
    return f"{number:,}"


@register.filter
def percent(part):
    """0.0123 → 1.23%; of what is less than a hundredth of a percent, but not nothing, so much is said."""
    if 0 < part < 0.0001:
        return f"< {number_format(0.01, 2)}%"
    return f"{number_format(part * 100, 2)}%"


@register.filter
def clock(moment):
    """10:00, at the venue."""
    return f"{timezone.localtime(moment):%H:%M}"


@register.filter
def hours(timeslot):
    """10:00–10:25, at the venue."""
    return f"{timezone.localtime(timeslot.starts_at):%H:%M}–{timezone.localtime(timeslot.ends_at):%H:%M}"


@register.filter
def place(where):
    """10:00–10:25, table 4"""
    return _("%(hours)s, table %(table)s") % {"hours": hours(where.timeslot), "table": where.table.number}


@register.filter
def page(row):
    """The page of a row in the back office."""
    return reverse(f"admin:matchmaking_{row._meta.model_name}_change", args=[row.pk])


@register.filter
def meetings_of(party):
    """The list of the meetings of a venture or an investor."""
    return f"{reverse('admin:matchmaking_meeting_changelist')}?{party._meta.model_name}__id__exact={party.pk}"
