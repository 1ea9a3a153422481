"""A whole day of meetings, from signing up to the statistics: a venture, an investor and an organiser, each with a
browser, and a visitor who passes by. At each step: what each of them sees, and what they must not see.
"""

import datetime as dt

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from matchmaking.models import Meeting, Purpose
from tests import factories
from tests.browser import organising, taking_part
from tests.browser.pages_of_a_day import complaints

VENTURE, INVESTOR = "Harbour robots", "Deep Water Capital"
OTHER_VENTURE, ABSENT, LATE = "Quiet mine", "Second Fund", "Late Capital"
REACH = {"venture": ("wang@robots.example", "+86 21 5555 0001"), "investor": ("li@deep-water.example",)}
SAID = {"venture": "They ask the right questions.", "investor": "The founder is honest."}
INDUSTRY = "39"  # which the investors look for
FIRST, SECOND, THIRD = "10:00–10:25", "10:30–10:55", "11:00–11:25"
SEED = "3054.37"


def on(day, hour, minute=0):
    """An hour of a day of meetings."""
    return timezone.localtime(day.activity.starts_at).replace(hour=hour, minute=minute)


@pytest.fixture
def day(transactional_db, live_server, settings):
    """Tomorrow's meetings: one may register, and nothing is set up."""
    settings.SITE_URL = live_server.url
    settings.PUBLICATION_REFRESH_SECONDS = 0
    factories.industry(INDUSTRY)
    begins = (timezone.localtime() + dt.timedelta(days=1)).replace(hour=10, minute=0, second=0, microsecond=0)
    activity = factories.activity(
        kind="matchmaking_meeting",
        title_en="Meetings of the day",
        starts_at=begins,
        ends_at=begins + dt.timedelta(hours=2),
    )
    return factories.matchmaking_day(activity=activity, registration_closes_at=begins - dt.timedelta(hours=2))


@pytest.fixture
def people(new_visitor, signed_in, organiser):
    """(the organiser's desk, the venture, the investor, a visitor), each in a browser of their own."""
    return signed_in(organiser, viewport={"width": 1280, "height": 900}), *(
        new_visitor(locale="en-GB", service_workers="block") for _who in ("venture", "investor", "visitor")
    )


def others(day):
    """Two more who come, each with all the wishes: a venture, and an investor of whom nobody will turn up."""
    slots = list(day.timeslots.order_by("starts_at"))
    venture = factories.venture(day=day, name_en=OTHER_VENTURE, name_zh_hans="")
    venture.industries.set([factories.industry(INDUSTRY)])
    fund = factories.organisation(name_en=ABSENT, kind="fund")
    investor = factories.investor(day=day, organisation=fund)
    factories.mandate(investor=investor, industries=[factories.industry(INDUSTRY)])
    for party, slot in ((venture, slots[1]), (investor, slots[2])):
        factories.representative(**{party.side: party}, name=f"Guest of {party}")
        factories.absence(**{party.side: party}, timeslot=slot)
    return venture, investor


def knows(page, *words):
    """Which of these words stand on a page, seen or not."""
    source = page.content()
    return [word for word in words if word in source]


# --- Before the day ---------------------------------------------------------------------------------------------------


def come(day, desk, venture, investor):
    """The venture signs up and registers, the investor is entered and finds itself. Returns the two parties."""
    organising.furnish(desk, day, "10:00", "11:25", tables=3)
    fund = factories.organisation(name_en=INVESTOR, kind="fund")
    entered = organising.enter_investor(desk, day, fund, "Li Na", REACH["investor"][0])

    venture.goto("/en/meetings/")
    venture.get_by_role("link", name="Register a venture").click()
    venture.get_by_role("link", name="No account yet? Sign up").click()
    taking_part.sign_up(venture, "Wang Wei", REACH["venture"][0])
    taking_part.register(venture, VENTURE, "Robots Example", REACH["venture"][1])

    investor.goto("/en/meetings/")
    taking_part.ask_for_code(investor, REACH["investor"][0])
    investor.goto(taking_part.read_mail(REACH["investor"][0], r"http\S+"))  # there is no account yet
    taking_part.sign_up(investor, "Li Na", REACH["investor"][0])
    investor.goto("/en/meetings/")
    taking_part.press(investor, "Sign out")
    investor.goto("/en/meetings/")
    taking_part.ask_for_code(investor, REACH["investor"][0])
    taking_part.enter_code(investor, REACH["investor"][0])
    investor.goto("/en/meetings/")
    investor.get_by_role("link", name=INVESTOR).click()
    return organising.admit_venture(desk, VENTURE), entered


