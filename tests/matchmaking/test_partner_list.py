"""The list of the other side: who is in it, in what order, what can be asked, and that it costs the same for many."""

import pytest
from django.urls import reverse

from tests import factories
from tests.matchmaking import parties
from tests.reading import Page, of_class

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("before_the_day")]
NAMES = f"{of_class('partner')}//h2"


@pytest.fixture
def venture():
    return parties.pair()[0]


@pytest.fixture
def investor(venture):
    return venture.day.investors.get()


def names(page):
    return page.texts(NAMES)


def test_somebody_who_has_not_signed_in_is_sent_to_do_so(client, venture):
    address = parties.page_of(venture, "partner_list")

    response = client.get(address)

    assert (response.status_code, response["Location"]) == (302, f"{reverse('account_login')}?next={address}")


def test_somebody_else_s_party_is_not_there(client, venture, investor):
    client.force_login(parties.user_of(investor))

    Page(client.get(parties.page_of(venture, "partner_list")), 404)


def test_it_is_only_read(client, venture):
    client.force_login(parties.user_of(venture))

    assert client.post(parties.page_of(venture, "partner_list")).status_code == 405


def test_nobody_keeps_it(client, venture):
    client.force_login(parties.user_of(venture))

    assert client.get(parties.page_of(venture, "partner_list"))["Cache-Control"] == "private, no-store"


def test_each_side_sees_the_other_one(client, venture, investor):
    assert names(parties.read(client, venture, "partner_list")) == ["Harbour Fund"]
    assert names(parties.read(client, investor, "partner_list")) == ["Port cranes"]


def test_who_suits_best_comes_first_with_the_reasons(client, investor):
    mandate = investor.mandates.get()
    mandate.stages = ["commercial"]
    mandate.save()
    investor.languages = ["en"]
    investor.save()
    factories.venture(day=investor.day, name_en="Unlike", stage="prototype", languages=["en"])
    factories.venture(day=investor.day, name_en="Alike", stage="commercial", languages=["en"])
    investor.day.ventures.filter(name_en="Port cranes").update(state="withdrawn")

    page = parties.read(client, investor, "partner_list")

    assert names(page) == ["Alike", "Unlike"]
    assert page.texts("//li[.//a='Alike']" + of_class("reasons") + "/li") == [
        "Language: both can meet in English.",
        "Stage: “Commercial use” is one that the mandate names.",
    ]
    assert page.texts(of_class("suits-figure")) == ["57", "25"]


def test_who_is_turned_down_comes_last(client, investor):
    for name in ("Second", "Third"):
        factories.venture(day=investor.day, name_en=name)
    first = investor.day.ventures.get(name_en="Port cranes")
    factories.interest(venture=first, investor=investor, side="investor", state="declined")

    page = parties.read(client, investor, "partner_list")

    assert names(page) == ["Second", "Third", "Port cranes"]
    assert page.texts(of_class("is-declined") + of_class("mark")) == ["You: not this time"]


def test_it_says_that_the_other_side_wants_to_meet_but_not_how_much(client, venture, investor):
    factories.interest(venture=venture, investor=investor, side="investor", weight=5)

    page = parties.read(client, venture, "partner_list")

    assert page.texts(of_class("mark")) == ["Wants to meet you"]
    assert page.values("//option[@selected]/@value")[-1] == "3"


def test_no_interest_is_told_only_to_who_wished(client, venture, investor):
    factories.interest(venture=venture, investor=investor, side="investor", state="declined")
    assert parties.read(client, venture, "partner_list").texts(of_class("mark")) == []

    factories.interest(venture=venture, investor=investor, side="venture", weight=2)
    assert parties.read(client, venture, "partner_list").texts(of_class("mark")) == [
        "You want to meet: Rather",
        "No interest this time",
    ]


@pytest.mark.parametrize("side", ["venture", "investor"])
def test_a_block_is_not_told_but_nobody_is_there(client, venture, investor, side):
    factories.interest(venture=venture, investor=investor, side=side, state="blocked")

    page = parties.read(client, venture, "partner_list")

    assert page.texts(of_class("empty")) == ["No investor is admitted to this day yet. Come back later."]


@pytest.mark.parametrize(
    ("state", "sentence"), [("registered", "Your registration is with"), ("withdrawn", "You have withdrawn from")]
)
def test_who_is_not_admitted_sees_nobody(client, venture, state, sentence):
    venture.state = state
    venture.save()

    page = parties.read(client, venture, "partner_list")

    assert names(page) == []
    assert page.text(of_class("empty")).startswith(sentence)


def test_nobody_is_found_and_all_can_be_shown_again(client, venture):
    page = parties.read(client, venture, "partner_list", query="?q=xyzzy")

    assert page.texts(of_class("empty")) == ["Nobody has all of this. Remove something, or try fewer or shorter words."]
    assert page.values("//a[.='Show all']/@href") == [parties.page_of(venture, "partner_list")]


def test_twenty_are_on_a_page_and_the_questions_stay(client, investor):
    for number in range(22):
        factories.venture(day=investor.day, name_en=f"Row {number}", stage="commercial")

    first = parties.read(client, investor, "partner_list", query="?stage=commercial")
    last = parties.read(client, investor, "partner_list", query="?stage=commercial&page=99")

    assert [len(names(page)) for page in (first, last)] == [20, 2]
    assert first.values("//a[@rel='next']/@href") == ["?stage=commercial&page=2"]
    assert last.values("//ol/@start") == ["21"]
    assert first.text(of_class("partners-total")) == "22 found · Show all"


def test_who_was_admitted_a_moment_ago_is_there(client, venture, investor):
    parties.read(client, venture, "partner_list")
    factories.investor(day=venture.day, organisation=factories.organisation(name_en="New"))

    assert names(parties.read(client, venture, "partner_list")) == ["Harbour Fund", "New"]


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(("side", "queries"), [("venture", 17), ("investor", 17)])
def test_it_asks_as_much_for_three_as_for_one(client, side, number, queries, django_assert_num_queries):
    venture, investor = parties.pair()
    party, factory = (venture, factories.investor) if side == "venture" else (investor, factories.venture)
    for _more in range(number - 1):
        factory(day=party.day)
    address = parties.page_of(party, "partner_list")
    parties.read(client, party, "partner_list")

    with django_assert_num_queries(queries):
        client.get(address)


def test_a_page_in_chinese_is_whole(client, venture):
    client.force_login(parties.user_of(venture))

    page = Page(client.get(parties.page_of(venture, "partner_list").replace("/en/", "/zh-hans/")))

    assert names(page) == ["Harbour Fund"]
