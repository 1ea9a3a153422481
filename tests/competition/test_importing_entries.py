"""Importing entries: what is added, changed, left alone and refused."""

import datetime as dt
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from competition.importing import Choices, passing
from competition.importing.entries import EntryImport
from competition.models import Entry, EntryMember
from directory.models import Organisation
from tests import factories
from tests.competition.sheet_files import GOOD, LOOK, counts, entry, made, read, reasons, take

pytestmark = pytest.mark.django_db


@pytest.fixture
def cup(db):
    """The cup with its sixth session, a track, a technology, and the organisations Lead and Partner 1 to 3."""
    cup = factories.competition(slug="cup")
    factories.edition(competition=cup)
    factories.track(competition=cup, slug="city", name_en="Smart city", name_zh_hans="智慧城市")
    factories.technology(slug="edge", name_en="Edge computing")
    factories.technology(slug="ai", name_en="Artificial intelligence")
    factories.organisation(slug="lead", name_en="Lead", name_zh_hans="领军公司")
    for number in (1, 2, 3):
        factories.organisation(slug=f"partner-{number}", name_en=f"Partner {number}")
    return cup


def full():
    return entry(
        title_zh_hans="项目一",
        summary_en="Two\nlines, and = signs",
        summary_zh_hans="摘要",
        partners="partner-2; Partner 1",
        region="上海市",
        track="Smart city",
        industries="01; 2",
        technologies="Edge computing；ai",
        stage="Commercial use",
        state="submitted",
        submitted_at="2023-06-01 12:30",
        deployed_on="2023年5月1日",
        sites="1,200",
        base_stations="12.0",
        devices="７",
        outcome_en="Faster",
        outcome_zh_hans="更快",
        is_illustrative="是",
    )


def writes(queries):
    words = ("INSERT", "UPDATE", "DELETE")
    return [query["sql"] for query in queries if query["sql"].startswith(words)]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_all_that_a_row_says_is_in_the_entry(cup, organiser, kind):
    outcome = take("entries", [full()], cup, kind, by=organiser)

    row = Entry.objects.get()
    assert counts(outcome) == (1, 0, 0, 0)
    assert outcome.is_written
    assert (row.edition, row.number, row.lead.slug) == (cup.editions.get(), "B6-1", "lead")
    assert (row.title_en, row.title_zh_hans) == ("Project B6-1", "项目一")
    assert (row.summary_en, row.summary_zh_hans) == ("Two\nlines, and = signs", "摘要")
    assert (row.outcome_en, row.outcome_zh_hans) == ("Faster", "更快")
    assert [member.organisation.slug for member in row.members.all()] == ["partner-2", "partner-1"]
    assert (row.region.code, row.track.slug) == ("310000", "city")
    assert [industry.code for industry in row.industries.all()] == ["01", "02"]
    assert {technology.slug for technology in row.technologies.all()} == {"edge", "ai"}
    assert (row.stage, row.state, row.is_illustrative) == ("commercial", "submitted", True)
    assert row.submitted_at == dt.datetime(2023, 6, 1, 4, 30, tzinfo=dt.UTC)
    assert (row.deployed_on, row.sites, row.base_stations, row.devices) == (dt.date(2023, 5, 1), 1200, 12, 7)


def test_the_same_file_again_changes_nothing(cup):
    file = made([full(), entry("B6-2")])
    take("entries", file, cup)
    history = Entry.history.count()

    with CaptureQueriesContext(
        connection,
    ) as queries:
        outcome = take("entries", file, cup)

    assert counts(outcome) == (0, 0, 2, 0)
    assert not outcome.is_written
    assert writes(queries) == []
    assert Entry.history.count() == history


def test_a_change_is_written_and_what_the_sheet_does_not_have_is_left(cup):
    take("entries", [full()], cup)
    row = {"session": "6", "number": "B6-1", "sites": "3", "partners": "Partner 3; partner-2", "industries": ""}

    outcome = take("entries", [row], cup)

    found = Entry.objects.get()
    assert counts(outcome) == (0, 1, 0, 0)
    assert (found.sites, found.title_en, found.devices) == (3, "Project B6-1", 7)
    assert [member.organisation.slug for member in found.members.all()] == ["partner-3", "partner-2"]
    assert found.industries.count() == 0
    assert found.technologies.count() == 2


