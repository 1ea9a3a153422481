"""Workbooks that hold very much in one place: read no further than a sheet can need, and with little memory."""

import io
import tracemalloc
import zipfile

import pytest

from competition import sheets
from competition.sheets import Limits, UnreadableError
from tests.competition.test_sheets_reading import SMALL, read, refusal
from tests.competition.workbooks import MAIN, inline, workbook


def large(name, words, number, **parts):
    """A workbook of which one part holds very much; for a part that is a stretch of XML, between its two ends."""
    before, after = parts.pop("ends")
    file = io.BytesIO(workbook(inline(["a"]), **{name: None}, **parts))
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as packed, packed.open(name, "w") as part:
        part.write(before.encode())
        for _piece in range(number):
            part.write(words * (2**20 // len(words)))
        part.write(after.encode())
    return file


SHEET = (f'<worksheet {MAIN}><sheetData><row><c t="str"><v>', "</v></c></row></sheetData></worksheet>")
TAG = (f'<worksheet {MAIN}><sheetData><row><c t="', '"><v>1</v></c></row></sheetData></worksheet>')
STYLES = (f"<styleSheet {MAIN}><cellXfs>", "</cellXfs></styleSheet>")
RELATED = ("<Relationships>", "</Relationships>")
LARGE = {
    "a value": ("xl/worksheets/sheet1.xml", b"a" * 1024, SHEET, [["a" * 32_767]]),
    "a tag": ("xl/worksheets/sheet1.xml", b"a" * 1024, TAG, "workbook_broken"),
    "styles": ("xl/styles.xml", b"<xf/>", STYLES, "workbook_broken"),
    "relations": ("xl/_rels/workbook.xml.rels", b"<Relationship/>", RELATED, "workbook_broken"),
}


@pytest.mark.parametrize("what", LARGE)
def test_memory_does_not_grow_with_what_a_workbook_holds_in_one_place(what):
    name, words, ends, expected = LARGE[what]
    file = large(name, words, 24, ends=ends)
    tracemalloc.start()

    try:
        with sheets.opened(file) as rows:
            found = [row.cells for row in rows]
    except UnreadableError as error:
        found = error.code
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert found == expected
    assert peak < 5_000_000


def test_more_shared_texts_than_cells_could_need_are_refused():
    rows = '<row><c t="s"><v>0</v></c></row>'
    limits = Limits(texts=3)

    assert refusal(workbook(rows, texts=["<t>a</t>"] * 4), limits) == "workbook_broken"
    assert read(workbook(rows, texts=["<t>a</t>"] * 3), limits) == [(1, ["a"])]


@pytest.mark.parametrize("cell", ['<c t="str"><v>{}</v></c>', '<c t="inlineStr"><is><t>{}</t></is></c>'])
def test_a_long_text_of_characters_that_xml_spells_out_is_whole(cell):
    words = "_x000D_" * 9 + "z"

    assert read(workbook(f"<row>{cell.format(words)}</row>"), SMALL) == [(1, ["\r" * 9 + "z"])]
