"""From the sheet of entries to the certificate in a visitor's hand: the whole way, in two browsers and by the clock.

An organiser imports 1,000 entries of which 3 are bad, corrects these in the file that comes back, gives the prize,
plans the announcement and issues the certificates. A visitor sees nothing of it until its moment comes by itself.
"""

import datetime as dt

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from competition import published
from competition.models import Entry
from tests import factories, programmes, samples
from tests.competition.certificates import by_the_script, scanned, text_of
from tests.competition.sheet_files import entry, made, read

WINNERS = {"N-77": "A mine that listens", "N-13": "Mine trucks without drivers", "N-500": "The quiet mine"}
LEAD = "Deep Rock"
SESSION = "/en/awards/blooming-cup/6/"
CERTIFICATE = "BC6-0001"
FEEDS = [f"{SESSION}winners.{kind}" for kind in ("atom", "json", "csv")]
PAGES = [
    "/en/awards/blooming-cup/",
    SESSION,
    f"{SESSION}winners/",
    f"{SESSION}entries/N-77/",
    "/en/awards/blooming-cup/entries/?q=mine",
    "/en/awards/blooming-cup/organisations/deep-rock/",
    "/en/2023/search/?q=mine",
    f"/en/certificates/{CERTIFICATE}/",
]


@pytest.fixture
def site(transactional_db, live_server, settings):
    """The address of a site with a session that has a prize of three places and hides its entries, and a conference."""
    settings.SITE_URL = live_server.url
    programmes.publish(samples.small())
    cup = factories.competition(slug="blooming-cup", name_en="Blooming Cup", name_zh_hans="绽放杯")
    edition = factories.edition(competition=cup, entries_public_at=None)
    factories.prize(edition=edition, name_en="First Prize", name_zh_hans="一等奖", quota=3)
    factories.announcement(edition=edition, public_at=None, title_en="The winners")
    factories.organisation(slug="deep-rock", name_en=LEAD)
    factories.region()
    published.refresh()
    return live_server.url


@pytest.fixture
def desk(site, signed_in, organiser):
    return signed_in(organiser)


# --- At the organiser's desk ------------------------------------------------------------------------------------------


def sheet(*, wrong):
    """A thousand rows; three of them wrong, or as they should be."""
    row = {"lead": LEAD, "region": "Shanghai", "state": "Admitted"}
    rows = [entry(f"N-{number}", **row) for number in range(1, 1001)]
    for number, title in WINNERS.items():
        rows[place(number)]["title_en"] = title
    if wrong:
        rows[place("N-13")]["title_en"] = ""
        rows[place("N-77")]["region"] = "Atlantis"
        rows[place("N-500")]["number"] = "N-12"
    return rows


def place(number):
    return int(number.removeprefix("N-")) - 1


def upload(desk, rows):
    desk.get_by_role("link", name="Import", exact=True).first.click()
    content = made(rows, "xlsx").getvalue()
    desk.set_input_files(
        "[name=file]", {"name": "entries.xlsx", "mimeType": "application/octet-stream", "buffer": content}
    )
    desk.get_by_role("button", name="Show what would change").click()


def words(found):
    expect(found.first).to_be_visible()
    found.page.wait_for_load_state()
    return [" ".join(text.split()) for text in found.all_inner_texts()]


def counts(desk, heading):
    expect(desk.get_by_role("heading", name=heading)).to_be_visible()
    return words(desk.locator(".run-count"))


def download(page, link, folder):
    """The file behind a link."""
    with page.expect_download() as downloading:
        page.get_by_role("link", name=link).click()
    path = folder / downloading.value.suggested_filename
    downloading.value.save_as(path)
    return path


def import_entries(desk, folder):
    desk.goto("/admin/competition/entry/")
    upload(desk, sheet(wrong=True))
    assert counts(desk, "What importing “entries.xlsx” would change") == [
        "997 would be added",
        "0 would be changed",
        "0 are there already, just so",
        "3 cannot be imported",
    ]
    assert words(desk.locator(".run-problems tbody tr")) == [
        "14 title (English) Give the entry a title in at least one language.",
        "78 region Atlantis “Atlantis” is not known.",
        "501 number N-12 This is already in row 13.",
    ]
    assert Entry.objects.count() == 0
    with download(desk, "Download the refused rows", folder).open("rb") as file:
        back = read(file)
    assert [row["#column"] for row in back] == ["title_en", "region", "number"]
    desk.get_by_role("button", name="Import the 997 good rows only").click()
    assert counts(desk, "“entries.xlsx” is imported")[0] == "997 added"

    back[0]["title_en"], back[1]["region"], back[2]["number"] = WINNERS["N-13"], "上海市", "N-500"
    upload(desk, back)
    assert counts(desk, "What importing “entries.xlsx” would change")[0] == "3 would be added"
    desk.get_by_role("button", name="Import all 3 rows").click()
    assert counts(desk, "“entries.xlsx” is imported")[0] == "3 added"

    upload(desk, sheet(wrong=False))
    assert counts(desk, "What importing “entries.xlsx” would change")[2] == "1,000 are there already, just so"
    expect(desk.get_by_text("there is nothing to import")).to_be_visible()


