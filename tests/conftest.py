"""What every test stands on: files and a cache of its own, people in their roles, pages to visit."""

import os

import hypothesis
import pytest
from django.contrib.auth.models import Group
from django.db import connection, transaction
from django.utils import translation

from directory.models import Role
from tests import factories, programmes, samples
from tests.reading import Page

# How long an example takes is the machine's affair.
hypothesis.settings.register_profile("bloom", deadline=None)
hypothesis.settings.load_profile("bloom")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport():
    """On CI nothing may be missing: there a skipped test is a failed one."""
    report = yield
    if report.skipped and os.environ.get("CI") and not hasattr(report, "wasxfail"):
        report.outcome, report.longrepr = "failed", f"Skipped, on CI: {report.longrepr}"
    return report


@pytest.fixture(autouse=True)
def _own_files_and_cache(settings, tmp_path):
    """No test sees another one's cache, media or index."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.EXPLORER_INDEX = tmp_path / "index"
    settings.PRIVATE_ROOT = tmp_path / "private"
    settings.CERTIFICATE_KEY_FILE = tmp_path / "certificate-key"
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": str(tmp_path)}
    }
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _own_language(settings):
    """No test speaks the language in which another one left off."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture(autouse=True)
def _closed_lists_go_first(request):
    """After a test with real transactions SQLite empties its tables in whatever order, and from the closed list of a
    roadshow nothing may be removed: so the roadshow goes first.
    """
    marker = request.node.get_closest_marker("django_db")
    is_real = (marker and marker.kwargs.get("transaction")) or {"transactional_db", "live_server"} & {
        *request.fixturenames
    }
    if is_real:
        request.getfixturevalue("transactional_db")
    yield
    if is_real:
        with transaction.atomic(), connection.cursor() as cursor:
            for table in ("roadshow", "vote", "pitch"):
                cursor.execute(f"DELETE FROM matchmaking_{table}")


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
def competition_editor(db):
    return somebody(Role.COMPETITION_EDITOR)


@pytest.fixture
def sub_forum_editor(db):
    return somebody(Role.SUB_FORUM_EDITOR)


@pytest.fixture
def reader(db):
    return somebody(Role.READ_ONLY)


@pytest.fixture
def visit(db, client):
    """The sample, published: reads a page of it below /<language>/2023/."""
    programmes.publish(samples.small())

    def read(path="", language="en", status=200):
        return Page(client.get(f"/{language}/2023/{path}"), status)

    return read


@pytest.fixture
def visit_empty(db, client):
    """The same of a conference that has nothing to show yet."""
    programmes.publish(samples.empty())
    return lambda path="", language="en": Page(client.get(f"/{language}/2023/{path}"))
