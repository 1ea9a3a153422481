"""What search engines are told."""

import datetime as dt

import pytest
from lxml import etree

from conference import published, publishing
from tests import factories

pytestmark = pytest.mark.django_db

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


@pytest.fixture
def conference(organiser):
    row = factories.programme(slug="2023")
    publishing.publish(row, by=organiser, at=dt.datetime(2023, 9, 1, 8, tzinfo=dt.UTC))
    published.refresh()
    return row


def test_sitemap_lists_every_public_page_in_both_languages(client, conference):
    factories.programme(slug="2024")  # not published

    found = etree.fromstring(client.get("/sitemap.xml").content)

    addresses = found.xpath("s:url/s:loc/text()", namespaces=NAMES)
    english = [address for address in addresses if "/en/" in address]
    assert len(addresses) == 2 * len(english)
    assert all(address.startswith("http://127.0.0.1:8000/") for address in addresses)
    assert not [address for address in addresses if "2024" in address]
    person = conference.activities.get(slug="forum").agenda_items.first().appearances.get().person
    for path in ("", "agenda/", "activities/forum/", "activities/exhibition/", f"people/{person.slug}/", "news/news/"):
        assert f"http://127.0.0.1:8000/en/2023/{path}" in english
        assert f"http://127.0.0.1:8000/zh-hans/2023/{path}" in addresses


def test_sitemap_names_the_other_language_and_the_last_change(client, conference):
    found = etree.fromstring(client.get("/sitemap.xml").content)

    url = found.xpath("s:url[s:loc='http://127.0.0.1:8000/en/2023/agenda/']", namespaces=NAMES)[0]
    assert url.findtext("s:lastmod", namespaces=NAMES) == "2023-09-01"
    links = {link.get("hreflang"): link.get("href") for link in url.findall("x:link", NAMES)}
    assert links == {
        "en": "http://127.0.0.1:8000/en/2023/agenda/",
        "zh-hans": "http://127.0.0.1:8000/zh-hans/2023/agenda/",
    }


def test_every_page_of_the_sitemap_is_there(client, conference):
    found = etree.fromstring(client.get("/sitemap.xml").content)

    paths = [
        address.removeprefix("http://127.0.0.1:8000") for address in found.xpath("s:url/s:loc/text()", namespaces=NAMES)
    ]
    assert {path: client.get(path).status_code for path in paths} == dict.fromkeys(paths, 200)


def test_sitemap_is_answered_without_a_query_and_by_304(client, conference, django_assert_num_queries):
    first = client.get("/sitemap.xml")

    with django_assert_num_queries(0):
        second = client.get("/sitemap.xml", headers={"If-None-Match": first.headers["ETag"]})

    assert (second.status_code, second.content) == (304, b"")


def test_sitemap_of_nothing_is_empty(client):
    found = etree.fromstring(client.get("/sitemap.xml").content)

    assert len(found) == 0


def test_robots_names_the_sitemap(client):
    response = client.get("/robots.txt")

    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /*@",
        "",
        "Sitemap: http://127.0.0.1:8000/sitemap.xml",
    ]
