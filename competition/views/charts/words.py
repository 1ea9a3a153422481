"""What every chart of the page is made of: its table, its words in the reader's language, the lists behind numbers."""

from typing import NamedTuple

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from competition.charts.bars import Value
from competition.charts.drawing import NARROW, WIDE, Words
from directory.bilingual import spoken
from directory.templatetags.bilingual import BCP47

OFFICIAL, PLACED, RECORDED = "official", "places", "recorded"


class Cell(NamedTuple):
    """`lang` where the text is in the other language; `path` is that of the list that yields a number."""

    text: str
    path: str = ""
    lang: str | None = None
    is_number: bool = True


class Chart(NamedTuple):
    """`says` are sentences on what is shown and whose figures they are."""

    slug: str
    title: str
    says: list[str]
    wide: str
    narrow: str
    columns: list[str]
    rows: list[list[Cell]]


class Lists(NamedTuple):
    """The addresses of the lists that numbers come from. Nothing has no list."""

    slug: str

    def entries(self, found, **query):
        return f"{reverse('competition:entry_list', args=[self.slug])}?{urlencode(query)}" if found else ""

    def winners(self, found, session, **query):
        if not found:
            return ""
        return f"{reverse('competition:winner_list', args=[self.slug, session])}?{urlencode(query)}"


def told(text):
    """A bilingual text as (words, the language where it is the other one)."""
    language = get_language() or "en"
    words, found = spoken(text, language)
    return words, None if found == language else BCP47[found]


def named(text):
    """A name as the first cell of a row."""
    words, lang = told(text)
    return Cell(words, lang=lang, is_number=False)


def plain(words):
    return Cell(words, is_number=False)


def counted(number, path=""):
    return Cell(f"{number:,}", path)


def session_name(session):
    return _("Session %(number)d (%(year)d)") % {"number": session.number, "year": session.year}


def official_words(official):
    """nearly 16,000, 近16,000; or that there is no such figure."""
    if official is None:
        return _("not found in print")
    qualifier, _lang = told(official.qualifier)
    between = " " if qualifier and qualifier[-1].isascii() else ""
    return f"{qualifier}{between}{official.value:,}"


def officially(official):
    """The cells of an official figure: what it is, and where it is printed."""
    source, lang = told(official.source) if official else ("", None)
    return [Cell(official_words(official)), Cell(source, lang=lang, is_number=False)]


def source_said(official):
    """The sentence that names the source of an official figure; none where there is no figure."""
    return [_("Source: %(source)s") % {"source": told(official.source)[0]}] if official else []


def named_value(name, written):
    return _("%(name)s: %(value)s") % {"name": name, "value": written}


def part_of(whole, part):
    """Session 6 (2023), winners only; with the punctuation of the reader's language."""
    return _("%(whole)s, %(part)s") % {"whole": whole, "part": part}


def value(series, name, number, path="", kind=""):
    """A bar of a number that is recorded; `name` says what it counts, `kind` what it leaves out."""
    written = f"{number:,}"
    if kind:
        written = _("%(number)s (%(kind)s)") % {"number": written, "kind": kind}
    return Value(number, written, series, named_value(name, written), path)


def official_value(name, official):
    written = official_words(official)
    return Value(official.value if official else None, written, OFFICIAL, named_value(name, written))


def drawn(slug, draw, **words):
    """Both drawings of a chart, by their names."""
    return {
        name: mark_safe(draw(f"{slug}-{name}", words=Words(**words), width=width))  # noqa: S308  (charts escape all)
        for name, width in (("wide", WIDE), ("narrow", NARROW))
    }