def test_to_look_writes_nothing(cup):
    with CaptureQueriesContext(connection) as queries:
        outcome = take("entries", [full(), entry("x y")], cup, choices=LOOK)

    assert counts(outcome) == (1, 0, 0, 1)
    assert not outcome.is_written
    assert writes(queries) == []


def test_one_bad_row_keeps_all_out(cup):
    rows = [entry("A1"), entry("A2", sites="many"), entry("A3")]
    report = io.BytesIO()

    outcome = take("entries", rows, cup, report=report)

    assert counts(outcome) == (2, 0, 0, 1)
    assert not outcome.is_written
    assert Entry.objects.count() == 0
    assert reasons(outcome) == [(3, "sites", "This is not a whole number.")]
    assert read(report) == [
        rows[1] | {"#row": "3", "#column": "sites", "#value": "many", "#reason": "This is not a whole number."}
    ]


def test_good_rows_are_taken_where_the_organiser_wants_that(cup):
    outcome = take("entries", [entry("A1"), entry("A2", sites="many"), entry("A3")], cup, choices=GOOD)

    assert counts(outcome) == (2, 0, 0, 1)
    assert outcome.is_written
    assert [row.number for row in Entry.objects.all()] == ["A1", "A3"]


def test_a_report_that_was_corrected_is_imported_as_it_is(cup):
    report = io.BytesIO()
    take("entries", [entry("A1"), entry("A2", sites="many", region="Atlantis")], cup, report=report, choices=GOOD)
    [row] = read(report)

    outcome = take("entries", [row | {"sites": "2", "region": "Beijing"}], cup, choices=GOOD)

    assert row["#column"] == "region\nsites" or row["#column"] == "sites\nregion"
    assert counts(outcome) == (1, 0, 0, 0)


def test_organisations_that_are_missing_are_added_where_the_organiser_wants_that(cup, organiser):
    rows = [
        entry("A1", lead="New Company, Ltd.", partners="新能源集团有限公司; Partner 1"),
        entry("A2", lead="新能源集团有限公司", partners="NEW  company, ltd."),
        entry("A3", lead="Nobody", sites="many"),
    ]

    refused = take("entries", rows, cup, choices=LOOK)
    looked = take("entries", rows, cup, choices=Choices(is_written=False, adding_organisations=True))
    outcome = take("entries", rows, cup, choices=Choices(True, False, True), by=organiser)

    added = Organisation.objects.exclude(slug="lead").exclude(slug__startswith="partner-")
    first, second = Entry.objects.order_by("number")
    assert counts(refused) == (0, 0, 0, 3)
    assert counts(looked) == counts(outcome) == (2, 0, 0, 1)
    assert looked.organisations == outcome.organisations == 2
    assert {row.name_en or row.name_zh_hans for row in added} == {"New Company, Ltd.", "新能源集团有限公司"}
    assert added.get(name_en="New Company, Ltd.").slug == "new-company-ltd"
    assert first.members.first().organisation == second.lead
    assert second.members.get().organisation == first.lead
    assert [row.history.get().history_user for row in added] == [organiser, organiser]


@pytest.mark.parametrize(
    ("before", "after", "is_refused"),
    [
        ("draft", "submitted", False),
        ("draft", "admitted", False),
        ("submitted", "admitted", False),
        ("submitted", "not_admitted", False),
        ("not_admitted", "admitted", False),
        ("admitted", "not_admitted", False),
        ("submitted", "draft", True),
        ("admitted", "submitted", True),
        ("admitted", "draft", True),
        ("not_admitted", "draft", True),
        ("draft", "withdrawn", True),
        ("admitted", "withdrawn", True),
        ("withdrawn", "admitted", True),
        ("withdrawn", "draft", True),
        ("withdrawn", "withdrawn", False),
        ("admitted", "", False),
    ],
)
def test_a_state_goes_on_and_never_back(cup, before, after, is_refused):
    row = factories.entry(edition=cup.editions.get(), number="A1", lead=Organisation.objects.get(slug="lead"))
    Entry.objects.update(state=before)

    outcome = take("entries", [{"session": "6", "number": "A1", "state": after}], cup)

    row.refresh_from_db()
    assert outcome.refused == is_refused
    assert row.state == (before if is_refused or not after else after)


