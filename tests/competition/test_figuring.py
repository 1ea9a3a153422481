"""What is counted: the public rows and nothing else, beside what the hosts gave in print."""

import datetime as dt

import pytest
from django.core.cache import cache

from competition import indexing, published
from competition.figuring import counting, files
from competition.figuring.counting import Official, Session, Tier, Total
from tests import factories
from tests.factories import at

pytestmark = pytest.mark.django_db
SECOND = dt.timedelta(seconds=1)


@pytest.fixture
def cup():
    return factories.competition(slug="cup")


def session(cup, number=6, **values):
    return factories.edition(competition=cup, number=number, year=2017 + number, **values)


def figures(cup, moment=None):
    found, _may_be_kept = counting.figures(cup, moment)
    return found


def lines(found, name):
    return {line.key: line.recorded for line in found.lines[name] if line.recorded}


def test_a_competition_without_sessions_has_no_figures(cup):
    found = figures(cup)

    assert (found.sessions, found.tiers, found.entries, found.illustrative) == ((), (), Total(0), 0)
    assert (lines(found, "track"), lines(found, "region"), lines(found, "industry")) == ({}, {}, {})
    assert (len(found.lines["region"]), len(found.lines["industry"])) == (34, 97)


def test_entries_and_their_organisations_are_counted_by_session(cup):
    first, sixth = session(cup, 1), session(cup, 6)
    lead, partner = factories.organisation(), factories.organisation()
    factories.entry(edition=first, lead=lead)
    for entry in (factories.entry(edition=sixth, lead=lead), factories.entry(edition=sixth, lead=lead)):
        factories.entry_member(entry=entry, organisation=partner)

    found = figures(cup)

    assert found.sessions == (
        Session(1, 2018, True, Total(1), Total(1)),
        Session(6, 2023, True, Total(2), Total(2)),
    )
    assert (found.entries, found.organisations) == (Total(3), Total(2))


def test_tracks_regions_and_industries_are_counted_and_what_has_none(cup):
    edition, track = session(cup), factories.track(competition=cup, slug="energy")
    unused = factories.track(competition=cup, slug="unused")
    industries = [factories.industry("01"), factories.industry("06")]
    factories.entry(edition=edition, track=track, region=factories.region("440000"), industries=industries)
    factories.entry(edition=edition, track=track, industries=industries[:1], is_illustrative=True)
    factories.entry(edition=edition)

    found = figures(cup)

    assert [(line.key, line.recorded) for line in found.lines["track"]] == [("energy", 2), (unused.slug, 0)]
    assert lines(found, "region") == {"440000": 1}
    assert lines(found, "industry") == {"01": 2, "06": 1}
    assert found.industries.recorded == 2
    assert found.without == {"track": 1, "region": 2, "industry": 1}
    assert found.illustrative == 1


def test_another_competition_is_not_counted(cup):
    award = factories.award()
    factories.official_total(edition=award.prize.edition)
    factories.track(competition=award.prize.edition.competition)
    session(cup)

    found = figures(cup)

    assert (found.entries, found.organisations, found.tiers) == (Total(0), Total(0), ())
    assert found.sessions[0].entries == Total(0)
    assert found.lines["track"] == ()


@pytest.mark.parametrize("state", ["draft", "submitted", "not_admitted", "withdrawn"])
def test_only_admitted_entries_are_counted(cup, state):
    factories.entry(edition=session(cup), state=state)

    assert figures(cup).entries == Total(0)


def test_a_session_that_is_not_on_the_site_is_not_counted(cup):
    hidden = session(cup, is_public=False)
    factories.award(announcement=factories.announcement(edition=hidden))
    factories.official_total(competition=cup, edition=hidden)

    found = figures(cup)

    assert (found.sessions, found.entries, found.tiers) == ((), Total(0), ())


def test_entries_and_awards_are_counted_from_their_moments_on(cup):
    edition = session(cup, entries_public_at=at(12))
    prize = factories.prize(edition=edition, quota=2, tie_places=1, tie_reason_en="Two tied.")
    announcement = factories.announcement(edition=edition, public_at=at(10))
    winner = factories.entry(edition=edition, region=factories.region("440000"))
    factories.award(announcement=announcement, prize=prize, entry=winner)
    factories.entry(edition=edition, region=factories.region("440000"))

    before, announced, opened = (figures(cup, moment) for moment in (at(10) - SECOND, at(10), at(12)))

    assert [found.entries.recorded for found in (before, announced, opened)] == [0, 1, 2]
    assert [found.sessions[0].shows_all for found in (before, announced, opened)] == [False, False, True]
    assert [found.organisations.recorded for found in (before, announced, opened)] == [0, 1, 2]
    assert [lines(found, "region") for found in (before, announced, opened)] == [{}, {"440000": 1}, {"440000": 2}]
    assert (before.tiers, announced.tiers) == ((), (Tier(6, 2023, "first", 3, 1),))


