"""The list of news."""

import pytest

from tests.reading import of_class


@pytest.mark.parametrize(
    ("language", "line"),
    [("en", "20 October 2023 The conference opened"), ("zh-hans", "2023年10月20日 大会开幕了")],
)
def test_contents(visit, language, line):
    assert visit("news/", language).texts("//ul[@class='told']/li") == [line]


def test_empty(visit_empty):
    assert visit_empty("news/").texts(of_class("empty")) == ["There is no news yet."]
