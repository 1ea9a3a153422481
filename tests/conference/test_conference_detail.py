"""The front page of a conference."""

import json

import msgspec
import pytest

from tests import programmes, samples
from tests.reading import Page, of_class


@pytest.mark.parametrize(
    ("language", "name", "theme", "when"),
    [
        ("en", "Sample conference", "Networks for industry", "20–21 October 2023 · Shanghai"),
        ("zh-hans", "样本大会", "网络赋能工业", "2023年10月20日–21日 · 上海"),
    ],
)
def test_contents(visit, language, name, theme, when):
    page = visit(language=language)

    assert page.text("//h1") == name
    assert page.text(of_class("theme-line")) == theme
    assert page.text(of_class("hero") + of_class("eyebrow")) == when


def test_hosts_stand_by_role_in_order_of_protocol(visit):
    page = visit()

    assert page.texts(f"{of_class('hosts')}/div") == ["HostMinistry of Industry", "Co-organiserShanghai Carrier"]


def test_figure_has_qualifier_unit_date_and_source(visit):
    assert visit().text(of_class("figure")) == "over 3,189,000"
    assert visit(language="zh-hans").text(of_class("figure")) == "超过 3,189,000 个"
    assert visit().text(of_class("source")) == "As of 30 September 2023 · A report"


@pytest.fixture
def figure(client, db):
    """The front page in English, with a figure whose label is said in these languages; its unit is Chinese."""

    def shown(**label):
        told = msgspec.structs.replace(samples.KEY_FIGURES[0], label=label, qualifier={}, unit={"zh-hans": "万个"})
        programmes.publish(samples.small(key_figures=[told]))
        return Page(client.get("/en/2023/"))

    return shown


def test_figure_of_which_only_the_other_language_knows_keeps_its_unit(figure):
    page = figure(**{"zh-hans": "基站"})

    assert page.text(of_class("figure")) == "3,189,000 万个"
    assert page.values(f"{of_class('unit')}/span/@lang") == ["zh-Hans"]


def test_figure_in_both_languages_has_the_unit_of_the_page(figure):
    page = figure(**{"en": "Base stations", "zh-hans": "基站"})

    assert page.text(of_class("figure")) == "3,189,000"


def test_shape_of_the_days(visit):
    page = visit()

    assert page.texts(f"{of_class('shape')}/h3") == ["Friday, 20 October", "Saturday, 21 October"]
    assert page.texts(f"({of_class('shape')})[1]{of_class('when')}") == ["09:00–10:00", "09:30–12:00"]


def test_every_page_says_who_it_is(visit):
    page = visit("agenda/", "zh-hans")

    assert page.values("//link[@rel='canonical']/@href") == ["http://127.0.0.1:8000/zh-hans/2023/agenda/"]
    alternates = page.tree.xpath("//link[@rel='alternate'][@hreflang]")
    assert {link.get("hreflang"): link.get("href") for link in alternates} == {
        "en": "http://127.0.0.1:8000/en/2023/agenda/",
        "zh-Hans": "http://127.0.0.1:8000/zh-hans/2023/agenda/",
        "x-default": "http://127.0.0.1:8000/en/2023/agenda/",
    }
    assert page.values("//nav[@class='languages']/a/@href") == ["/en/2023/agenda/"]
    assert page.values("//meta[@property='og:locale']/@content") == ["zh_CN"]


def test_linked_data_names_the_activities(visit):
    page = visit()

    (data,) = (json.loads(text) for text in page.values("//script[@type='application/ld+json']/text()"))
    assert (data["@type"], data["name"], data["startDate"]) == ("Event", "Sample conference", "2023-10-20")
    assert [event["eventStatus"].rpartition("/")[2] for event in data["subEvent"]] == [
        "EventScheduled",
        "EventCancelled",
        "EventScheduled",
    ]


def test_footer_tells_the_version(visit):
    assert visit().texts("//footer//p")[0] == "Programme version 1, 20 October 2023, 08:00. What changed"


def test_empty(visit_empty):
    page = visit_empty()

    assert page.texts("//main//h2") == ["The days"]
    assert page.texts("//main/section[@aria-labelledby='days']/p") == [
        "The programme has no activities yet. It will appear here."
    ]
    assert page.text(of_class("hero") + of_class("eyebrow")) == "20 October 2023"
