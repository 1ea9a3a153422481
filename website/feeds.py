"""What search engines are told: every public page in both languages, and where that list is."""

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap as sitemap_of
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import condition, require_safe

from conference import published

PAGES = [
    "conference:conference_detail",
    "conference:agenda",
    "conference:person_list",
    "conference:organisation_list",
    "conference:exhibition",
    "conference:news_list",
    "conference:release_list",
    "conference:change_list",
]


class Pages(Sitemap):
    """The pages of every published conference, changed last when it was published."""

    i18n = True
    alternates = True

    def items(self):
        now = published.publication()
        return [
            (name, arguments, version.published_at)
            for slug, version in now.versions.items()
            for name, arguments in pages(slug, published.published_programme(version.digest))
        ]

    def location(self, item):
        name, arguments, _lastmod = item
        return reverse(name, args=arguments)

    def lastmod(self, item):
        return item[2]

    def get_protocol(self, protocol=None):
        return settings.SITE_URL.partition("://")[0]

    def get_domain(self, site=None):
        return settings.SITE_URL.partition("://")[2]


def pages(slug, programme):
    """The public pages of a conference: (URL name, its arguments)."""
    found = [(name, [slug]) for name in PAGES]
    for name, slugs in (
        ("activity_detail", [activity.slug for activity in programme.activities]),
        ("person_detail", programme.people),
        ("organisation_detail", programme.organisations),
        ("news_detail", [news.slug for news in programme.news]),
    ):
        found += [(f"conference:{name}", [slug, one]) for one in slugs]
    return found


def publication_digest(request):
    return f'"{published.publication().digest}"'


@require_safe
@condition(etag_func=publication_digest)
def sitemap(request):
    return sitemap_of(request, {"pages": Pages})


@require_safe
def robots(request):
    """Everything public may be read; the back office and drafts are nobody's business."""
    lines = ["User-agent: *", "Disallow: /admin/", "Disallow: /*@", "", f"Sitemap: {settings.SITE_URL}/sitemap.xml", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
