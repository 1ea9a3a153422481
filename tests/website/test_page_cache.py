"""Published pages: rendered once, told apart by a strong ETag, without cookies, and there while the database is not."""

import gzip

import brotli
import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client

from competition import published as stages
from conference import published, publishing
from conference.models import Conference
from tests import factories

AGENDA = "/en/2023/agenda/"


@pytest.fixture
def conference(transactional_db):
    return factories.programme(slug="2023")


@pytest.fixture
def site(conference):
    """The site with a published conference; a new client is a new visitor, and every client a new process."""
    publishing.publish(conference, by=None)
    published.published_programme.cache_clear()
    return Client


def test_page_is_rendered_once(site, django_assert_num_queries):
    visitor = site()
    # The text, the stage (2) and which competitions there are; publishing itself made the publication known.
    with django_assert_num_queries(4):
        first = visitor.get(AGENDA)

    with django_assert_num_queries(0):
        again = visitor.get(AGENDA)
        in_another_process = site().get(AGENDA)

    assert first.content == again.content == in_another_process.content
    assert first.headers == again.headers == in_another_process.headers


def test_page_carries_no_cookie_and_may_be_kept(site):
    response = site().get(AGENDA, headers={"cookie": "sessionid=abc; django_language=zh-hans"})

    assert not response.cookies
    assert response.headers["Vary"] == "Accept-Encoding"
    directives = response.headers["Cache-Control"].split(", ")
    assert {"public", "s-maxage=60", "stale-if-error=604800"} <= set(directives)
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("accepted", "encoding", "decode"),
    [
        ("br, gzip", "br", brotli.decompress),
        ("gzip, deflate", "gzip", gzip.decompress),
        ("", None, bytes),
        ("br;q=0, gzip", "gzip", gzip.decompress),
        ("zstd", None, bytes),
    ],
)
def test_page_is_sent_as_the_visitor_accepts_it(site, accepted, encoding, decode):
    plain = site().get(AGENDA).content

    response = site().get(AGENDA, headers={"accept-encoding": accepted})

    assert response.headers.get("Content-Encoding") == encoding
    assert decode(response.content) == plain
    assert response.headers["Content-Length"] == str(len(response.content))
    assert response.headers["ETag"].startswith('"')


def test_visitor_who_has_the_page_is_told_so_before_anything_is_rendered(site, django_assert_num_queries):
    etag = site().get(AGENDA, headers={"accept-encoding": "br"}).headers["ETag"]
    kept = cache.get_many([published.KEY, stages.KEY])
    cache.clear()
    cache.set_many(kept)

    with django_assert_num_queries(0):
        response = site().get(AGENDA, headers={"if-none-match": f'"other", {etag}', "accept-encoding": "br"})

    assert (response.status_code, response.content) == (304, b"")
    assert response.headers["ETag"] == etag
    assert response.headers["Cache-Control"].startswith("public")


def test_publication_changes_every_page(site, conference):
    before = site().get(AGENDA)
    forum = conference.activities.get(slug="forum")
    forum.title_en = "Grand forum"
    forum.save()
    assert site().get(AGENDA).content == before.content

    publishing.publish(conference, by=None)
    after = site().get(AGENDA, headers={"if-none-match": before.headers["ETag"]})

    assert after.status_code == 200
    assert "Grand forum" in after.text
    assert after.headers["ETag"] != before.headers["ETag"]


def test_languages_and_queries_are_pages_of_their_own(site):
    etags = {site().get(path).headers["ETag"] for path in (AGENDA, "/zh-hans/2023/agenda/", AGENDA + "?hall=1")}

    assert len(etags) == 3


def test_page_with_a_query_is_kept_in_the_process(site, django_assert_num_queries):
    visitor = site()
    first = visitor.get("/en/2023/search/", {"q": "item"})
    published.published_programme.cache_clear()
    cache.clear()

    with django_assert_num_queries(3):  # the publication and the stage; rendering would read the programme as well
        again = visitor.get("/en/2023/search/", {"q": "item"})

    assert again.content == first.content


def test_page_with_a_query_does_not_fill_the_shared_cache(site):
    visitor = site()
    visitor.get(AGENDA)
    size = len(cache._cache)

    for number in range(20):
        visitor.get(AGENDA, {"anything": number})

    assert len(cache._cache) == size


def test_draft_is_never_kept(site, organiser, client):
    client.force_login(organiser)

    response = client.get("/en/2023@draft/agenda/")

    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert "ETag" not in response.headers
    assert Client().get("/en/2023@draft/agenda/").status_code == 302


def test_head_has_the_headers_of_get(site):
    got, head = site().get(AGENDA), site().head(AGENDA)

    assert head.content == b""
    assert head.headers == got.headers


def test_unknown_address_is_not_kept(site):
    response = site().get("/en/2022/agenda/")

    assert response.status_code == 404
    assert "s-maxage" not in response.headers.get("Cache-Control", "")


@pytest.fixture
def database_away():
    """The database does not answer: its address leads nowhere."""
    known = connection.settings_dict.copy()
    connection.close()
    connection.settings_dict |= {"NAME": "/nowhere/bloom", "HOST": "/nowhere"}
    yield
    connection.close()
    connection.settings_dict |= known


def test_kept_pages_are_served_while_the_database_is_away(site, settings, request):
    before = site().get(AGENDA)
    settings.PUBLICATION_REFRESH_SECONDS = 0  # so that the publication would be read anew
    request.getfixturevalue("database_away")

    response = site().get(AGENDA)

    assert (response.status_code, response.content) == (200, before.content)


def test_page_never_asked_for_is_rendered_while_the_database_is_away(site, request):
    """The programme itself is kept, too: one page of it that was seen brings all the others."""
    site().get(AGENDA)
    published.published_programme.cache_clear()
    request.getfixturevalue("database_away")

    response = site().get("/zh-hans/2023/")

    assert response.status_code == 200
    assert "大会" in response.text


def test_pages_are_served_while_redis_is_away(site, settings, caplog):
    before = site().get(AGENDA)
    settings.CACHES = {"default": settings.REDIS_CACHE | {"LOCATION": "redis://127.0.0.1:1/0"}}

    response = site().get(AGENDA)

    assert (response.status_code, response.content) == (200, before.content)
    assert {record.name for record in caplog.records} == {"django_redis.cache"}


def test_publication_found_old_is_read_anew(site, settings, conference):
    """A node that missed a publication notices by itself."""
    conference_class = type(conference)
    conference_class.objects.filter(pk=conference.pk).update(state="withdrawn", published_version=None)
    assert published.publication().versions != {}

    settings.PUBLICATION_REFRESH_SECONDS = 0

    assert published.publication().versions == {}
    assert site().get(AGENDA).status_code == 404


def test_page_made_while_something_is_published_is_not_kept(conference, settings):
    """Otherwise it would come back under the old publication's name, for instance after a withdrawal."""
    settings.MIDDLEWARE = [settings.MIDDLEWARE[0], "tests.website.test_page_cache.publishes_meanwhile"] + list(
        settings.MIDDLEWARE[1:]
    )
    assert "/en/2023/agenda/" in Client().get("/en/").text  # asked for before, made after the publication

    publishing.withdraw(conference, by=None)

    assert "/en/2023/agenda/" not in Client().get("/en/").text


def publishes_meanwhile(get_response):
    def middleware(request):
        row = Conference.objects.get()
        if row.state == "preparing":
            publishing.publish(row, by=None)
        return get_response(request)

    return middleware
