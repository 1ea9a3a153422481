"""What a browser shows where there is neither a network nor a copy of the page."""

import pytest


@pytest.mark.parametrize(
    ("language", "heading", "way_out"),
    [("en", "You are offline", "See the agenda"), ("zh-hans", "当前处于离线状态", "查看议程")],
)
def test_contents(visit, language, heading, way_out):
    page = visit("offline/", language)

    assert page.text("//h1") == heading
    assert page.text("//main//a") == way_out
    assert page.values("//main//a/@href") == [f"/{language}/2023/agenda/"]
