"""A piece of news."""

import pytest

from tests.reading import of_class

PROSE = of_class("prose")


@pytest.mark.parametrize(("language", "title"), [("en", "The conference opened"), ("zh-hans", "大会开幕了")])
def test_contents(visit, language, title):
    page = visit("news/opened/", language)

    assert page.text("//h1") == title
    assert page.texts(f"{PROSE}//p") == ["First paragraph.", "Second paragraph."]
    assert page.values(f"{PROSE}/div/@lang") == ([] if language == "en" else ["en"])


def test_unknown(visit):
    page = visit("news/never/", status=404)

    assert page.text(of_class("lead")) == "There is no such news in this programme."
