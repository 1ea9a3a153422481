"""The explorer's page."""

import pytest

from competition import indexing
from competition.models import Entry
from tests import factories
from tests.competition.bad_addresses import EMPTY, REFUSED
from tests.competition.small_cup import small_cup
from tests.reading import Page, of_class

TOTAL = "//*[@id='explorer-total']"
TITLES = f"{of_class('cards')}//h2"


@pytest.fixture
def cup(db):
    return small_cup()


@pytest.fixture
def read(cup, client):
    def read(query="", language="en", **headers):
        return Page(client.get(f"/{language}/awards/cup/entries/{query}", headers=headers))

    return read


def counts(page):
    """The facets as they are shown: {facet: {value: count}}."""
    return {
        facet: dict(
            zip(
                page.texts(f"//input[@name='{facet}']/../span[@class='facet-name']"),
                page.texts(f"//input[@name='{facet}']/../span[@class='facet-count']"),
                strict=True,
            )
        )
        for facet in ("session", "track", "region", "stage")
    }


@pytest.mark.parametrize(
    ("language", "total", "titles"),
    [
        ("en", "4 entries", ["Smart harbour", "Smart mine", "Remote surgery", "Old harbour"]),
        ("zh-hans", "4 entries", ["智慧港口", "智慧矿山", "远程手术", "旧港"]),
    ],
)
def test_contents(read, language, total, titles):
    page = read("", language)

    assert page.texts(TITLES) == titles
    assert page.values(f"{TITLES}/a/@href")[0] == f"/{language}/awards/cup/6/entries/BC6-00001/"
    if language == "en":
        assert page.text(TOTAL) == total
        assert counts(page) == {
            "session": {"Session 6 (2023)": "3", "Session 5 (2022)": "1"},
            "track": {"Ports": "2"},
            "region": {"Guangdong": "1"},
            "stage": {"Commercial use": "1"},
        }


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("?q=harbour", ["Smart harbour", "Old harbour"]),
        ("?q=harb", ["Smart harbour", "Old harbour"]),
        ("?q=智慧", ["Smart harbour", "Smart mine"]),
        ("?q=港", ["Smart harbour", "Old harbour"]),
        ("?q=tidewater+smart", ["Smart harbour", "Smart mine"]),
        ("?q=BC6-00003", ["Remote surgery"]),
        ("?q=%22smart+mine%22", ["Smart mine"]),
        ("?session=5", ["Old harbour"]),
        ("?session=5&session=6&track=port", ["Smart harbour", "Remote surgery"]),
        ("?track=port&region=440000&stage=commercial", ["Smart harbour"]),
        ("?organisation=tidewater", ["Smart harbour", "Smart mine", "Remote surgery"]),
        ("?q=harbour&session=6", ["Smart harbour"]),
    ],
)
def test_what_is_asked_for(read, query, titles):
    page = read(query)

    assert page.texts(TITLES) == titles
    assert page.text(TOTAL) == ("1 entry found" if len(titles) == 1 else f"{len(titles)} entries found")


def test_counts_of_a_facet_do_not_depend_on_what_is_chosen_of_it(read):
    found = counts(read("?session=6"))

    assert found["session"] == {"Session 6 (2023)": "3", "Session 5 (2022)": "1"}
    assert found["track"] == {"Ports": "2"}


def test_what_is_chosen_can_be_removed(read):
    page = read("?q=smart&session=6&track=port")
    chips = f"{of_class('chips')}//a"

    assert page.texts(chips) == [
        "Words smart (remove)×",
        "Session Session 6 (2023) (remove)×",
        "Track Ports (remove)×",
        "Remove all",
    ]
    assert page.values(f"{chips}/@href") == [
        "/en/awards/cup/entries/?session=6&track=port",
        "/en/awards/cup/entries/?q=smart&track=port",
        "/en/awards/cup/entries/?q=smart&session=6",
        "/en/awards/cup/entries/",
    ]
    assert page.values("//input[@checked]/@id") == ["session-6", "track-port"]


def test_hits_are_marked_in_the_title_of_either_language(read):
    page = read("?q=智慧")

    assert page.texts(f"{of_class('beside')}") == ["智慧港口", "智慧矿山"]
    assert page.texts(f"{of_class('cards')}//mark") == ["智慧", "智慧"]
    assert page.values(f"{of_class('beside')}/span/@lang") == ["zh-Hans", "zh-Hans"]
    assert read("?q=smart").texts(f"{TITLES}//mark") == ["Smart", "Smart"]


@pytest.mark.parametrize(("query", "sentences"), REFUSED)
def test_what_means_nothing_is_refused_with_a_sentence_and_left_out(read, query, sentences):
    page = read(query)

    assert page.texts("//*[@role='alert']/p") == sentences
    assert page.texts(TITLES) != []
    assert page.values("//meta[@name='robots']/@content") == (["noindex, follow"] if sentences else [])


def test_more_organisations_than_twenty_are_refused_with_a_sentence(read):
    page = read("?" + "&".join(f"organisation=o{number}" for number in range(21)))

    assert page.texts("//*[@role='alert']/p")[0] == "Please choose at most 20 organisations."


@pytest.mark.parametrize(("query", "sentence"), EMPTY)
def test_empty_pages_say_why(read, query, sentence):
    assert read(query).text(of_class("empty")) == sentence


def test_without_entries(db, client):
    factories.edition(competition=factories.competition(slug="cup"))

    page = Page(client.get("/en/awards/cup/entries/"))

    assert page.text(of_class("empty")) == "No entry of this competition is public yet."
    assert page.text(TOTAL) == "0 entries"