def fill_board(desk):
    """Gives the prize to those who should have it, in their order; nobody has a standing."""
    desk.goto("/admin/competition/prize/")
    desk.get_by_role("link", name="Award board").click()
    desk.get_by_role("link", name="Show those without one").click()
    desk.get_by_label("Search", exact=True).fill("mine")
    desk.get_by_role("button", name="Show", exact=True).click()
    for title in WINNERS.values():
        desk.get_by_role("button", name=f"Give: {title}").click()
        expect(desk.locator("#board-said")).to_have_text(f"Given to “{title}”.")
    expect(desk.locator(".board-quota strong")).to_have_text("0 of 3 left")


def plan(desk):
    """Sets the moment: in an hour. Returns it."""
    moment = (timezone.localtime() + dt.timedelta(hours=1)).replace(second=0, microsecond=0)
    desk.get_by_role("link", name="Announcement", exact=True).click()
    desk.get_by_role("link", name="Set the moment…").click()
    desk.get_by_label("day").fill(f"{moment:%Y-%m-%d}")
    desk.get_by_label("hour").fill(f"{moment:%H:%M}")
    desk.get_by_role("button", name="Plan").click()
    expect(desk.get_by_text("“The winners” is scheduled for")).to_be_visible()
    return moment


def issue(desk):
    desk.goto("/admin/competition/certificate/")
    desk.get_by_role("link", name="Blooming Cup").click()
    desk.get_by_role("button", name="Issue what is missing").click()
    expect(desk.get_by_text("3 certificates issued.")).to_be_visible()


# --- As a visitor -----------------------------------------------------------------------------------------------------


def telling(visitor):
    """Which addresses tell of a winner."""
    told = {path: visitor.request.get(path).text() for path in FEEDS}
    for path in PAGES:
        visitor.goto(path)
        told[path] = visitor.locator("body").text_content()
    return [path for path, text in told.items() if any(title in text for title in WINNERS.values())]


def wait_for(visitor, clock, moment):
    """Looks at the winners in the second before they are there, and in the one in which they are."""
    clock.move_to(moment - dt.timedelta(seconds=1), tick=False)
    visitor.goto(f"{SESSION}winners/")
    expect(visitor.get_by_text("have not been announced yet")).to_be_visible()
    clock.move_to(moment, tick=True)
    visitor.reload()


def save_certificate(visitor, folder):
    """From the winners to the file."""
    visitor.get_by_role("link", name=WINNERS["N-77"]).click()
    visitor.get_by_role("link", name=f"Certificate {CERTIFICATE}").click()
    expect(visitor.get_by_role("heading", level=1)).to_contain_text("This certificate is valid.")
    return download(visitor, "The certificate as PDF", folder)


def check_number(visitor, number, verdict):
    visitor.get_by_role("link", name="Check a certificate").click()
    visitor.get_by_label("Number of the certificate").fill(number)
    visitor.get_by_role("button", name="Check").click()
    expect(visitor.get_by_role("heading", level=1)).to_contain_text(verdict)


def check_without_the_site(visitor, folder, *papers):
    """As the operators' guide tells those who have the public key: of a file, or of what a phone reads in the code."""
    visitor.get_by_role("link", name="Check a certificate").click()
    key = visitor.get_by_role("link", name="The public key, as JSON").get_attribute("href")
    published = visitor.request.get(key).text()
    for paper in papers:
        code, said = by_the_script(folder, published, paper)
        assert (code, WINNERS["N-77"] in said) == (0, True)
        assert "Genuine: signed with the key" in said


def test_from_the_sheet_to_the_certificate_in_a_visitors_hand(site, desk, new_visitor, clock, tmp_path):
    visitor = new_visitor(locale="en-GB")
    visitor.excuse("404")  # a browser notes each page that is not found
    import_entries(desk, tmp_path)
    fill_board(desk)
    moment = plan(desk)
    issue(desk)
    desk.close()

    assert telling(visitor) == []
    wait_for(visitor, clock, moment)
    assert words(visitor.locator(".laureates .title")) == list(WINNERS.values())
    paper = save_certificate(visitor, tmp_path)
    assert telling(visitor) == [*FEEDS, *PAGES]

    assert paper.name == f"{CERTIFICATE}.pdf"
    pdf = paper.read_bytes()
    assert pdf.startswith(b"%PDF-")
    said = text_of(pdf)
    assert [text for text in (WINNERS["N-77"], LEAD, CERTIFICATE) if text.replace(" ", "") not in said] == []
    address = scanned(pdf)
    assert address.startswith(f"{site}/certificates/{CERTIFICATE}/#")
    visitor.goto(address)
    expect(visitor.get_by_role("heading", level=1)).to_contain_text("This certificate is valid.")
    check_number(visitor, "bc6 - 0001", "This certificate is valid.")
    check_number(visitor, "BC6-0004", "No certificate has this number.")
    check_without_the_site(visitor, tmp_path, paper, address)
