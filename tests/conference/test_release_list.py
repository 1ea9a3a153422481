"""The results released at the conference."""

import pytest

from tests.reading import of_class


@pytest.mark.parametrize(("language", "title"), [("en", "White paper"), ("zh-hans", "白皮书")])
def test_contents(visit, language, title):
    page = visit("releases/", language)

    assert page.texts(f"{of_class('release')}/h2") == [title]
    assert page.values(f"{of_class('release')}//a/@href") == [
        f"/{language}/2023/organisations/carrier/",
        "https://example.org/paper",
    ]


def test_empty(visit_empty):
    assert visit_empty("releases/").texts(of_class("empty")) == ["Nothing has been released yet."]