def test_a_competition_that_is_not_public_has_no_list(db, client):
    factories.edition(competition=factories.competition(slug="cup"), is_public=False)

    assert client.get("/en/awards/cup/entries/").status_code == 404
    assert client.get("/en/awards/other/entries/").status_code == 404


def test_entries_of_another_competition_are_not_shown(read):
    factories.award(entry=factories.entry(title_en="Another harbour"))

    page = read("?q=harbour")

    assert page.texts(TITLES) == ["Smart harbour", "Old harbour"]
    assert read().text(TOTAL) == "4 entries"


def test_pages_lead_to_each_other(read, monkeypatch):
    monkeypatch.setattr("competition.views.explorer.MOST_ON_A_PAGE", 2)
    first = read("?track=port&track=port&session=6&session=5")
    whole = read()

    second = read(whole.values("//nav[@class='pages']/a[@rel='next']/@href")[0].partition("entries/")[2])
    again = read(second.values("//nav[@class='pages']/a[@rel='prev']/@href")[0].partition("entries/")[2])

    assert first.values("//a[@rel='next']/@href") == []
    assert whole.texts(TITLES) == again.texts(TITLES) == ["Smart harbour", "Smart mine"]
    assert second.texts(TITLES) == ["Remote surgery", "Old harbour"]
    assert second.values("//link[@rel='prev']/@href") == second.values("//a[@rel='prev']/@href")
    assert whole.values("//link[@rel='next']/@href") == whole.values("//a[@rel='next']/@href")
    assert second.values("//a[@rel='next']/@href") == again.values("//a[@rel='prev']/@href") == []


@pytest.mark.parametrize(
    ("query", "canonical", "robots"),
    [
        ("", "", []),
        ("?q=&track=", "", []),
        ("?track=port", "?track=port", []),
        ("?track=port&session=6", "?session=6&track=port", ["noindex, follow"]),
        ("?q=harbour&unknown=1", "?q=harbour", ["noindex, follow"]),
        ("?after=5", "?after=5", []),
    ],
)
def test_addresses_for_search_engines(read, query, canonical, robots):
    page = read(query)

    assert page.values("//link[@rel='canonical']/@href") == [f"http://127.0.0.1:8000/en/awards/cup/entries/{canonical}"]
    assert page.values("//meta[@name='robots']/@content") == robots


def test_htmx_gets_the_form_with_the_list_and_nothing_else(client, cup):
    response = client.get("/en/awards/cup/entries/?q=harbour&track=", headers={"HX-Request": "true"})

    page = Page(response)
    assert page.texts(TITLES) == ["Smart harbour", "Old harbour"]
    assert page.texts("//h1") == []
    assert response.headers["Cache-Control"] == "no-store"
    assert "ETag" not in response.headers


def test_htmx_going_back_gets_the_whole_page(client, cup):
    headers = {"HX-Request": "true", "HX-History-Restore-Request": "true"}

    assert Page(client.get("/en/awards/cup/entries/", headers=headers)).texts("//h1") == ["Entries"]


def test_a_page_is_kept_and_the_same_for_everybody(client, cup, organiser):
    first = client.get("/en/awards/cup/entries/")
    client.force_login(organiser)
    again = client.get("/en/awards/cup/entries/")

    assert first.headers["ETag"] == again.headers["ETag"]
    assert first.content == again.content
    assert not first.cookies


def test_a_page_made_while_the_index_is_written_is_not_kept(client, cup):
    indexing.sync()
    cup[0].title_en = "Renamed"
    cup[0].save()
    writer = indexing.opened().writer()

    during = client.get("/en/awards/cup/entries/?q=renamed")
    writer.wait_merging_threads()
    after = client.get("/en/awards/cup/entries/?q=renamed")

    assert "ETag" not in during.headers
    assert during.headers["Cache-Control"] == "no-store"
    assert Page(after).texts(TITLES) == ["Renamed"]


def test_nothing_of_an_award_is_there_before_its_moment_and_all_of_it_after(client, cup):
    edition = factories.edition(competition=cup[0].edition.competition, number=7, year=2024, entries_public_at=None)
    hidden = factories.entry(edition=edition, title_en="Secret laser")
    announcement = factories.announcement(edition=edition, public_at=factories.at(10, day=21).replace(year=2199))
    factories.award(entry=hidden, announcement=announcement)

    def read(query):
        page = Page(client.get(f"/en/awards/cup/entries/{query}"))
        return page.text(TOTAL), page.texts(TITLES), page.values("//input[@name='prize']/@value")

    before = [read(query) for query in ("?q=laser", "?session=7", "?prize=first", "")]
    announcement.public_at = factories.at(10)
    announcement.save()
    indexing.published.refresh()
    after = [read(query) for query in ("?q=laser", "?session=7", "?prize=first", "")]

    assert [(total, titles) for total, titles, _prizes in before[:3]] == [("0 entries found", [])] * 3
    assert (before[3][0], before[3][2]) == ("4 entries", [])
    assert [(total, titles) for total, titles, _prizes in after[:3]] == [("1 entry found", ["Secret laser"])] * 3
    assert (after[3][0], after[3][2]) == ("5 entries", ["first"])


@pytest.mark.parametrize("number_of_entries", [1, 3])
def test_query_count(db, client, number_of_entries, django_assert_num_queries):
    edition = factories.edition(competition=factories.competition(slug="cup"))
    for _number in range(number_of_entries):
        factories.award(entry=factories.entry(edition=edition))
    client.get("/en/awards/cup/entries/?q=nothing")  # the index is made, and the names are known

    with django_assert_num_queries(4):  # the competition, its sessions, what is announced, the cards
        page = Page(client.get("/en/awards/cup/entries/"))

    assert len(page.texts(TITLES)) == number_of_entries == Entry.objects.count()
