"""What tests of the meetings stand on."""

import pytest
import time_machine

from tests.factories import at


@pytest.fixture
def before_the_day():
    """It is the day before that of the factories' meetings: everything can still be planned."""
    with time_machine.travel(at(9), tick=True):
        yield


@pytest.fixture
def desk(client, organiser):
    """The browser of an organiser."""
    client.force_login(organiser)
    return client
