"""XLSX: the parts of a workbook, read as streams.

Nothing is held but the row at hand and what a row may point to: the texts that cells share lie in a file of their own,
because those of 45,000 rows would fill the memory. The sizes that the archive declares are added up before anything
is unpacked, and no more than these is unpacked.
Source: ECMA-376 (Office Open XML), part 1, section 18.
"""

import struct
import tempfile
import zipfile
import zlib
from contextlib import contextmanager
from posixpath import join, normpath
from xml.parsers import expat

from competition.sheets.cells import SheetParser
from competition.sheets.numbers import date_styles
from competition.sheets.parts import parsed, parsing
from competition.sheets.rows import Rows, UnreadableError
from competition.sheets.texts import SharedTexts

BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, struct.error, expat.ExpatError)
OTHER_PARTS = {
    "xl/workbook.bin": "binary_workbook",
    "mimetype": "open_document",
    "Index/Document.iwa": "numbers_workbook",
    "word/document.xml": "not_a_sheet",
}


@contextmanager
def opened(file, limits):
    refuse_large_directory(file, limits)
    try:
        with zipfile.ZipFile(file) as archive, tempfile.TemporaryFile() as space:
            refuse_bombs(archive, limits)
            book = Workbook(archive, space, limits)
            yield Rows(guarded(book), book.fraction)
    except BROKEN as error:
        raise UnreadableError("workbook_broken") from error


def guarded(book):
    """The rows of the first sheet. What breaks while they are read breaks here, not where they are used."""
    try:
        yield from book.rows()
    except BROKEN as error:
        raise UnreadableError("workbook_broken") from error


def refuse_large_directory(file, limits):
    """The list of the parts is read by `zipfile` in one go: its size stands at the end of the file."""
    file.seek(max(0, file.seek(0, 2) - 65_557))
    end = file.read()
    place = end.rfind(b"PK\x05\x06")
    if place < 0 or len(end) < place + 22:
        raise UnreadableError("workbook_broken")
    if int.from_bytes(end[place + 12 : place + 16], "little") > limits.directory:
        raise UnreadableError("unpacks_too_large", most=limits.unpacked // 1024**2)


def refuse_bombs(archive, limits):
    if sum(part.file_size for part in archive.infolist()) > limits.unpacked:
        raise UnreadableError("unpacks_too_large", most=limits.unpacked // 1024**2)
    if any(part.flag_bits & 1 for part in archive.infolist()):
        raise UnreadableError("encrypted")


class Workbook:
    """The first sheet of an archive that is a workbook."""

    def __init__(self, archive, space, limits):
        self.archive, self.space, self.limits = archive, space, limits
        self.place = lambda: 0
        self.names = {name.lower(): name for name in archive.namelist()}

    def rows(self):
        book = self.book()
        folder = book.rpartition("/")[0]
        sheets, dates_from_1904 = self.sheets(book)
        targets = self.targets(f"{folder}/_rels/{book.rpartition('/')[2]}.rels", folder)
        sheet = next((targets[key][1] for key in sheets if key in targets), None)
        if sheet is None or not self.has(sheet):
            raise UnreadableError("no_sheet")
        styles = self.part_of_kind(targets, "styles")
        texts = self.part_of_kind(targets, "sharedStrings")
        shared = SharedTexts(self.space, self.limits)
        if texts:
            with self.stream(texts) as stream:
                shared.read(stream)
        dates = frozenset()
        if styles:
            with self.stream(styles, self.limits.styles) as stream:
                dates = date_styles(stream)
        parser = SheetParser(shared, dates, dates_from_1904, self.limits)
        with self.stream(sheet) as stream:
            size = self.archive.getinfo(stream.name).file_size
            self.place = lambda: stream.tell() / size
            yield from parsing(parser, stream)
            self.place = lambda: 1

    def fraction(self):
        return self.place()

    def book(self):
        """The part that says which sheets there are."""
        for name, code in OTHER_PARTS.items():
            if self.has(name):
                raise UnreadableError(code)
        targets = self.targets("_rels/.rels", "")
        book = self.part_of_kind(targets, "officeDocument") or "xl/workbook.xml"
        if not self.has(book):
            raise UnreadableError("not_a_sheet")
        return book

    def sheets(self, book):
        """The keys of the sheets in their order, and whether days are counted from 1904."""
        keys, counting = [], []
        with self.stream(book, self.limits.styles) as stream:
            for name, attributes in parsed(stream):
                if name == "sheet":
                    keys += [value for key, value in attributes.items() if key.endswith("relationships id")]
                elif name == "workbookPr":
                    counting.append(attributes.get("date1904") in ("1", "true"))
        return keys, any(counting)

    def targets(self, part, folder):
        """What a part points to: {key: (kind, part)}."""
        if not self.has(part):
            return {}
        with self.stream(part, self.limits.directory) as stream:
            return {
                attributes.get("Id", ""): (
                    attributes.get("Type", "").rpartition("/")[2],
                    normpath(join("/", folder, attributes.get("Target", ""))).lstrip("/"),
                )
                for name, attributes in parsed(stream)
                if name == "Relationship" and attributes.get("TargetMode") != "External"
            }

    def part_of_kind(self, targets, kind):
        return next((part for found, part in targets.values() if found == kind and self.has(part)), None)

    def has(self, part):
        return part.lower() in self.names

    def stream(self, part, most=None):
        """A part; one of which all is held while the sheet is read has at most so many bytes."""
        name = self.names[part.lower()]
        if most is not None and self.archive.getinfo(name).file_size > most:
            raise UnreadableError("workbook_broken")
        return self.archive.open(name)
