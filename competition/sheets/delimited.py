"""CSV: whatever encoding, delimiter and line ends Excel, WPS and LibreOffice write."""

import codecs
import csv
import io
from contextlib import contextmanager

from competition.sheets.neutral import unguarded
from competition.sheets.rows import Problem, Row, Rows, UnreadableError

NAMED = "sep="
DELIMITERS = ",;\t|"
PIECE = 256 * 1024
MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


@contextmanager
def opened(file, limits):
    encoding = encoding_of(file)
    size = file.seek(0, 2)
    file.seek(0)
    text = io.TextIOWrapper(file, encoding=encoding, newline="")
    try:
        delimiter = delimiter_of(text.read(PIECE))
        text.seek(0)
        yield Rows(rows(text, delimiter, limits), lambda: file.tell() / size)
    finally:
        text.detach()


def encoding_of(file):
    """UTF-8 or UTF-16 where the file says so; else UTF-8 if all of it is, else GB 18030, Excel's in China."""
    file.seek(0)
    start = file.read(4)
    for mark, encoding in MARKS.items():
        if start.startswith(mark):
            return checked(file, encoding)
    for encoding in ("utf-8", "gb18030"):
        if is_in(file, encoding):
            return encoding
    raise UnreadableError("encoding_unknown")


def checked(file, encoding):
    if not is_in(file, encoding):
        raise UnreadableError("encoding_broken", encoding=encoding.upper().removesuffix("-SIG"))
    return encoding


def is_in(file, encoding):
    """Whether all bytes of a file are text in an encoding. A NUL is in no table: it is a program, or a picture."""
    decoder = codecs.getincrementaldecoder(encoding)()
    file.seek(0)
    try:
        while piece := file.read(PIECE):
            if "\0" in decoder.decode(piece):
                raise UnreadableError("not_a_sheet")
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def delimiter_of(text):
    """The delimiter that the headings are parted by: the one met most often in the first line, outside of quotes.

    Some files name it in a line before the others: sep=;
    """
    if text.startswith(NAMED) and text[len(NAMED) : len(NAMED) + 1] in DELIMITERS:
        return text[len(NAMED)]
    found, is_quoted = dict.fromkeys(DELIMITERS, 0), False
    for character in text.lstrip("\r\n"):
        if character == '"':
            is_quoted = not is_quoted
        elif not is_quoted and character in "\r\n":
            break
        elif not is_quoted and character in found:
            found[character] += 1
    return max(found, key=found.get)


def rows(text, delimiter, limits):
    """The rows of a text, by the number of the record: that is the row which a spreadsheet program shows."""
    csv.field_size_limit(max(csv.field_size_limit(), limits.unpacked))
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    number = 0
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise UnreadableError("csv_broken", number + 1, line=reader.line_num) from error
        if cells is None:
            return
        number += 1
        if number > limits.rows + 1:
            raise UnreadableError("too_many_rows", number, most=limits.rows)
        if any(cells) and not (number == 1 and cells[0] == NAMED):
            yield read(number, cells, limits)


def read(number, cells, limits):
    while not cells[-1]:
        cells.pop()
    if len(cells) > limits.columns:
        raise UnreadableError("too_many_columns", number, most=limits.columns)
    row = Row(number, [unguarded(cell) for cell in cells])
    for column, cell in enumerate(row.cells):
        if len(cell) > limits.characters:
            row.cells[column] = cell[: limits.characters]
            row.problems.append(Problem("too_long", column, cell[:100], {"most": limits.characters}))
    return row
