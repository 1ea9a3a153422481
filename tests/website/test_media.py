"""Uploaded pictures, where no web server stands in front."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

PICTURE = "portraits/0123456789abcdef0123-4x4.webp"


@pytest.fixture
def picture():
    default_storage.save(PICTURE, ContentFile(b"RIFF"))


def test_picture_is_sent_and_may_be_kept_for_ever(client, picture):
    response = client.get(f"/media/{PICTURE}")

    assert b"".join(response.streaming_content) == b"RIFF"
    assert response.headers["Content-Type"] == "image/webp"
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("path", "status"),
    [("portraits/", 404), ("", 404), ("portraits/other.webp", 404), ("../settings.py", 400), ("%2e%2e/x.sqlite3", 400)],
)
def test_nothing_else_is_sent(client, db, picture, path, status):
    response = client.get(f"/media/{path}", follow=True)

    assert response.status_code == status
    assert "Cache-Control" not in response.headers
