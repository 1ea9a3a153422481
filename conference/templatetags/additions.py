"""What apps above add to a page (`conference.additions`): asked for once, and shown where it belongs."""

import logging

from django import template
from django.db import DatabaseError
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from conference.additions import added

register = template.Library()
logger = logging.getLogger(__name__)


@register.simple_tag(takes_context=True)
def additions(context, place, subject):
    """All that is added at a place of this page.

    While the database is away, nothing: the programme is shown all the same, and the page is not kept.
    """
    try:
        return added(place, context["shown"], subject)
    except DatabaseError:
        logger.warning("The database does not answer; “%s” is shown without what is added.", place, exc_info=True)
        context["request"].is_not_kept = True
        return []


@register.simple_tag
def addition(found, key):
    """What was added under a key."""
    parts = [render_to_string(name, {"added": by_key[key]}) for name, by_key in found if by_key.get(key)]
    return mark_safe("".join(parts))  # noqa: S308  (made by templates)
