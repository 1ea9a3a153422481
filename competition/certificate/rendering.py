"""Certificates on paper: PDF/A-3 and PDF/UA pages, set by typst from `certificate.typ`.

Shapes: a single certificate carries its signed text and the signature as attachments; pages bound together do not.
        Equal contents give equal bytes: nothing of the clock or of this machine is in them.
"""

import datetime as dt
import json
import re
import struct
import threading
import zlib
from itertools import starmap
from pathlib import Path
from typing import NamedTuple

import pylopdf_fonts_zh_cn
import segno
import typst

from competition.certificate import content, packing, signing

PAGE = Path(__file__).with_name("certificate.typ")
FAMILIES = ("Noto Serif SC", "Libertinus Serif", "DejaVu Sans Mono")
MOST_BOUND = 100  # pages in one PDF: each takes 1 MB of memory until the file is finished
STANDARDS = ["a-3a", "ua-1"]
UNPRINTABLE = re.compile(r"the text `\"((?:[^\"\\]|\\.)*)\"` could not be displayed")
LONG_WORD = re.compile(r"[^\s\u2e80-\u9fff]{24}")
MASK = 4  # a QR code may have any of eight masks; trying them all costs more than the rest of the page
PIXELS = str.maketrans("01", "f0")  # white, and a dark module


class Signed(NamedTuple):
    """A certificate to print: what it says, the signature on that, and where it is checked."""

    text: str
    signature: str
    address: str


class MissingCharactersError(ValueError):
    """No font at hand has these characters; `characters` are they."""

    def __init__(self, characters):
        self.characters = characters
        super().__init__(f"No font has {named(characters)}.")


class Press:
    """The fonts of typst and of our package, and what sets pages with them; none of the machine's own fonts.

    A folder may add fonts, for characters that these have not. Threads may share a press.
    """

    def __init__(self, font_folder=None):
        folders = [Path(pylopdf_fonts_zh_cn.serif_path()).parent]
        own = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=folders)
        self.fonts, self.more = own, []
        if font_folder:
            self.fonts = typst.Fonts(
                include_system_fonts=False, include_embedded_fonts=True, font_paths=[*folders, Path(font_folder)]
            )
            self.more = sorted(set(self.fonts.families()) - set(own.families()))
        self.kept = threading.local()

    def pdf(self, signed):
        """The PDF of one certificate, with its signed text attached.

        Errors: MissingCharactersError where it says something that no font can show.
        """
        return self.compiled([as_input(signed, attached=True)], content.decode(signed.text).announced_on)

    def bound(self, several):
        """One PDF of at most `MOST_BOUND` certificates, a page each, in the order given; nothing is attached."""
        if not 0 < len(several) <= MOST_BOUND:
            raise ValueError(f"From 1 to {MOST_BOUND} certificates are bound together, not {len(several)}.")
        latest = max(content.decode(signed.text).announced_on for signed in several)
        return self.compiled([as_input(signed, attached=False) for signed in several], latest)

    def missing_characters(self, texts):
        """Which characters of these texts no font has: asked of typst once, for all of them together."""
        characters = sorted({character for text in texts for character in text if not character.isspace()})
        written = "".join(f"#text({json.dumps(character, ensure_ascii=False)})\\\n" for character in characters)
        families = ", ".join(json.dumps(family) for family in (*FAMILIES, *self.more))
        page = f'#set document(title: "-")\n#set text(lang: "zh", fallback: false, font: ({families}))\n{written}'
        try:
            self.compiler(None).compile(page.encode(), pdf_standards=STANDARDS)
        except typst.TypstError as error:
            if found := unprintable(error):
                return found
            raise
        return ""

    def compiled(self, inputs, dated):
        said = {"certificates": json.dumps(inputs, ensure_ascii=False), "fonts": json.dumps(self.more)}
        midnight = dt.datetime.combine(dated, dt.time(), dt.UTC)
        try:
            return self.compiler(PAGE).compile(sys_inputs=said, pdf_standards=STANDARDS, timestamp=midnight)
        except typst.TypstError as error:
            if found := unprintable(error):
                raise MissingCharactersError(found) from error
            raise

    def compiler(self, page):
        """The compiler of this thread: two threads cannot use one at the same time, and it keeps what it has read."""
        kept = self.kept.__dict__
        if page not in kept:
            kept[page] = typst.Compiler(input=page, font_paths=self.fonts, ignore_system_fonts=True)
        return kept[page]


def named(characters):
    """Characters with their code points, for a reader who may not see them either."""
    return ", ".join(f"{character} (U+{ord(character):04X})" for character in characters)


def unprintable(error):
    """The characters that typst could not show, from what it says of them."""
    clusters = "".join(UNPRINTABLE.findall(error.diagnostic))
    words = re.sub(r"\\u\{([0-9a-f]+)\}", lambda found: chr(int(found[1], 16)), clusters)
    return "".join(dict.fromkeys(words.replace("\\\\", "\\")))


def as_input(signed, *, attached):
    return {
        "text": signed.text,
        "signature": list(signing.from_base64(signed.signature)),
        "address": signed.address,
        "code": list(code(signed)),
        "attached": attached,
        "has_long_word": LONG_WORD.search(content.words_of(content.decode(signed.text))) is not None,
    }


def code(signed):
    """The QR code as PNG: the address of the check, and behind its # the signed text itself, where there is room."""
    digits = packing.pack(signed.text, signed.signature)
    parts = [f"{signed.address}#", digits] if digits else signed.address
    return png(segno.make(parts, error="l" if digits else "m", mask=MASK, micro=False, boost_error=False).matrix)


def png(matrix):
    """A picture of one bit a pixel in which each module is 4 pixels wide, so one digit of a hexadecimal number."""
    width = 4 * len(matrix)
    rows = (bytes(row).hex()[1::2].translate(PIXELS) for row in matrix)
    lines = (b"\0" + bytes.fromhex(row + "f" * (len(row) % 2)) for row in rows)
    body = zlib.compress(b"".join(line * 4 for line in lines), 9)
    head = struct.pack(">IIBBBBB", width, width, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(starmap(chunk, [(b"IHDR", head), (b"IDAT", body), (b"IEND", b"")]))


def chunk(name, body):
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
