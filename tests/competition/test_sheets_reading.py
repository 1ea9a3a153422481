"""Reading sheets: what programs write, and what nobody should send."""

import io
import tracemalloc

import pytest
import python_calamine

from competition import sheets
from competition.sheets import Limits, UnreadableError
from tests.competition.workbooks import MAIN, archive, inline, workbook

SMALL = Limits(bytes=4000, unpacked=20_000, rows=3, columns=4, characters=10, directory=1000)


def read(content, limits=None):
    with sheets.opened(io.BytesIO(content), limits) as rows:
        return [(row.number, row.cells) for row in rows]


def problems(content, limits=None):
    with sheets.opened(io.BytesIO(content), limits) as rows:
        return [(row.number, problem.code, problem.column, problem.value) for row in rows for problem in row.problems]


def refusal(content, limits=None):
    with pytest.raises(UnreadableError) as refused:
        read(content, limits)
    return refused.value.code


TABLE = [(1, ["number", "title"]), (2, ["B-1", "智慧港口 = 未来"])]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_csv_of_any_encoding_delimiter_and_line_end_is_read(encoding, delimiter, end):
    text = end.join([f"number{delimiter}title", f"B-1{delimiter}智慧港口 = 未来", ""])

    assert read(text.encode(encoding)) == TABLE


def test_a_line_that_names_the_delimiter_is_no_row():
    assert read(b"sep=|\r\na,b|c\r\n1|2\r\n") == [(2, ["a,b", "c"]), (3, ["1", "2"])]


def test_a_delimiter_in_quotes_does_not_count():
    assert read(b'"a,b,c,d";e\n1;2\n') == [(1, ["a,b,c,d", "e"]), (2, ["1", "2"])]


def test_a_row_has_the_number_that_a_spreadsheet_program_shows():
    """A cell with two lines is one row, an empty line is a row, and trailing empty cells are none."""
    content = b'a,b\n"two\nlines",x,,\n\n,\nlast,row\n'

    assert read(content) == [(1, ["a", "b"]), (2, ["two\nlines", "x"]), (5, ["last", "row"])]


def test_numbers_days_and_truths_of_a_workbook_become_text():
    styles = (
        '<numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/>'
        '<numFmt numFmtId="165" formatCode="0.0&quot; days&quot;"/>'
        '<numFmt numFmtId="166" formatCode="[h]:mm"/></numFmts>'
        '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/>'
        '<xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="22"/><xf numFmtId="166"/></cellXfs>'
    )
    cells = [
        ("<c><v>12</v></c>", "12"),
        ("<c><v>12.0</v></c>", "12"),
        ("<c><v>0.1</v></c>", "0.1"),
        ("<c><v>1.5E3</v></c>", "1500"),
        ('<c s="1"><v>45256</v></c>', "2023-11-26"),
        ('<c s="2"><v>45256</v></c>', "2023-11-26"),
        ('<c s="3"><v>45256</v></c>', "45256"),
        ('<c s="4"><v>45256.395833333336</v></c>', "2023-11-26 09:30"),
        ('<c s="5"><v>0.5</v></c>', "12:00"),
        ('<c s="1"><v>1</v></c>', "1900-01-01"),
        ('<c s="1"><v>61</v></c>', "1900-03-01"),
        ('<c s="1"><v>9999999</v></c>', "9999999"),
        ('<c t="b"><v>1</v></c>', "true"),
        ('<c t="b"><v>0</v></c>', "false"),
        ('<c t="d"><v>2023-11-26</v></c>', "2023-11-26"),
        ('<c t="str"><f>A1&amp;"x"</f><v>12x</v></c>', "12x"),
        ("<c><f>1+1</f><v>2</v></c>", "2"),
        ("<c><v>12,5</v></c>", "12,5"),
    ]
    rows = "".join(f"<row>{cell}</row>" for cell, _text in cells)

    assert [cells for _number, cells in read(workbook(rows, styles=styles))] == [[text] for _cell, text in cells]


