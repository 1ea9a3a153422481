"""Interests as organisers enter them: a pair that must not meet."""

import pytest
from django.urls import reverse

from matchmaking.arranging.problems import day_of
from matchmaking.models import Interest
from tests import factories
from tests.filling import opened
from tests.matchmaking import parties
from tests.matchmaking.desks import page_of
from tests.reading import of_class

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair():
    venture, investor = parties.pair()
    factories.interest(venture=venture, investor=investor, side="investor", weight=5)
    factories.timeslot(day=venture.day)
    factories.table(day=venture.day)
    return venture, investor


def forbid(desk, venture, investor, side):
    url = reverse("admin:matchmaking_interest_add")
    sent = opened(desk, url) | {"venture": venture.pk, "investor": investor.pk, "side": side, "state": "blocked"}
    assert desk.post(url, sent).status_code == 302


def test_a_pair_that_an_organiser_forbids_is_neither_planned_nor_shown(client, desk, pair):
    assert len(day_of(pair[0].day, factories.at(9)).problem.pairs) == 1

    forbid(desk, *pair, "venture")

    assert len(day_of(pair[0].day, factories.at(9)).problem.pairs) == 0
    for party in pair:
        assert parties.read(client, party, "partner_list").texts(of_class("partner")) == []


def test_the_side_for_which_it_was_entered_sees_it_and_can_undo_it(client, desk, organiser, pair):
    forbid(desk, *pair, "venture")

    page = parties.read(client, pair[0], "interest_list")

    assert page.texts("//section[@aria-labelledby='blocked']//*[@class='title']") == ["Harbour Fund"]
    assert Interest.history.filter(state="blocked").get().history_user == organiser
    parties.press(client, pair[0], pair[1], "none")
    assert not Interest.objects.filter(state="blocked").exists()


def test_an_organiser_changes_a_wish_into_a_block(desk, pair):
    row = Interest.objects.get()

    assert desk.post(page_of(row), opened(desk, page_of(row)) | {"state": "blocked"}).status_code == 302

    row.refresh_from_db()
    assert (row.side, row.state) == ("investor", "blocked")
