"""Why a pair matches, in words: a sentence for each rule, with what both say."""

import pytest
from django.utils import translation

from matchmaking.explaining.matches import matches
from matchmaking.models import ExchangeRate
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def day():
    return factories.matchmaking_day()


def pair(day, *, venture=None, mandate=None, investor=None, fund=None):
    """A venture and an investor with one mandate; lists are given as `industries`, `technologies`, `regions`."""
    venture = dict(venture or {})
    lists = {name: venture.pop(name, ()) for name in ("industries", "technologies", "investor_regions")}
    ours = factories.venture(day=day, **venture)
    for name, rows in lists.items():
        getattr(ours, name).set(rows)
    organisation = factories.organisation(kind="fund", **(fund or {}))
    theirs = factories.investor(day=day, organisation=organisation, **(investor or {}))
    factories.mandate(investor=theirs, **(mandate or {}))
    return ours, theirs


def reasons(day, **values):
    ours, theirs = pair(day, **values)
    for side in ("venture", "investor"):  # so that even who has nothing in common is a match
        factories.interest(venture=ours, investor=theirs, side=side)
    (found,) = matches(ours)
    return {one.sentence: (one.speaks, one.hundredths) for one in found.reasons}


def ask(amount, currency="CNY"):
    return {"ask": amount, "currency": currency}


COMPUTERS, VEHICLES, FORESTRY = "39", "36", "02"  # the first two are of one section


@pytest.mark.parametrize(
    ("ours", "sentence", "speaks"),
    [
        (COMPUTERS, "Industry: the mandate names {computers}.", ("for", 100)),
        (VEHICLES, "Industry: {ours} is a neighbour of {computers}, which the mandate names.", ("half", 50)),
        (FORESTRY, "Industry: the mandate names others: {computers}.", ("against", 0)),
    ],
)
def test_industry(day, ours, sentence, speaks):
    industry, computers = factories.industry(ours), factories.industry(COMPUTERS)
    names = {"ours": f"{ours} {industry}", "computers": f"39 {computers}"}

    found = reasons(day, venture={"industries": [industry]}, mandate={"industries": [computers]})

    assert found == {sentence.format(**names): speaks}


def test_technology(day):
    one, other = factories.technology(name_en="Slicing"), factories.technology(name_en="Edge")

    assert reasons(day, venture={"technologies": [one, other]}, mandate={"technologies": [other]}) == {
        "Technology: both name Edge.": ("for", 100)
    }
    assert reasons(factories.matchmaking_day(), venture={"technologies": [one]}, mandate={"technologies": [other]}) == {
        "Technology: the mandate names others: Edge.": ("against", 0)
    }


@pytest.mark.parametrize(
    ("stages", "sentence", "speaks"),
    [
        (["prototype"], "Stage: “Prototype” is one that the mandate names.", ("for", 100)),
        (["demonstration"], "Stage: “Prototype” is next to what the mandate names: Demonstration.", ("half", 40)),
        (["commercial"], "Stage: “Prototype” is not what the mandate names: Commercial use.", ("against", 0)),
    ],
)
def test_stage(day, stages, sentence, speaks):
    assert reasons(day, venture={"stage": "prototype"}, mandate={"stages": stages}) == {sentence: speaks}


@pytest.mark.parametrize(
    ("venture", "mandate", "sentences"),
    [
        (
            ask(20_000_000),
            {"least": 10_000_000, "most": 50_000_000},
            {
                "Ask: 20,000,000 CNY lies within the ticket of 10,000,000–50,000,000 CNY.": ("for", 100),
                "Ticket: the largest one, 50,000,000 CNY, pays the whole ask.": ("for", 100),
            },
        ),
        (
            ask(5_000_000),
            {"least": 10_000_000},
            {"Ask: 5,000,000 CNY is less than the ticket of 10,000,000 CNY and more.": ("half", 25)},
        ),
        (
            ask(100),
            {"most": 20},
            {
                "Ask: 100 CNY is more than the ticket of at most 20 CNY; a part of it can be taken.": ("against", 20),
                "Ticket: the largest one, 20 CNY, pays 20% of the ask.": ("against", 20),
            },
        ),
        (
            ask(2, "USD"),
            {"most": 14},
            {
                "Ask: 2 USD lies within the ticket of at most 14 CNY.": ("for", 100),
                "Ticket: the largest one, 14 CNY, pays the whole ask.": ("for", 100),
            },
        ),
        (
            ask(7),
            {"least": 2, "currency": "USD"},
            {"Ask: 7 CNY is less than the ticket of 2 USD and more.": ("half", 25)},
        ),
        (ask(7), {"least": 2, "currency": "EUR"}, {}),
    ],
)
def test_money(day, venture, mandate, sentences):
    ExchangeRate.objects.create(day=day, currency="USD", value=7)

    assert reasons(day, venture=venture, mandate=mandate) == sentences


def test_regions_of_both(day):
    region = factories.region("310000")

    found = reasons(
        day,
        venture={"region": region, "investor_regions": [region]},
        mandate={"regions": [region]},
        fund={"region": region},
    )

    assert found == {
        "Region: the mandate names Shanghai.": ("for", 100),
        "Place: the venture looks for investors in Shanghai.": ("for", 100),
    }


def test_regions_that_differ(day):
    ours, theirs = factories.region("310000"), factories.region("440000")

    found = reasons(
        day,
        venture={"region": ours, "investor_regions": [ours]},
        mandate={"regions": [theirs]},
        fund={"region": theirs},
    )

    assert found == {
        "Region: the mandate names others than Shanghai: Guangdong.": ("against", 0),
        "Place: the venture looks for investors elsewhere than in Guangdong: Shanghai.": ("against", 0),
    }


@pytest.mark.parametrize(
    ("languages", "sentence", "speaks"),
    [
        (["zh", "en"], "Language: both can meet in Chinese.", ("for", 100)),
        (["en"], "Language: they have none in common.", ("against", 0)),
    ],
)
def test_language(day, languages, sentence, speaks):
    found = reasons(day, venture={"languages": languages}, investor={"languages": ["zh"]})

    assert found == {sentence: speaks}


def test_texts_name_the_rarest_words_in_the_language_of_the_reader(day):
    for _other in range(8):
        factories.venture(day=day, name_en="and the network", name_zh_hans="网络")
    ours, theirs = pair(
        day,
        venture={"summary_en": "the cranes and the network of harbours", "summary_zh_hans": "港口起重机"},
        mandate={"looks_for_en": "cranes and a network", "looks_for_zh_hans": "起重机"},
    )
    factories.interest(venture=ours, investor=theirs)

    (english,) = matches(ours)[0].reasons
    with translation.override("zh-hans"):
        (chinese,) = matches(ours)[0].reasons

    assert english.sentence == "Texts: both speak of cranes."
    assert "起重" in chinese.sentence
    assert "cranes" not in chinese.sentence


def test_texts_without_a_word_in_common(day):
    found = reasons(day, venture={"summary_en": "cranes"}, mandate={"looks_for_en": "trucks"})

    assert found == {"Texts: they have no telling word in common.": ("against", 0)}
