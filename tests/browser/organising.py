"""What an organiser does in the back office on the way to a day of meetings, and on the day."""

import re

from playwright.sync_api import expect

from matchmaking.models import Investor, Venture

PAGE = "/admin/matchmaking"


def day_page(day, name="change"):
    return f"{PAGE}/matchmakingday/{day.pk}/{name}/"


def press(page, name, **options):
    page.get_by_role("button", name=name, **options).click()


def furnish(desk, day, first, last, tables):
    """Makes timeslots of 25 minutes with breaks of 5 between two moments, and tables."""
    desk.goto(day_page(day, "furnish"))
    made = {"#make-timeslots": (("starts_at_1", first), ("ends_at_1", last)), "#make-tables": (("last", tables),)}
    for form, fields in made.items():
        for name, value in fields:
            desk.fill(f"{form} [name$={name}]", str(value))
        press(desk.locator(form), "Show what would be made")
        press(desk.locator(form), "Make them")


def enter_investor(desk, day, organisation, name, email):
    """Enters an investor and who comes for it, and admits it. Returns it."""
    desk.goto(f"{PAGE}/investor/add/?day={day.pk}&organisation={organisation.pk}")
    desk.locator("#tabs-items").get_by_text("Representatives").click()
    desk.get_by_text("Add another Representative").click()
    desk.fill("[name=representatives-0-name]", name)
    desk.fill("[name=representatives-0-email]", email)
    press(desk, "Save and continue editing")
    press(desk, "Admit", exact=True)
    expect(desk.get_by_text(f"“{organisation}” is: Admitted.")).to_be_visible()
    return Investor.objects.get(day=day, organisation=organisation)


def admit_venture(desk, name):
    """Admits a venture that has registered. Returns it."""
    desk.goto(f"{PAGE}/venture/?state__exact=registered")
    desk.get_by_role("link", name=name, exact=True).click()
    press(desk, "Admit", exact=True)
    expect(desk.get_by_text(f"“{name}” is: Admitted.")).to_be_visible()
    return Venture.objects.get(name_en=name)


def plan(desk, day):
    """Has a plan made, and uses it."""
    desk.goto(day_page(day, "plan"))
    press(desk, "Plan", exact=True)
    expect(desk.locator(".run-count").first).to_have_text(re.compile(r"4\s+new"))
    press(desk, "Use this plan")
    expect(desk.get_by_text("The plan is written. New: 4.")).to_be_visible()


def make_public(desk, day, moment):
    desk.goto(day_page(day))
    desk.fill("[name=plan_public_at_0]", f"{moment:%Y-%m-%d}")
    desk.fill("[name=plan_public_at_1]", f"{moment:%H:%M}")
    press(desk, "Save and continue editing")
    expect(desk.get_by_text("was changed successfully")).to_be_visible()


# --- On the day -------------------------------------------------------------------------------------------------------


def check_in(phone, address, name):
    """Opens what stands in the code of somebody, and lets them in."""
    phone.goto(address)
    expect(phone.get_by_role("heading", level=1)).to_have_text(name)
    press(phone, "Check in")
    expect(phone.get_by_text("Checked in at")).to_be_visible()


def say_what_came(desk, day, meeting, button):
    """On the floor, at the table of a meeting: held, or who did not come."""
    desk.goto(day_page(day, "floor"))
    cell = desk.locator(f"#meeting-{meeting.pk}")
    press(cell, button)
    expect(cell.get_by_role("button", name="Take it back")).to_be_visible()


def note_departure(desk, day, name, hours):
    desk.goto(f"{day_page(day, 'arrivals')}?q={name}")
    desk.get_by_label("Not coming any more from").select_option(label=hours)
    press(desk, "Note it")
    expect(desk.get_by_text(f"does not come from {hours[:5]} on")).to_be_visible()


def walk_in(desk, day, organisation, name, industry):
    """Lets in an investor whom nobody expected."""
    desk.goto(day_page(day, "walk_in"))
    desk.get_by_label("Investor").check()
    desk.get_by_label("Organisation").fill(organisation)
    desk.get_by_label("Who is here").fill(name)
    desk.get_by_label("Industries").select_option(label=industry)
    press(desk, "Admit and check in")
    expect(desk.get_by_role("heading", name=organisation)).to_be_visible()


def mend(desk, day):
    """Looks at what mending would change, and has it done. Returns the lines of it."""
    desk.goto(day_page(day, "floor"))
    press(desk, "Show what mending would change")
    lines = desk.locator(".plan-lines li")
    expect(lines.first).to_be_visible()
    desk.wait_for_load_state()
    found = [" ".join(text.split()) for text in lines.all_inner_texts()]
    press(desk, "Mend so")
    expect(desk.get_by_role("button", name=re.compile("Take back the mending"))).to_be_visible()
    return found


# --- A roadshow -------------------------------------------------------------------------------------------------------


def draw(desk, roadshow, seed):
    """Announces the rule, closes the list and draws the order."""
    desk.goto(f"{PAGE}/roadshow/{roadshow.pk}/stage/")
    for step, yes in (("Announce it…", "Yes, announce it"), ("Close it…", "Yes, close it")):
        press(desk, step)
        press(desk, yes)
    for name in ("seed", "again"):
        desk.fill(f"[name={name}]", seed)
    press(desk, "Draw the order")
    expect(desk.get_by_text("The order is drawn, and public.")).to_be_visible()


def on_stage(desk, roadshow, step):
    """Presses a button of the stage, and returns what is said then."""
    desk.goto(f"{PAGE}/roadshow/{roadshow.pk}/stage/")
    press(desk, step)
