"""The winners of a session: as pictures or as a list, filtered by what they have."""

import pytest

from competition import published
from conference import published as publications
from tests import factories
from tests.competition import announced
from tests.reading import Page, of_class

pytestmark = pytest.mark.django_db
TITLES = f"{of_class('prize', 'section')}//*[contains(@class, 'title')]"
REFUSALS = of_class("invalid-feedback")


def read(client, query="", language="en", path="cup/6/winners/", status=200):
    published.refresh()
    return Page(client.get(f"/{language}/awards/{path}{query}"), status)


def pictured(entry):
    """An entry with a picture; the file itself is not asked for."""
    entry.image = "entries/3f2a-1200x800.webp"
    entry.save()


@pytest.mark.parametrize("view", ["", "?view=grid", "?view=list"])
@pytest.mark.parametrize("has_picture", [False, True])
def test_winners_by_prize(client, view, has_picture):
    found = announced.session()
    if has_picture:
        pictured(found.mine)

    page = read(client, view)

    assert page.texts(f"{of_class('prize', 'section')}/header") == ["First prize 2 winners", "Second prize 0 winners"]
    assert page.texts(TITLES) == ["A port", "A mine", "A mill"]
    assert page.texts(of_class("illustrative")) == ["Illustrative"]
    assert page.texts(of_class("withdrawal")) == ["Withdrawn. It was not so."]
    assert page.text("//main//p[@role='status']") == "2 winners"


def test_winner_without_a_picture_has_the_petals_of_its_prize(client):
    pictured(announced.session().mine)

    page = read(client)

    assert page.values(f"{of_class('gallery')}//use/@href") == ["#tier-first", "#tier-second"]
    assert page.values(f"{of_class('gallery')}//img/@width") == ["1200"]
    assert page.values("//symbol/@id")[:2] == ["tier-first", "tier-second"]


@pytest.mark.parametrize("view", ["", "?view=grid", "?view=list"])
def test_without_any_picture_there_is_only_the_list(client, view):
    announced.session()

    page = read(client, view)

    assert len(page.texts(of_class("laureates"))) == 2
    assert page.texts("//nav[@aria-label='View']") == page.texts(of_class("gallery")) == []


def test_page_leads_to_the_first_prize_of_each_tier(client):
    found = announced.session()
    special = {"edition": found.edition, "tier": "special", "allows_other_awards": True, "order": 9}
    first, second = factories.prize(**special), factories.prize(**special)
    for prize in (first, second):
        factories.award(prize=prize, entry=found.port, announcement=found.announcement)

    page = read(client)

    assert page.texts("//nav[@aria-label='Prizes']//li") == ["First prize 2", "Second prize 0", "Special prize 2"]
    assert page.values("//nav[@aria-label='Prizes']//a/@href")[-1] == f"#prize-{first.pk}"
    assert read(client, "?prize=first").texts("//nav[@aria-label='Prizes']") == []


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ("?prize=first", ["A port", "A mine"]),
        ("?prize=second", ["A mill"]),
        ("?track=port", ["A port"]),
        ("?region=310000", ["A port"]),
        ("?industry=55", ["A port"]),
        ("?organisation=port-group", ["A port"]),
        ("?organisation=carrier", ["A port"]),
        ("?organisation=carrier&prize=second", []),
        ("?prize=&track=&view=grid", ["A port", "A mine", "A mill"]),
    ],
)
def test_filter(client, query, left):
    announced.session()

    page = read(client, query)

    assert page.texts(TITLES) == left
    assert page.texts(of_class("empty")) == ([] if left else ["No winner matches this filter."])


def test_filter_offers_what_the_winners_have(client):
    found = announced.session()
    factories.entry(edition=found.edition, track=factories.track(competition=found.cup))

    page = read(client, language="zh-hans")

    assert page.values("//select[@name='track']/option/@value") == ["", "port"]
    assert page.values("//select[@name='prize']/option/@value") == ["", "first", "second"]
    assert page.texts("//select[@name='organisation']/option")[-2:] == ["港口集团", "运营商"]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("?prize=third", "No prize of the kind “third” is announced in this session."),
        ("?prize=gold", "No prize of the kind “gold” is announced in this session."),
        ("?track=nowhere", "No winner of this session is in a track “nowhere”."),
        ("?region=000000", "No winner of this session is from a region “000000”."),
        ("?industry=99", "No winner of this session is in an industry “99”."),
        ("?organisation=<b>", "No winner of this session is by an organisation “<b>”."),
    ],
)
def test_wrong_choice_is_said_and_asks_for_nothing(client, query, sentence):
    announced.session()

    page = read(client, query)

    assert page.texts(REFUSALS) == [sentence]
    assert len(page.texts(TITLES)) == 3


@pytest.mark.parametrize("query", ["?view=carousel", "?page=7", "?prize[]=first", "?" + "x" * 3000])
def test_wrong_parameter_changes_nothing(client, query):
    announced.session()

    assert len(read(client, query).texts(TITLES)) == 3


def test_view_keeps_the_filter_and_the_filter_the_view(client):
    pictured(announced.session().port)

    page = read(client, "?track=port&view=list")

    assert page.values("//nav[@aria-label='View']//a/@href") == ["?track=port&view=grid", "?track=port&view=list"]
    assert page.values("//nav[@aria-label='View']//a[@aria-current]/@href") == ["?track=port&view=list"]
    assert page.values("//input[@name='view']/@value") == ["list"]


def test_winner_whose_entry_is_no_longer_admitted_has_no_page(client):
    found = announced.session()
    found.mill.state = "withdrawn"
    found.mill.save()

    page = read(client)

    assert page.texts(f"{of_class('is-withdrawn')}//s") == ["A mill"]
    assert page.values(f"{of_class('is-withdrawn')}{of_class('title')}//a/@href") == []


def test_empty(client):
    edition = factories.edition(competition=factories.competition(slug="cup"))
    factories.award(announcement=factories.announcement(edition=edition, public_at=None))

    page = read(client)

    assert page.texts("//form") == []
    assert "have not been announced yet" in page.text(of_class("empty"))


def test_unknown_session(client):
    announced.session()

    assert read(client, path="cup/7/winners/", status=404).text(of_class("lead")) == (
        "There is no such session of this competition."
    )


def test_long_names_stand_whole(client):
    found = announced.session()
    found.port.title_en = announced.LONG
    found.port.save()

    assert read(client).texts(TITLES)[0] == announced.LONG


def test_costs_the_same_queries_at_any_length(client, django_assert_num_queries):
    found = announced.session()
    for number in (1, 3):
        announced.more(found, number)
        publications.refresh(), published.refresh()
        with django_assert_num_queries(5):  # competition, sessions, awards, partners, industries
            client.get("/en/awards/cup/6/winners/")
        with django_assert_num_queries(0):
            client.get("/en/awards/cup/6/winners/")


def test_entry_with_two_awards_is_one_winner(client):
    found = announced.session()
    factories.award(prize=factories.prize(edition=found.edition, tier="special", allows_other_awards=True),
                    entry=found.port, announcement=found.announcement)  # fmt: skip

    assert read(client).text("//main//p[@role='status']") == "2 winners · 3 awards"
