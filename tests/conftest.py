"""What every test stands on: files and a cache of its own, people in their roles."""

import pytest
from django.contrib.auth.models import Group

from directory.models import Role
from tests import factories


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


def somebody(role):
    user = factories.user(name=role.label.title())
    # A migration makes the groups; a test with real transactions empties the tables behind itself.
    user.groups.add(Group.objects.get_or_create(name=role.value)[0])
    return user


@pytest.fixture
def organiser(db):
    return somebody(Role.ORGANISER)


@pytest.fixture
def programme_editor(db):
    return somebody(Role.PROGRAMME_EDITOR)


@pytest.fixture
def sub_forum_editor(db):
    return somebody(Role.SUB_FORUM_EDITOR)


@pytest.fixture
def reader(db):
    return somebody(Role.READ_ONLY)
