"""What search engines are told: every public page in both languages, and where that list is.

Up to 50,000 addresses it is one file, as the protocol allows; beyond that an index of parts. A part is
written as it is read, and never held in memory.
"""

from collections.abc import Callable
from itertools import batched, chain
from typing import NamedTuple

from django.conf import settings
from django.http import Http404, StreamingHttpResponse
from django.http.response import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, require_safe

from competition.pages import addresses
from conference import published
from directory.templatetags.bilingual import bcp47
from website import publication

MOST = 50_000  # addresses in a file
PAGES = 20_000  # pages in a part, each in every language
NAMES = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
XML, TYPE = '<?xml version="1.0" encoding="utf-8"?>\n', "application/xml; charset=utf-8"
OF_CONFERENCES = [
    "conference:conference_detail",
    "conference:agenda",
    "conference:person_list",
    "conference:organisation_list",
    "conference:exhibition",
    "conference:news_list",
    "conference:release_list",
    "conference:change_list",
]


class Part(NamedTuple):
    """A part of the list: `read()` gives (path in the first language, day of the last change or None)."""

    name: str
    pages: int
    read: Callable


def conference_pages():
    """The pages of every published conference, changed last when it was published."""
    now = published.publication()
    return [
        (reverse(name, args=arguments), version.published_at.date())
        for slug, version in now.versions.items()
        for name, arguments in pages(slug, published.published_programme(version.digest))
    ]


def pages(slug, programme):
    """The public pages of a conference: (URL name, its arguments)."""
    found = [(name, [slug]) for name in OF_CONFERENCES]
    for name, slugs in (
        ("activity_detail", [activity.slug for activity in programme.activities]),
        ("person_detail", programme.people),
        ("organisation_detail", programme.organisations),
        ("news_detail", [news.slug for news in programme.news]),
    ):
        found += [(f"conference:{name}", [slug, one]) for one in slugs]
    return found


def parts(at):
    """All parts at a moment: the pages that are few, then entries by session, and organisations by competition."""
    editions = addresses.public_editions()
    known = conference_pages() + [(path, None) for path in addresses.few(editions)]
    yield Part("pages", len(known), lambda: known)
    for edition in editions:
        rows, paths = addresses.entries(edition, at), addresses.entry_paths(edition)
        yield from parts_of(f"entries-{edition.pk}", rows, paths)
    for competition in {edition.competition_id: edition.competition for edition in editions}.values():
        rows = addresses.entrants(competition, at).values_list("slug", flat=True)
        paths = addresses.entrant_paths(competition)
        yield from parts_of(f"organisations-{competition.pk}", rows, paths)


def parts_of(name, rows, paths):
    count = rows.count()
    for start in range(0, count, PAGES):
        found = rows[start : start + PAGES]
        yield Part(
            f"{name}-{start // PAGES + 1}",
            min(PAGES, count - start),
            lambda found=found: ((paths.to(one), None) for one in found.iterator(chunk_size=2000)),
        )


def site_digest(request, **kwargs):
    return f'"{publication.digest()}"'


@require_safe
@condition(etag_func=site_digest)
def sitemap(request):
    found = list(parts(timezone.now()))
    if sum(part.pages for part in found) * len(settings.LANGUAGES) <= MOST:
        return answer(urls(chain.from_iterable(part.read() for part in found)))
    listed = "".join(
        f"<sitemap><loc>{settings.SITE_URL}{reverse('sitemap_part', args=[part.name])}</loc></sitemap>\n"
        for part in found
    )
    return answer([f"<sitemapindex {NAMES}>\n", listed, "</sitemapindex>\n"])


@require_safe
@condition(etag_func=site_digest)
def sitemap_part(request, name):
    found = next((part for part in parts(timezone.now()) if part.name == name), None)
    if found is None:
        raise Http404(_("The site map has no such part."))
    return StreamingHttpResponse(chain([XML], urls(found.read())), content_type=TYPE)


def answer(chunks):
    return HttpResponse("".join([XML, *chunks]), content_type=TYPE)


def urls(pages):
    """The pages as XML, a few hundred at a time."""
    yield f'<urlset {NAMES} xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
    for some in batched(pages, 500):
        yield "".join(url(*page) for page in some)
    yield "</urlset>\n"


def url(path, changed_on):
    """A page in every language, each with the others beside it."""
    rest = escape(path.removeprefix(f"/{path.split('/')[1]}/"))
    found = {language: f"{settings.SITE_URL}/{language}/{rest}" for language, _name in settings.LANGUAGES}
    beside = "".join(
        f'<xhtml:link rel="alternate" hreflang="{bcp47(language)}" href="{address}"/>'
        for language, address in found.items()
    )
    changed = f"<lastmod>{changed_on}</lastmod>" if changed_on else ""
    return "".join(f"<url><loc>{address}</loc>{changed}{beside}</url>\n" for address in found.values())


@require_safe
def robots(request):
    """Everything public may be read; the back office and drafts are nobody's business."""
    lines = ["User-agent: *", "Disallow: /admin/", "Disallow: /*@", "", f"Sitemap: {settings.SITE_URL}/sitemap.xml", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
