"""From an address to what of the competition is shown there. Everything that is read here goes through the public gate.

A page is a function of its path and of the stage, and says so to the page cache: the moment at which it is made enters
once, as `at`, so that one page never shows half of an announcement.
"""

import datetime as dt
from functools import wraps
from typing import NamedTuple

from django.core.cache import cache
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from competition import published
from competition.models import Competition, Edition
from directory.bilingual import text_of


class Contest(NamedTuple):
    """A competition with its public sessions, the latest first, and the moment at which they are looked at."""

    competition: Competition
    editions: list[Edition]
    at: dt.datetime

    @property
    def slug(self):
        return self.competition.slug

    @property
    def path(self):
        return reverse("competition:competition_detail", args=[self.slug])

    def edition(self, number):
        """The session with a number, or the page that says that there is none."""
        found = next((edition for edition in self.editions if edition.number == number), None)
        return or_404(found, _("There is no such session of this competition."))

    def edition_of(self, pk):
        return next(edition for edition in self.editions if edition.pk == pk)


def or_404(thing, sentence):
    """The thing, or where there is none the page that says so."""
    if thing is None:
        raise Http404(sentence)
    return thing


def contest(slug, at=None):
    """The competition at an address: it is public with its first public session."""
    competition = Competition.objects.filter(slug=slug).first()
    editions = list(Edition.objects.public().filter(competition=competition).order_by("-number")) if competition else []
    for edition in editions:
        edition.competition = competition
    if not editions:
        raise Http404(_("No competition is published at this address."))
    return Contest(competition, editions, at or timezone.now())


def competition_page(view):
    """Turns `view(request, shown, …)` into a view of (request, slug, …): `shown` is the `Contest` at the address.

    The page is kept, unless the view marked the request `is_not_kept`, because what it shows is of a moment ago.
    """

    @wraps(view)
    def page(request, slug, **kwargs):
        response = view(request, contest(slug), **kwargs)
        response.is_published_page = not getattr(request, "is_not_kept", False)
        return response

    return page


def page(request, name, shown=None, **context):
    """The page of a view; `contest` is what the frame of these pages reads."""
    return render(request, f"competition/{name}.html", {"is_addressed": True, "contest": shown} | context)


def public_competitions():
    """The competitions on the site, latest first: [(slug, name)].

    Kept under the stage's revision: one query when something was written, none afterwards.
    """
    key = f"competitions:{published.stage().revision}"
    found = cache.get(key)
    if found is None:
        rows = Competition.objects.filter(pk__in=Edition.objects.public().values("competition")).order_by("-pk")
        found = [(row.slug, text_of(row, "name")) for row in rows]
        cache.set(key, found, timeout=7 * 24 * 3600)
    return found
