"""How ventures come to a day, from entries of the competition, and the states of ventures and investors."""

import pytest
from django.core.exceptions import ValidationError

from matchmaking import enrolling
from matchmaking.models import Investor, PartyState, Venture
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry():
    entry = factories.entry(
        title_en="Port",
        title_zh_hans="港口",
        summary_en="Cranes",
        summary_zh_hans="起重机",
        stage="demonstration",
        region=factories.region("310000"),
        state="admitted",
        technologies=[factories.technology()],
    )
    entry.industries.add(factories.industry("55"))
    return entry


def test_entry_becomes_a_venture_with_what_is_known_of_it(entry, organiser):
    day = factories.matchmaking_day()

    made = enrolling.enrol(entry, day=day, by=organiser)

    row = Venture.objects.get()
    assert (row, row.day, row.entry, row.organisation) == (made, day, entry, entry.lead)
    assert (row.name_en, row.name_zh_hans, row.summary_en, row.summary_zh_hans) == ("Port", "港口", "Cranes", "起重机")
    assert (row.stage, row.region, row.state) == ("demonstration", entry.region, "admitted")
    assert list(row.industries.all()) == list(entry.industries.all())
    assert list(row.technologies.all()) == list(entry.technologies.all())
    (told,) = row.history.all()
    assert (told.history_user, told.history_type) == (organiser, "+")
    assert [one.industry for one in told.industries.all()] == list(entry.industries.all())


@pytest.mark.parametrize("state", ["draft", "submitted", "not_admitted", "withdrawn"])
def test_entry_that_is_not_admitted_is_refused(state):
    entry = factories.entry(state=state)

    with pytest.raises(ValidationError) as refused:
        enrolling.enrol(entry, day=factories.matchmaking_day(), by=None)

    assert refused.value.code == "venture_entry_is_admitted"
    assert not Venture.objects.exists()


def test_entry_is_a_venture_of_a_day_once(entry):
    day = factories.matchmaking_day()
    enrolling.enrol(entry, day=day, by=None)

    with pytest.raises(ValidationError, match="This entry is already a venture of the day"):
        enrolling.enrol(entry, day=day, by=None)

    assert Venture.objects.count() == 1


@pytest.mark.parametrize("into", PartyState)
@pytest.mark.parametrize(("factory", "model"), [(factories.venture, Venture), (factories.investor, Investor)])
def test_those_in_another_state_are_put_and_told(factory, model, into, organiser):
    day = factories.matchmaking_day()
    for state in PartyState:
        factory(day=day, state=state)

    number = enrolling.put(model.objects.all(), into=into, by=organiser)

    assert number == 2
    assert set(model.objects.values_list("state", flat=True)) == {into}
    told = model.history.filter(history_user=organiser)
    assert [(row.history_type, row.state, row.history_change_reason) for row in told] == [("~", into, into.label)] * 2


def test_lists_of_a_venture_stay_in_its_history(entry):
    row = enrolling.enrol(entry, day=factories.matchmaking_day(), by=None)

    enrolling.put(Venture.objects.all(), into="withdrawn", by=None)

    assert [one.industry for one in row.history.first().industries.all()] == list(entry.industries.all())