def test_days_counted_from_1904_are_days():
    styles = '<cellXfs><xf numFmtId="14"/></cellXfs>'
    rows = '<row><c s="0"><v>43794</v></c></row>'

    assert read(workbook(rows, styles=styles, properties='<workbookPr date1904="1"/>')) == [(1, ["2023-11-26"])]


def test_shared_texts_are_read_without_how_they_are_pronounced():
    texts = [
        "<t>plain</t>",
        '<r><t>two </t></r><r><rPr><b/></rPr><t xml:space="preserve">runs</t></r>',
        '<t>绽放</t><rPh sb="0" eb="2"><t>ﾁﾝﾎｳ</t></rPh><phoneticPr fontId="1"/>',
        "<t>line_x000D_end _x005F_x000D_</t>",
    ]
    rows = "".join(f'<row><c t="s"><v>{number}</v></c></row>' for number in range(4))

    found = [cells[0] for _number, cells in read(workbook(rows, texts=texts))]

    assert found == ["plain", "two runs", "绽放", "line\rend _x000D_"]


def test_cells_stand_where_they_say():
    rows = '<row r="2"><c r="B2"><v>1</v></c><c r="D2"><v>2</v></c></row><row r="9"><c r="A9"><v>3</v></c></row>'

    assert read(workbook(rows)) == [(2, ["", "1", "", "2"]), (9, ["3"])]


def test_empty_cells_with_a_format_are_nothing():
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="1"/></row><row r="1048576"><c r="A1048576" s="1"/></row>'

    assert read(workbook(rows)) == [(1, ["1"])]


def test_the_prefix_of_the_elements_does_not_matter():
    sheet = (
        '<x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><x:sheetData><x:row><x:c><x:v>7</x:v></x:c>'
        "</x:row></x:sheetData></x:worksheet>"
    )

    assert read(workbook(xl__worksheets__sheet1_xml=sheet)) == [(1, ["7"])]


def test_our_reader_reads_what_another_one_reads():
    texts = ["<t>一</t>", "<t>b &amp; c</t>"]
    rows = (
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row>'
        '<row r="3"><c r="A3" t="inlineStr"><is><t>x</t></is></c><c r="B3"><v>2</v></c><c r="C3"><v>2.5</v></c></row>'
    )
    content = workbook(rows, texts=texts)
    other = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()

    ours = dict(read(content))

    assert other == [["一", "", "b & c"], ["", "", ""], ["x", 2.0, 2.5]]
    assert ours == {1: ["一", "", "b & c"], 3: ["x", "2", "2.5"]}


def test_what_cannot_be_read_of_a_row_is_a_problem_of_that_row():
    rows = (
        '<row><c t="e"><v>#REF!</v></c><c><v>1</v></c></row><row><c><v>1</v></c><c><f>A1</f></c></row>'
        f"{inline(['x' * 11])}"
    )

    assert problems(workbook(rows), SMALL) == [
        (1, "error_value", 0, "#REF!"),
        (2, "formula_without_value", 1, ""),
        (3, "too_long", 0, "x" * 11),
    ]
    assert problems(b"a,b\n1," + b"y" * 11, SMALL) == [(2, "too_long", 1, "y" * 11)]


