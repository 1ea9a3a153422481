"""The sample, published, and a visitor."""

import pytest

from tests import programmes, samples
from tests.reading import Page


@pytest.fixture
def visit(db, client):
    """Reads a page of the sample below /<language>/2023/."""
    programmes.publish(samples.small())

    def read(path="", language="en", status=200):
        return Page(client.get(f"/{language}/2023/{path}"), status)

    return read


@pytest.fixture
def visit_empty(db, client):
    """The same of a conference that has nothing to show yet."""
    programmes.publish(samples.empty())
    return lambda path="", language="en": Page(client.get(f"/{language}/2023/{path}"))
