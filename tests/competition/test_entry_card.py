"""The social card is there for winners alone, and from the moment on at which they are announced."""

from io import BytesIO

import pytest
from django.http import Http404
from PIL import Image

from competition.cards import Card
from competition.pages import contest
from competition.pages.cases import award_told
from competition.views.cards import card
from tests import factories
from tests.factories import at
from tests.reading import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def award():
    cup = factories.competition(slug="cup", name_en="Cup", name_zh_hans="绽放杯")
    edition = factories.edition(competition=cup)
    lead = factories.organisation(name_en="Lead", name_zh_hans="牵头单位")
    entry = factories.entry(edition=edition, number="E1", title_en="Smart gas", title_zh_hans="智慧燃气", lead=lead)
    prize = factories.prize(edition=edition, name_en="First prize", name_zh_hans="一等奖")
    return factories.award(entry=entry, prize=prize, announcement=factories.announcement(edition=edition))


def path(award, language="en"):
    return f"/{language}/awards/cup/6/entries/{award.entry.number}/card.png"


def told(moment=None):
    shown = contest("cup", moment)
    return award_told(shown, shown.edition(6), "E1")


def change(row, **values):
    for name, value in values.items():
        setattr(row, name, value)
    row.save()


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_card_of_a_winner(client, award, language):
    response = client.get(path(award, language))

    assert (response.status_code, response.headers["Content-Type"]) == (200, "image/png")
    assert Image.open(BytesIO(response.content)).size == (1200, 630)


def test_the_card_is_in_the_language_of_the_page_with_the_other_title(award):
    assert card(award, "en") == Card(
        competition="Cup",
        session="Session 6 (2023)",
        prize="First prize",
        title="Smart gas",
        second="智慧燃气",
        lead="Lead",
        number="E1",
    )
    assert card(award, "zh-hans")[2:6] == ("一等奖", "智慧燃气", "牵头单位", "Smart gas")


def test_a_title_in_one_language_has_no_second(award):
    change(award.entry, title_zh_hans="")

    assert (card(award, "zh-hans").title, card(award, "zh-hans").second) == ("Smart gas", "")


def test_illustrative_and_withdrawn_are_said(award):
    change(award.entry, is_illustrative=True)
    change(award, state="withdrawn", withdrawn_at=at(11), notice_en="An error.")

    assert card(award, "en").mark == "illustrative · withdrawn"


def test_an_award_that_stands_goes_before_one_that_was_withdrawn(award):
    change(award, state="withdrawn", withdrawn_at=at(11), notice_en="An error.")
    assert told() == award

    prize = factories.prize(edition=award.prize.edition, order=9)
    other = factories.award(announcement=award.announcement, entry=award.entry, prize=prize)

    assert told() == other


def test_there_is_none_before_the_moment(award):
    with pytest.raises(Http404):
        told(at(9, 59))
    assert told(at(10)) == award


def unannounced(award):
    change(award.announcement, public_at=None)


def hidden(award):
    change(award.prize.edition, is_public=False)


def deleted(award):
    award.delete()


def withdrawn_entry(award):
    change(award, state="withdrawn", withdrawn_at=at(11), notice_en="An error.")
    change(award.entry, state="withdrawn")


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        (unannounced, "There is no winner at this address."),
        (hidden, "No competition is published at this address."),
        (deleted, "There is no winner at this address."),
        (withdrawn_entry, "There is no winner at this address."),
    ],
)
def test_there_is_none_of_what_is_not_public(client, award, state, sentence):
    state(award)

    assert sentence in Page(client.get(path(award)), 404).text("//main")


@pytest.mark.parametrize("address", ["cup/5/entries/E1", "cap/6/entries/E1", "cup/6/entries/E2", "cup/0/entries/E1"])
def test_there_is_none_at_another_address(client, award, address):
    assert client.get(f"/en/awards/{address}/card.png").status_code == 404


def test_a_number_that_no_database_can_hold_is_not_found(client, award):
    assert client.get(f"/en/awards/cup/{10**30}/entries/E1/card.png").status_code == 404


def test_one_query(award, django_assert_num_queries):
    shown = contest("cup")
    with django_assert_num_queries(1):
        card(award_told(shown, shown.edition(6), "E1"), "en")
