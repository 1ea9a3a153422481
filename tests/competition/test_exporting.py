"""What is exported can be imported again as it is, and changes nothing."""

import io

import pytest
import python_calamine
from django.utils import translation

from competition import exporting, sheets
from competition.columns import SHEETS
from competition.models import Entry
from tests import factories
from tests.competition.sheet_files import counts, read, take

pytestmark = pytest.mark.django_db


def exported(subject, cup, kind="csv", **options):
    file = io.BytesIO()
    number = exporting.export_sheet(SHEETS[subject](cup), file, kind, **options)
    return file, number


@pytest.fixture
def cup(db):
    """A cup with whatever a file could get wrong."""
    cup = factories.competition(slug="cup")
    six = factories.edition(competition=cup)
    group = factories.organisation(slug="group", name_en="=HYPERLINK(A1)", name_zh_hans="集团；公司")
    member = factories.organisation(slug="member", name_en="Company, Inc.", parent=group, about_en="  two\nlines ")
    twins = [factories.organisation(slug=f"twin-{number}", name_en="Twins") for number in (1, 2)]
    group.parent = factories.organisation(slug="head", name_en="Head", website="https://example.org/?a=1&b=2")
    group.save()
    track = factories.track(competition=cup)
    first = factories.entry(
        edition=six,
        number="0012",
        title_en="=1+1",
        title_zh_hans="@项目",
        summary_en="'quoted\r\nlines\r\n",
        lead=twins[0],
        track=track,
        region=factories.region(),
        industries=[factories.industry("01"), factories.industry("02")],
        technologies=[factories.technology(), factories.technology()],
        submitted_at=factories.at(9, 30).replace(second=7, microsecond=123456),
        deployed_on="2023-05-01",
        sites=0,
        devices=2_147_483_647,
        stage="commercial",
        is_illustrative=True,
    )
    for order, row in enumerate([twins[1], member, group], start=1):
        factories.entry_member(entry=first, organisation=row, order=order)
    factories.entry(edition=six, number="A2", state="withdrawn", title_en="\t-5", source="+1")
    factories.entry(edition=six, number="A3", state="draft", submitted_at=None, title_en="  padded ")
    factories.entry(edition=factories.edition(competition=cup, number=5), number="0012")
    prize = factories.prize(edition=six, name_en="Prize", name_zh_hans="")
    factories.prize(edition=six, name_en="Prize", name_zh_hans="")
    factories.award(prize=prize, entry=first, citation_en="-1", rank=None)
    lost = factories.award(prize=prize, entry=factories.entry(edition=six))
    lost.state, lost.withdrawn_at, lost.notice_en = "withdrawn", factories.at(12), "By request."
    lost.save()
    return cup


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("subject", SHEETS)
def test_an_export_is_imported_to_no_difference(cup, subject, kind, language):
    with translation.override(language):
        file, number = exported(subject, cup, kind)
        outcome = take(subject, file, cup, kind)

    assert number > 1
    assert counts(outcome) == (0, 0, number, 0)


@pytest.mark.parametrize("subject", SHEETS)
def test_an_export_in_one_language_is_imported_in_the_other(cup, subject):
    with translation.override("zh-hans"):
        file, number = exported(subject, cup)

    outcome = take(subject, file, cup)

    assert counts(outcome) == (0, 0, number, 0)


def test_an_export_has_the_rows_of_a_session_alone(cup):
    file, number = exported("entries", cup, edition=cup.editions.get(number=5))

    assert number == 1
    assert [(row["session"], row["number"]) for row in read(file)] == [("5", "0012")]


def test_an_export_says_whose_name_is_not_sure_by_address(cup):
    file, _number = exported("entries", cup)

    row = next(row for row in read(file) if row["session"] == "6" and row["number"] == "0012")

    assert (row["lead organisation"], row["partners"]) == ("twin-1", "twin-2; Company, Inc.; =HYPERLINK(A1)")


def test_groups_are_exported_before_their_members(cup):
    file, _number = exported("organisations", cup)

    slugs = [row["address on the site"] for row in read(file)]

    assert slugs.index("head") < slugs.index("group") < slugs.index("member")


def test_progress_of_an_export_is_told(cup):
    told = []

    exported("entries", cup, progress=lambda done, total: told.append((done, total)))

    assert told == [(Entry.objects.count(),) * 2]


@pytest.mark.parametrize("subject", SHEETS)
def test_the_number_of_queries_does_not_grow_with_the_rows(cup, subject, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        exported(subject, cup)


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
@pytest.mark.parametrize("subject", SHEETS)
def test_a_template_has_the_headings_and_can_be_filled(cup, subject, kind):
    file = io.BytesIO()

    exporting.write_template(SHEETS[subject](cup), file, kind)

    exported_file, _number = exported(subject, cup, kind)
    assert headings(file) == headings(exported_file)


def headings(file):
    with sheets.opened(file) as rows:
        return next(iter(rows)).cells


def test_a_template_explains_its_columns(cup):
    file = io.BytesIO()
    exporting.write_template(SHEETS["entries"](cup), file, "xlsx")
    file.seek(0)

    sheet = python_calamine.CalamineWorkbook.from_filelike(file).get_sheet_by_index(1).to_python()

    assert sheet[0] == ["Column", "For machines", "What belongs there"]
    assert sheet[1] == ["session", "session", "Needed. Its number."]
    assert sheet[13] == ["stage", "stage", "Prototype; Demonstration; Commercial use"]
