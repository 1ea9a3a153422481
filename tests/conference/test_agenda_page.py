"""The page of the agenda. (Its filters and its grid are `conference.layout`: test_layout.py.)"""

import re

import brotli
import msgspec
import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from conference import published
from tests import programmes, samples
from tests.reading import Page, of_class

BLOCKS = of_class("block")
NOTHING = "Nothing in the programme matches this filter."


@pytest.mark.parametrize(
    ("language", "title", "day", "fallback"),
    [
        ("en", "Opening ceremony", "Friday, 20 October", ("zh-Hans", "成果发布")),
        ("zh-hans", "开幕式", "10月20日 星期五", ("en", samples.LONG)),
    ],
)
def test_contents(visit, language, title, day, fallback):
    page = visit("agenda/", language)

    assert page.texts(f"{BLOCKS}//h3")[0] == title
    assert page.texts("//h2")[0] == day
    marked = [(span.get("lang"), span.text) for span in page.tree.xpath(f"{BLOCKS}//a/span[@lang]")]
    assert fallback in marked
    assert page.values("/html/@lang") == ["zh-Hans" if language == "zh-hans" else "en"]


def test_lines_tell_time_hall_and_people(visit):
    page = visit("agenda/")

    opening = BLOCKS + "[@id='a1']"
    assert page.text(f"{opening}/header/p[@class='when']") == "09:00–10:00"
    assert page.text(f"{opening}/header/p[@class='note']") == "Opening ceremony · Main hall"
    assert page.values(f"{opening}/header//time/@datetime") == ["2023-10-20T09:00+08:00", "2023-10-20T10:00+08:00"]
    assert page.texts(f"{opening}//li//p[@class='who']") == ["Zhang Ming, Vendor", "李四"]
    assert page.values(f"{opening}//li/@data-key") == ["i1", "i2"]
    assert page.values("//article/@class") == [
        "block c1 r1 s4",
        "block c2 r3 s10 is-cancelled",
        "block c1 r1 s32",
    ]
    assert page.texts(f"{BLOCKS}//strong") == ["Cancelled"]
    assert page.texts(of_class("hall")) == ["Main hall", "Hall B", "Elsewhere"]


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", ["a1", "a2", "a3"]),
        ("?kind=sub_forum", ["a2"]),
        ("?hall=1", ["a1"]),
        ("?organisation=carrier", ["a1", "a3"]),
        ("?kind=&hall=&organisation=", ["a1", "a2", "a3"]),
        ("?kind=opening_ceremony&hall=2", []),
        ("?unknown=1", ["a1", "a2", "a3"]),
    ],
)
def test_filter_without_javascript(visit, query, shown):
    page = visit(f"agenda/{query}")

    assert page.values(f"{BLOCKS}[not(@hidden)]/@id") == shown
    assert page.texts("//p[@id='nothing'][not(@hidden)]") == ([] if shown else [NOTHING])


def test_filter_leaves_of_an_activity_the_items_of_the_organisation(visit):
    page = visit("agenda/?organisation=vendor")

    assert page.values(f"{BLOCKS}//li[not(@hidden)]/@data-key") == ["i1"]
    assert page.values("//select[@name='organisation']/option[@selected]/@value") == ["vendor"]
    assert page.values("//section[@class='day'][@hidden]//h2/@id") == ["day-2023-10-21"]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("?kind=picnic", "This programme has no activities of the kind “picnic”."),
        ("?hall=99", "This programme has no hall “99”."),
        ("?organisation=%3Cscript%3E", "This programme has no organisation “<script>”."),
        ("?hall=" + "9" * 2000, f"This programme has no hall “{'9' * 2000}”."),
    ],
)
def test_filter_answers_an_unknown_value_with_a_sentence(visit, query, sentence):
    page = visit(f"agenda/{query}")

    assert page.texts(of_class("invalid-feedback")) == [sentence]
    assert page.values(f"{BLOCKS}[not(@hidden)]/@id") == ["a1", "a2", "a3"]


def test_empty(visit_empty):
    page = visit_empty("agenda/")

    assert page.texts(of_class("empty")) == ["The programme has no activities yet. It will appear here."]


