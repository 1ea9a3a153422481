"""Every address of those who take part, from its URLconf, filled with what there is and with what somebody may guess.

An address that nobody has named in FILLED fails the test that walks, so that it cannot be forgotten.
"""

import datetime as dt
from typing import NamedTuple

from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from matchmaking import calendars, check_in_codes, pitching, urls
from matchmaking.models import Investor, Meeting, Representative, Roadshow, Venture
from tests import factories
from tests.factories import at
from tests.matchmaking import parties

STATES = ("admitted",) * 4 + ("registered", "withdrawn")
NOBODY = 999_999
CONTACT = {"mail", "phone"}


class UnknownAddressError(Exception):
    """A name of an address of which this module does not know how to fill it."""


class Somebody(NamedTuple):
    """A party, and words that only those may read whom it allows to: {what they are: the words}."""

    party: object
    marks: dict[str, str]


class World(NamedTuple):
    """A day with several parties of both sides; `allowed` is {(reader, who is read): what of it may be read}."""

    everybody: list[Somebody]
    allowed: dict

    def of(self, side):
        return [one.party for one in self.everybody if one.party.side == side]


def world():
    """Three ventures and three investors, of whom the first two agree and consent to everything; the next two wish, and
    are met with silence; the last venture is not admitted yet, and the last investor has withdrawn after a meeting:
    both sides had agreed to everything with them, too.
    """
    day = factories.matchmaking_day(plan_public_at=at(9), registration_closes_at=timezone.now() + dt.timedelta(hours=1))
    everybody = [somebody(number, day, state) for number, state in enumerate(STATES)]
    first, second, third, fourth, waiting, gone = (one.party for one in everybody)
    for one in (first, second, waiting, gone):
        for purpose in ("contact", "deck", "statistics"):
            factories.consent(representative=one.representatives.get(), purpose=purpose)
    for venture, investor in ((first, second), (waiting, second), (first, gone)):
        for side in ("venture", "investor"):
            factories.interest(venture=venture, investor=investor, side=side)
    factories.interest(venture=third, investor=second, side="venture")
    factories.interest(venture=first, investor=fourth, side="investor")
    slots = [factories.timeslot(day=day, place=place) for place in range(2)]
    for venture, investor, slot in ((first, second, 0), (third, fourth, 0), (first, gone, 1)):
        meets(venture, investor, slots[slot], everybody)
    on_stage(day, first, third)
    allowed = {(one, other): {"profile"} for one in (first, third) for other in (second, fourth)}
    allowed |= {(other, one): {"profile"} for one, other in allowed}
    allowed[first, second] |= CONTACT | {"name"}
    allowed[second, first] |= CONTACT | {"name", "deck"}
    allowed[fourth, first] |= {"deck"}  # it is for every investor who wants to meet
    for pair in ((third, fourth), (fourth, third), (first, gone)):  # to who has withdrawn nobody is named
        allowed[pair] = allowed.get(pair, set()) | {"name"}
    return World(everybody, allowed)


def somebody(number, day, state):
    """A venture or an investor, by turns, and who comes for it."""
    kinds = ("mail", "phone", "name", "profile", "note", "deck")
    marks = {kind: f"{kind}-{number}-marker" for kind in kinds} | {"mail": f"mail{number}@marker.example"}
    if number % 2:
        del marks["deck"]
        party = factories.investor(day=day, state=state, about_en=marks["profile"])
    else:
        party = factories.venture(day=day, state=state, summary_en=marks["profile"])
        party.deck.save("deck.pdf", ContentFile(f"%PDF- {marks['deck']}".encode()))
    parties.coming_for(party, name=marks["name"], email=marks["mail"], phone=marks["phone"])
    return Somebody(party, marks)


def meets(venture, investor, timeslot, everybody):
    """A meeting of which both have said how it was, and that contact data may be exchanged where they agreed before."""
    meeting = factories.meeting(venture=venture, investor=investor, timeslot=timeslot)
    notes = {one.party: one.marks["note"] for one in everybody}
    for party in (venture, investor):
        factories.feedback(meeting=meeting, side=party.side, comment=notes[party], given_at=at(12, day=21))


