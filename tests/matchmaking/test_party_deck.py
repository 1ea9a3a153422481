"""The deck of a venture: what is taken, who may take it away, and who reads it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from matchmaking.forms import decks as forms
from matchmaking.models import Venture
from tests import factories
from tests.matchmaking.parties import page_of, signed_in
from tests.matchmaking.profiles import form_of, pdf
from tests.reading import Page, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def venture():
    return factories.venture(name_en="Cranes", name_zh_hans="岸桥", summary_en="Quay cranes")


def test_a_deck_is_kept_replaced_and_removed(profile, venture, django_capture_on_commit_callbacks):
    profile(deck=pdf("first.pdf"))
    first = Venture.objects.get().deck
    with first.open() as file:
        assert file.read().startswith(b"%PDF-")

    with django_capture_on_commit_callbacks(execute=True):
        profile(deck=pdf("second.pdf"))
    second = Venture.objects.get().deck
    assert second.name != first.name
    assert (first.storage.exists(first.name), second.storage.exists(second.name)) == (False, True)

    with django_capture_on_commit_callbacks(execute=True):
        profile(remove_deck="on")
    assert Venture.objects.get().deck.name == ""
    assert not second.storage.exists(second.name)


def test_a_profile_without_a_new_deck_keeps_the_old_one(profile):
    profile(deck=pdf())
    name = Venture.objects.get().deck.name

    profile(name_en="Trucks")

    assert (Venture.objects.get().deck.name, Venture.objects.get().name_en) == (name, "Trucks")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"PK\x03\x04 a deck", "The deck must be a PDF; this file is none."),
        (b"%PDF-1.7 that was cut off", "The deck must be a PDF; this file is none."),
        (b"<html>%%EOF", "The deck must be a PDF; this file is none."),
        (b"", "The submitted file is empty."),
    ],
)
def test_what_is_no_pdf_is_refused(profile, content, sentence):
    response = profile(deck=SimpleUploadedFile("deck.pdf", content, content_type="application/pdf"), name_en="Trucks")

    assert response.context["form"].errors["deck"] == [sentence]
    assert (Venture.objects.get().deck.name, Venture.objects.get().name_en) == ("", "Cranes")


def test_a_deck_that_is_too_large_is_refused(profile, monkeypatch):
    monkeypatch.setattr(forms, "MOST_BYTES", 2048)

    refused = profile(deck=pdf(size=5000)).context["form"].errors["deck"]
    assert refused == ["The deck has 4.9\xa0KB; it may have 2.0\xa0KB."]
    assert said(profile(deck=pdf(size=2000))) == ["The profile is saved."]


def test_a_deck_may_have_ten_megabytes():
    assert forms.MOST_BYTES == 10 * 1024 * 1024


@pytest.mark.parametrize(
    "name", ["深" * 90 + ".pdf", "d" * 251 + ".pdf", "../../etc/passwd.pdf", "deck.exe", "a b%c.PDF"]
)
def test_the_name_of_a_deck_does_no_harm(profile, name):
    profile(deck=pdf(name))

    deck = Venture.objects.get().deck
    assert (deck.name.startswith("decks/"), deck.name.endswith(".pdf"), ".." in deck.name) == (True, True, False)
    assert deck.storage.exists(deck.name)


def test_only_the_deck_that_was_shown_is_removed(profile):
    profile(deck=pdf("first.pdf"))
    opened = profile.opened()
    profile(deck=pdf("second.pdf"))

    response = profile(opened=opened, remove_deck="on")
    sentence = "Somebody else has replaced the deck meanwhile. Save again to remove the new one."
    assert response.context["form"].errors["remove_deck"] == [sentence]
    assert "second" in Venture.objects.get().deck.name

    profile(opened=form_of(response), remove_deck="on")
    assert Venture.objects.get().deck.name == ""


def test_the_field_says_how_large_a_deck_may_be(profile):
    sentence = "A PDF of at most 10.0 MB. Shown only to investors to whom the venture has agreed to show it."

    assert profile.page().text("//*[@id='id_deck_helptext']").replace("\xa0", " ") == sentence


def test_who_has_withdrawn_can_still_take_the_deck_away(client, profile, venture, django_capture_on_commit_callbacks):
    profile(deck=pdf())
    deck = Venture.objects.get().deck
    Venture.objects.update(state="withdrawn")
    page = Page(client.get(page_of(venture, "party_profile")))
    assert page.values("//main//form//button/@name") == ["remove_deck"]

    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(page_of(venture, "party_profile"), {"remove_deck": "on", "name_en": "X"}, follow=True)

    assert said(response) == ["The deck is removed."]
    row = Venture.objects.get()
    assert (row.deck.name, row.name_en, row.state) == ("", "Cranes", "withdrawn")
    assert not deck.storage.exists(deck.name)
    assert Page(response).values("//main//form//button/@name") == []


def test_an_investor_that_has_withdrawn_takes_no_deck_of_anybody_away(client, venture):
    investor = factories.investor(pk=venture.pk, state="withdrawn")
    Venture.objects.update(deck="decks/deck.pdf")

    response = signed_in(client, investor).post(page_of(investor, "party_profile"), {"remove_deck": "on"}, follow=True)

    assert said(response) == [f"“{investor}” has withdrawn; nothing of it can be changed."]
    assert Venture.objects.get().deck.name == "decks/deck.pdf"


def test_its_own_deck_can_be_read_by_who_comes_for_it(client, profile, venture):
    assert client.get(page_of(venture, "party_deck")).status_code == 404
    profile(deck=pdf("our deck.pdf"))

    response = client.get(page_of(venture, "party_deck"))

    assert b"".join(response.streaming_content).startswith(b"%PDF-")
    assert response.headers["Content-Disposition"] == 'attachment; filename="our_deck.pdf"'
    assert response.headers["Cache-Control"] == "private, no-store"
    signed_in(client, factories.investor(day=venture.day))
    assert client.get(page_of(venture, "party_deck")).status_code == 404


def test_a_deck_whose_file_is_gone_is_not_there(client):
    venture = factories.venture(deck="decks/gone.pdf")

    assert signed_in(client, venture).get(page_of(venture, "party_deck")).status_code == 404
