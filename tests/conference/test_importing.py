"""Importing: what is read, what is refused, and that nothing is half imported."""

import msgspec
import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from conference import importing
from conference.drafting import draft
from conference.exchange.events import clean
from conference.models import Activity, AgendaItem, Appearance, Conference, Room, Venue
from directory.models import Office, Organisation, Person
from tests import factories
from tests.conference.bad_files import BAD_FILES
from tests.conference.test_exchange import CONTENTS, SITE, WRITERS, nothing_at_all

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english():
    with override("en"):
        yield


MODELS = [Conference, Venue, Room, Activity, AgendaItem, Appearance, Person, Office, Organisation]


def everything():
    return {model: list(model.objects.order_by("pk").values()) for model in MODELS}


def comparable(value, left_out):
    """A value without the keys of the database, and without the characters that no schedule file may hold."""
    if isinstance(value, dict):
        return {key: comparable(one, left_out) for key, one in value.items() if key not in left_out}
    if isinstance(value, list):
        return [comparable(one, left_out) for one in value]
    return clean(value) if isinstance(value, str) else value


def schedule_of(row, *left_out):
    """What a schedule file holds of a conference: not its own name, not exhibits, releases, news and figures."""
    found = msgspec.to_builtins(draft(row))
    kept = {name: found.get(name) for name in ("activities", "people", "organisations", "venues")}
    return comparable(kept, {"id", *left_out})


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("writer", WRITERS)
@pytest.mark.parametrize("change", [change for change in CONTENTS if change is not nothing_at_all])
def test_our_own_file_comes_back_exactly(change, writer, language):
    row = factories.programme(slug="2023")
    change(row)
    for name in ("exhibits", "releases", "news", "key_figures"):  # not of the schedule
        getattr(row, name).all().delete()
    row.refresh_from_db()
    before, content = schedule_of(row), WRITERS[writer](draft(row), language=language, site=SITE)
    row.delete()
    for model in (Office, Person, Organisation, Room, Venue):
        model.objects.all().delete()
    empty = factories.conference(slug="2023")

    importing.carry_out(importing.plan(empty, content))

    assert schedule_of(empty) == before
    assert importing.plan(empty, content).changes == []


@pytest.fixture
def conference():
    """A conference that has something to lose."""
    row = factories.programme(slug="2023")
    hall = factories.room(name_en="Taken hall")
    factories.activity(conference=row, title_en="Already there", slug="there", room=hall, starts_at=factories.at(8))
    return row


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_refused_with_a_sentence_and_changes_nothing(conference, name):
    content, sentences = BAD_FILES[name]
    before = everything()

    plan = importing.plan(conference, content)

    assert len(plan.problems) == len(sentences)
    for problem, sentence in zip(plan.problems, sentences, strict=True):
        assert problem.startswith(sentence)
    with pytest.raises(ValidationError) as error:
        importing.carry_out(plan)
    assert error.value.messages == plan.problems
    assert everything() == before
