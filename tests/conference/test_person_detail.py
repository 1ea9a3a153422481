"""The page of a person."""

import json

import pytest

from tests.reading import of_class


@pytest.mark.parametrize(
    ("language", "name", "title"), [("en", "Zhang Ming", "Vice Minister"), ("zh-hans", "张明", "副部长")]
)
def test_contents(visit, language, name, title):
    page = visit("people/zhang/", language)

    assert page.text("//h1") == name
    assert page.text(of_class("lead")) == title


def test_where_somebody_appears(visit):
    page = visit("people/zhang/")

    assert page.texts(f"{of_class('line')}//p[@class='title']") == ["On industrial networks"]
    assert page.texts(f"{of_class('line')}//p[@class='note']") == ["Speaker · Speech · Opening ceremony · Main hall"]
    assert page.texts(f"{of_class('line')}//p[@class='when']") == ["Friday, 20 October 09:00–09:30"]


def test_name_in_the_other_language_is_marked(visit):
    page = visit("people/li/")

    assert page.values("//h1/span/@lang") == ["zh-Hans"]
    assert page.text("//title") == "李四 · Sample conference"


def test_linked_data(visit):
    (text,) = visit("people/zhang/").values("//script[@type='application/ld+json']/text()")

    data = json.loads(text)
    assert (data["@type"], data["jobTitle"], data["worksFor"]["name"]) == (
        "Person",
        "Vice Minister",
        "Ministry of Industry",
    )


def test_unknown(visit):
    page = visit("people/nobody/", status=404)

    assert page.text(of_class("lead")) == "There is no such person in this programme."
