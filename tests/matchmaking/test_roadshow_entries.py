"""The closed list as a file: exactly the bytes whose digest is published."""

import hashlib

import pytest
from django.urls import reverse

from tests.matchmaking import roadshows

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_it_is_the_same_in_both_languages_and_has_the_published_digest(client, language):
    roadshow = roadshows.closed()

    address = reverse("matchmaking:roadshow_entries", args=[roadshow.pk]).replace("/en/", f"/{language}/")
    response = client.get(address)

    assert response.content.decode() == roadshow.closed_list
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    page = client.get(reverse("matchmaking:roadshow_detail", args=[roadshow.pk])).content.decode()
    assert f">{hashlib.sha256(response.content).hexdigest()}<" in page


def test_there_is_none_of_an_open_list(client):
    assert client.get(reverse("matchmaking:roadshow_entries", args=[roadshows.listed().pk])).status_code == 404
