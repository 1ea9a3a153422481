"""Checks a certificate without the site: `python check_certificate.py key.json BC6-0001.pdf`, or in place of the file
what a phone reads in the QR code (an address and, behind its #, many digits). Needs Python and `cryptography` only.

Says what the certificate certifies and exits with 0 where one of the keys signed it; says why not and exits with 1.
It cannot know whether the award was withdrawn since: only the site does.
"""

import base64
import json
import re
import sys
import zlib
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


def from_base64(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def attached(pdf):
    """The signed text and the signature that a PDF carries: its first stream of each kind."""
    text = signature = None
    for found in re.finditer(rb"<<(/Length (\d+)[^\r\n]*?/EmbeddedFile[^\r\n]*)>>\s*stream\r?\n", pdf):
        raw = pdf[found.end() : found.end() + int(found[2])]
        body = zlib.decompress(raw) if b"FlateDecode" in found[1] else raw
        if body.startswith(b'{"announced_on":'):
            text = body
        elif len(body) == 64:
            signature = body
    if text is None or signature is None:
        sys.exit("The file has no signed text in it.")
    return text, signature


def packed(scanned, dictionary):
    """The signed text and the signature in the digits behind the # of an address."""
    digits = scanned.rpartition("#")[2].strip()
    if not re.fullmatch(r"[0-9]{200,4000}", digits):
        sys.exit("This is neither a file nor what the QR code of a certificate says.")
    number = int(digits)
    raw = number.to_bytes((number.bit_length() + 7) // 8)
    try:
        text = zlib.decompressobj(wbits=-15, zdict=dictionary).decompress(raw[65:], 65536)
    except zlib.error:
        sys.exit("The digits are damaged.")
    return text, raw[1:65]


def signed_with(keys, text, signature):
    """The id of the key that signed a text, or None."""
    for key in keys:
        try:
            Ed25519PublicKey.from_public_bytes(from_base64(key["x"])).verify(signature, text)
        except InvalidSignature:
            continue
        return key["kid"]
    return None


def main(key_file, what):
    published = json.loads(Path(key_file).read_text(encoding="utf-8"))
    if "#" not in what:
        text, signature = attached(Path(what).read_bytes())
    else:
        text, signature = packed(what, published["dictionary"].encode())
    kid = signed_with(published["keys"], text, signature)
    if kid is None:
        sys.exit("NOT GENUINE: none of the keys signed this.")
    print(json.dumps(json.loads(text), ensure_ascii=False, indent=2))
    print(f"Genuine: signed with the key {kid}.")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
