"""A day in figures: what is counted of whom, and what is hidden."""

import pytest

from matchmaking import figuring
from matchmaking.models import Purpose
from tests import factories
from tests.factories import at

pytestmark = pytest.mark.django_db
LATER = at(16, day=21)


@pytest.fixture
def day():
    day = factories.matchmaking_day()
    for place in range(6):
        factories.timeslot(day=day, place=place)
    for _table in range(6):
        factories.table(day=day)
    return day


def read(day, slug):
    """The rows of a table as words."""
    table = next(table for table in figuring.tables(day) if table.slug == slug)
    return [[cell.text for cell in row] for row in table.rows]


def sits(day, venture, investor, place=0, **values):
    slot = day.timeslots.order_by("starts_at")[place]
    taken = slot.meetings.exclude(state="cancelled").count()
    table = day.tables.order_by("number")[taken]
    return factories.meeting(venture=venture, investor=investor, timeslot=slot, table=table, **values)


def parties(day, number=3, consenting=True):
    """So many ventures and investors who agree to be counted, and a meeting of each pair of the same place."""
    pairs = []
    for place in range(number):
        venture, investor = factories.venture(day=day), factories.investor(day=day)
        for party in (venture, investor):
            representative = factories.representative(**{party.side: party})
            if consenting:
                factories.consent(representative=representative, purpose=Purpose.STATISTICS)
        pairs.append(sits(day, venture, investor, place))
    return pairs


def say(meeting, side="venture", **values):
    return factories.feedback(meeting=meeting, side=side, given_at=LATER, **values)


def test_a_day_without_anything():
    day = factories.matchmaking_day()

    assert read(day, "spread") == read(day, "least-served") == read(day, "industries") == read(day, "regions") == []
    assert read(day, "tables") == read(day, "amounts") == []
    assert read(day, "parties") == [["Ventures", *"00000"], ["Investors", *"00000"]]
    assert read(day, "ratings") == [["Ventures", "·"], ["Investors", "·"]]
    assert {row[1] for row in read(day, "intents")} == {"0"}


def test_parties_by_state_and_arrival(day):
    arrived = factories.venture(day=day)
    factories.representative(venture=arrived, arrived_at=at(9))
    factories.representative(venture=arrived, arrived_at=at(9))
    factories.venture(day=day, state="registered")
    factories.venture(day=day, state="withdrawn")
    factories.venture()

    assert read(day, "parties")[0] == ["Ventures", "3", "1", "1", "1", "1"]


def test_meetings_by_what_became_of_them(day):
    meetings = parties(day, 4)
    for meeting, state, missing in zip(
        meetings, ("held", "missed", "missed", "cancelled"), ("", "venture", "", ""), strict=True
    ):
        meeting.state, meeting.missing = state, missing
        meeting.save()
    say(meetings[0], "investor")

    assert dict(read(day, "meetings")) == {
        "Planned": "0",
        "Held": "1",
        "Missed": "2",
        "missed by the venture": "1",
        "missed by the investor": "0",
        "missed by both": "0",
        "missed, not said by whom": "1",
        "Cancelled": "1",
        "Ventures that said how it was": "0",
        "Investors that said how it was": "1",
    }


def test_spread_and_the_least_served(day):
    venture, other = factories.venture(day=day, name_en="Served"), factories.venture(day=day, name_en="Alone")
    investors = [factories.investor(day=day) for _investor in range(2)]
    for place, investor in enumerate(investors):
        sits(day, venture, investor, place)
    sits(day, other, investors[0], 2, state="cancelled")

    assert read(day, "spread") == [["0", "1", "0"], ["1", "0", "2"], ["2", "1", "0"]]
    assert read(day, "least-served")[:2] == [["Alone", "Ventures", "0", "8"], ["Served", "Ventures", "2", "8"]]
    table = next(table for table in figuring.tables(day) if table.slug == "spread")
    assert table.says[0] == "Ventures: at least 0, half of them 1.0 or more, on average 1, at most 2."


def test_industries_and_regions(day):
    computers, region, other = factories.industry("39"), factories.region("110000"), factories.region("310000")
    venture = factories.venture(day=day, region=region, organisation=factories.organisation(region=other))
    venture.industries.add(computers, factories.industry("55"))
    investor = factories.investor(day=day, organisation=factories.organisation(kind="fund", region=other))
    sits(day, venture, investor)
    factories.venture(day=day)

    assert read(day, "industries") == [
        [str(computers), "1", "1"],
        [str(factories.industry("55")), "1", "1"],
    ]
    assert sorted(read(day, "regions")) == sorted(
        [[str(region), "1", "1", "0", "0"], [str(other), "0", "0", "1", "1"], ["without a region", "1", "0", "0", "0"]]
    )


def test_tables_by_timeslot(day):
    parties(day, 2)
    meeting = parties(day, 1)[0]
    meeting.state = "cancelled"
    meeting.save()

    rows = read(day, "tables")

    assert [row[1:] for row in rows[:3]] == [["1", "6", "16.7%"], ["1", "6", "16.7%"], ["0", "6", "0.0%"]]


def wish(of_venture, of_investor, **states):
    pair = {"venture": of_venture.venture, "investor": of_investor.investor}
    for side, state in states.items():
        factories.interest(**pair, side=side, state=state)


