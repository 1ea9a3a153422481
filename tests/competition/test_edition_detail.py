"""The page of a session: what it is, its official totals, its prizes with who won them."""

import json

import pytest

from competition import published
from conference import published as publications
from tests import factories
from tests.competition import announced
from tests.factories import at
from tests.reading import Page, of_class

pytestmark = pytest.mark.django_db
PRIZES = of_class("prize", "section")


def read(client, path="cup/6/", language="en", status=200):
    published.refresh()
    return Page(client.get(f"/{language}/awards/{path}"), status)


@pytest.mark.parametrize(
    ("language", "titles", "notice"),
    [
        ("en", ["A port", "A mine Illustrative", "A mill"], "Withdrawn. It was not so."),
        ("zh-hans", ["港", "A mine", "厂"], "情况不实。"),
    ],
)
def test_prizes_with_their_winners(client, language, titles, notice):
    announced.session()

    page = read(client, language=language)

    found = page.texts(f"{PRIZES}//p[@class='title']")
    assert [found[0], found[2]] == [titles[0], titles[2]]
    assert found[1].startswith("A mine")
    assert page.texts(of_class("withdrawal"))[0].endswith(notice)
    assert page.texts(f"{of_class('is-withdrawn')}//s") == [titles[2]]


def test_withdrawn_award_does_not_count(client):
    announced.session()

    page = read(client)

    assert page.texts(f"{PRIZES}/header") == ["First prize 2 winners", "Second prize 0 winners"]


def test_what_the_session_is(client):
    found = announced.session()
    factories.official_total(edition=found.edition, competition=found.cup, value=45_000)

    page = read(client)

    assert page.text("//h1") == "Cup Session 6 (2023)"
    assert page.texts(of_class("theme-line")) == ["融惠百业"]
    assert page.texts(f"{of_class('facts')}//dl/div") == [
        "Final20 October 2023, Shanghai",
        "Entries on this site3",
        "Winners on this site2",
    ]
    assert page.texts(f"{of_class('figures')}//span[@class='number']") == ["45,000"]
    assert [path.rpartition("/")[2] for path in page.values(f"{of_class('ways')}//a/@href")][-3:] == [
        "winners.atom",
        "winners.json",
        "winners.csv",
    ]


def test_before_the_announcement_there_are_prizes_to_be_won(client):
    edition = factories.edition(competition=factories.competition(slug="cup"))
    prize = factories.prize(
        edition=edition, name_en="First prize", quota=10, tie_places=1, tie_reason_en="16 and 17 tied."
    )
    factories.award(prize=prize, announcement=factories.announcement(edition=edition, public_at=None))

    page = read(client)

    assert page.texts(f"{PRIZES}/header") == ["First prize 10 to be won"]
    assert "The winners of this session have not been announced yet." in page.text(of_class("empty"))


def test_empty(client):
    factories.edition(competition=factories.competition(slug="cup"), entries_public_at=None)

    page = read(client)

    assert page.texts(of_class("empty")) == ["The prizes of this session are not known yet."]
    assert page.texts("//dl") == [""]


def test_linked_data(client):
    announced.session()

    (text,) = read(client).values("//script[@type='application/ld+json']/text()")

    told = json.loads(text)
    assert (told["startDate"], told["location"]["name"], told["superEvent"]["name"]) == (
        "2023-10-20",
        "Shanghai",
        "Cup",
    )


@pytest.mark.parametrize("path", ["cup/7/", "cup/5/", "cup/99999999999999999999/"])
def test_unknown_and_hidden_are_the_same(client, path):
    found = announced.session()
    factories.edition(competition=found.cup, number=5, year=2022, is_public=False)

    assert read(client, path, status=404).text(of_class("lead")) == "There is no such session of this competition."


def test_costs_the_same_queries_at_any_length(client, django_assert_num_queries):
    found = announced.session()
    for number in (1, 3):
        announced.more(found, number)
        publications.refresh(), published.refresh()
        with django_assert_num_queries(7):  # competition, sessions, awards, prizes, totals, entries, winners
            client.get("/en/awards/cup/6/")
        with django_assert_num_queries(0):
            client.get("/en/awards/cup/6/")


def test_session_that_shows_only_its_winners_tells_no_number_of_entries(client):
    announced.session(entries_public_at=at(9).replace(year=2199))

    assert not [text for text in read(client).texts("//dl/div") if text.startswith("Entries on this site")]