def describe(venture, investor):
    """Profiles, consents, and when each can come."""
    industry = str(factories.industry(INDUSTRY))
    taking_part.describe_venture(venture, industry)
    taking_part.agree(venture, *Purpose)
    taking_part.be_away(venture, THIRD)
    taking_part.go(investor, "Your details")
    taking_part.describe_mandate(investor, industry)
    taking_part.agree(investor, Purpose.CONTACT, Purpose.STATISTICS)
    taking_part.be_away(investor, SECOND)


def agree_to_meet(venture, investor):
    """First one wishes, and learns nothing of how to reach the other; then both wish, and do."""
    everybody, found = taking_part.find(investor, "containers")
    assert (sorted(everybody), found) == ([VENTURE, OTHER_VENTURE], [VENTURE])
    taking_part.open_partner(investor, VENTURE)
    deck = f"{investor.url}deck/"
    assert investor.request.get(deck).status == 404
    taking_part.find(investor, "containers")
    taking_part.wish(investor, VENTURE, "Above all")
    taking_part.open_partner(investor, VENTURE)
    expect(investor.get_by_text(f"You want to meet; {VENTURE} has not said so yet.")).to_be_visible()
    assert knows(investor, *REACH["venture"]) == []
    assert investor.request.get(deck).body() == taking_part.DECK["buffer"]

    taking_part.go(venture, "Whom to meet", "Interests")
    assert knows(venture, *REACH["investor"], "Above all") == []
    taking_part.press(venture.locator(".interests li", has_text=INVESTOR), "We want to meet")
    taking_part.open_partner(venture, INVESTOR)
    assert knows(venture, *REACH["investor"]) == [*REACH["investor"]]
    investor.reload()
    assert knows(investor, *REACH["venture"]) == [*REACH["venture"]]
    taking_part.go(venture, "Schedule")
    expect(venture.get_by_text("Your meetings are not known yet.")).to_be_visible()


def publish(day, desk, venture, investor, folder):
    """The plan is used, and nobody knows; then it is public, and each sees its own."""
    organising.plan(desk, day)
    assert taking_part.schedule(venture) == []
    organising.make_public(desk, day, timezone.localtime() - dt.timedelta(minutes=1))
    own, theirs = taking_part.schedule(venture), taking_part.schedule(investor)
    assert [line[:2] for line in own] == [[FIRST, INVESTOR], [SECOND, ABSENT]]
    assert [line[:2] for line in theirs] == [[FIRST, VENTURE], [THIRD, OTHER_VENTURE]]
    assert own[0][2] == theirs[0][2]
    assert knows(venture, OTHER_VENTURE, *REACH["investor"]) == []
    text = taking_part.calendar(venture, folder)
    assert [f"SUMMARY:Meeting: {name}" in text for name in (INVESTOR, ABSENT, OTHER_VENTURE)] == [True, True, False]
    assert [word for word in REACH["investor"] if word in text] == []


# --- On the day -------------------------------------------------------------------------------------------------------


def arrive(desk, venture, investor):
    """What stands in the code of the venture lets it in, where an organiser opens it; of others it says nothing."""
    taking_part.go(venture, "Schedule")
    address = taking_part.scan(venture)
    investor.goto(address)
    expect(investor.get_by_role("heading", level=1)).to_have_text("Show this code at the desk")
    assert knows(investor, "Wang Wei", VENTURE) == []
    investor.goto("/en/meetings/")
    investor.get_by_role("link", name=INVESTOR).click()
    organising.check_in(desk, address, "Wang Wei")


def miss_and_mend(day, desk, venture):
    """One investor does not come, another one does whom nobody expected, and the plan is mended."""
    first = Meeting.objects.filter(timeslot=day.timeslots.order_by("starts_at").first())
    organising.say_what_came(desk, day, first.get(venture__name_en=VENTURE), "Held")
    organising.say_what_came(desk, day, first.get(venture__name_en=OTHER_VENTURE), "investor")
    organising.note_departure(desk, day, ABSENT, SECOND)
    organising.walk_in(desk, day, LATE, "Zhou Min", str(factories.industry(INDUSTRY)))
    assert [line[:2] for line in taking_part.schedule(venture)] == [[FIRST, f"{INVESTOR} Held"], [SECOND, ABSENT]]

    lines = organising.mend(desk, day)

    assert lines == [f"{VENTURE} · {name} {SECOND}, table 1" for name in (LATE, ABSENT)]
    assert [line[:2] for line in taking_part.schedule(venture)] == [[FIRST, f"{INVESTOR} Held"], [SECOND, LATE]]
    expect(venture.get_by_text("Zhou Min")).to_be_visible()