def test_interests_and_what_came_of_the_wishes(day):
    meetings = parties(day, 6)
    wish(meetings[0], meetings[0], venture="wish", investor="wish")
    wish(meetings[1], meetings[1], venture="wish")
    wish(meetings[2], meetings[1], investor="wish")
    wish(meetings[3], meetings[1], venture="wish", investor="declined")
    wish(meetings[4], meetings[1], venture="blocked", investor="declined")

    assert [row[1] for row in read(day, "interests")] == ["1", "1", "1", "1", "1"]
    assert read(day, "wishes") == [
        ["Both want to meet", "1", "1", "100.0%"],
        ["Only the venture wants to meet", "1", "1", "100.0%"],
        ["Only the investor wants to meet", "1", "0", "0.0%"],
        ["Neither asked; proposed by the match", "–", "4", "–"],
    ]


def test_next_steps_of_three_on_each_side_are_shown_for_the_side_that_said_so(day):
    for meeting in parties(day, 3):
        say(meeting, intent="touch")

    found = {row[0]: row[1:] for row in read(day, "intents")}

    assert (found["Keep in touch"], found["All"], found["Invest"]) == (["3", "0"], ["3", "0"], ["0", "0"])


def test_next_steps_of_two_are_hidden_and_cannot_be_worked_out(day):
    meetings = parties(day, 5)
    for meeting in meetings[:3]:
        say(meeting, intent="touch")
    for meeting in meetings[3:]:
        say(meeting, intent="none")

    found = {row[0]: row[1] for row in read(day, "intents")}

    assert (found["Nothing further"], found["Keep in touch"], found["All"]) == ("·", "·", "5")
    assert found["Invest"] == "·"  # which is 0: shown, it would tell that those two are not


def test_three_statements_on_one_venture_are_hidden(day):
    venture = parties(day, 1)[0].venture
    for place in (1, 2, 3):
        investor = factories.investor(day=day)
        factories.consent(representative=factories.representative(investor=investor), purpose=Purpose.STATISTICS)
        say(sits(day, venture, investor, place), "investor", intent="invest", amount=10, currency="CNY", rating=5)

    assert {row[0]: row[2] for row in read(day, "intents")}["Invest"] == "·"
    assert read(day, "amounts") == []
    assert read(day, "ratings")[1] == ["Investors", "·"]


def test_who_does_not_agree_is_not_counted(day):
    for meeting in [*parties(day, 2), *parties(day, 1, consenting=False)]:
        say(meeting, intent="invest", amount=10, currency="CNY", rating=4)

    assert {row[0]: row[1] for row in read(day, "intents")}["Invest"] == "·"
    assert read(day, "amounts") == []
    assert read(day, "ratings")[0] == ["Ventures", "·"]


@pytest.mark.parametrize("side", ["venture", "investor"])
def test_a_meeting_is_counted_only_if_both_sides_agree(day, side):
    """What one side says of a meeting came of the meeting of the other one, too."""
    meetings = parties(day, 3)
    for meeting in meetings:
        say(meeting, "venture", intent="invest", amount=10, currency="CNY", rating=4)
        say(meeting, "investor", intent="invest", amount=10, currency="CNY", rating=4)
    getattr(meetings[0], side).representatives.get().consents.all().delete()

    assert {row[0]: row[1:] for row in read(day, "intents")}["All"] == ["·", "·"]
    assert read(day, "amounts") == []
    assert [row[1] for row in read(day, "ratings")] == ["·", "·"]


def test_a_consent_to_something_else_is_none(day):
    meetings = parties(day, 3, consenting=False)
    for meeting in meetings:
        factories.consent(representative=meeting.venture.representatives.get(), purpose=Purpose.CONTACT)
        say(meeting, intent="touch")

    assert {row[0]: row[1] for row in read(day, "intents")}["Keep in touch"] == "0"


def test_amounts_stand_by_currency_with_their_total(day):
    meetings = parties(day, 6)
    for number, meeting in enumerate(meetings[:3]):
        say(meeting, intent="invest", amount=10 + number, currency="CNY")
    for meeting in meetings[3:]:
        say(meeting, intent="terms", amount=100, currency="CNY")
    for meeting in meetings[:2]:
        say(meeting, "investor", intent="invest", amount=7, currency="USD")

    assert read(day, "amounts") == [
        ["Ventures", "CNY", "Due diligence", "0"],
        ["Ventures", "CNY", "Term sheet", "300"],
        ["Ventures", "CNY", "Invest", "33"],
        ["Ventures", "CNY", "All", "333"],
    ]


def test_the_amount_of_one_is_not_the_difference_of_total_and_part(day):
    """Three invest, a fourth signs a term sheet: the term sheet would be the total less the shown sum."""
    meetings = parties(day, 4)
    for meeting in meetings[:3]:
        say(meeting, intent="invest", amount=10, currency="CNY")
    say(meetings[3], intent="terms", amount=77, currency="CNY")

    assert [row[3] for row in read(day, "amounts")] == ["·", "·", "·", "107"]


def test_ratings_of_three_on_each_side_have_a_mean(day):
    for meeting, rating in zip(parties(day, 3), (3, 4, 4), strict=True):
        say(meeting, rating=rating)

    assert read(day, "ratings") == [["Ventures", "3.7"], ["Investors", "·"]]


def test_what_was_said_of_a_meeting_that_was_cancelled_since_is_not_counted(day):
    for meeting in parties(day, 3):
        say(meeting, rating=3)
        meeting.state = "cancelled"
        meeting.save()

    assert read(day, "ratings")[0] == ["Ventures", "·"]


def test_other_days_are_not_counted(day):
    other = factories.matchmaking_day()
    for place in range(3):
        factories.timeslot(day=other, place=place)
        factories.table(day=other)
    for meeting in parties(other, 3):
        say(meeting, intent="touch", rating=5)

    assert read(day, "ratings")[0] == ["Ventures", "·"]
    assert read(day, "meetings")[0] == ["Planned", "0"]