def on_stage(day, *ventures):
    """A roadshow that is drawn."""
    roadshow = factories.roadshow(day=day)
    for venture in ventures:
        factories.pitch(roadshow=roadshow, venture=venture)
    for step, hour in ((pitching.announce, 9), (pitching.close, 10)):
        step(roadshow, by=None, at=at(hour))
    pitching.draw(roadshow, "3387.71", by=None, at=at(11))


def of_nobody(_world):
    return [{}]


def of_parties(world):
    return [{"side": party, "pk": party.pk} for party in world.of("venture") + world.of("investor")]


def of_each(world, **parts):
    """Each party with each value of one more part."""
    ((name, values),) = parts.items()
    return [party | {name: value} for party in of_parties(world) for value in values]


def of_pairs(world):
    return of_each(world, other=sorted({one.party.pk for one in world.everybody} | {NOBODY}))


def of_meetings(world):
    return of_each(world, meeting=[*Meeting.objects.values_list("pk", flat=True), NOBODY])


def of_representatives(world):
    return of_each(world, representative=[*Representative.objects.values_list("pk", flat=True), NOBODY])


def of_votes(world):
    return of_each(world, roadshow=[*Roadshow.objects.values_list("pk", flat=True), NOBODY])


def of_days(world):
    return [{"day": world.everybody[0].party.day.pk}, {"day": NOBODY}]


def of_registrations(world):
    return [parts | {"side": side} for parts in of_days(world) for side in (Venture, Investor)]


def of_roadshows(_world):
    return [{"pk": roadshow.pk} for roadshow in Roadshow.objects.all()]


def of_check_ins(_world):
    """Whoever finds a code knows nothing by it; who comes for a party shows it to everybody."""
    return [{"token": check_in_codes.token(row)} for row in Representative.objects.all()] + [{"token": "1.1"}]


def of_calendars(_world):
    """The address is the key: whoever has it reads whom its owner meets, and no more."""
    paths = [calendars.calendar_path(row) for row in Representative.objects.all()]
    return [{"token": path.rpartition("/")[2].removesuffix(".ics")} for path in paths] + [{"token": "1-1.1"}]


# Name of an address: what it can be filled with. Who adds an address adds it here.
FILLED = (
    dict.fromkeys(["day_list"], of_nobody)
    | dict.fromkeys(["party_register"], of_registrations)
    | dict.fromkeys(["day_screen"], of_days)
    | dict.fromkeys(
        [
            "party_detail",
            "party_withdraw",
            "party_profile",
            "party_deck",
            "party_availability",
            "partner_list",
            "interest_list",
            "representative_list",
            "schedule",
            "schedule_file",
            "calendar_renew",
            "meeting_list",
            "roadshow_list",
        ],
        of_parties,
    )
    | dict.fromkeys(["partner_detail", "interest", "partner_deck"], of_pairs)
    | dict.fromkeys(
        ["representative_detail", "representative_invite", "representative_remove", "consent_change"],
        of_representatives,
    )
    | dict.fromkeys(["meeting_detail", "meeting_contact"], of_meetings)
    | dict.fromkeys(["roadshow_vote"], of_votes)
    | dict.fromkeys(["roadshow_detail", "roadshow_entries", "roadshow_timer", "roadshow_now"], of_roadshows)
    | {"check_in": of_check_ins, "schedule_calendar": of_calendars}
)


def addresses(world, patterns=None):
    """All addresses: [(name, address)]."""
    found = []
    for pattern in urls.urlpatterns if patterns is None else patterns:
        if pattern.name not in FILLED:
            raise UnknownAddressError(pattern.name)
        found += [
            (pattern.name, reverse(f"matchmaking:{pattern.name}", kwargs=parts))
            for parts in FILLED[pattern.name](world)
        ]
    return found
