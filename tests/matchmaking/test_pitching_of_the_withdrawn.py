"""Roadshows and who takes no part in the day: nobody of these gets onto a closed list, and who withdraws leaves."""

import pytest
from django.core.exceptions import ValidationError

from matchmaking import enrolling, pitching
from matchmaking.models import Pitch
from tests import factories
from tests.factories import at
from tests.matchmaking import roadshows
from tests.matchmaking.refusing import code_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("state", ["registered", "withdrawn"])
def test_a_list_names_nobody_who_is_not_admitted(state):
    row = roadshows.listed(1)
    factories.pitch(roadshow=row, venture=factories.venture(day=row.day, name_en="Unknown", state=state))

    with pytest.raises(ValidationError, match="Not admitted to the day: Unknown") as refused:
        pitching.close(row, by=None, at=at(10))
    assert refused.value.code == "pitch_of_an_admitted_venture"


def test_a_venture_that_withdraws_is_taken_off_an_open_list(organiser):
    row = roadshows.listed(2)
    gone, stays = row.pitches.order_by("pk")

    enrolling.withdraw(gone.venture, by=organiser, at=at(9))

    assert list(row.pitches.all()) == [stays]
    last = Pitch.history.filter(id=gone.pk).latest("history_id")
    assert (last.history_type, last.history_user) == ("-", organiser)


@pytest.mark.parametrize("step", [roadshows.closed, roadshows.drawn])
def test_a_venture_that_withdraws_keeps_its_number_on_a_closed_list(organiser, step):
    row = step(3)
    gone, *others = roadshows.in_order(row)

    enrolling.withdraw(gone.venture, by=organiser, at=at(9))

    gone.refresh_from_db()
    assert gone.withdrawn_at is not None
    assert gone.lot is not None
    assert gone.history.first().history_user == organiser
    assert [pitch.withdrawn_at for pitch in row.pitches.exclude(pk=gone.pk)] == [None] * len(others)
    assert not enrolling.withdraw(gone.venture, by=organiser, at=at(9))


def test_a_venture_that_has_been_on_has_been_on():
    first = roadshows.in_order(roadshows.drawn())[0]
    pitching.start(first, by=None)

    enrolling.withdraw(first.venture, by=None, at=at(9))

    first.refresh_from_db()
    assert (first.venture.state, first.withdrawn_at) == ("withdrawn", None)


def test_an_investor_that_withdraws_has_no_part_in_it():
    row = roadshows.drawn()

    assert enrolling.withdraw(factories.investor(day=row.day, pk=row.pitches.first().venture_id), by=None, at=at(9))

    assert not row.pitches.exclude(withdrawn_at=None).exists()


def test_a_venture_that_is_admitted_again_comes_after_all(organiser):
    first = roadshows.in_order(roadshows.drawn())[0]
    ventures = type(first.venture).objects.filter(pk=first.venture_id)
    assert code_of(lambda: pitching.come_back(first, by=None)) == "pitch_withdrew"
    enrolling.put(ventures, into="withdrawn", by=None)
    assert code_of(lambda: pitching.come_back(first, by=None)) == "pitch_of_an_admitted_venture"

    enrolling.put(ventures, into="admitted", by=None)
    pitching.come_back(first, by=organiser)

    first.refresh_from_db()
    assert (first.withdrawn_at, first.place, first.history.first().history_user) == (None, 1, organiser)