REFUSED = {
    "nothing": (b"", "empty"),
    "only a mark": (b"\xef\xbb\xbf\r\n ", "empty"),
    "too many bytes": (b"a\n" * 2001, "too_large"),
    "a web page": (b"<!DOCTYPE html><p>Sign in", "web_page"),
    "a table of a web page": (b"\xef\xbb\xbf <TABLE><tr>", "web_page"),
    "an old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, "old_workbook"),
    "a PDF": (b"%PDF-1.7 a,b", "not_a_sheet"),
    "a picture": (b"\x89PNG\r\n\x1a\n", "not_a_sheet"),
    "a program": (b"a,b\n\x7fELF\0\0", "not_a_sheet"),
    "no encoding": (b"a,b\n\xff\xff\xff", "encoding_unknown"),
    "broken UTF-8 that says so": ("\ufeffa,b\n".encode() + b"\xe7\xbb", "encoding_broken"),
    "half a character of UTF-16": ("a,b\n".encode("utf-16") + b"\x01", "encoding_broken"),
    "a quote that does not end": (b'a,b\n1,"2\n3,4\n', "csv_broken"),
    "words after a quote": (b'a,b\n"1"x,2\n', "csv_broken"),
    "too many rows": (b"a\n1\n2\n3\n4\n", "too_many_rows"),
    "too many columns": (b"a,b,c,d,e\n", "too_many_columns"),
    "too many rows in a workbook": (workbook(inline("a", *"1234")), "too_many_rows"),
    "a row far below": (workbook('<row r="1048576"><c><v>1</v></c></row>'), "too_many_rows"),
    "a cell far to the right": (workbook('<row><c r="XFD1"><v>1</v></c></row>'), "too_many_columns"),
    "a bomb": (workbook(inline(["0" * 30_000])), "unpacks_too_large"),
    "a long list of parts": (archive({f"part{number}" * 5: "" for number in range(20)}), "unpacks_too_large"),
    "half a workbook": (workbook(inline(["a"]))[:-60], "workbook_broken"),
    "an archive with nothing": (archive({}), "not_a_sheet"),
    "an archive with a text": (archive({"readme.txt": "a,b"}), "not_a_sheet"),
    "an OpenDocument": (archive({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "open_document"),
    "a binary workbook": (archive({"xl/workbook.bin": "x"}), "binary_workbook"),
    "Numbers": (archive({"Index/Document.iwa": "x"}), "numbers_workbook"),
    "a letter": (archive({"word/document.xml": "<x/>"}), "not_a_sheet"),
    "a workbook without sheets": (workbook(xl__workbook_xml=f"<workbook {MAIN}/>"), "no_sheet"),
    "a sheet that is not there": (workbook(xl__worksheets__sheet1_xml=None), "no_sheet"),
    "broken XML": (workbook("<row><c>"), "workbook_broken"),
    "an entity": (
        workbook(xl__worksheets__sheet1_xml='<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet>&a;</worksheet>'),
        "document_type",
    ),
    "a shared text that is not there": (
        workbook('<row><c t="s"><v>7</v></c></row>', texts=["<t>a</t>"]),
        "workbook_broken",
    ),
    "shared texts that are not there": (workbook('<row><c t="s"><v>0</v></c></row>'), "workbook_broken"),
    "a number that is not a text's": (workbook('<row><c t="s"><v>x</v></c></row>', texts=[]), "workbook_broken"),
    "a place that is none": (workbook('<row><c r="1A"><v>1</v></c></row>'), "workbook_broken"),
    "a place twice": (workbook('<row><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>'), "workbook_broken"),
    "a sheet that nothing leads to": (
        workbook(**{"xl___rels__workbook_xml.rels": None}),
        "no_sheet",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_file_that_is_no_sheet_is_refused_with_a_reason(what):
    content, reason = REFUSED[what]

    assert refusal(content, SMALL) == reason


def test_an_encrypted_part_is_refused():
    content = bytearray(workbook(inline(["a"])))
    place = content.find(b"PK\x01\x02")
    content[place + 8] |= 1

    assert refusal(bytes(content)) == "encrypted"


def test_a_bomb_that_lies_about_its_size_unpacks_no_further_than_it_says():
    honest = workbook(inline(["0" * 3_000_000]))
    size = len(f"<worksheet {MAIN}><sheetData>{inline(['0' * 3_000_000])}</sheetData></worksheet>")
    lying = honest.replace(size.to_bytes(4, "little"), (500).to_bytes(4, "little"))
    tracemalloc.start()

    code = refusal(lying)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert lying != honest
    assert code == "workbook_broken"
    assert peak < 1_500_000


def test_memory_does_not_grow_with_the_rows_of_a_workbook():
    def peak(number):
        texts = [f"<t>{row:>400}</t>" for row in range(number)]
        rows = "".join(f'<row><c t="s"><v>{row}</v></c></row>' for row in range(number))
        file = io.BytesIO(workbook(rows, texts=texts))
        tracemalloc.start()
        with sheets.opened(file) as found:
            assert sum(1 for _row in found) == number
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak

    peak(10)
    assert peak(8_000) < peak(2_000) + 300_000
