"""The front page in the language that the browser asks for."""

import pytest


@pytest.mark.parametrize(
    ("accepted", "address"),
    [
        ("", "/en/"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "/zh-hans/"),
        ("zh", "/zh-hans/"),
        ("zh-TW", "/zh-hans/"),
        ("de,en;q=0.5,zh;q=0.7", "/zh-hans/"),
        ("de-DE", "/en/"),
        ("en-GB", "/en/"),
        ("*", "/en/"),
        ("\x00;;;q=,", "/en/"),
        ("x" * 5000, "/en/"),
    ],
)
def test_language(client, accepted, address):
    client.cookies["django_language"] = "zh-hans"

    response = client.get("/", headers={"accept-language": accepted} if accepted else {})

    assert (response.status_code, response.headers["Location"]) == (302, address)
    assert "Accept-Language" in response.headers["Vary"]
    assert not response.cookies
