"""From an address to what is shown there.

A conference has three kinds of address: `2023` is what is published, `2023@draft` what the rows say now, `2023@4` its
fourth version. The last two are for the back office, are the very same pages, and are never kept in a cache.
"""

from functools import wraps
from typing import NamedTuple

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import register_converter, reverse
from django.utils.translation import gettext as _

from conference import programme, published
from conference.drafting import draft
from conference.models import Conference
from conference.models.conference import SLUG
from conference.published import PublishedVersion

DRAFT = "draft"


class AddressConverter:
    """A path segment that names a conference, with or without a version."""

    regex = rf"{SLUG}(?:@(?:draft|[1-9][0-9]{{0,5}}))?"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


register_converter(AddressConverter, "address")


class Shown(NamedTuple):
    """A programme at an address; `version` is None for the published one, "draft", or the number of an older one.

    `published` tells which version it is and since when it is public; a draft has none.
    """

    address: str
    programme: programme.Programme
    version: str | None = None
    published: PublishedVersion | None = None

    @property
    def slug(self):
        return self.programme.conference.slug

    @property
    def is_public(self):
        return self.version is None

    @property
    def is_draft(self):
        return self.version == DRAFT


def programme_page(view):
    """Turns `view(request, shown, …)` into a view of (request, address, …) that serves every kind of address.

    A published page depends on nothing but its path and the publication, and says so to the page cache,
    unless the request was marked `is_not_kept` meanwhile, because what it shows is not whole.
    """

    @wraps(view)
    def page(request, address, **kwargs):
        slug, _at, version = address.partition("@")
        if not version:
            response = view(request, public(slug), **kwargs)
            response.is_published_page = not getattr(request, "is_not_kept", False)
            return response
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), reverse("admin:login"))
        response = view(request, unpublished(address, request.user), **kwargs)
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    return page


def or_404(thing, sentence):
    """The thing, or where there is none the page that says so."""
    if thing is None:
        raise Http404(sentence)
    return thing


def public(slug):
    now = published.publication()
    if slug not in now.versions:
        raise Http404(_("No conference is published at this address."))
    return Shown(slug, published.published_programme(now.versions[slug].digest), published=now.versions[slug])


def unpublished(address, user):
    """The draft or an older version, for those who may see the conference in the back office."""
    slug, _at, version = address.partition("@")
    conference = get_object_or_404(Conference.objects.visible_to(user), slug=slug)
    if version == DRAFT:
        return Shown(address, draft(conference, visible_to=user), DRAFT)
    if not user.has_perm("conference.view_programmeversion"):
        raise PermissionDenied(_("Older versions are for those who see the whole programme."))
    row = get_object_or_404(conference.versions, number=int(version))
    shown = PublishedVersion(row.digest, row.number, row.published_at)
    return Shown(address, programme.decode(row.document), version, shown)