def test_a_withdrawn_entry_is_left_as_it_is(cup):
    factories.entry(edition=cup.editions.get(), number="A1", state="withdrawn")

    outcome = take("entries", [{"session": "6", "number": "A1", "sites": "3"}], cup)

    assert reasons(outcome) == [(2, "", "The entry is withdrawn; a sheet does not change it.")]


def test_an_entry_with_an_award_stays_admitted(cup):
    award = factories.award(entry=factories.entry(edition=cup.editions.get(), number="A1"))

    outcome = take("entries", [{"session": "6", "number": "A1", "state": "not_admitted"}], cup)

    award.entry.refresh_from_db()
    assert reasons(outcome) == [(2, "state", "The entry holds an award. Withdraw the award first.")]
    assert award.entry.state == "admitted"


def test_an_entry_that_is_submitted_has_the_time_of_the_import(cup):
    at = factories.at(15)

    take("entries", [entry("A1", state="admitted"), entry("A2")], cup, at=at)

    assert dict(Entry.objects.values_list("number", "submitted_at")) == {"A1": at, "A2": None}


def test_what_the_database_refuses_is_a_reason_of_its_row_alone(cup, monkeypatch):
    """The look before the writing is taken away, as if somebody had written in between."""
    monkeypatch.setattr(EntryImport, "check", lambda self, line: None)
    rows = [entry(f"A{number}") for number in range(1, 8)]
    rows[4] |= {"is_illustrative": "yes", "source": "A report"}
    rows[6] |= {"title_en": ""}

    outcome = take("entries", rows, cup, choices=GOOD)

    assert reasons(outcome) == [
        (6, "", "What has a source is not illustrative."),
        (8, "", "Give the entry a title in at least one language."),
    ]
    assert [row.number for row in Entry.objects.all()] == ["A1", "A2", "A3", "A4", "A6"]
    assert Entry.history.count() == 5


def test_an_organisation_that_only_a_refused_row_names_is_not_added(cup, monkeypatch):
    """The look before the writing is taken away, as if somebody had written in between."""
    monkeypatch.setattr(EntryImport, "check", lambda self, line: None)
    rows = [entry(f"A{number}", lead=f"Company {number // 2}", partners="Ally") for number in range(6)]
    rows[0] |= {"title_en": ""}
    rows[2] |= {"title_en": ""}
    rows[3] |= {"title_en": "", "partners": "Lone ally"}

    outcome = take("entries", rows, cup, choices=Choices(True, False, True))

    added = Organisation.objects.exclude(slug="lead").exclude(slug__startswith="partner-").order_by("pk")
    found = Entry.objects.order_by("number").values_list("number", "lead__name_en", "members__organisation__name_en")
    assert list(found) == [("A1", "Company 0", "Ally"), ("A4", "Company 2", "Ally"), ("A5", "Company 2", "Ally")]
    assert sorted(row.name_en for row in added) == ["Ally", "Company 0", "Company 2"]
    assert [row.history.count() for row in added] == [1, 1, 1]
    assert (counts(outcome), outcome.organisations) == ((3, 0, 0, 3), 3)


def test_a_crash_half_way_leaves_nothing(cup, monkeypatch):
    monkeypatch.setattr(passing, "PIECE", 2)
    taken = []

    def crash(phase, done, total):
        taken.append((phase, done, total))
        if done == 4:
            assert Entry.objects.count() == 4
            raise RuntimeError("The power went.")

    with pytest.raises(RuntimeError, match="The power went"):
        take("entries", [entry(f"A{number}") for number in range(6)], cup, progress=crash)

    assert taken == [("writing", 2, 6), ("writing", 4, 6)]
    assert (Entry.objects.count(), Entry.history.count(), EntryMember.objects.count()) == (0, 0, 0)


def test_the_number_of_queries_grows_with_the_pieces_and_not_with_the_rows(cup):
    def queries(numbers):
        with CaptureQueriesContext(connection) as found:
            take("entries", [full() | {"number": number} for number in numbers], cup)
        return len(found)

    few = queries(["A1", "A2"])

    assert queries([f"B{number}" for number in range(40)]) == few
