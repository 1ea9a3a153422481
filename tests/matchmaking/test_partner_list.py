"""The list of the other side: who is in it, in what order, what can be asked, and that it costs the same for many."""

import pytest
from django.urls import reverse

from competition.models import Technology
from tests import factories
from tests.matchmaking import parties
from tests.reading import Page, of_class

pytestmark = pytest.mark.django_db
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
    address = parties.path("partner_list", venture)

    response = client.get(address)

    assert (response.status_code, response["Location"]) == (302, f"{reverse('admin:login')}?next={address}")


def test_somebody_else_s_party_is_not_there(client, venture, investor):
    client.force_login(parties.user_of(investor))

    Page(client.get(parties.path("partner_list", venture)), 404)


def test_it_is_only_read(client, venture):
    client.force_login(parties.user_of(venture))

    assert client.post(parties.path("partner_list", venture)).status_code == 405


def test_nobody_keeps_it(client, venture):
    client.force_login(parties.user_of(venture))

    assert client.get(parties.path("partner_list", venture))["Cache-Control"] == "private, no-store"


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
    assert page.texts(of_class("suits-figure")) == ["100", "40"]


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


@pytest.fixture
def fund():
    """A fund that asks, and two ventures among which it can choose."""
    _venture, fund = parties.pair()
    fund.day.ventures.update(state="withdrawn")
    steel, edge = factories.industry("31"), factories.technology(slug="edge")
    here = factories.venture(
        day=fund.day,
        name_en="Steel eyes",
        name_zh_hans="智慧钢铁",
        stage="commercial",
        region=factories.region("310000"),
        languages=["zh"],
        ask=2_000_000,
        currency="USD",
    )
    here.industries.add(steel)
    here.technologies.add(edge)
    factories.venture(day=fund.day, name_en="Farm", name_zh_hans="", summary_en="Grows crops", languages=["en"])
    fund.day.rates.create(currency="USD", value=7)
    return fund


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("?q=steel", ["Steel eyes"]),
        ("?q=%E9%92%A2%E9%93%81", ["Steel eyes"]),  # two Chinese characters
        ("?q=CROPS+grows", ["Farm"]),
        ("?q=%EF%BC%B3teel", ["Steel eyes"]),  # a wide letter
        ("?q=nothing", []),
        ("?industry=31", ["Steel eyes"]),
        ("?technology=edge", ["Steel eyes"]),
        ("?stage=commercial", ["Steel eyes"]),
        ("?region=310000", ["Steel eyes"]),
        ("?language=en", ["Farm"]),
        ("?least=14000000", ["Steel eyes"]),
        ("?least=14000001", []),
        ("?most=13999999", []),
        ("?least=1&most=14000000&language=zh&stage=commercial", ["Steel eyes"]),
    ],
)
def test_ventures_are_found_by_what_they_say(client, fund, question, found):
    assert names(parties.read(client, fund, "partner_list", query=question)) == found


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("?stage=x", "There is no stage “x”."),
        ("?industry=99", "Nobody here names an industry “99”."),
        ("?q=" + "y" * 101, "Please search for at most 100 characters."),
        ("?least=much", "Enter a whole number."),
    ],
)
def test_what_cannot_be_asked_is_refused_and_passed_over(client, fund, question, sentence):
    page = parties.read(client, fund, "partner_list", query=question)

    assert page.texts(of_class("invalid-feedback")) == [sentence]
    assert sorted(names(page)) == ["Farm", "Steel eyes"]


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("?industry=31", ["Open", "Steel"]),
        ("?technology=edge", ["Open", "Steel"]),
        ("?stage=commercial", ["Open", "Steel"]),
        ("?stage=prototype", ["Open"]),
        ("?least=60", ["Open"]),
        ("?most=9", ["Open"]),
        ("?least=10&most=20", ["Open", "Steel"]),
        ("?region=310000", ["Steel"]),
        ("?q=furnace", ["Steel"]),
        ("?q=%E9%92%A2%E9%93%81", ["Steel"]),
        ("?language=en", ["Open"]),
    ],
)
def test_investors_are_found_by_their_mandates(client, venture, question, found):
    venture.day.investors.update(state="withdrawn")
    named = {"name_en": "Steel", "name_zh_hans": "钢铁基金", "kind": "fund", "region": factories.region("310000")}
    steel = factories.investor(day=venture.day, organisation=factories.organisation(**named), languages=["zh"])
    industry, edge = factories.industry("31"), factories.technology(slug="edge")
    one = {"stages": ["commercial"], "least": 10, "most": 50, "looks_for_en": "Furnaces"}
    factories.mandate([industry], [edge], investor=steel, **one)
    factories.mandate(investor=factories.investor(day=venture.day, organisation=factories.organisation(name_en="Open")))

    assert sorted(names(parties.read(client, venture, "partner_list", query=question))) == found


def test_what_is_asked_of_a_mandate_is_asked_of_one_at_once(client, venture):
    investor = venture.day.investors.get()
    investor.mandates.all().delete()
    factories.mandate([factories.industry("31")], investor=investor, stages=["prototype"])
    factories.mandate([factories.industry("32")], investor=investor, stages=["commercial"])

    assert names(parties.read(client, venture, "partner_list", query="?industry=31&stage=commercial")) == []


@pytest.mark.parametrize(
    ("question", "found"),
    [("theirs", ["Both", "Theirs"]), ("ours", ["Both", "Ours"]), ("both", ["Both"]), ("unanswered", ["Theirs"])],
)
def test_interests_can_be_asked_for(client, venture, question, found):
    for name, sides in {"Both": ["venture", "investor"], "Theirs": ["investor"], "Ours": ["venture"]}.items():
        other = factories.investor(day=venture.day, organisation=factories.organisation(name_en=name))
        for side in sides:
            factories.interest(venture=venture, investor=other, side=side)

    assert sorted(names(parties.read(client, venture, "partner_list", query=f"?interest={question}"))) == found


def test_nobody_is_found_and_all_can_be_shown_again(client, venture):
    page = parties.read(client, venture, "partner_list", query="?q=xyzzy")

    assert page.texts(of_class("empty")) == ["Nobody has all of this. Remove something, or try fewer or shorter words."]
    assert page.values("//a[.='Show all']/@href") == [parties.path("partner_list", venture)]


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
    address = parties.path("partner_list", party)
    parties.read(client, party, "partner_list")

    with django_assert_num_queries(queries):
        client.get(address)


def test_a_page_in_chinese_is_whole(client, venture):
    client.force_login(parties.user_of(venture))

    page = Page(client.get(parties.path("partner_list", venture).replace("/en/", "/zh-hans/")))

    assert names(page) == ["Harbour Fund"]


def test_technologies_are_those_of_who_is_shown(client, fund):
    factories.technology(slug="unused")

    page = parties.read(client, fund, "partner_list")

    assert page.values("//select[@name='technology']/option/@value") == ["", "edge"]
    assert Technology.objects.count() == 2
