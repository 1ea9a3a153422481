"""What every test stands on: a database (SQLite, or PostgreSQL from the wheel), an empty cache, people in their roles."""

import os

import pytest

if os.environ.get("BLOOM_TEST_DATABASE") == "postgresql":
    # Before Django reads its settings: a server of this test run's own, under the temporary folder.
    from tests.postgresql import server_url

    os.environ["DATABASE_URL"] = server_url()


@pytest.fixture(autouse=True)
def _own_files_and_cache(settings, tmp_path):
    """No test sees another one's cache or media."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": str(tmp_path)}
    }
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
