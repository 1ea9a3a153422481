"""The winners as Atom, as JSON Feed and as CSV."""

import csv
import io
import json

import pytest
from lxml import etree

from competition import published
from tests import factories
from tests.competition import announced

pytestmark = pytest.mark.django_db
A = {"a": "http://www.w3.org/2005/Atom"}


def read(client, path, language="en"):
    published.refresh()
    return client.get(f"/{language}/awards/cup/{path}")


def atom(client, path="6/winners.atom", language="en"):
    response = read(client, path, language)
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    return etree.fromstring(response.content)


def test_atom_has_an_entry_for_each_award_under_a_name_that_stays(client):
    found = announced.session()
    names = [f"http://127.0.0.1:8000/awards/cup/#award-{award.pk}" for award in found.awards]

    feeds = [
        atom(client, path, language) for path in ("6/winners.atom", "winners.atom") for language in ("en", "zh-hans")
    ]

    assert [feed.xpath("//a:entry/a:id/text()", namespaces=A) for feed in feeds] == [names] * 4
    assert len({feed.findtext("a:id", namespaces=A) for feed in feeds}) == 4


def test_atom_tells_who_won_what_and_what_was_withdrawn(client):
    announced.session()

    feed = atom(client)

    assert feed.xpath("//a:entry/a:title/text()", namespaces=A) == [
        "First prize · A port",
        "First prize · A mine",
        "Withdrawn: Second prize · A mill",
    ]
    assert "<p>It was not so.</p>" in feed.xpath("//a:entry/a:summary/text()", namespaces=A)[2]
    assert "For its cranes." in feed.xpath("//a:entry/a:summary/text()", namespaces=A)[0]
    assert feed.xpath("//a:entry/a:link/@href", namespaces=A)[0] == "http://127.0.0.1:8000/en/awards/cup/6/entries/P1/"
    assert feed.xpath("//a:entry/a:updated/text()", namespaces=A) == [
        "2023-10-20T02:00:00+00:00",
        "2023-10-20T02:00:00+00:00",
        "2023-10-20T03:00:00+00:00",
    ]
    assert feed.findtext("a:updated", namespaces=A) == "2023-10-20T03:00:00+00:00"
    assert feed.xpath("//a:link[@rel='self']/@href", namespaces=A) == [
        "http://127.0.0.1:8000/en/awards/cup/6/winners.atom"
    ]


def test_atom_of_nothing_is_valid_and_the_same_tomorrow(client):
    factories.edition(competition=factories.competition(slug="cup"))

    feed = atom(client)

    assert feed.findtext("a:updated", namespaces=A) == "2023-01-01T00:00:00+00:00"
    assert feed.findall("a:entry", A) == []


def test_atom_of_characters_that_xml_forbids(client):
    found = announced.session()
    found.port.title_en = "A\x0bport & <co>"
    found.port.save()

    assert atom(client).xpath("//a:entry/a:title/text()", namespaces=A)[0] == "First prize · Aport & <co>"


def test_json_feed(client):
    found = announced.session()

    response = read(client, "6/winners.json")

    feed = json.loads(response.content)
    assert response.headers["Content-Type"] == "application/feed+json; charset=utf-8"
    assert (feed["version"], feed["title"], feed["language"]) == (
        "https://jsonfeed.org/version/1.1",
        "Cup · Session 6 (2023): winners",
        "en",
    )
    assert feed["items"][0] == {
        "id": f"http://127.0.0.1:8000/awards/cup/#award-{found.awards[0].pk}",
        "url": "http://127.0.0.1:8000/en/awards/cup/6/entries/P1/",
        "title": "First prize · A port",
        "content_text": "Port Group\nFor its cranes.",
        "date_published": "2023-10-20T10:00:00+08:00",
        "date_modified": "2023-10-20T10:00:00+08:00",
        "authors": [{"name": "Port Group"}],
        "tags": ["first", "port"],
        "_award": {
            "session": 6,
            "year": 2023,
            "number": "P1",
            "prize": {"en": "First prize", "zh-hans": "一等奖"},
            "entry": {"en": "A port", "zh-hans": "港"},
            "organisation": {"en": "Port Group", "zh-hans": "港口集团"},
            "is_withdrawn": False,
            "notice": {},
            "is_illustrative": False,
        },
    }
    assert [item["_award"]["is_withdrawn"] for item in feed["items"]] == [False, False, True]


def table(client, path="6/winners.csv"):
    response = read(client, path)
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_csv(client):
    announced.session()

    rows = table(client)

    assert [(row["title_en"], row["state"], row["notice_zh_hans"]) for row in rows] == [
        ("A port", "given", ""),
        ("A mine", "given", ""),
        ("A mill", "withdrawn", "情况不实。"),
    ]
    assert rows[0]["partners"] == "Carrier"
    assert [row["is_illustrative"] for row in rows] == ["", "yes", ""]


def test_csv_has_no_formula(client):
    found = announced.session()
    found.port.title_en = '=HYPERLINK("http://example.org")'
    found.port.save()

    assert table(client)[0]["title_en"] == """'=HYPERLINK("http://example.org")"""


def test_feed_of_the_competition_has_every_session_the_latest_first(client):
    found = announced.session()
    older = factories.edition(competition=found.cup, number=5, year=2022)
    factories.award(entry=factories.entry(edition=older, title_en="A lock"))

    rows = table(client, "winners.csv")

    assert [row["session"] for row in rows] == ["6", "6", "6", "5"]
    assert len(table(client)) == 3


@pytest.mark.parametrize("path", ["7/winners.atom", "7/winners.json", "7/winners.csv"])
def test_unknown_session(client, path):
    announced.session()

    assert read(client, path).status_code == 404


@pytest.mark.parametrize("path", ["winners.atom", "winners.json", "6/winners.csv"])
def test_feed_is_kept_as_a_page_is(client, path, django_assert_num_queries):
    announced.session()
    first = read(client, path)

    with django_assert_num_queries(0):
        again = client.get(f"/en/awards/cup/{path}", headers={"If-None-Match": first.headers["ETag"]})

    assert again.status_code == 304
