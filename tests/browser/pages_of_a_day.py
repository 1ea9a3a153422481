"""Every page of a day of meetings, for axe: of those who take part, of anybody, and of the back office.

In English they are looked at light and dark; those of a venture and of anybody in Chinese too, on a tablet.
"""

from tests.browser.organising import PAGE, day_page
from tests.browser.test_accessibility import violations
from tests.matchmaking.parties import page_of

PAGES = ["party_detail", "partner_list", "interest_list", "schedule", "meeting_list", "party_profile"]
PAGES += ["party_availability", "representative_list", "roadshow_list"]
DESK = ["plan", "board", "floor", "arrivals", "walk_in", "statistics", "furnish"]


def complaints(day, roadshow, parties, people):
    """What axe finds on every page of that day, light and dark."""
    desk, venture, investor, visitor = people
    found = {}
    stage = f"/en/meetings/roadshows/{roadshow.pk}/"
    public = ["/en/meetings/", f"/en/meetings/{day.pk}/screen/", stage, f"{stage}timer/"]
    back_office = [day_page(day, name) for name in DESK]
    back_office.append(f"{PAGE}/roadshow/{roadshow.pk}/stage/")
    for colours in ("light", "dark"):
        for page, party in zip((venture, investor), parties, strict=True):
            page.emulate_media(color_scheme=colours)
            found |= violations(page, pages_of(party, roadshow))
        visitor.emulate_media(color_scheme=colours)
        found |= violations(visitor, public)
        desk.emulate_media(color_scheme=colours)
        found |= violations(desk, back_office, within=".bloom-page")
    for page, paths in ((venture, pages_of(parties[0], roadshow)), (visitor, public)):
        found |= violations(page, [path.replace("/en/", "/zh-hans/") for path in paths], widths=[768])
    return found


def pages_of(party, roadshow):
    """Every page of a party, and of one meeting and one partner of it."""
    meeting = party.meetings.filter(state="held").first()
    other = meeting.investor if party.side == "venture" else meeting.venture
    own = [page_of(party, name) for name in PAGES]
    own += [page_of(party, "meeting_detail", meeting.pk), page_of(party, "partner_detail", other.pk)]
    return own + ([page_of(party, "roadshow_vote", roadshow.pk)] if party.side == "investor" else [])
