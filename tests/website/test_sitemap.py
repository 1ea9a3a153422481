"""What search engines are told."""

import datetime as dt

import pytest
from lxml import etree

from conference import published, publishing
from tests import factories
from website import feeds

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
        "zh-Hans": "http://127.0.0.1:8000/zh-hans/2023/agenda/",
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


def addresses_in(response):
    content = b"".join(response) if response.streaming else response.content
    return etree.fromstring(content).xpath("//s:loc/text()", namespaces=NAMES)


def test_sitemap_has_the_public_pages_of_the_competition(client):
    award = factories.award()
    member = factories.entry_member(entry=award.entry)
    factories.entry(edition=award.entry.edition, state="submitted")
    edition = award.entry.edition
    cup = f"http://127.0.0.1:8000/en/awards/{edition.competition.slug}/"

    found = addresses_in(client.get("/sitemap.xml"))

    wanted = {
        "http://127.0.0.1:8000/en/awards/",
        cup,
        f"{cup}6/",
        f"{cup}6/winners/",
        f"{cup}6/entries/{award.entry.number}/",
        f"{cup}organisations/{award.entry.lead.slug}/",
        f"{cup}organisations/{member.organisation.slug}/",
    }
    assert wanted <= set(found)
    assert {address.replace("/en/", "/zh-hans/") for address in wanted} <= set(found)
    assert len([address for address in found if "/6/entries/" in address and "/en/" in address]) == 1
    assert {address: client.get(address.removeprefix("http://127.0.0.1:8000")).status_code for address in found} == (
        dict.fromkeys(found, 200)
    )


def test_sitemap_of_more_than_a_file_may_hold_is_an_index_of_parts(client, monkeypatch):
    edition = factories.award().entry.edition
    for _number in range(3):
        factories.entry(edition=edition)
    whole = addresses_in(client.get("/sitemap.xml"))

    monkeypatch.setattr(feeds, "MOST", 10)
    monkeypatch.setattr(feeds, "PAGES", 3)
    published.refresh()
    index = client.get("/sitemap.xml")
    parts = addresses_in(index)

    assert etree.fromstring(index.content).tag == "{http://www.sitemaps.org/schemas/sitemap/0.9}sitemapindex"
    assert [part.rpartition("/")[2] for part in parts] == [
        "sitemap-pages.xml",
        f"sitemap-entries-{edition.pk}-1.xml",
        f"sitemap-entries-{edition.pk}-2.xml",
        f"sitemap-organisations-{edition.competition_id}-1.xml",
        f"sitemap-organisations-{edition.competition_id}-2.xml",
    ]
    paths = [part.removeprefix("http://127.0.0.1:8000") for part in parts]
    assert [address for path in paths for address in addresses_in(client.get(path))] == whole


def test_part_that_the_sitemap_does_not_have(client):
    response = client.get("/sitemap-entries-1-1.xml")

    assert response.status_code == 404
    assert "The site map has no such part." in response.text
