"""The sample, published, and a visitor."""

from tests.conference.conftest import visit, visit_empty

__all__ = ["visit", "visit_empty"]
