"""The page of figures as a visitor reads it: both kinds of figures, links that yield what they say, both languages."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.core.cache import cache

from competition import indexing
from competition.models import Award, Entry
from tests import factories
from tests.factories import at
from tests.reading import Page, of_class, squeezed

pytestmark = pytest.mark.django_db

WAYS = {
    "session": "edition__number",
    "track": "track__slug",
    "region": "region__code",
    "industry": "industries__code",
}


@pytest.fixture
def cup():
    """Two sessions, of which the first shows its winners only."""
    cup = factories.competition(slug="cup", name_en="Cup", name_zh_hans="绽放杯")
    first = factories.edition(competition=cup, number=1, year=2018, entries_public_at=None)
    sixth = factories.edition(competition=cup, number=6, year=2023)
    track = factories.track(competition=cup, slug="energy", name_en="", name_zh_hans="智慧能源")
    values = {"track": track, "region": factories.region("440000"), "industries": [factories.industry("01")]}
    for edition in (first, sixth):
        announcement = factories.announcement(edition=edition)
        prize = factories.prize(edition=edition, tier="second", quota=3)
        for _entry in range(2):
            entry = factories.entry(edition=edition, **values)
            factories.award(announcement=announcement, prize=prize, entry=entry)
        factories.entry(edition=edition, **values)
    said = {"competition": cup, "source_en": "A report", "source_zh_hans": "一篇报道"}
    factories.official_total(edition=first, value=334, **said)
    factories.official_total(
        edition=sixth, kind="organisations", value=16_000, qualifier_en="nearly", qualifier_zh_hans="近", **said
    )
    factories.official_total(edition=sixth, value=5, competition=cup, source_en="", source_zh_hans="")
    factories.official_total(kind="industries", value=67, edition=None, **said)
    return cup


def read(client, path="figures/", language="en", status=200):
    return Page(client.get(f"/{language}/awards/cup/{path}"), status)


def table(page, chart):
    """The table behind a chart, as rows of texts."""
    rows = page.tree.xpath(f"//details[@id='{chart}-table']//tbody/tr")
    return [[squeezed(cell.text_content()) for cell in row] for row in rows]


def test_official_and_recorded_figures_stand_side_by_side(client, cup):
    page = read(client)

    assert table(page, "entries") == [
        ["Session 1 (2018)", "334", "A report", "2", "winners only"],
        ["Session 6 (2023)", "not found in print", "", "3", "all entries"],
        ["All sessions", "not found in print", "", "5", ""],
    ]
    assert table(page, "participants")[1] == ["Session 6 (2023)", "nearly 16,000", "A report", "3", "all entries"]
    assert table(page, "prizes") == [
        ["Session 1 (2018)", "Second prize", "3", "2"],
        ["Session 6 (2023)", "Second prize", "3", "2"],
    ]


def test_the_totals_at_the_top_say_whose_they_are(client, cup):
    page = read(client)

    assert page.texts(f"{of_class('totals')}//dt") == ["Entries", "Participating organisations", "Industries covered"]
    assert page.texts(f"{of_class('totals')}/div[3]/dd") == [
        "Official 67",
        "Recorded on this site 1",
        "Source of the official figure: A report",
    ]
    assert page.texts(f"{of_class('totals')}/div[1]/dd") == ["Official not found in print", "Recorded on this site 5"]


def test_a_figure_without_a_source_is_shown_nowhere(client, cup):
    factories.official_total(competition=cup, kind="finalists", value=987_654, source_en="")
    type(cup).objects.get().official_totals.filter(source_en="", value=5).update(value=876_543)

    page = read(client)

    assert re.findall("987|876", page.source) == []


def test_chinese_page_and_names_in_one_language(client, cup):
    page, english = read(client, language="zh-hans"), read(client)

    assert page.text(of_class("brand")) == "绽放杯"
    assert table(page, "participants")[1][1:3] == ["近16,000", "一篇报道"]
    assert page.values("//details[@id='tracks-table']//th[@scope='row']/@lang") == []
    assert english.values("//details[@id='tracks-table']//th[@scope='row']/@lang") == ["zh-Hans"]
    assert "广东" in page.texts("//div[@class='chart-wide']//*[local-name()='text']/*[1]")
    assert english.texts("//div[@class='chart-wide']//*[local-name()='text']/*[1]").count("Guangdong") == 1


# --- Numbers and lists ------------------------------------------------------------------------------------------------


def rows(path):
    """How many public rows there are of what the query of an address names."""
    address = urlsplit(path)
    query = {name: value for name, (value,) in parse_qs(address.query).items()}
    if "/winners/" in address.path:
        number = int(address.path.split("/")[-3])
        return Award.objects.public().given().filter(prize__edition__number=number, prize__tier=query["prize"]).count()
    assert address.path == "/en/awards/cup/entries/"
    return Entry.objects.public().filter(**{WAYS[name]: value for name, value in query.items()}).distinct().count()


def yielded(client, path):
    """How many the list at an address says it has."""
    said = Page(client.get(path)).texts("//*[@id='explorer-total'] | //main/p[@role='status']")
    return int(re.match(r"[\d,]+", said[0])[0].replace(",", ""))


@pytest.mark.parametrize("chart", ["entries", "industries", "regions", "tracks", "prizes"])
def test_every_number_is_that_of_the_list_it_leads_to(client, cup, chart):
    page = read(client)

    for where in (f"//details[@id='{chart}-table']", f"//section[@aria-labelledby='{chart}']"):
        links = page.tree.xpath(f"{where}//tbody//td/a") + page.tree.xpath(f"{where}//*[local-name()='svg']//a")
        assert links != []
        for link in links:
            said = link.get("aria-label") or link.text_content()
            number = int(re.search(r"([\d,]+)(?: \(winners only\))?$", said)[1].replace(",", ""))
            assert number == rows(link.get("href")) == yielded(client, link.get("href")), link.get("href")


def test_nothing_has_no_link(client, cup):
    page = read(client)

    found = page.tree.xpath("//details[@id='regions-table']//tbody/tr")
    assert len(found) == 34
    assert [row.xpath("string(th)") for row in found if row.xpath("td/a")] == ["Guangdong"]


# --- Nothing before its moment ----------------------------------------------------------------------------------------


def test_nothing_of_an_award_is_counted_before_its_moment(client, cup):
    session = cup.editions.get(number=1)
    announcement = factories.announcement(edition=session, public_at=at(15))
    region, industry = factories.region("650000"), factories.industry("97")
    track = factories.track(competition=cup, slug="hidden")
    entry = factories.entry(edition=session, region=region, industries=[industry], track=track)
    prize = factories.prize(edition=session, tier="special", quota=77, tie_places=1, tie_reason_en="A tie.")
    factories.award(announcement=announcement, prize=prize, entry=entry)

    pages = {}
    for hour in (14, 15):
        with time_machine.travel(at(hour), tick=False):
            cache.clear()
            pages[hour] = [read(client)] + [
                client.get(f"/en/awards/cup/figures/{chart}.csv").content.decode()
                for chart in ("entries", "industries", "regions", "tracks", "prizes")
            ]

    before, after = pages[14], pages[15]
    assert [table(page, "entries")[0][3] for page in (before[0], after[0])] == ["2", "3"]
    assert "Special prize" not in before[0].source
    assert table(after[0], "prizes")[1] == ["Session 1 (2018)", "Special prize", "78", "1"]
    assert all(early != late for early, late in zip(before[1:], after[1:], strict=True))
    for name in ("region=650000", "industry=97", "track=hidden", "prize=special"):
        assert (name in before[0].source, name in after[0].source) == (False, True)


def test_a_session_that_is_not_public_is_nowhere(client, cup):
    cup.editions.filter(number=6).update(is_public=False)

    page = read(client)

    assert "Session 6" not in page.source
    assert "16,000" not in page.source


# --- Empty, refused, cost ---------------------------------------------------------------------------------------------


def test_a_competition_with_nothing_to_count_says_so(client):
    factories.edition(competition=factories.competition(slug="cup"))

    page = read(client)

    assert page.texts("//div[@class='chart-wide']//*[local-name()='text']")[-4:] == [
        "No public entry states an industry yet.",
        "No public entry states a region yet.",
        "No track has been set up yet.",
        "No award has been announced yet.",
    ]
    assert table(page, "prizes") == [["Nothing yet."]]


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("/en/awards/nowhere/figures/", "No competition is published at this address."),
        ("/en/awards/hidden/figures/", "No competition is published at this address."),
        ("/en/awards/hidden/figures/entries.csv", "No competition is published at this address."),
        ("/en/awards/cup/figures/secrets.csv", "There is no such chart."),
        ("/en/awards/cup/figures/organisations.csv", "There is no such chart."),
    ],
)
def test_what_there_is_not_is_said_in_a_sentence(client, cup, path, sentence):
    factories.edition(competition=factories.competition(slug="hidden"), is_public=False)

    assert sentence in Page(client.get(path), 404).text("//main")


@pytest.mark.parametrize("path", ["figures/", "figures/entries.csv"])
def test_only_reading_is_allowed(client, cup, path):
    assert client.post(f"/en/awards/cup/{path}").status_code == 405


def test_a_region_that_the_map_has_no_place_for_is_in_the_table(client, cup):
    region = factories.region("990000")
    factories.entry(edition=cup.editions.get(number=6), region=region)

    page = read(client)

    assert table(page, "regions")[-1] == ["Shanghai", "1"]
    assert "region=990000" not in "".join(page.values("//*[local-name()='svg']//@href"))


def test_illustrative_entries_are_said_to_be(client, cup):
    factories.entry(edition=cup.editions.get(number=6), is_illustrative=True)

    assert "Of these, 1 is illustrative: invented for the demonstration" in read(client).text("//main/p[1]")


def test_nothing_is_inline_and_ids_are_unique(client, cup):
    page = read(client)

    assert page.values("//*[@style]/@style") == []
    ids = page.values("//@id")
    assert len(ids) == len(set(ids))
    assert {*page.values("//@aria-labelledby"), *page.values("//@aria-describedby")} <= set(ids)


@pytest.mark.parametrize("sessions", [1, 3])
def test_the_page_takes_thirteen_queries(client, sessions, django_assert_num_queries):
    cup = factories.competition(slug="cup")
    for number in range(1, sessions + 1):
        announcement = factories.announcement(edition=factories.edition(competition=cup, number=number))
        for _award in range(number):
            factories.award(announcement=announcement)
    read(client)  # what every page of the site asks once
    type(cup).objects.get().save()
    cache.clear()
    indexing.sync()

    with django_assert_num_queries(13):
        read(client)


# --- Files ------------------------------------------------------------------------------------------------------------


def test_a_file_is_named_marked_and_the_same_in_both_languages(client, cup):
    response = client.get("/en/awards/cup/figures/tracks.csv")

    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'attachment; filename="cup-tracks.csv"'
    assert response.content.decode() == "\ufefftrack,name_en,name_zh_hans,recorded\r\nenergy,,智慧能源,5\r\n,,,0\r\n"
    assert client.get("/zh-hans/awards/cup/figures/tracks.csv").content == response.content


def test_every_chart_has_its_file(client, cup):
    paths = read(client).values("//a[@download]/@href")

    assert len(paths) == 6
    assert [client.get(path).status_code for path in paths] == [200] * 6
