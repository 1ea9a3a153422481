"""Two organisers import at the same moment; somebody edits what is imported."""

import pytest

from competition.models import Competition, Entry
from directory.models import Organisation
from tests import factories
from tests.competition.sheet_files import counts, entry, take
from tests.competition.writing import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cup():
    cup = factories.competition(slug="cup")
    factories.edition(competition=cup)
    factories.organisation(slug="lead", name_en="Lead")
    return cup


def test_of_two_imports_of_one_file_the_second_changes_nothing(cup):
    rows = [entry(f"A{number}", title_en="The same") for number in range(60)]

    outcomes = at_once(*[lambda: take("entries", rows, Competition.objects.get())] * 2)

    assert sorted(map(counts, outcomes)) == [(0, 0, 60, 0), (60, 0, 0, 0)]
    assert (Entry.objects.count(), Entry.history.count()) == (60, 60)


def test_of_two_imports_of_new_organisations_the_second_changes_nothing(cup):
    rows = [{"name_en": f"Company {number}"} for number in range(60)]

    outcomes = at_once(*[lambda: take("organisations", rows)] * 2)

    assert sorted(map(counts, outcomes)) == [(0, 0, 60, 0), (60, 0, 0, 0)]
    assert Organisation.objects.filter(name_en__startswith="Company").count() == 60


def test_two_imports_that_differ_follow_one_another(cup):
    take("entries", [entry(f"A{number}") for number in range(30)], cup)

    def numbered(title):
        rows = [entry(f"A{number}", title_en=title) for number in range(30)]
        return lambda: take("entries", rows, Competition.objects.get())

    outcomes = at_once(numbered("First"), numbered("Second"))

    assert [counts(outcome) for outcome in outcomes] == [(0, 30, 0, 0)] * 2
    assert Entry.objects.values("title_en").distinct().count() == 1
    assert Entry.history.filter(history_type="~").count() == 60
