"""The page of a certificate: what it says, whatever it has to say, in the same bytes."""

import io
import re
from threading import Thread

import pytest
import segno
from PIL import Image

from competition.certificate import packing, rendering
from competition.certificate.rendering import MissingCharactersError, Press
from tests.competition.certificates import ADDRESS, FIELDS, PRESS, attachments, scanned, signed, text_of, unpacked


def pages(pdf):
    return re.findall(rb"/Type/Page/.*?/MediaBox\[0 0 ([\d.]+) ([\d.]+)\]", pdf)


def test_page_says_everything_in_both_languages():
    said = text_of(PRESS.pdf(signed(track={"en": "Smart harbour", "zh-hans": "智慧港口"})))

    for words in (
        *FIELDS["competition"].values(),
        "第六届（2023年）",
        "Session 6, 2023",
        "智慧港口",
        "Smart harbour",
        "一等奖",
        "First Prize",
        "第1名",
        "Rank 1",
        "无人驾驶港口",
        "A harbour without drivers",
        "某港集团、University of Somewhere",
        "Port of Somewhere; University of Somewhere",
        "BC6-0001",
        "E000123",
        "2023年10月20日",
        "20 October 2023",
    ):
        assert "".join(words.split()) in said, words
    assert "示例" not in said
    assert "签发" not in said


def test_page_is_one_of_landscape_a4_with_the_standards_for_keeping_and_for_access():
    pdf = PRESS.pdf(signed())

    assert pages(pdf) == [(b"841.8898", b"595.2756")]
    assert b"<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in pdf
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
    assert f"QR code: {ADDRESS}".encode() in pdf


def test_pdf_carries_the_signed_text_and_its_signature():
    text, signature, address = signed()

    found = attachments(PRESS.pdf(rendering.Signed(text, signature, address)))

    assert found[0].decode() == text
    assert len(found[1]) == 64


def test_phone_reads_the_address_and_the_signed_text_in_the_code():
    text, signature, address = signed()

    read, _mark, digits = scanned(PRESS.pdf(rendering.Signed(text, signature, address))).partition("#")

    assert read == ADDRESS
    assert unpacked(digits) == (text, signature)


def test_same_certificate_is_the_same_bytes_from_any_press():
    assert PRESS.pdf(signed()) == PRESS.pdf(signed()) == Press().pdf(signed())


def test_correction_and_illustration_say_so():
    said = text_of(PRESS.pdf(signed(issue=2, is_illustrative=True, rank=None)))

    assert "第2次签发issue2" in said
    assert "示例Illustration,notanaward" in said
    assert "第1名" not in said


LONG = {
    "title": {"en": "A very long title about private networks " * 12, "zh-hans": "面向智慧港口的专网规模化部署" * 30},
    "organisations": [{"en": f"Company {n} of Somewhere Ltd", "zh-hans": f"第{n}某某有限公司"} for n in range(60)],
}


@pytest.mark.parametrize(
    "values",
    [
        LONG,
        {"title": {"en": "W" * 400}},
        {"title": {"zh-hans": "一"}, "organisations": [{"zh-hans": "甲"}]},
        {"organisations": [{"en": f"Organisation {n}"} for n in range(200)]},
        {"prize": {"en": "The Prize of Everything that is Long " * 3, "zh-hans": "特别长的奖项名称" * 8}},
        {"competition": {"en": "Competition " * 16, "zh-hans": "大赛" * 90}, "track": {"en": "Track " * 20}},
        {"competition": {"en": "Only in English"}},
        {"entry": "E" * 24},
        {"title": {"en": "السلام عليكم שלום Привет", "zh-hans": "㐂䶮𬭎繁體"}},
        {"title": {"en": '#panic("x") *bold* $x$ @ref <label> \\ // /* `'}},
        {"session": 100, "rank": 100_000},
    ],
)
def test_whatever_it_says_is_on_one_page(values):
    pdf = PRESS.pdf(signed(**values))

    said = text_of(pdf)
    assert len(pages(pdf)) == 1
    for text in [values.get("title", {}), values.get("prize", {}), *values.get("organisations", [])]:
        assert [words for words in text.values() if is_latin_or_han(words) and "".join(words.split()) not in said] == []


def is_latin_or_han(words):
    """Whether it stands on the page in the order of its letters, as scripts do that run from left to right."""
    return not re.search("[\u0590-\u06ff]", words)


@pytest.mark.parametrize(
    ("words", "missing"), [("Rocket 🚀", "🚀"), ("𰻝面", "𰻝"), ("한국 ไทย", "한국ไทย"), ("5G 应用", "")]
)
def test_character_that_no_font_has_is_reported(words, missing):
    assert set(PRESS.missing_characters([words])) == set(missing)
    if missing:
        with pytest.raises(MissingCharactersError) as refusal:
            PRESS.pdf(signed(title={"en": words}))
        assert set(refusal.value.characters) == set(missing)
        assert f"U+{ord(missing[0]):04X}" in str(refusal.value)


def test_missing_characters_are_asked_for_all_texts_at_once():
    assert PRESS.missing_characters(["a🚀", '"\\b', "", "🚀𰻝"]) == "🚀𰻝"


def test_bound_certificates_are_pages_in_the_order_given():
    several = [signed(number=f"BC6-{number:04}") for number in (3, 1, 2)]

    pdf = PRESS.bound(several)

    assert len(pages(pdf)) == 3
    assert re.findall(r"BC6-\d{4}", text_of(pdf)) == ["BC6-0003", "BC6-0001", "BC6-0002"]
    assert attachments(pdf) == []
    assert PRESS.bound(several) == pdf


@pytest.mark.parametrize("number", [0, rendering.MOST_BOUND + 1])
def test_too_many_are_not_bound_together(number):
    with pytest.raises(ValueError, match="bound together"):
        PRESS.bound([signed()] * number)


def test_threads_share_a_press():
    found = []
    threads = [Thread(target=lambda: found.append(PRESS.pdf(signed()))) for _thread in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == [PRESS.pdf(signed())] * 6


def test_code_is_the_address_with_the_packed_text_behind_it():
    text, signature, address = signed()

    picture = Image.open(io.BytesIO(rendering.code(signed())))

    parts = [f"{address}#", packing.pack(text, signature)]
    expected = segno.make(parts, error="l", mask=rendering.MASK, micro=False, boost_error=False).matrix
    side = len(expected)
    assert picture.size == (4 * side, 4 * side)
    shown = [[picture.getpixel((4 * x + 1, 4 * y + 2)) == 0 for x in range(side)] for y in range(side)]
    assert shown == [[bool(module) for module in row] for row in expected]


def test_code_of_a_very_long_text_is_the_address_alone():
    words = "".join(chr(0x4E00 + number) for number in range(900))

    picture = Image.open(io.BytesIO(rendering.code(signed(title={"zh-hans": words}))))

    plain = segno.make(ADDRESS, error="m", mask=rendering.MASK, micro=False, boost_error=False)
    assert picture.size == (4 * len(plain.matrix),) * 2
