"""The schedule formats: valid for those who wrote them whatever the texts hold, and read back as they were."""

import pytest

from conference.drafting import draft
from conference.exchange import reading
from tests import factories
from tests.conference.schedules import CONTENTS, SITE, WRITERS, checked

pytestmark = pytest.mark.django_db


@pytest.fixture(params=CONTENTS, ids=lambda change: change.__name__)
def programme(request):
    row = factories.programme(slug="2023", name_en="The conference & 大会")
    request.param(row)
    row.refresh_from_db()
    return draft(row)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("layout", WRITERS)
def test_written_files_are_valid(programme, layout, language):
    content = WRITERS[layout](programme, language=language, site=SITE)

    checked(layout, content)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("layout", WRITERS)
def test_written_files_are_read_as_they_were(programme, layout, language):
    content = WRITERS[layout](programme, language=language, site=SITE)

    schedule, problems = reading.read(content)

    assert problems == []
    assert schedule.events == []
    assert schedule.activities == programme.activities
    assert programme.people.keys() <= schedule.people.keys()
