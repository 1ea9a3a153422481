"""The profile of a venture: what it says, what is refused, and two who edit at once."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from directory.models import Industry
from matchmaking.forms import decks as forms
from matchmaking.models import Venture
from tests import factories
from tests.matchmaking.parties import page_of, signed_in
from tests.matchmaking.profiles import form_of, pdf
from tests.reading import Page, of_class, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def venture():
    return factories.venture(name_en="Cranes", name_zh_hans="岸桥", summary_en="Quay cranes")


@pytest.fixture
def profile(client, venture):
    """Opens the profile, changes it and sends it back."""
    signed_in(client, venture)
    url = page_of(venture, "party_profile")

    def sent(follow=True, opened=None, **changes):
        fields = {**(opened or form_of(client.get(url))), **changes}
        return client.post(url, {name: value for name, value in fields.items() if value is not None}, follow=follow)

    sent.opened = lambda: form_of(client.get(url))
    sent.page = lambda: Page(client.get(url))
    return sent


def test_all_of_it_is_saved(profile, venture):
    port, rail = factories.industry("55"), factories.industry("53")
    technology, region = factories.technology(), factories.region()

    response = profile(
        name_en="Quay cranes",
        summary_en="Cranes\nthat are far",
        summary_zh_hans="远程",
        industries=[port.pk, rail.pk],
        technologies=[technology.pk],
        stage="commercial",
        region=region.pk,
        ask="80000000",
        currency="USD",
        use_of_funds_en="Cranes",
        languages=["en", "zh"],
        investor_regions=[region.pk],
        most_meetings="6",
    )

    assert said(response) == ["The profile is saved."]
    row = Venture.objects.get()
    assert (row.name_en, row.name_zh_hans, row.summary_zh_hans) == ("Quay cranes", "岸桥", "远程")
    assert (row.stage, row.region, row.ask, row.currency) == ("commercial", region, 80000000, "USD")
    assert (row.languages, row.most_meetings) == (["zh", "en"], 6)
    assert set(row.industries.all()) == {port, rail}
    assert (row.technologies.get(), row.investor_regions.get()) == (technology, region)
    assert row.history.first().history_user == venture.representatives.get().user


def test_sent_back_as_it_was_it_changes_nothing(profile, venture):
    venture.industries.add(factories.industry())
    before = Venture.objects.values().get()

    profile()

    assert Venture.objects.values().get() == before
    assert venture.industries.count() == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name_en": "", "name_zh_hans": ""}, "Give the venture a name in at least one language."),
        ({"ask": "0"}, "Ensure this value is greater than or equal to 1."),
        ({"ask": "much"}, "Enter a whole number."),
        ({"ask": str(10**14 + 1)}, "Ensure this value is less than or equal to 100000000000000."),
        ({"currency": "XXX"}, "Select a valid choice. XXX is not one of the available choices."),
        ({"stage": "never"}, "Select a valid choice. never is not one of the available choices."),
        ({"region": "999999"}, "Select a valid choice. That choice is not one of the available choices."),
        ({"industries": ["999999"]}, "Select a valid choice. 999999 is not one of the available choices."),
        ({"industries": ["x"]}, "“x” is not a valid value."),
        ({"languages": ["fr"]}, "Select a valid choice. fr is not one of the available choices."),
        ({"most_meetings": "100"}, "Ensure this value is less than or equal to 99."),
        ({"summary_en": "x" * 4001}, "Ensure this value has at most 4000 characters (it has 4001)."),
    ],
)
def test_what_is_refused_changes_nothing_and_loses_nothing(profile, venture, changes, sentence):
    before = Venture.objects.values().get()

    response = profile(use_of_funds_en="A long text", **changes)

    errors = [error for form in [response.context["form"]] for found in form.errors.values() for error in found]
    assert errors == [sentence]
    assert Venture.objects.values().get() == before
    page = Page(response)
    assert page.text("//textarea[@name='use_of_funds_en']") == "A long text"
    assert page.texts("//p[@role='alert']") == ["Nothing is saved yet. Please look at what is marked below."]


def test_chosen_industries_stay_chosen_where_something_else_is_refused(profile):
    port = factories.industry("55")

    page = Page(profile(ask="much", industries=[port.pk]))

    assert page.values("//input[@name='industries'][@checked]/@value") == [str(port.pk)]


def test_industries_stand_in_their_sections_each_with_a_label(profile):
    page = profile.page()

    boxes = page.values("//input[@name='industries']/@value")
    assert len(boxes) == Industry.objects.count() == 97
    assert len(page.tree.xpath("//input[@name='industries']/ancestor::label")) == 97
    sections = page.texts("//div[@id='div_id_industries']" + of_class("choosing-group-name"))
    assert (len(sections), sections[2]) == (20, "Manufacturing")


def test_two_who_change_different_things_lose_nothing(profile, venture):
    opened = profile.opened()
    profile(summary_en="Cranes by radio")

    response = profile(opened=opened, name_en="Quay cranes")

    assert said(response) == ["The profile is saved."]
    row = Venture.objects.get()
    assert (row.name_en, row.summary_en) == ("Quay cranes", "Cranes by radio")


def test_two_who_change_the_same_are_asked_which_stands(profile):
    opened = profile.opened()
    profile(summary_en="Theirs")

    response = profile(opened=opened, summary_en="Mine")

    assert Venture.objects.get().summary_en == "Theirs"
    page = Page(response)
    assert page.texts(of_class("collisions") + "//legend") == ["Summary (English)"]
    (mine, _theirs) = page.tree.xpath("//section[@class='collisions']//input")
    profile(opened=form_of(response), **{mine.get("name"): mine.get("value")})
    assert Venture.objects.get().summary_en == "Mine"


def test_two_who_choose_different_industries_are_asked(profile, venture):
    port, rail = factories.industry("55"), factories.industry("53")
    opened = profile.opened()
    profile(industries=[port.pk])

    response = profile(opened=opened, industries=[rail.pk])

    assert Page(response).texts(of_class("collisions") + "//legend") == ["Industries"]
    assert venture.industries.get() == port


# --- The deck -------------------------------------------------------------------------------------------------------


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


@pytest.mark.parametrize("number", [1, 3])
def test_it_asks_as_much_for_one_as_for_three(client, venture, django_assert_num_queries, number):
    for place in range(number):
        venture.industries.add(factories.industry(f"1{place + 3}"))
        venture.technologies.add(factories.technology())
    signed_in(client, venture)

    with django_assert_num_queries(12):
        client.get(page_of(venture, "party_profile"))


def test_a_deck_whose_file_is_gone_is_not_there(client):
    venture = factories.venture(deck="decks/gone.pdf")

    assert signed_in(client, venture).get(page_of(venture, "party_deck")).status_code == 404
