"""What several tests of the competition begin with; a module may have its own of the same name."""

import pytest

from tests import factories
from tests.competition import certificates


@pytest.fixture
def cup(db):
    """A competition with a session and an organisation, into which sheets are imported."""
    cup = factories.competition(slug="cup")
    factories.edition(competition=cup)
    factories.organisation(slug="lead", name_en="Lead")
    return cup


@pytest.fixture
def edition(db):
    """The sixth session of the Blooming Cup, which issues certificates."""
    return certificates.session()


@pytest.fixture
def awards(edition):
    return certificates.five_awards(edition)
