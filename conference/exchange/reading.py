"""Any schedule file: looks at its first characters, and reads it as what it is."""

import codecs

from conference.exchange import c3voc_reading, frab_reading
from conference.exchange.problems import Problems, UnreadableError

MOST_BYTES = 10 * 1024 * 1024
WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read(content):
    """The `Schedule` in a file and its problems: (schedule, problems). Where there are any, the schedule is None."""
    problems = Problems()
    try:
        schedule = reader_for(content)(content, problems)
    except UnreadableError as refused:
        problems.append(refused.problem)
    return (None if problems else schedule), problems


def reader_for(content):
    """Errors: UnreadableError for a file that is no schedule at first sight."""
    if len(content) > MOST_BYTES:
        raise UnreadableError("too_large", found=len(content) // (1024 * 1024), most=MOST_BYTES // (1024 * 1024))
    start = content[:1000].removeprefix(codecs.BOM_UTF8).lstrip()
    if not start:
        raise UnreadableError("empty")
    if start[:1] in (b"{", b"["):
        return c3voc_reading.read
    if start.lower().startswith((b"<!doctype html", b"<html")):
        raise UnreadableError("web_page", 1)
    if start.startswith((b"<", *WIDE)):
        return frab_reading.read
    raise UnreadableError("not_a_schedule")
