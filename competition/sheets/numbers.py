"""Numbers of a workbook as text: whole ones without a point, days and times of day in ISO 8601.

Source: ECMA-376, part 1, sections 18.8.30 (formats) and 18.17.4 (dates). To Excel 1900 was a leap year: before March
of that year its days are one off.
"""

import datetime as dt
import re

from competition.sheets.parts import local, parsing

DATE_FORMATS = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
NOT_A_UNIT = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
UNIT = re.compile("[dmyhs年月日]", re.IGNORECASE)
LAST_DAY = 2_958_465  # 31 December 9999


def is_date_format(code):
    """is_date_format("yyyy-mm-dd") is true, is_date_format('0.0 "m"') is not."""
    return UNIT.search(NOT_A_UNIT.sub("", code.partition(";")[0])) is not None


class Styles:
    """Which styles of cells show a number as a day or a time."""

    def __init__(self):
        self.custom, self.styles, self.is_cells = {}, [], False
        self.done = []

    def start(self, name, attributes):
        name = local(name)
        if name == "numFmt":
            self.custom[attributes.get("numFmtId")] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self.is_cells = True
        elif name == "xf" and self.is_cells:
            self.styles.append(attributes.get("numFmtId", "0"))

    def end(self, name):
        if local(name) == "cellXfs":
            self.is_cells = False

    def text(self, words):
        pass


def date_styles(stream):
    """The numbers, as text, of the styles that show days."""
    styles = Styles()
    for _nothing in parsing(styles, stream):
        pass
    own = {key for key, code in styles.custom.items() if is_date_format(code)}
    usual = {str(number) for number in DATE_FORMATS} - styles.custom.keys()
    return frozenset(str(number) for number, key in enumerate(styles.styles) if key in own | usual)


def number(words):
    """Text for a number: number("12.0") is "12", number("0.10") is "0.1"."""
    try:
        value = float(words)
    except ValueError:
        return words
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return repr(value)


def day(words, dates_from_1904):
    """Text for a number that is shown as a day: 2023-11-26, 2023-11-26 09:30, or 09:30 alone."""
    try:
        value = float(words)
    except ValueError:
        return words
    if dates_from_1904:
        value += 1462
    if not 0 <= value <= LAST_DAY + 1:
        return number(words)
    epoch = dt.datetime(1899, 12, 30) if value >= 60 else dt.datetime(1899, 12, 31)  # noqa: DTZ001
    moment = epoch + dt.timedelta(seconds=round(value * 86_400))
    clock = moment.time().isoformat("minutes" if moment.second == 0 else "seconds")
    if value < 1:
        return clock
    return moment.date().isoformat() if moment.time() == dt.time() else f"{moment.date().isoformat()} {clock}"
