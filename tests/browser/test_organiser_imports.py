"""An organiser imports a sheet with 3 bad rows of 1,000, corrects these in the file that comes back, and imports it."""

import pytest
from playwright.sync_api import expect

from competition import running
from competition.models import Entry, Run
from competition.running import progress
from tests import factories
from tests.competition.sheet_files import entry, made, read
from tests.competition.sheet_pages import upload as uploaded

PASSWORD = "correct horse"


@pytest.fixture
def organiser(transactional_db):
    return factories.user(name="Organiser", email="organiser@example.org", password=PASSWORD, is_superuser=True)


@pytest.fixture
def cup(organiser):
    cup = factories.competition(slug="cup")
    factories.edition(competition=cup)
    factories.organisation(slug="lead", name_en="Lead")
    factories.region()
    return cup


@pytest.fixture
def desk(new_visitor, organiser):
    """The organiser's browser, signed in, at the list of entries."""
    page = new_visitor(locale="en-GB", accept_downloads=True)
    page.set_default_timeout(60_000)
    page.goto("/admin/")
    page.fill("[name=username]", organiser.email)
    page.fill("[name=password]", PASSWORD)
    page.click("[type=submit]")
    page.goto("/admin/competition/entry/")
    return page


def upload(desk, rows, name, kind):
    content = made(rows, kind).getvalue()
    desk.set_input_files("[name=file]", {"name": name, "mimeType": "application/octet-stream", "buffer": content})
    desk.get_by_role("button", name="Show what would change").click()


def counts(desk):
    expect(desk.locator(".run-counts")).to_be_visible(timeout=60_000)
    return [" ".join(words.split()) for words in desk.locator(".run-count").all_inner_texts()]


def download(desk, link, folder):
    """The rows of the file behind a link."""
    with desk.expect_download() as downloading:
        desk.get_by_role("link", name=link).click()
    path = folder / downloading.value.suggested_filename
    downloading.value.save_as(path)
    with path.open("rb") as file:
        return read(file)


def reasons(desk):
    return [" ".join(words.split()) for words in desk.locator(".run-problems tbody tr").all_inner_texts()]


def test_three_bad_rows_of_a_thousand_are_corrected_and_come_in(cup, desk, tmp_path):
    rows = [entry(f"N-{number}") | {"sites": "3", "region": "Shanghai"} for number in range(1, 1001)]
    rows[12]["sites"], rows[76]["region"], rows[499]["lead"] = "many", "Atlantis", "Nobody"

    desk.get_by_role("link", name="Import", exact=True).click()
    upload(desk, rows, "entries.xlsx", "xlsx")
    would = ["997 would be added", "0 would be changed", "0 are there already, just so", "3 cannot be imported"]
    assert counts(desk) == would
    assert reasons(desk) == [
        "14 sites many This is not a whole number.",
        "78 region Atlantis “Atlantis” is not known.",
        "501 lead organisation Nobody “Nobody” is not known.",
    ]
    assert Entry.objects.count() == 0
    back = download(desk, "Download the refused rows", tmp_path)

    desk.get_by_role("button", name="Import the 997 good rows only").click()
    assert counts(desk)[0] == "997 added"
    assert Entry.objects.count() == 997

    assert [row["#reason"] for row in back] == [
        "This is not a whole number.",
        "“Atlantis” is not known.",
        "“Nobody” is not known.",
    ]
    back[0]["sites"], back[1]["region"], back[2]["lead"] = "7", "上海市", "Lead"
    desk.get_by_role("link", name="Import", exact=True).first.click()
    upload(desk, back, "corrected.csv", "csv")
    assert counts(desk)[0] == "3 would be added"
    desk.get_by_role("button", name="Import all 3 rows").click()
    assert counts(desk)[0] == "3 added"
    assert Entry.objects.count() == 1000
    assert Entry.objects.get(number="N-77").region.name_en == "Shanghai"

    rows[12]["sites"], rows[76]["region"], rows[499]["lead"] = "7", "310000", "lead"
    desk.get_by_role("link", name="Import", exact=True).first.click()
    upload(desk, rows, "entries.xlsx", "xlsx")
    assert counts(desk)[2] == "1,000 are there already, just so"
    expect(desk.get_by_text("there is nothing to import")).to_be_visible()


def test_a_bar_shows_how_far_an_import_is_and_gives_way_to_its_end(cup, desk, organiser):
    run = running.start_import("entries", uploaded([entry("A1")]), competition=cup, by=organiser)
    over = Run.objects.get(pk=run.pk)
    Run.objects.update(state="running", finished_at=None)
    progress.tell(run.pk, "writing", 100, 1000)

    desk.goto(f"/admin/competition/run/{run.pk}/")
    expect(desk.locator("progress")).to_have_attribute("value", "10")
    progress.tell(run.pk, "writing", 600, 1000)
    expect(desk.locator("progress")).to_have_attribute("value", "60")
    over.save()

    expect(desk.get_by_role("heading", name="What importing “entries.csv” would change")).to_be_visible()
