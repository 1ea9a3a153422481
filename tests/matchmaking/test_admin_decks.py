"""Decks in the back office: what is taken, and that files which are nobody's any more go."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from matchmaking.models import MatchmakingDay, Venture
from tests import factories
from tests.filling import errors, opened
from tests.matchmaking.desks import list_of, page_of
from tests.matchmaking.profiles import pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def deck():
    return factories.venture(name_en="Cranes", deck=pdf()).deck


def sent(desk, **values):
    """Changes the form of the venture and sends it."""
    url = page_of(Venture.objects.get())
    return desk.post(url, opened(desk, url) | values)


def test_what_is_no_pdf_is_refused(desk, deck):
    page = SimpleUploadedFile("evil.html", b"<script>", content_type="text/html")

    assert errors(sent(desk, deck=page)) == ["The deck must be a PDF; this file is none."]
    assert Venture.objects.get().deck == deck


@pytest.mark.parametrize("values", [{"deck": pdf("second.pdf")}, {"remove_deck": "on"}])
def test_a_deck_that_is_replaced_or_removed_goes(desk, deck, values, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        assert sent(desk, **values).status_code == 302

    now = Venture.objects.get().deck
    assert bool(now) == ("deck" in values)
    assert not deck.storage.exists(deck.name)


def test_a_deck_stays_where_something_else_is_changed(desk, deck, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        assert sent(desk, name_en="Trucks").status_code == 302

    row = Venture.objects.get()
    assert (row.name_en, row.deck, deck.storage.exists(deck.name)) == ("Trucks", deck, True)


def test_where_there_is_no_deck_none_can_be_removed(desk):
    row = factories.venture()

    assert "remove_deck" not in opened(desk, page_of(row)) | opened(desk, reverse("admin:matchmaking_venture_add"))
    assert 'name="remove_deck"' not in desk.get(page_of(row)).content.decode()


@pytest.mark.parametrize("model", [Venture, MatchmakingDay])
@pytest.mark.parametrize("by_list", [True, False])
def test_a_deck_goes_with_its_venture(desk, deck, model, by_list, django_capture_on_commit_callbacks):
    row = model.objects.get()
    chosen = {"action": "delete_selected", "_selected_action": [row.pk]}
    url, sent = (list_of(model), chosen) if by_list else (page_of(row, "delete"), {})

    with django_capture_on_commit_callbacks(execute=True):
        assert desk.post(url, sent | {"post": "yes"}).status_code == 302

    assert not Venture.objects.exists()
    assert not deck.storage.exists(deck.name)


def test_a_deck_whose_file_is_gone_is_not_there(desk):
    assert desk.get(page_of(factories.venture(deck="decks/gone.pdf"), "deck")).status_code == 404


def test_a_deck_is_handed_out_as_a_pdf_whatever_it_is_called(desk):
    row = factories.venture(deck=SimpleUploadedFile("deck.html", b"<script>"))

    response = desk.get(page_of(row, "deck"))

    assert response.headers["Content-Type"] == "application/pdf"
    assert b"".join(response.streaming_content) == b"<script>"
