"""Interests as organisers enter them: a pair that must not meet."""

import pytest
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
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


def test_the_side_for_which_it_was_entered_sees_it_and_cannot_undo_it(client, desk, organiser, pair):
    forbid(desk, *pair, "venture")

    page = parties.read(client, pair[0], "interest_list")

    assert page.texts("//section[@aria-labelledby='blocked']//*[@class='title']") == ["Harbour Fund"]
    assert page.texts("//section[@aria-labelledby='blocked']//p[@class='note']") == [
        "The organisers keep you two apart; only they can undo that."
    ]
    assert page.values("//section[@aria-labelledby='blocked']//form/@action") == []
    assert Interest.history.filter(state="blocked").get().history_user == organiser


@pytest.mark.parametrize("state", ["none", "wish", "declined", "blocked"])
def test_nothing_that_the_side_sends_ends_it(client, pair, state):
    factories.interest(venture=pair[0], investor=pair[1], side="venture", state="blocked", by_organisers=True)

    response = parties.press(client, pair[0], pair[1], state, is_sure=1)

    assert [str(message) for message in get_messages(response.wsgi_request)] == [
        "The organisers keep you two apart; only they can undo that. Please ask them."
    ]
    row = Interest.objects.get(side="venture")
    assert (row.state, row.by_organisers) == ("blocked", True)


def test_an_organiser_undoes_it(client, desk, organiser, pair):
    forbid(desk, *pair, "venture")
    row = Interest.objects.get(side="venture")
    desk.force_login(organiser)

    assert desk.post(page_of(row), opened(desk, page_of(row)) | {"state": "wish"}).status_code == 302

    row.refresh_from_db()
    assert (row.state, row.by_organisers) == ("wish", False)


def test_the_block_of_a_side_stays_its_own_whatever_else_an_organiser_changes(desk, pair):
    row = Interest.objects.get()
    Interest.objects.update(state="blocked")

    assert desk.post(page_of(row), opened(desk, page_of(row)) | {"weight": "2"}).status_code == 302

    row.refresh_from_db()
    assert (row.state, row.weight, row.by_organisers) == ("blocked", 2, False)


def test_only_a_block_is_kept_by_the_organisers(pair):
    row = Interest.objects.get()
    row.by_organisers = True

    with pytest.raises(ValidationError, match="Only a block is kept by the organisers"):
        row.full_clean()
    with pytest.raises(IntegrityError, match="interest_of_organisers_blocks"), transaction.atomic():
        row.save()


def test_an_organiser_changes_a_wish_into_a_block(desk, pair):
    row = Interest.objects.get()

    assert desk.post(page_of(row), opened(desk, page_of(row)) | {"state": "blocked"}).status_code == 302

    row.refresh_from_db()
    assert (row.side, row.state, row.by_organisers) == ("investor", "blocked", True)
