"""Words for the pages of a roadshow."""

from django import template
from django.utils import timezone
from django.utils.formats import number_format

register = template.Library()


@register.filter
def hour(moment):
    """14:05, at the venue."""
    return f"{timezone.localtime(moment):%H:%M}"


@register.filter
def mean(result):
    """The mean of the points with two decimals; none where there are too few votes."""
    return "–" if result.mean is None else number_format(round(float(result.mean), 2), 2)
