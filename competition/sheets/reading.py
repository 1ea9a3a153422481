"""Any sheet: looks at its first bytes, and reads it as what it is."""

import codecs
import os
from contextlib import contextmanager

from competition.sheets import delimited, workbook
from competition.sheets.rows import Limits, UnreadableError

ZIPPED, COMPOUND = b"PK", b"\xd0\xcf\x11\xe0"
MARKUP = (b"<!doctype", b"<html", b"<?xml", b"<table")
OTHERS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"Rar!", b"\x1f\x8b", b"7z\xbc\xaf")


@contextmanager
def opened(file, limits=None):
    """Opens a sheet for reading: gives its rows, one after another, those that are empty left out.

    `file` is a binary file that can be searched; it is not closed. Memory does not grow with the rows.
    Errors: UnreadableError, here or while the rows are read.
    """
    limits = limits or Limits()
    reader = reader_for(file, limits)
    file.seek(0)
    with reader(file, limits) as rows:
        yield rows


def reader_for(file, limits):
    size = file.seek(0, os.SEEK_END)
    if size > limits.bytes:
        raise UnreadableError("too_large", found=megabytes(size), most=megabytes(limits.bytes))
    file.seek(0)
    start = file.read(1000)
    if not start.removeprefix(codecs.BOM_UTF8).strip():
        raise UnreadableError("empty")
    if start.startswith(ZIPPED):
        return workbook.opened
    if start.startswith(COMPOUND):
        raise UnreadableError("old_workbook")
    if start.removeprefix(codecs.BOM_UTF8).lstrip().lower().startswith(MARKUP):
        raise UnreadableError("web_page")
    if start.startswith(OTHERS):
        raise UnreadableError("not_a_sheet")
    return delimited.opened


def megabytes(size):
    return -(-size // (1024 * 1024))
