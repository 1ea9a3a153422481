"""What a certificate says, as a text that is always the same for the same content."""

import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from competition.certificate import content
from tests.competition.certificates import FIELDS, made


def test_text_is_canonical_json():
    text = content.encode(made())

    assert text == json.dumps(json.loads(text), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert json.loads(text) == {
        "announced_on": "2023-10-20",
        "competition": FIELDS["competition"],
        "entry": "E000123",
        "format": "bloom-certificate-1",
        "key": FIELDS["key"],
        "number": "BC6-0001",
        "organisations": FIELDS["organisations"],
        "prize": FIELDS["prize"],
        "rank": 1,
        "session": 6,
        "title": FIELDS["title"],
        "year": 2023,
    }


def test_text_leads_back_to_its_content():
    whole = made(track={"en": "Smart harbour"}, issue=2, is_illustrative=True, rank=None)

    assert content.decode(content.encode(whole)) == whole


@given(st.permutations(list(FIELDS)))
def test_order_of_what_is_said_does_not_matter(names):
    shuffled = {name: FIELDS[name] for name in names}
    turned = shuffled | {"title": dict(reversed(shuffled["title"].items()))}

    assert content.encode(content.content(**turned)) == content.encode(made())


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=300))
def test_any_title_gives_one_line_that_can_be_read_again(words):
    said = made(title={"en": words, "zh-hans": "标题"})

    assert content.decode(content.encode(said)) == said
    assert said.title.get("en", "") == " ".join(said.title.get("en", "").split())


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("  two\nlines\t ", "two lines"),
        ("\u202egnorw\u202c", "gnorw"),
        ("a\x00b\x1bc\ufeff", "abc"),
        ("zero\u200bwidth", "zerowidth"),
        ("نمی\u200cخواهم", "نمی\u200cخواهم"),
        ("\U000f0000", ""),
        ("\ud800", ""),
    ],
)
def test_what_cannot_be_seen_is_left_out(written, said):
    assert content.cleaned({"en": written, "zh-hans": ""}) == ({"en": said} if said else {})


@pytest.mark.parametrize("name", ["competition", "title", "prize", "organisations"])
def test_certificate_that_would_say_nothing_is_refused(name):
    with pytest.raises(ValueError, match=f"has no {name}"):
        content.encode(made(**{name: [] if name == "organisations" else {"en": " \u202e"}}))


@pytest.mark.parametrize(
    "number", ["", "BC6", "bc6-0001", "BC6-1", "BC6-0001\n", "BC6-00000001", "6-0001", "BC６-0001"]
)
def test_number_has_one_form(number):
    with pytest.raises(ValueError, match="not the number"):
        content.encode(made(number=number))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "{}",
        "{",
        '{"format":"bloom-certificate-2"}',
        content.encode(made())[:-1],
        content.encode(made())[:-1] + ',"more":1}',
        content.encode(made()).replace('"session":6', '"session":"6"'),
        content.encode(made()).replace("2023-10-20", "2023-10-32"),
    ],
)
def test_other_texts_are_no_certificates(text):
    with pytest.raises(ValueError, match="not the text of a certificate"):
        content.decode(text)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("BC6-0001", "BC6-0001"),
        (" bc6 - 0001\n", "BC6-0001"),
        ("ＢＣ６－０００１", "BC6-0001"),
        ("BC6–0001", "BC6-0001"),
        ("bc6_0001", "BC6-0001"),
        ("BC6-1", ""),
        ("0001", ""),
        ("", ""),
        ("\x00", ""),
        ("\u202eBC6-0001", ""),
        ("BC6-0001'; DROP TABLE", ""),
        ("BC6-" + "1" * 10_000, ""),
    ],
)
def test_number_as_people_type_it(typed, number):
    assert content.as_number(typed) == number


def test_issue_and_key_do_not_make_another_content():
    assert made().same_but(made(issue=3, key="another"))
    assert not made().same_but(made(announced_on=dt.date(2023, 10, 21)))
