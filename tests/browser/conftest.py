"""Chromium, where there is one, in front of the site as a server. On CI a test that is skipped here fails."""

import os
import shutil

import pytest
import time_machine
from django.test import override_settings
from django.utils import timezone
from PIL import Image
from playwright.sync_api import expect, sync_playwright

from conference import published
from tests import programmes, samples

# Playwright keeps an event loop in this thread; the rows that a test makes are still made one after the other.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
PATIENCE = 30_000  # milliseconds: how fast a page comes is the machine's affair
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]


def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.is_relative_to(os.path.dirname(__file__)):  # noqa: PTH120  (a path as pytest gives it)
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser():
    if CHROMIUM is None:
        pytest.skip("No Chromium was found: install it, for instance with apt install chromium.")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def only_sources(tmp_path_factory):
    """Static files come from where they are written, whatever was collected on this machine."""
    with override_settings(STATIC_ROOT=tmp_path_factory.mktemp("static")):
        yield


@pytest.fixture(scope="session")
def live_server(only_sources, live_server):
    return live_server


@pytest.fixture
def clock():
    """The clock of the server, which can be set: `clock.move_to(moment)`. The browsers keep theirs."""
    with time_machine.travel(timezone.now(), tick=True) as traveller:
        yield traveller


@pytest.fixture
def new_visitor(browser, live_server, transactional_db, clock):
    """Makes a visitor: a browser without a past, at the site. What its pages complain about fails the test, unless it
    was said beforehand: `page.excuse("404")`.

    Its pages are closed before the tables are emptied and before the clock goes back, because some of them ask on.
    """
    contexts, complaints, excuses = [], [], []

    def visitor(**options):
        context = browser.new_context(base_url=live_server.url, **options)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.excuse = excuses.append
        return page

    yield visitor
    for context in contexts:
        context.close()
    assert [words for words in complaints if not any(excuse in words for excuse in excuses)] == []


@pytest.fixture
def visitor(new_visitor):
    return new_visitor()


@pytest.fixture
def signed_in(new_visitor):
    """Opens the back office for a user."""

    def opened(user, **options):
        page = new_visitor(locale="en-GB", **options)
        page.goto("/admin/")
        page.fill("[name=username]", user.email)
        page.fill("[name=password]", "correct horse")
        page.click("[type=submit]")
        return page

    return opened


@pytest.fixture
def sample(transactional_db, settings):
    """The sample, published on the server, with the pictures that it names."""
    for url in (samples.PICTURE.url, samples.PICTURE.small_url):
        path = settings.MEDIA_ROOT / url.removeprefix(settings.MEDIA_URL)
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (12, 8), "#c9245f").save(path)
    settings.PUBLICATION_REFRESH_SECONDS = 0
    published.published_programme.cache_clear()
    programmes.publish(samples.small(activities=samples.earlier(), news=[]))
    programmes.publish(samples.small(), number=2)
