"""Values as people write them in sheets. What is not understood is refused with a sentence in the reader's language."""

import datetime as dt
import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils import timezone, translation
from django.utils.translation import gettext as _

YEARS = range(1900, 2200)
CONTROL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f]")
WHOLE = re.compile(r"(\d+)(?:\.0+)?|(\d{1,3}(?:[,，]\d{3})+)")
DAY = re.compile(r"(\d{4})(?:-(\d{1,2})-|/(\d{1,2})/|\.(\d{1,2})\.|年(\d{1,2})月)(\d{1,2})日?(.*)", re.DOTALL)
CLOCK = re.compile(r"[ T]*(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?")
SEPARATOR = re.compile(r"[;；\n]")
TRUTHS = {"en": ("yes", "no"), "zh-hans": ("是", "否")}
TRUE = {"yes", "y", "true", "1", "是", "对", "x", "✓"}
FALSE = {"no", "n", "false", "0", "否", "不是"}


def text(words):
    """A text without the space around it, its lines ended as on the site."""
    words = words.replace("\r\n", "\n").replace("\r", "\n").strip()
    if CONTROL.search(words):
        raise ValidationError(_("This has characters that are not text."), code="control_characters")
    return words


def in_one_line(words):
    return " ".join(words.split())


def plain(words):
    """Digits and signs as on any keyboard: plain("２０２３") is "2023"."""
    return unicodedata.normalize("NFKC", words).strip()


def whole_number(words):
    found = WHOLE.fullmatch(plain(words))
    if found is None or len(words) > 30:
        raise ValidationError(_("This is not a whole number."), code="not_a_whole_number")
    return int((found[1] or found[2]).replace(",", ""))


def truth(words):
    word = plain(words).casefold()
    if word in TRUE | FALSE:
        return word in TRUE
    raise ValidationError(_("Write “yes” or “no”."), code="not_a_truth")


def told_truth(value):
    return TRUTHS[language()][0 if value else 1]


def day(words):
    """A day. Only forms that begin with the year are understood: 3/4/2023 is one day here and another one there."""
    found, clock = read_day(words)
    if clock not in ("", "00:00", "00:00:00"):
        raise ValidationError(_("This is not a day such as 2023-11-26."), code="not_a_day")
    return found


def moment(words):
    """A point in time; without an offset it is in the time zone of the site, without a time it is midnight."""
    found, clock = read_day(words)
    time = CLOCK.fullmatch(clock or "00:00")
    try:
        if time is None:
            raise ValueError(clock)
        made = dt.datetime.combine(found, dt.time(int(time[1]), int(time[2]), int(time[3] or 0)))
        if time[4]:
            return dt.datetime.fromisoformat(f"{made.isoformat()}{time[4]}")
        return timezone.make_aware(made)
    except ValueError as error:
        raise ValidationError(_("This is not a time such as 2023-11-26 09:30."), code="not_a_moment") from error


def read_day(words):
    """The day that words begin with, and what follows it."""
    found = DAY.fullmatch(plain(words))
    try:
        if found is None or int(found[1]) not in YEARS:
            raise ValueError(words)
        month = next(filter(None, found.group(2, 3, 4, 5)))
        return dt.date(int(found[1]), int(month), int(found[6])), found[7].strip()
    except ValueError as error:
        raise ValidationError(_("This is not a day such as 2023-11-26."), code="not_a_day") from error


def told_moment(value):
    local = timezone.localtime(value)
    return local.strftime("%Y-%m-%d %H:%M:%S" if local.second else "%Y-%m-%d %H:%M")


def several(words):
    """The parts of a list; a comma parts nothing, because names have some."""
    return [part for part in map(in_one_line, SEPARATOR.split(words)) if part]


def language():
    """The language of the reader, among our two."""
    return "zh-hans" if (translation.get_language() or "").startswith("zh") else "en"


def in_both_languages(label):
    """What a label says in English and in Chinese."""
    said = []
    for code in TRUTHS:
        with translation.override(code):
            said.append(str(label))
    return said
