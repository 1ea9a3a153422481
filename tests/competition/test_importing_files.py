"""What a file must be to be imported, and in whose language its headings and the reasons are."""

import io
import re
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from competition import sheets
from competition.columns import SHEETS
from competition.importing import sentences
from competition.models import Entry
from tests import factories
from tests.competition.sheet_files import LOOK, counts, entry, take

pytestmark = pytest.mark.django_db


@pytest.fixture
def cup(db):
    cup = factories.competition(slug="cup")
    factories.edition(competition=cup)
    factories.organisation(slug="lead", name_en="Lead", name_zh_hans="领军公司")
    return cup


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_headings_may_be_english_chinese_or_those_for_machines(cup, language):
    with translation.override("zh-hans"):
        chinese = [str(Entry._meta.get_field(name).verbose_name) for name in ("title_zh_hans", "lead")]
    rows = [{"Session": "6", " NUMBER* ": "A1", chinese[0]: "项目", chinese[1]: "领军公司", "# mine": "left out"}]

    with translation.override(language):
        outcome = take("entries", rows, cup)

    assert counts(outcome) == (1, 0, 0, 0)
    assert Entry.objects.get().title_zh_hans == "项目"


def test_columns_have_headings_of_their_own_in_each_language(cup):
    for kind in SHEETS.values():
        headings = [heading for column in kind(cup).columns.values() for heading in column.headings()]
        assert len(headings) == len(set(headings))


def test_reasons_are_in_the_language_of_the_reader(cup):
    rows = [entry("A1", deployed_on="1/2/2023")]

    with translation.override("zh-hans"):
        outcome = take("entries", rows, cup, choices=LOOK)
        said = translation.gettext("This is not a day such as 2023-11-26.")

    assert [problem.reason for problem in outcome.problems] == [said]


def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(cup):
    with pytest.raises(ValidationError) as refusal:
        take("entries", io.BytesIO(b"%PDF-1.7"), cup)

    assert refusal.value.messages == ["This is neither an XLSX workbook nor a CSV file."]
    assert refusal.value.code == "not_a_sheet"


def test_where_a_file_breaks_is_told(cup):
    with pytest.raises(ValidationError) as refusal:
        take("entries", io.BytesIO(b'session,number\n6,"A1\n'), cup)

    assert refusal.value.messages == ["Row 2: A quotation mark does not end, or something follows it."]


@pytest.mark.parametrize(
    ("headings", "messages"),
    [
        ("number,title_en", ["The column “session” is missing."]),
        (
            "session,number,titel",
            ["The column “titel” is not known. Put # before its heading to have it left out."],
        ),
        ("session,number,Session", ["The column “Session” is there twice."]),
    ],
)
def test_headings_that_are_not_understood_are_refused(cup, headings, messages):
    with pytest.raises(ValidationError) as refusal:
        take("entries", io.BytesIO(f"{headings}\n6,A1,x".encode()), cup)

    assert refusal.value.messages == messages


def test_sentences_are_there_for_whatever_a_reader_may_say():
    """The codes that `competition.sheets` uses are those that have a sentence."""
    source = "".join(path.read_text() for path in Path(sheets.__file__).parent.glob("*.py"))
    parts = re.search(r"OTHER_PARTS = {(.*?)}", source, re.DOTALL)[1]
    of_file = set(re.findall(r'UnreadableError\(\s*"(\w+)"', source)) | set(re.findall(r': "(\w+)"', parts))
    of_cell = set(re.findall(r'(?:Problem|self\.problem)\("(\w+)"', source))

    assert of_file | {"no_rows"} == set(sentences.FILE)
    assert of_cell | {"no_heading"} == set(sentences.CELL)


def test_a_reason_that_many_rows_have_is_told_once(cup):
    rows = [entry(f"A{number}", lead="Nobody") for number in range(80)] + [entry("B1", sites="many")]

    outcome = take("entries", rows, cup, choices=LOOK)

    found = [(problem.number, problem.value, problem.more) for problem in outcome.problems]
    assert found == [(2, "Nobody", 79), (82, "many", 0)]
    assert outcome.are_all_shown


def test_of_very_many_reasons_the_first_are_told(cup):
    rows = [entry(f"A{number}", lead=f"Nobody {number}") for number in range(80)]

    outcome = take("entries", rows, cup, choices=LOOK)

    assert (len(outcome.problems), outcome.are_all_shown, outcome.refused) == (50, False, 80)
