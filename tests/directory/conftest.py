"""Two people who edit at the same time."""

import pytest
from django.test import Client


@pytest.fixture
def first(organiser):
    organiser.name = "Li Wei"
    organiser.save()
    client = Client()
    client.force_login(organiser)
    return client


@pytest.fixture
def second(programme_editor):
    client = Client()
    client.force_login(programme_editor)
    return client
