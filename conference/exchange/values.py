"""Values as schedule files write them: times, durations, guids, languages. Each is None where it is none."""

import datetime as dt
import re
import uuid
from zoneinfo import ZoneInfo

YEARS = range(1900, 2200)
CLOCK = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)")  # 01:30, and in days 1:12:00
ISO = re.compile(r"P(?:(\d{1,4})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,4})M)?(?:(\d{1,5})(?:\.\d+)?S)?)?")
HAN = re.compile("[\u3400-\u9fff]")


def moment(words, zone=None):
    """A point in time: with its offset or, where the file names its time zone, without."""
    try:
        found = dt.datetime.fromisoformat(words)
    except ValueError:
        return None
    if found.year not in YEARS:
        return None
    return found.replace(tzinfo=zone) if found.tzinfo is None else found


def to_the_minute(moment):
    """A point in time without its seconds, for which our forms have no place."""
    return moment.replace(second=0, microsecond=0)


def duration(words):
    """Hours and minutes (01:30), days before them (1:12:00, as pretalx writes), or ISO 8601 (PT1H30M)."""
    for pattern, units in ((CLOCK, ("days", "hours", "minutes")), (ISO, ("days", "hours", "minutes", "seconds"))):
        if found := pattern.fullmatch(words):
            return dt.timedelta(**{unit: int(number or 0) for unit, number in zip(units, found.groups(), strict=True)})
    return None


def guid(words):
    """A guid in its usual form."""
    try:
        return str(uuid.UUID(words)) if len(words) == 36 else None
    except ValueError:
        return None


def zone(name):
    """The time zone of that name."""
    try:
        return ZoneInfo(name) if name else None
    except (KeyError, ValueError, OSError):  # not found, not a name, a folder
        return None


def language(code, words=""):
    """The language of a text among our two: Chinese, or else the first; where none is named, the script decides."""
    if code:
        return "zh-hans" if code.lower().startswith(("zh", "cmn")) else "en"
    return "zh-hans" if HAN.search(words) else "en"
