"""Certificates for tests: their contents, rows that have them, and a reader of what their PDFs say."""

import datetime as dt
import re
import subprocess
import sys
import zlib

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError

from competition import certifying, published
from competition.certificate import content, packing, signing
from competition.certificate.rendering import Press, Signed
from tests import factories
from tests.competition import qr_codes

SCRIPT = settings.BASE_DIR / "scripts" / "check_certificate.py"
KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"
PRIVATE = signing.private_key(KEY)
PUBLIC = PRIVATE.public_key()
PRESS = Press()
ADDRESS = "https://bloom.example.org/certificates/BC6-0001/"
FIELDS = {
    "key": signing.key_id(PUBLIC),
    "number": "BC6-0001",
    "competition": {
        "en": "“Blooming Cup” 5G Application Solicitation Competition",
        "zh-hans": "“绽放杯”5G应用征集大赛",
    },
    "session": 6,
    "year": 2023,
    "entry": "E000123",
    "title": {"en": "A harbour without drivers", "zh-hans": "无人驾驶港口"},
    "organisations": [{"en": "Port of Somewhere", "zh-hans": "某港集团"}, {"en": "University of Somewhere"}],
    "prize": {"en": "First Prize", "zh-hans": "一等奖"},
    "rank": 1,
    "announced_on": dt.date(2023, 10, 20),
}


def made(**values):
    return content.content(**FIELDS | values)


def signed(**values):
    text = content.encode(made(**values))
    return Signed(text, signing.sign(text, PRIVATE), ADDRESS)


def unpacked(digits):
    """The text and the signature in the digits of a QR code: 1, the signature, and the text compressed."""
    number = int(digits)
    raw = number.to_bytes((number.bit_length() + 7) // 8)
    assert raw[:1] == packing.PACKING
    text = zlib.decompressobj(wbits=-15, zdict=packing.DICTIONARY.encode()).decompress(raw[65:])
    return text.decode(), signing.to_base64(raw[1:65])


def streams(pdf):
    """The streams of a PDF, by object number, as (what its dictionary says, bytes)."""
    found = {}
    for start in re.finditer(rb"(\d+) 0 obj\s*<<(/Length (\d+)[^\r\n]*)>>\s*stream\r?\n", pdf):
        number, head, length = start.groups()
        body = pdf[start.end() : start.end() + int(length)]
        found[int(number)] = (head, zlib.decompress(body) if b"/FlateDecode" in head else body)
    return found


def scanned(pdf):
    """What a phone reads in the QR code of a PDF, whose modules are 4 pixels wide."""
    ((head, pixels),) = [found for found in streams(pdf).values() if b"/Subtype/Image" in found[0]]
    width = int(re.search(rb"/Width (\d+)", head)[1])
    return qr_codes.words_of(
        [[int(not pixel) for pixel in pixels[at : at + width : 4]] for at in range(0, len(pixels), 4 * width)]
    )


def by_the_script(folder, published, what):
    """What the script for those who do not have the site says, by the text of `key.json`: (exit code, words)."""
    (folder / "key.json").write_text(published, encoding="utf-8")
    command = [sys.executable, "-X", "utf8", SCRIPT, folder / "key.json", what]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    return done.returncode, done.stdout + done.stderr


def attachments(pdf):
    return [body for head, body in streams(pdf).values() if b"/EmbeddedFile" in head]


def text_of(pdf):
    """The words on the pages, in their order, without white space: by each font's own table of characters."""
    bodies = streams(pdf)
    fonts = {}
    for name, number in re.findall(rb"/(f\d+) (\d+) 0 R", pdf):
        (table,) = re.findall(rb"\n%d 0 obj\s*<<[^\r\n]*/ToUnicode (\d+) 0 R" % int(number), pdf)
        pairs = re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]+)>", bodies[int(table)][1].partition(b"endcodespacerange")[2])
        fonts[name] = {int(glyph, 16): bytes.fromhex(said.decode()).decode("utf-16-be") for glyph, said in pairs}
    pages = [body for head, body in bodies.values() if b"BT 0 Tr" in body]
    said = [shown(shown_text, fonts[font]) for page in pages for font, shown_text in RUN.findall(page)]
    return "".join("".join(said).split()).replace("\u200b", "")


RUN = re.compile(rb"/(f\d+) [\d.]+ Tf [^\n]*? Tm(.*?)T[jJ]\nET", re.DOTALL)
ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def shown(operand, characters):
    glyphs = b"".join(literals(operand))
    return "".join(characters.get(int.from_bytes(glyphs[at : at + 2]), "") for at in range(0, len(glyphs), 2))


def literals(operand):
    """The strings in what is shown; parentheses in pairs stand in them as they are."""
    depth, string = 0, b""
    for token in re.findall(rb"\\[0-7]{1,3}|\\.|.", operand, re.DOTALL):
        depth += {b"(": 1, b")": -1}.get(token, 0)
        if depth == 0 and token == b")":
            yield string[1:]
            string = b""
        elif depth:
            string += unescaped(token)


def unescaped(token):
    if len(token) == 1:
        return token
    said = token[1:]
    return bytes([int(said, 8)]) if said.isdigit() else ESCAPES.get(said, said)


# --- Rows -------------------------------------------------------------------------------------------------------------


def session():
    """The sixth session of the Blooming Cup, without awards."""
    competition = factories.competition(slug="blooming-cup", name_en="Blooming Cup", name_zh_hans="绽放杯")
    return factories.edition(competition=competition)


def five_awards(edition):
    """Two second prizes and, made after them, a first prize with two that tie."""
    second, first = factories.prize(edition=edition, order=2), factories.prize(edition=edition, order=1)
    announcement = factories.announcement(edition=edition)
    given = [(second, 2), (second, 1), (first, 3), (first, 1), (first, 1)]
    return [factories.award(prize=prize, rank=rank, announcement=announcement) for prize, rank in given]


def three_awards():
    """A session with three awards, not announced yet."""
    edition = factories.edition(competition=factories.competition(slug="blooming-cup"))
    announcement = factories.announcement(edition=edition, public_at=factories.at(9, day=30).replace(year=2199))
    prize = factories.prize(edition=edition)
    for rank in (3, 1, 2):
        factories.award(prize=prize, announcement=announcement, rank=rank)
    return edition


def one_award():
    """An announced award with the certificate BC6-0001."""
    edition = session()
    prize = factories.prize(edition=edition, name_en="First Prize", name_zh_hans="一等奖")
    lead = factories.organisation(name_en="Port of Somewhere", name_zh_hans="某港")
    entry = factories.entry(edition=edition, number="E7", title_en="Harbour", title_zh_hans="港口", lead=lead)
    award = factories.award(prize=prize, entry=entry)
    certifying.issue(edition)
    published.refresh()
    return award


def withdraw(award):
    award.state, award.withdrawn_at = "withdrawn", factories.at(12)
    award.notice_en, award.notice_zh_hans = "It was entered twice.", "该项目重复参赛。"
    award.save()


def retitle(award, words="A corrected title"):
    award.entry.title_en = words
    award.entry.save()


def code_of(refused):
    """The code with which an operation refuses."""
    with pytest.raises(ValidationError) as refusal:
        refused()
    return refusal.value.code
