"""Writing sheets: what was written is read again as it was, and no program takes it for a formula."""

import io
import re
import tracemalloc
import zipfile

import pytest
import python_calamine
from hypothesis import given
from hypothesis import strategies as st

from competition import sheets
from competition.sheets import Problem, Report, Row
from competition.sheets.neutral import guarded, is_like_a_formula, unguarded

KINDS = ["xlsx", "csv"]
FORMULAS = [
    "=1+1",
    "+861012345678",
    "-5",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1",
    "　=1",
    "＝1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://example.org","x")',
    "\ufeff=1",
]


def written(kind, rows):
    file = io.BytesIO()
    with sheets.writer(kind, file) as sheet:
        sheet.headings(["a", "b", "c"])
        for row in rows:
            sheet.write(row)
    return file.getvalue()


def read(content):
    with sheets.opened(io.BytesIO(content)) as rows:
        return [row.cells for row in rows][1:]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "value",
    [
        *FORMULAS,
        "'=1",
        "''=1",
        "'quoted'",
        "0012",
        "1e5",
        "2023-11-26",
        "TRUE",
        " spaces ",
        "two\nlines",
        "carriage\r\nreturn",
        "_x000D_",
        "_x005F_x000D_",
        "<r>x</r>",
        "<r><t>x</t></r>",
        "<b>&amp;</b>",
        '"quotes", and; more\t|',
        "中文：全角，标点",
        "𠮷野家 🌸",
        "http://example.org/",
        "x" * 32_767,
        "\x01\x1f",
    ],
)
def test_a_value_is_read_as_it_was_written(kind, value):
    assert read(written(kind, [["start", value, "end"]])) == [["start", value, "end"]]


@pytest.mark.parametrize("kind", KINDS)
@given(
    st.lists(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])), min_size=3, max_size=3).filter(
        all
    )
)
def test_any_text_is_read_as_it_was_written(kind, row):
    assert read(written(kind, [row])) == [row]


@given(st.text("'=+-@\t\r\n ax"))
def test_a_guard_comes_off_as_it_went_on(value):
    assert unguarded(guarded(value)) == value
    assert not is_like_a_formula(guarded(value))


@pytest.mark.parametrize("value", FORMULAS)
def test_csv_has_no_cell_that_is_like_a_formula(value):
    text = written("csv", [[value, "x", "y"]]).decode("utf-8-sig")

    assert text.removeprefix("a,b,c\r\n").lstrip('"')[0] == "'"


@pytest.mark.parametrize("value", FORMULAS)
def test_a_workbook_has_text_alone_and_marks_what_is_like_a_formula(value):
    content = written("xlsx", [[value, "x", "y"]])
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
        styles = parts.read("xl/styles.xml").decode()
    quoted = [number for number, xf in enumerate(re.findall("<xf [^>]*>", styles)[1:]) if 'quotePrefix="1"' in xf]

    assert "<f>" not in sheet
    assert set(re.findall('<c [^>]*t="([^"]*)"', sheet)) == {"inlineStr"}
    assert re.search('<c r="A2" s="([0-9]+)"', sheet)[1] in map(str, quoted)


def test_another_reader_reads_our_workbook():
    content = written("xlsx", [["=1+1", "<r>x</r>", "绽放杯"], ["", "two\nlines", "-5"]])
    other = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()

    assert other == [["a", "b", "c"], ["=1+1", "<r>x</r>", "绽放杯"], ["", "two\nlines", "-5"]]


def test_csv_begins_with_the_mark_that_excel_needs_for_chinese():
    assert written("csv", [["绽放", "b", "c"]]) == "\ufeffa,b,c\r\n绽放,b,c\r\n".encode()


def test_a_text_that_is_too_long_for_a_cell_is_not_cut_in_silence():
    with pytest.raises(ValueError, match="Row 2, column 1: more than 32767 characters"):
        written("xlsx", [["x" * 32_768]])


@pytest.mark.parametrize("kind", KINDS)
def test_memory_does_not_grow_with_the_rows(kind, tmp_path):
    def peak(number):
        with (tmp_path / "sheet").open("wb") as file:
            tracemalloc.start()
            with sheets.writer(kind, file) as sheet:
                sheet.headings(["a", "b"])
                for row in range(number):
                    sheet.write([f"{row:>300}", "x"])
            peak = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
        return peak

    peak(10)
    assert peak(4_000) < peak(1_000) + 300_000


@pytest.mark.parametrize("kind", KINDS)
def test_a_report_has_the_bad_rows_as_they_were_with_what_is_wrong(kind):
    file = io.BytesIO()
    with sheets.writer(kind, file) as sheet:
        report = Report(sheet, ["number", "title", "sites"])
        problems = [(2, "many\nsites", "This is not a whole number."), (None, "", "Something else.")]
        report.add(Row(7, ["=B-1", "", "many\nsites"]), problems)

    with sheets.opened(file) as rows:
        found = [row.cells for row in rows]

    assert found == [
        ["number", "title", "sites", "#row", "#column", "#value", "#reason"],
        ["=B-1", "", "many\nsites", "7", "sites\n", "many sites\n", "This is not a whole number.\nSomething else."],
    ]


def test_a_problem_is_data():
    assert Problem("too_long", 1, "x") == ("too_long", 1, "x", {})
