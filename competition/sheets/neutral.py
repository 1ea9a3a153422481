"""Values that a spreadsheet program would take for a formula.

In CSV there is only one way to say that something is text: an apostrophe before it. Ours is taken off again when the
file is read, so that a value comes back as it was; one that had apostrophes of its own gets one more.
Source: OWASP, CSV Injection. Full-width signs are formulas to East Asian versions of Excel.
"""

import re

SIGNS = "=+\\-@＝＋－＠"
LIKE_A_FORMULA = re.compile(rf"[\t\r\n]|[\s\0\ufeff]*[{SIGNS}]")
GUARDED = re.compile(rf"'+(?:[\t\r\n]|[\s\0\ufeff]*[{SIGNS}])")


def is_like_a_formula(value):
    return LIKE_A_FORMULA.match(value) is not None


def guarded(value):
    """The value as it is written in CSV: guarded("=1+1") is "'=1+1", guarded("'=1") is "''=1"."""
    return f"'{value}" if is_like_a_formula(value) or GUARDED.match(value) else value


def unguarded(value):
    """The value that `guarded` was given."""
    return value[1:] if GUARDED.match(value) else value
