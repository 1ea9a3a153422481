"""What those do who take part in a day of meetings: from signing up to saying how a meeting was."""

import io
import re

from django.core import mail
from PIL import Image
from playwright.sync_api import expect

from tests.competition.qr_codes import words_of

PASSWORD = "a horse and a battery"
MARGIN = 2  # of the code for checking in, in modules
DECK = {"name": "deck.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4\nWhat the money is for\n%%EOF\n"}


def press(page, name, **options):
    page.get_by_role("button", name=name, **options).click()


def go(page, *links):
    """Follows links of the page's navigation, one after the other."""
    for link in links:
        page.get_by_role("navigation").get_by_role("link", name=link, exact=True).click()
        page.wait_for_load_state()  # a click is over as soon as the next page begins


def read_mail(address, pattern):
    """What somebody finds in the mail that came last, which is to them."""
    last = mail.outbox[-1]
    assert last.to == [address]
    return re.search(pattern, last.body)[0]


def enter_code(page, address):
    expect(page.get_by_role("heading", level=1)).to_have_text("Enter the code")
    page.get_by_label("Code").fill(read_mail(address, r"\b\d{4}-\d{4}\b"))
    press(page, "Go on")


def sign_up(page, name, address):
    """Where the page asks for it; the address may be filled in already."""
    page.get_by_label("Your name").fill(name)
    page.get_by_label("E-mail address").fill(address)
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Sign up")
    enter_code(page, address)


def ask_for_code(page, address):
    page.get_by_role("link", name="Sign in", exact=True).click()
    page.get_by_role("link", name="Send me a code by mail").click()
    page.get_by_label("E-mail address").fill(address)
    press(page, "Send the code")
    expect(page.get_by_role("heading", level=1)).to_have_text("Enter the code")


def register(page, name, organisation, phone):
    page.fill("[name=name_en]", name)
    page.fill("[name=organisation_name_en]", organisation)
    page.fill("[name=representative_phone]", phone)
    press(page, "Register")
    expect(page.get_by_text(f"“{name}” is registered.")).to_be_visible()


def choose_industry(page, field, name):
    industries = page.locator(f"#div_id_{field}")
    industries.locator("summary").click()
    industries.get_by_label(name, exact=True).check()


def describe_venture(page, industry):
    """The profile of a venture, with its deck."""
    page.fill("[name=summary_en]", "Robots that carry containers over a 5G network of the harbour.")
    choose_industry(page, "industries", industry)
    page.fill("[name=ask]", "5000000")
    page.set_input_files("[name=deck]", DECK)
    press(page, "Save")
    expect(page.get_by_text("The profile is saved.")).to_be_visible()


def describe_mandate(page, industry):
    page.fill("[name=mandates-0-least]", "1000000")
    page.fill("[name=mandates-0-most]", "9000000")
    choose_industry(page, "mandates-0-industries", industry)
    page.fill("[name=mandates-0-looks_for_en]", "Harbours that work by themselves.")
    press(page, "Save")
    expect(page.get_by_text("The profile is saved.")).to_be_visible()


def agree(page, *purposes):
    go(page, "Your details", "Who comes")
    for purpose in purposes:
        press(page, f"Agree: {purpose.label}")
    expect(page.get_by_text("Agreed since")).to_have_count(len(purposes))


def be_away(page, hours):
    go(page, "Your details", "Times")
    page.get_by_label(hours).uncheck()
    press(page, "Save")
    expect(page.get_by_text("It is saved when you can meet.")).to_be_visible()
    expect(page.get_by_label(hours)).not_to_be_checked()


def find(page, words):
    """Whom the list of the other side shows: all of them, and then those who have these words."""
    go(page, "Whom to meet")
    everybody = page.locator(".partner .title").all_inner_texts()
    page.get_by_text("Search and filter").click()
    page.get_by_label("Words").fill(words)
    press(page, "Show", exact=True)
    expect(page.locator("#partner-said")).to_contain_text("1 found")
    page.wait_for_load_state()
    return everybody, page.locator(".partner .title").all_inner_texts()


def wish(page, other, weight):
    """Wishes to meet somebody of the list that is shown."""
    page.get_by_label(f"How much you want to meet {other}").select_option(label=weight)
    press(page.locator(".partner", has_text=other), "We want to meet")
    expect(page.get_by_text(f"You want to meet: {weight}")).to_be_visible()


def open_partner(page, other):
    go(page, "Whom to meet")
    page.get_by_role("link", name=other, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(other)


# --- On the day -------------------------------------------------------------------------------------------------------


def schedule(page):
    """The meetings of a schedule: [hours, whom, table]."""
    go(page, "Schedule")
    lines = page.locator(".schedule .is-meeting")
    return [
        [" ".join(line.locator(part).inner_text().split()) for part in (".when", ".title", ".table-number strong")]
        for line in lines.all()
    ]


def calendar(page, folder):
    with page.expect_download() as downloading:
        page.get_by_role("link", name="Download for your calendar").click()
    path = folder / downloading.value.suggested_filename
    downloading.value.save_as(path)
    return path.read_text(encoding="utf-8").replace("\r\n ", "")


def scan(page):
    """What a telephone reads in the code for checking in that a schedule shows."""
    drawing = page.get_by_role("img", name="Code for checking in").locator("svg")
    size = int(float(drawing.get_attribute("viewBox").split()[2]))
    picture = Image.open(io.BytesIO(drawing.screenshot())).convert("1").resize((size, size), Image.Resampling.NEAREST)
    modules = range(MARGIN, size - MARGIN)
    return words_of([[int(not picture.getpixel((column, row))) for column in modules] for row in modules])


def open_meeting(page, other):
    go(page, "Schedule")
    page.locator(".schedule").get_by_role("link", name=other, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(other)


def say_how_it_was(page, rating, intent, amount, comment):
    """On the page of a meeting."""
    page.get_by_role("group", name="How worthwhile was the meeting?").get_by_label(rating, exact=True).check()
    page.get_by_label(intent, exact=True).check()
    if amount:
        page.fill("[name=amount]", amount)
        page.get_by_label("Currency").select_option(label="Renminbi (CNY)")
    page.fill("[name=comment]", comment)
    press(page, "Save")
    expect(page.get_by_text("Thank you. What you said is kept")).to_be_visible()


def vote(page, venture, points):
    go(page, "Roadshow")
    page.get_by_role("link", name="Vote now").click()
    ballot = page.get_by_role("group", name=f"Points for {venture}")
    press(ballot, points, exact=True)
    expect(ballot.get_by_role("button", name=points, exact=True)).to_have_attribute("aria-pressed", "true")
