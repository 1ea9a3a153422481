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
from functools import lru_cache
from itertools import starmap
from pathlib import Path
from typing import NamedTuple

import pylopdf_fonts_zh_cn
import segno
import typst

from competition.certificate import content, packing, signing

PAGE = Path(__file__).with_name("certificate.typ")
FAMILIES = ("Noto Serif SC", "Libertinus Serif", "DejaVu Sans Mono")
STANDARDS = ["a-3a", "ua-1"]
UNPRINTABLE = re.compile(r"the text `\"((?:[^\"\\]|\\.)*)\"` could not be displayed")
MASK = 4  # a QR code may have any of eight masks; trying them all costs more than the rest of the page
PIXELS = str.maketrans("01", "f0")  # white, and a dark module


class Signed(NamedTuple):
    """A certificate to print: what it says, the signature on that, and where it is checked."""

    text: str
    signature: str
    address: str


class MissingCharacters(ValueError):
    """No font at hand has these characters; `characters` are they."""

    def __init__(self, characters):
        self.characters = characters
        super().__init__("No font has " + ", ".join(f"{character} (U+{ord(character):04X})" for character in characters))


def pdf(signed):
    """The PDF of one certificate, with its signed text attached.

    Errors: MissingCharacters where it says something that no font can show.
    """
    return compiled([as_input(signed, attached=True)], content.decode(signed.text).announced_on)


def bound(several):
    """One PDF of several certificates, a page each, in the order given; nothing is attached."""
    return compiled([as_input(signed, attached=False) for signed in several], max(dates(several)))


def dates(several):
    return [content.decode(signed.text).announced_on for signed in several]


def as_input(signed, *, attached):
    return {
        "text": signed.text,
        "signature": list(signing.from_base64(signed.signature)),
        "address": signed.address,
        "code": list(code(signed)),
        "attached": attached,
    }


def code(signed):
    """The QR code as PNG: the address of the check, and behind its # the signed text itself, where there is room."""
    digits = packing.pack(signed.text, signed.signature)
    parts = [f"{signed.address}#", digits] if digits else signed.address
    return png(segno.make(parts, error="l" if digits else "m", mask=MASK, micro=False, boost_error=False).matrix)


def png(matrix):
    """A picture of one bit a pixel in which each module is 4 pixels wide, so one digit of a hexadecimal number."""
    width = 4 * len(matrix)
    lines = [bytes.fromhex(bytes(row).hex()[1::2].translate(PIXELS).ljust((len(row) + 1) // 2 * 2, "f")) for row in matrix]
    body = zlib.compress(b"".join((b"\0" + line) * 4 for line in lines), 9)
    head = struct.pack(">IIBBBBB", width, width, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(starmap(chunk, [(b"IHDR", head), (b"IDAT", body), (b"IEND", b"")]))


def chunk(name, body):
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def compiled(inputs, dated):
    timestamp = dt.datetime.combine(dated, dt.time(), dt.UTC)
    try:
        return compiler(PAGE).compile(
            sys_inputs={"certificates": json.dumps(inputs, ensure_ascii=False)},
            pdf_standards=STANDARDS,
            timestamp=timestamp,
        )
    except typst.TypstError as error:
        if found := unprintable(error):
            raise MissingCharacters(found) from error
        raise


def unprintable(error):
    """The characters that typst could not show, from what it says of them."""
    clusters = "".join(UNPRINTABLE.findall(error.diagnostic))
    words = re.sub(r"\\u\{([0-9a-f]+)\}", lambda found: chr(int(found[1], 16)), clusters).replace("\\\\", "\\")
    return "".join(dict.fromkeys(words))


def missing_characters(texts):
    """Which characters of these texts no font has: asked of typst once, for all of them together."""
    characters = sorted({character for text in texts for character in text if not character.isspace()})
    written = "".join(f"#text({json.dumps(character, ensure_ascii=False)})\\\n" for character in characters)
    families = ", ".join(f'"{family}"' for family in FAMILIES)
    page = f'#set document(title: "-")\n#set text(lang: "zh", fallback: false, font: ({families}))\n{written}'
    try:
        compiler().compile(page.encode(), pdf_standards=STANDARDS)
    except typst.TypstError as error:
        if found := unprintable(error):
            return found
        raise
    return ""


def compiler(page=None):
    """The compiler of this thread: two threads cannot share one, and each keeps what it has set before."""
    known = _compilers.__dict__
    if page not in known:
        known[page] = typst.Compiler(input=page, font_paths=fonts(), ignore_system_fonts=True)
    return known[page]


@lru_cache
def fonts():
    """The fonts of typst and of the package, and none of the machine's: a page looks the same everywhere."""
    folder = Path(pylopdf_fonts_zh_cn.serif_path()).parent
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[folder])


_compilers = threading.local()