def see_the_screen(day, visitor):
    """How long the meetings still take, and not who meets."""
    visitor.goto(f"/en/meetings/{day.pk}/screen/")
    expect(visitor.locator("#screen-live")).to_have_attribute("data-phase", "meeting")
    expect(visitor.get_by_text("Meetings are on")).to_be_visible()
    assert knows(visitor, VENTURE, INVESTOR, LATE, *REACH["venture"]) == []


def give_feedback(desk, venture, investor, folder):
    """Each side says how it was; nobody else reads it. Both reach each other."""
    taking_part.open_meeting(venture, INVESTOR)
    taking_part.say_how_it_was(venture, "5", "Due diligence", "5000000", SAID["venture"])
    taking_part.go(investor, "Schedule", "Meetings and feedback")
    expect(investor.get_by_text("You have not said yet how 1 meeting was.")).to_be_visible()
    investor.get_by_role("link", name=VENTURE, exact=True).click()
    assert knows(investor, SAID["venture"], "5000000") == []
    taking_part.say_how_it_was(investor, "4", "Keep in touch", "", SAID["investor"])
    assert knows(investor, *SAID.values()) == [SAID["investor"]]
    venture.reload()
    assert knows(venture, *SAID.values()) == [SAID["venture"]]
    meeting = Meeting.objects.get(state="held")
    desk.goto(f"{organising.PAGE}/meeting/{meeting.pk}/change/")
    assert knows(desk, *SAID.values()) == []

    with investor.expect_download() as downloading:
        investor.get_by_role("link", name="Into the address book (vCard)").click()
    downloading.value.save_as(folder / "contact.vcf")
    card = (folder / "contact.vcf").read_text(encoding="utf-8")
    assert [word for word in REACH["venture"] if word not in card] == []


def pitch(desk, roadshow, investor, visitor):
    """The order is drawn and can be checked; who is on is on the screen; an investor votes, and nobody sees it."""
    page = f"/en/meetings/roadshows/{roadshow.pk}/"
    assert visitor.request.get(page).status == 404
    organising.draw(desk, roadshow, SEED)
    visitor.goto(page)
    expect(visitor.locator("#seed")).to_have_text(SEED)
    taking_part.press(visitor, "Check it in this browser")
    expect(visitor.get_by_text("Your browser has drawn the same order from the list and the seed.")).to_be_visible()
    order = [str(row) for row in roadshow.pitches.in_order()]
    for name in order:
        organising.on_stage(desk, roadshow, f"Start: {name}")
        visitor.goto(f"{page}timer/")
        expect(visitor.locator("#venture")).to_have_text(name)
        expect(visitor.locator("#clock")).to_be_visible()
        organising.on_stage(desk, roadshow, "Stop")
    taking_part.vote(investor, VENTURE, "5")
    visitor.goto(page)
    expect(visitor.get_by_role("heading", name="Running order")).to_be_visible()
    expect(visitor.get_by_text("too few votes")).to_have_count(0)


def conclude(day, desk, roadshow, visitor):
    """The results of the votes, of which there are too few to be told; and the statistics."""
    organising.on_stage(desk, roadshow, "Release the results…")
    organising.press(desk, "Yes, release them")
    visitor.goto(f"/en/meetings/roadshows/{roadshow.pk}/")
    expect(visitor.get_by_text("too few votes")).to_have_count(2)
    desk.goto(organising.day_page(day, "statistics"))
    rows = [" ".join(text.split()) for text in desk.locator("#meetings tbody tr").all_inner_texts()]
    assert ("Held 1" in rows, "Missed 1" in rows) == (True, True)
    assert knows(desk, *SAID.values(), *REACH["venture"]) == []


def test_from_signing_up_to_the_statistics(day, people, clock, tmp_path):
    desk, venture, investor, visitor = people
    parties = come(day, desk, venture, investor)
    others(day)
    describe(venture, investor)
    agree_to_meet(venture, investor)
    publish(day, desk, venture, investor, tmp_path)
    roadshow = factories.roadshow(
        day=day, starts_at=on(day, 11, 30), votes_open_at=on(day, 11), votes_close_at=on(day, 11, 55)
    )
    for row in day.ventures.all():
        factories.pitch(roadshow=roadshow, venture=row)

    clock.move_to(on(day, 10, 5))
    arrive(desk, venture, investor)
    see_the_screen(day, visitor)
    miss_and_mend(day, desk, venture)
    give_feedback(desk, venture, investor, tmp_path)
    clock.move_to(on(day, 11, 30))
    pitch(desk, roadshow, investor, visitor)
    clock.move_to(on(day, 12, 30))
    conclude(day, desk, roadshow, visitor)
    assert complaints(day, roadshow, parties, people) == {}
