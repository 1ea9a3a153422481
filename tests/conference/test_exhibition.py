"""The exhibition."""

import pytest

from tests.reading import of_class


@pytest.mark.parametrize(
    ("language", "organisations", "exhibits"),
    [
        ("en", ["Shanghai Carrier", "Vendor"], ["Smart port", "Safe grid", "Remote mine"]),
        ("zh-hans", ["上海运营商", "Vendor"], ["智慧港口", "安全电网", "远程矿山"]),
    ],
)
def test_contents_by_organisation(visit, language, organisations, exhibits):
    page = visit("exhibition/", language)

    assert page.texts("//main/section/h2") == organisations
    assert page.texts(f"{of_class('exhibit')}/h3") == exhibits


def test_booth_and_picture_in_two_sizes(visit):
    page = visit("exhibition/")

    assert page.texts(f"{of_class('exhibit')}/p[@class='note']") == ["Booth A1", "Booth A2"]
    assert page.values("//img/@srcset") == [
        "/media/exhibits/0-1200x800.small.webp 480w, /media/exhibits/0-1200x800.webp 1200w"
    ]


def test_empty(visit_empty):
    assert visit_empty("exhibition/").texts(of_class("empty")) == ["The exhibits are not known yet."]
