"""The personal agenda, made by the server from its link."""

import pytest

from tests.reading import of_class


@pytest.mark.parametrize(
    ("language", "titles"),
    [("en", ["Opening ceremony", "成果发布"]), ("zh-hans", ["开幕式", "成果发布"])],
)
def test_contents(visit, language, titles):
    page = visit("my-agenda/?items=i2,a1", language)

    assert page.texts(f"{of_class('line')}//p[@class='title']") == titles


def test_link_and_calendar(visit):
    page = visit("my-agenda/?items=i2,a1")

    assert page.values("//input[@id='link']/@value") == ["http://127.0.0.1:8000/en/2023/my-agenda/?items=i2,a1"]
    assert page.values("//main//a[starts-with(@href, 'webcal')]/@href") == [
        "webcal://127.0.0.1:8000/en/2023/my-agenda.ics?items=i2,a1"
    ]


def test_what_is_gone_is_named(visit):
    page = visit("my-agenda/?items=a1,a77,i99")

    assert page.text(of_class("notice")) == "2 lines of this agenda are no longer in the programme: a77, i99."
    assert page.values(f"{of_class('line')}/@data-key") == ["a1"]


@pytest.mark.parametrize("query", ["", "?items=", "?items=%3Cscript%3E,'", "?items=" + "x" * 5000])
def test_empty(visit, query):
    page = visit(f"my-agenda/{query}")

    assert page.texts(of_class("line")) == []
    assert page.text(of_class("empty")).startswith("Nothing is starred yet.")
