"""Signatures on certificates, read again by other readers than ours, and the digits in a QR code."""

import base64
import hashlib
import json
import runpy

import pytest
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from hypothesis import given
from hypothesis import strategies as st

from competition.certificate import packing, signing
from tests.competition import ed25519
from tests.competition.certificates import KEY, PRESS, PRIVATE, PUBLIC, SCRIPT, by_the_script, signed, unpacked


def test_signature_holds_for_its_text_and_its_key_alone():
    text, signature, _address = signed()
    other = signing.private_key(signing.new_key())

    assert signing.is_signed(text, signature, PUBLIC)
    assert not signing.is_signed(text + " ", signature, PUBLIC)
    assert not signing.is_signed(text.replace("一等奖", "特等奖"), signature, PUBLIC)
    assert not signing.is_signed(text, signature, other.public_key())
    assert not signing.is_signed(text, signing.sign(text, other), PUBLIC)


def test_same_text_has_the_same_signature():
    assert signed().signature == signed().signature


@pytest.mark.parametrize(
    "signature",
    ["", "=", "A" * 86, "A" * 85, "+/" * 43, "签名", "\x00", signed().signature + "=", signed().signature[:-1] + "B"],
)
def test_forged_signature_is_none(signature):
    assert not signing.is_signed(signed().text, signature, PUBLIC)


@pytest.mark.parametrize("kept", ["", "short", "A" * 44, "密" * 43, KEY[:-1] + "=", KEY + "AAAA"])
def test_key_that_is_none_is_refused_without_being_repeated(kept):
    with pytest.raises(ValueError, match="32 bytes in base64url") as refusal:
        signing.private_key(kept)

    assert not kept or kept not in str(refusal.value)


def test_new_keys_differ_and_can_be_read():
    kept = {signing.new_key() for _time in range(3)}

    assert len({signing.key_id(signing.private_key(key).public_key()) for key in kept}) == 3


def test_key_has_the_id_of_its_thumbprint():
    """RFC 8037, appendix A.3, has this key and its thumbprint."""
    public = signing.public_key("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo")

    assert signing.key_id(public) == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"[:16]


def test_published_key_is_a_json_web_key():
    (key,) = signing.key_set([PUBLIC])["keys"]

    raw = base64.urlsafe_b64decode(key["x"] + "=")
    assert raw == PUBLIC.public_bytes_raw()
    assert (key["kty"], key["crv"], key["alg"], key["use"]) == ("OKP", "Ed25519", "EdDSA", "sig")
    assert load_pem_public_key(key["pem"].encode()).public_bytes_raw() == raw
    thumbprint = hashlib.sha256(json.dumps({n: key[n] for n in ("crv", "kty", "x")}, separators=(",", ":")).encode())
    assert base64.urlsafe_b64encode(thumbprint.digest()).decode().startswith(key["kid"])


def test_reader_by_the_definition_agrees_from_the_published_key_alone():
    text, signature, _address = signed()
    (key,) = signing.key_set([PUBLIC])["keys"]
    public, raw = base64.urlsafe_b64decode(key["x"] + "="), base64.urlsafe_b64decode(signature + "==")

    assert ed25519.is_signed(text.encode(), raw, public)
    assert not ed25519.is_signed(text.replace("2023", "2024").encode(), raw, public)


def test_digits_lead_back_to_text_and_signature():
    text, signature, _address = signed()

    digits = packing.pack(text, signature)

    assert unpacked(digits) == (text, signature)
    assert len(digits) < 600


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=2000))
def test_any_text_is_packed_or_too_long(words):
    digits = packing.pack(words, signed().signature)

    assert len(digits) <= packing.MOST_DIGITS
    if digits:
        assert unpacked(digits) == (words, signed().signature)


def test_text_that_would_make_the_code_too_fine_is_not_packed():
    words = "".join(chr(0x4E00 + number) for number in range(900))

    assert packing.pack(words, signed().signature) == ""


# --- Without the site -------------------------------------------------------------------------------------------------


def checked(tmp_path, what, keys=(PUBLIC,)):
    return by_the_script(tmp_path, json.dumps(signing.key_set(keys, dictionary=packing.DICTIONARY)), what)


def test_script_reads_the_pdf(tmp_path):
    (tmp_path / "one.pdf").write_bytes(PRESS.pdf(signed()))

    code, words = checked(tmp_path, tmp_path / "one.pdf")

    assert code == 0
    assert "无人驾驶港口" in words
    assert words.endswith(f"Genuine: signed with the key {signing.key_id(PUBLIC)}.\n")


def test_script_reads_the_code_and_knows_older_keys(tmp_path):
    text, signature, address = signed()
    newer = signing.private_key(signing.new_key()).public_key()

    code, words = checked(tmp_path, f"{address}#{packing.pack(text, signature)}", keys=[newer, PUBLIC])

    assert (code, "无人驾驶港口" in words) == (0, True)


@pytest.mark.parametrize(
    "digits",
    ["", "0", "-5", "１２３" * 100, "12x" * 100, "9" * 199, "9" * 4001, str(int.from_bytes(b"\1" + b"\xff" * 104))],
)
def test_script_finds_nothing_in_other_digits(digits):
    packed = runpy.run_path(str(SCRIPT))["packed"]

    with pytest.raises(SystemExit, match=r"neither a file nor|damaged"):
        packed(f"#{digits}", packing.DICTIONARY.encode())


@pytest.mark.parametrize("forge", ["another text", "another key", "digits", "no certificate"])
def test_script_is_not_deceived(tmp_path, forge):
    text, signature, address = signed()
    if forge == "another text":
        text = text.replace("First Prize", "Grand Prize")
    if forge == "another key":
        signature = signing.sign(text, signing.private_key(signing.new_key()))
    digits = packing.pack(text, signature)
    what = {"digits": f"{address}#{digits[:-9]}", "no certificate": "#nothing"}.get(forge, f"{address}#{digits}")

    code, words = checked(tmp_path, what)

    assert code == 1
    assert "Genuine" not in words


def test_private_key_is_in_nothing_that_is_published():
    published = json.dumps(signing.key_set([PRIVATE.public_key()]))

    assert KEY not in published