def test_an_award_that_is_withdrawn_no_longer_counts_but_its_prize_is_told(cup):
    award = factories.award(announcement=factories.announcement(edition=session(cup)))
    award.state, award.withdrawn_at, award.notice_en = "withdrawn", at(11), "An error."
    award.save()

    assert figures(cup).tiers == (Tier(6, 2023, "first", 10, 0),)


def test_prizes_of_a_tier_are_added_up_and_ordered_as_tiers_are(cup):
    edition = session(cup)
    announcement = factories.announcement(edition=edition)
    for tier in ("special", "second", "second"):
        factories.award(announcement=announcement, prize=factories.prize(edition=edition, tier=tier, quota=5))
    factories.prize(edition=edition, tier="second", quota=100)  # nothing of it is announced

    assert figures(cup).tiers == (Tier(6, 2023, "second", 10, 2), Tier(6, 2023, "special", 5, 1))


def test_official_totals_stand_beside_what_is_recorded_only_with_a_source(cup):
    edition = session(cup)
    factories.official_total(edition=edition, competition=cup, value=45_000, qualifier_en="over", source_en="A report")
    factories.official_total(edition=edition, competition=cup, kind="organisations", value=3731, source_en="")
    factories.official_total(competition=cup, value=94_000, source_zh_hans="报道", source_en="")

    found = figures(cup)

    assert found.sessions[0].entries == Total(0, Official(45_000, {"en": "over"}, {"en": "A report"}))
    assert found.sessions[0].organisations == Total(0)
    assert found.entries == Total(0, Official(94_000, {}, {"zh-hans": "报道"}))
    assert found.industries == Total(0)


# --- What it costs ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sessions", [1, 3])
def test_it_takes_eight_queries_and_none_until_something_changes(cup, sessions, django_assert_num_queries):
    for number in range(1, sessions + 1):
        announcement = factories.announcement(edition=session(cup, number))
        for _award in range(number):
            factories.award(announcement=announcement)
    indexing.is_current(published.refresh().revision)

    with django_assert_num_queries(8):
        first = figures(cup)
    with django_assert_num_queries(0):
        again = figures(cup)

    assert first == again


def test_a_write_and_a_moment_make_it_new(cup):
    edition = session(cup, entries_public_at=at(9))
    factories.entry(edition=edition)
    announcement = factories.announcement(edition=edition, public_at=at(10))
    factories.award(announcement=announcement)
    cache.clear()

    early, late = figures(cup, at(9)), figures(cup, at(10))
    factories.entry(edition=edition)
    published.refresh()

    assert [len(found.tiers) for found in (early, late)] == [0, 1]
    assert figures(cup, at(10)).entries.recorded == late.entries.recorded + 1


def test_while_another_process_writes_the_index_they_are_of_a_moment_ago_and_not_kept(cup, client):
    factories.entry(edition=session(cup))
    indexing.sync()
    factories.entry(edition=cup.editions.get())
    published.refresh()
    writer = indexing.opened().writer()

    found, may_be_kept = counting.figures(cup)
    page = client.get("/en/awards/cup/figures/")
    writer.wait_merging_threads()

    assert (found.entries.recorded, may_be_kept) == (1, False)
    assert "ETag" not in page.headers
    assert counting.figures(cup)[0].entries.recorded == 2


# --- Files ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("chart", files.TABLES)
def test_every_file_has_as_many_cells_in_each_row(cup, chart):
    factories.award(announcement=factories.announcement(edition=session(cup)))

    rows = list(files.TABLES[chart](figures(cup)))

    assert len({len(row) for row in rows}) == 1


def test_the_file_of_entries_keeps_official_and_recorded_apart(cup):
    edition = session(cup, entries_public_at=None)
    factories.official_total(edition=edition, competition=cup, value=45_000, qualifier_zh_hans="近")
    factories.award(announcement=factories.announcement(edition=edition))

    assert files.written(figures(cup), "entries").decode("utf-8-sig") == (
        "session,year,official,official_qualifier_en,official_qualifier_zh_hans,official_source_en,"
        "official_source_zh_hans,recorded,recorded_are\r\n"
        "6,2023,45000,,近,A report,,1,winners only\r\n"
        "all,,,,,,,1,\r\n"
    )


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1+1"])
def test_what_a_spreadsheet_takes_for_a_formula_is_text(cup, name):
    session(cup)
    track = factories.track(competition=cup, slug="bad", name_en="placeholder", name_zh_hans="")
    type(track).objects.update(name_en=name)

    assert f"bad,'{name},,0" in files.written(figures(cup), "tracks").decode().splitlines()


def test_an_unknown_chart_has_no_file(cup):
    with pytest.raises(KeyError):
        files.written(figures(cup), "secrets")