def test_all_cancelled(db, client):
    sample = samples.small()
    cancelled = [msgspec.structs.replace(activity, is_cancelled=True) for activity in sample.activities]
    programmes.publish(samples.small(activities=cancelled))

    page = Page(client.get("/en/2023/agenda/"))

    assert page.texts(of_class("notice"))[-1] == "All activities of this programme are cancelled."
    assert page.texts(f"{BLOCKS}//strong") == ["Cancelled"] * 3


def test_unknown_conference(visit, client):
    page = Page(client.get("/en/1999/agenda/"), 404)

    assert page.text(of_class("lead")) == "No conference is published at this address."


@pytest.fixture
def large(db, settings):
    programmes.publish(programmes.large(300))
    published.published_programme.cache_clear()
    return Client


def test_agenda_of_300_items_takes_five_queries_cold_and_none_warm(large, django_assert_max_num_queries):
    published.cache.clear()
    with django_assert_max_num_queries(5):  # publication, text, stage (2), which competitions there are
        cold = large().get("/en/2023/agenda/")
    with django_assert_max_num_queries(0):
        warm = large().get("/en/2023/agenda/")

    assert len(Page(cold).values("//li[@data-key]/@data-key")) == 300
    assert warm.content == cold.content


def test_agenda_costs_the_same_queries_at_one_and_three_rows(db, client, django_assert_num_queries):
    for number, items in enumerate([1, 3], start=1):
        programmes.publish(programmes.large(items), number)
        published.cache.clear()
        with django_assert_num_queries(5):
            page = Page(client.get("/en/2023/agenda/"))
        assert len(page.values("//li[@data-key]/@data-key")) == items


def test_agenda_of_300_items_weighs_at_most_90_kilobytes(large):
    """The page with its style sheets and scripts, compressed as the site does: pages at quality 5, files at 11."""
    response = large().get("/en/2023/agenda/", headers={"accept-encoding": "br"})
    source = brotli.decompress(response.content).decode()

    files = re.findall(r'(?:src|href)="/static/([^"]+\.(?:css|js))"', source)
    weight = len(response.content) + sum(len(brotli.compress(read(file), quality=11)) for file in files)

    assert sorted(files) == [
        "bootstrap/css/bootstrap.min.css",
        "css/bloom.css",
        "css/placement.css",
        "js/agenda.js",
        "js/site.js",
        "js/theme.js",
    ]
    assert weight <= 90_000


def read(file):
    with open(finders.find(file), "rb") as stream:  # noqa: PTH123  (a path that Django found)
        return stream.read()


def test_every_place_in_the_grid_has_its_class():
    css = read("css/placement.css").decode()

    wanted = [f".c{n}{{" for n in range(1, 41)] + [f".{kind}{n}{{" for kind in "rs" for n in range(1, 97)]
    assert [name for name in wanted if name not in css] == []


def test_an_activity_of_several_days(db, client):
    opening, *others = samples.small().activities
    first, second = opening.items
    second = msgspec.structs.replace(second, starts_at=samples.at(10, day=21), ends_at=samples.at(11, day=21))
    opening = msgspec.structs.replace(opening, ends_at=samples.at(17, day=21), items=[first, second])
    programmes.publish(samples.small(activities=[opening, *others]))

    agenda, home, page = (Page(client.get(f"/en/2023/{path}")) for path in ("agenda/", "", "activities/opening/"))

    days = [f"//section[@data-day='2023-10-{day}']" for day in (20, 21)]
    assert agenda.values(f"{BLOCKS}/@id") == ["a1", "a2", "a1-2023-10-21", "a3"]
    assert [agenda.values(f"{day}//li/@data-key") for day in days] == [["i1"], ["i2"]]
    assert [agenda.text(f"{day}//article[@data-key='a1']/header/p[@class='when']") for day in days] == [
        "09:00–21 October, 17:00",
        "20 October, 09:00–21 October, 17:00",
    ]
    assert [agenda.text(f"{day}//article[@data-key='a1']/header/p[@class='note']") for day in days] == [
        "Opening ceremony · Main hall",
        "Opening ceremony · Main hall · Continues",
    ]
    assert [home.values(f"{day}//li/@data-key") for day in days] == [["a1", "a2"], ["a1", "a3"]]
    assert page.texts("//li[@data-key]/p[@class='when']") == ["09:00–09:30", "21 October, 10:00–11:00"]
    assert client.get("/en/2023/days/2023-10-21.ics").content.count(b"BEGIN:VEVENT") == 1
