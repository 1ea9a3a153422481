"""What a certificate says, as a small text that never changes: this text is what is signed.

Shapes: the text is JSON in UTF-8 with sorted keys, without white space, and without what has its default; the same
        content is always the same bytes. A bilingual text is {"en": …, "zh-hans": …}, as everywhere.
"""

import datetime as dt
import re
import unicodedata
from typing import Literal

import msgspec

Text = dict[str, str]
FORMAT = "bloom-certificate-1"
NUMBER = re.compile(r"[A-Z][A-Z0-9]{0,7}-[0-9]{4,7}")
LONGEST_NUMBER = 16
JOINERS = "\u200c\u200d"  # invisible, and part of how some scripts are written


class Content(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Everything that a certificate says. `organisations` begin with the one that leads; `issue` counts corrections."""

    format: Literal["bloom-certificate-1"]
    key: str  # the id of the key that signs it
    number: str
    competition: Text
    session: int
    year: int
    entry: str
    title: Text
    organisations: list[Text]
    prize: Text
    announced_on: dt.date
    track: Text = {}
    rank: int | None = None
    issue: int = 1
    is_illustrative: bool = False

    def same_but(self, other):
        """Whether two say the same of an award, whoever signed them and how often they were issued."""
        return msgspec.structs.replace(self, key=other.key, issue=other.issue) == other


def content(**fields):
    """A `Content` whose every text is cleaned and empty texts are left out."""
    bilingual = {name: cleaned(fields.get(name, {})) for name in ("competition", "title", "prize", "track")}
    organisations = [cleaned(name) for name in fields["organisations"]]
    return Content(format=FORMAT, **fields | bilingual | {"organisations": organisations})


def encode(content):
    """The text that is signed.

    Errors: ValueError where a number is not one, or the certificate would say nothing of what it is for.
    """
    if not is_number(content.number):
        raise ValueError(f"{content.number!r} is not the number of a certificate.")
    for name in ("competition", "title", "prize", "organisations"):
        if not getattr(content, name):
            raise ValueError(f"Certificate {content.number} has no {name}.")
    return msgspec.json.encode(content, order="sorted").decode()


def decode(text):
    """The `Content` of a text.

    Errors: ValueError (msgspec.ValidationError is one) where it is not the text of a certificate.
    """
    try:
        return msgspec.json.decode(text, type=Content)
    except (msgspec.DecodeError, UnicodeError) as error:
        raise ValueError(f"This is not the text of a certificate: {error}") from error


def words_of(content):
    """All words of a content that a page shows, together: what its fonts must have."""
    texts = [content.competition, content.title, content.prize, content.track, *content.organisations]
    return " ".join([content.entry, *(words for text in texts for words in text.values())])


def is_number(text):
    return len(text) <= LONGEST_NUMBER and NUMBER.fullmatch(text) is not None


def as_number(typed):
    """A number as people type it (small letters, full-width, blanks, other dashes), in the form of a certificate's.

    What is no number comes back as "".
    """
    if len(typed) > 4 * LONGEST_NUMBER:
        return ""
    plain = unicodedata.normalize("NFKC", typed).upper()
    number = re.sub(r"[\u2010-\u2015\u2212_]", "-", re.sub(r"\s", "", plain))
    return number if is_number(number) else ""


def cleaned(text):
    """A bilingual text on one line, without what is invisible: controls, marks that turn the direction of writing."""
    lines = {language: " ".join("".join(map(visible, words)).split()) for language, words in text.items()}
    return {language: words for language, words in lines.items() if words}


def visible(character):
    if character.isspace():
        return " "
    is_unseen = unicodedata.category(character).startswith("C") and character not in JOINERS
    return "" if is_unseen else character
