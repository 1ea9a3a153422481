"""What can be asked of the list of the other side, and whom that finds."""

import pytest

from competition.models import Technology
from tests import factories
from tests.matchmaking import parties
from tests.reading import of_class

pytestmark = pytest.mark.django_db
NAMES = f"{of_class('partner')}//h2"


@pytest.fixture
def venture():
    return parties.pair()[0]


def names(page):
    return page.texts(NAMES)


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


def test_technologies_are_those_of_who_is_shown(client, fund):
    factories.technology(slug="unused")

    page = parties.read(client, fund, "partner_list")

    assert page.values("//select[@name='technology']/option/@value") == ["", "edge"]
    assert Technology.objects.count() == 2
