"""Absolute addresses: a feed is read far from the site, and must not depend on the host that was asked."""

from functools import partial

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from conference.exchange.events import Site


def absolute(name, **kwargs):
    """The whole address of a page, in the reader's language."""
    return settings.SITE_URL + reverse(name, kwargs=kwargs)


def site_of(shown):
    """Where a feed comes from: the pages at the same address; a draft has no version."""
    return Site(
        url=partial(absolute, address=shown.address),
        slug=shown.slug,
        version=str(shown.published.number) if shown.published else shown.version,
        zone=timezone.get_default_timezone(),
    )
