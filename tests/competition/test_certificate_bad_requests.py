"""Numbers that are none, typed or guessed: each is answered with a sentence, and shows nothing."""

import re

import pytest
from django.test import Client

from competition.models import Certificate
from tests.competition.certificates import one_award

pytestmark = pytest.mark.django_db
NO_NUMBER = "This is not the number of a certificate."
NOBODY_HAS_IT = "Please compare it with the certificate, letter by letter."


@pytest.fixture
def award():
    return one_award()


LONG = "1" * 5000
BAD_PATHS = [
    ("BC6-9999/", NOBODY_HAS_IT),
    ("BC6-0000/", NOBODY_HAS_IT),
    ("BC5-0001/", NOBODY_HAS_IT),
    ("BC6-1234567/", NOBODY_HAS_IT),
    ("BC6-1/", NO_NUMBER),
    ("BC6-12345678/", NO_NUMBER),
    ("0001/", NO_NUMBER),
    ("1/", NO_NUMBER),
    ("-1/", NO_NUMBER),
    ("null/", NO_NUMBER),
    ("%00/", NO_NUMBER),
    ("BC6-0001%00/", NO_NUMBER),
    ("BC6-0001%0d%0aSet-Cookie:x=1/", NO_NUMBER),
    ("%E2%80%AEBC6-0001/", NO_NUMBER),
    ("%E2%80%8FBC6-0001/", NO_NUMBER),
    ("BC6-%D9%A0%D9%A0%D9%A0%D9%A1/", NO_NUMBER),
    ("%F0%9F%A6%84/", NO_NUMBER),
    ("证书/", NO_NUMBER),
    ("%ff%fe/", NO_NUMBER),
    ("BC6-0001'%20OR%20'1'='1/", NO_NUMBER),
    ("BC6-000_/", NO_NUMBER),
    ("BC6-000%25/", NO_NUMBER),
    ("<script>alert(1)</script>/", "The page was moved, or never was."),
    ("%3Cscript%3Ealert(1)%3C%2Fscript%3E/", "The page was moved, or never was."),
    ("../../etc/passwd/", "The page was moved, or never was."),
    (LONG + "/", NO_NUMBER),
    ("BC6-9999.pdf", NOBODY_HAS_IT),
    ("bc6-0001.pdf", NO_NUMBER),
    (LONG + ".pdf", NO_NUMBER),
    ("%00.pdf", NO_NUMBER),
    ("BC6-0001.json/", NO_NUMBER),
]


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize(("path", "sentence"), BAD_PATHS)
def test_bad_address_says_what_is_wrong_and_shows_nothing(award, language, path, sentence):
    client = Client(raise_request_exception=False)

    response = client.get(f"/{language}/certificates/{path}")

    assert response.status_code == 404
    if language == "en":
        assert sentence in response.text
    assert "Harbour" not in response.text
    assert "<script>alert" not in response.text
    assert LONG[:1000] not in re.sub(r"<nav class=\"?languages.*?</nav>", "", response.text, flags=re.DOTALL)
    assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Type the number that stands on the certificate."),
        ("   ", "Type the number that stands on the certificate."),
        ("\x00", "Null characters are not allowed."),
        ("BC6", NO_NUMBER),
        ("\u202e1000-6CB", NO_NUMBER),
        ("1" * 100_000, NO_NUMBER),
        ("<script>alert(1)</script>", NO_NUMBER),
        ("BC6-0001; DROP TABLE competition_certificate", NO_NUMBER),
        ("//evil.example/BC6-0001", NO_NUMBER),
        ("https://bloom.example.org/certificates/BC6-0001/", NO_NUMBER),
    ],
)
def test_bad_number_in_the_form_is_refused_with_a_sentence(award, client, typed, sentence):
    response = client.get("/en/certificates/", {"number": typed})

    assert response.status_code == 400
    assert sentence in response.text
    assert "<script>alert" not in response.text
    assert Certificate.objects.count() == 1
