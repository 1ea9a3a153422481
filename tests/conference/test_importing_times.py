"""The times of a file as they are imported."""

import pytest

from conference import importing
from conference.models import Activity
from tests import factories
from tests.conference.bad_files import event, xml

pytestmark = pytest.mark.django_db


def test_times_are_imported_to_the_minute():
    """A form has no place for seconds, and would cut them when something else is saved."""
    conference = factories.conference()
    content = xml(event(date="2023-10-20T09:00:30+08:00", duration="01:00"))

    importing.carry_out(importing.plan(conference, content))

    assert list(Activity.objects.values_list("starts_at", "ends_at")) == [(factories.at(9), factories.at(10))]
    assert importing.plan(conference, content).changes == []
