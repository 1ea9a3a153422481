"""What tests of the meetings stand on."""

import pytest
import time_machine

from tests.factories import at
from tests.matchmaking.parties import page_of, signed_in
from tests.matchmaking.profiles import form_of
from tests.reading import Page


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


@pytest.fixture
def profile(client, venture):
    """Opens the profile of the venture, changes it and sends it back."""
    signed_in(client, venture)
    url = page_of(venture, "party_profile")

    def sent(follow=True, opened=None, **changes):
        fields = {**(opened or form_of(client.get(url))), **changes}
        return client.post(url, {name: value for name, value in fields.items() if value is not None}, follow=follow)

    sent.opened = lambda: form_of(client.get(url))
    sent.page = lambda: Page(client.get(url))
    return sent
