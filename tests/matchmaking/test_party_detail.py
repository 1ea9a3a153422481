"""The desk of a party: where it stands, what its profile lacks, and what comes next."""

import datetime as dt

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from tests import factories
from tests.matchmaking.days import day_of, meeting_on
from tests.matchmaking.parties import page_of, signed_in
from tests.reading import Page, of_class

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)
LACKS = of_class("lacks") + "//a"


def desk_of(client, party):
    return Page(signed_in(client, party).get(page_of(party)))


def whole_venture(**values):
    texts = {"summary_en": "S", "summary_zh_hans": "简", "use_of_funds_en": "U", "stage": "prototype", "ask": 5}
    row = factories.venture(
        **texts | {"region": factories.region(), "deck": ContentFile(b"%PDF-", "deck.pdf")} | values
    )
    row.industries.add(factories.industry())
    row.technologies.add(factories.technology())
    return row


@pytest.mark.usefixtures("before_the_day")
@pytest.mark.parametrize(
    ("state", "means"),
    [
        ("registered", "Registered The organisers look at it. Once they admit it, the other side sees it."),
        ("admitted", "Admitted The other side sees it, and it is given meetings."),
        ("withdrawn", "Withdrawn It no longer takes part, and nobody sees it."),
    ],
)
def test_the_state_says_what_it_means(client, state, means):
    assert desk_of(client, factories.venture(state=state)).text("//p[@class='lead']") == means


@pytest.mark.usefixtures("before_the_day")
def test_an_empty_venture_lacks_everything(client):
    venture = factories.venture()

    page = desk_of(client, venture)

    assert page.texts(LACKS) == [
        "Summary",
        "Industries",
        "Technologies",
        "Stage",
        "Region",
        "Ask",
        "Use of funds",
        "Deck",
    ]
    assert page.values(LACKS + "/@href")[1] == page_of(venture, "party_profile") + "#div_id_industries"


@pytest.mark.usefixtures("before_the_day")
def test_a_whole_venture_lacks_nothing(client):
    page = desk_of(client, whole_venture())

    assert page.texts(LACKS) == []
    assert "It says all that the plan and the other side ask for." in page.text("//section[@aria-labelledby='lacks']")


@pytest.mark.usefixtures("before_the_day")
def test_the_other_language_is_lacking(client):
    assert desk_of(client, whole_venture(summary_zh_hans="")).texts(LACKS) == ["The other language"]


@pytest.mark.usefixtures("before_the_day")
def test_an_investor_lacks_mandates_and_what_is_open_in_them(client):
    investor = factories.investor()
    page = desk_of(client, investor)
    assert page.texts(LACKS) == ["Mandates", "About"]

    factories.mandate(investor=investor)
    assert Page(client.get(page_of(investor))).texts(LACKS) == [
        "Industries of a mandate",
        "Tickets of a mandate",
        "About",
    ]


def test_a_whole_investor_lacks_nothing(client):
    investor = factories.investor(about_en="A", about_zh_hans="关")
    factories.mandate(investor=investor, industries=[factories.industry()], most=5)

    assert desk_of(client, investor).texts(LACKS) == []


def test_wishes_are_counted_without_those_who_are_not_shown(client):
    venture = factories.venture()
    both, own, theirs, blocked, waiting = (factories.investor(day=venture.day) for _one in range(5))
    for investor, side, state in [
        (both, "venture", "wish"),
        (both, "investor", "wish"),
        (own, "venture", "wish"),
        (theirs, "investor", "wish"),
        (blocked, "investor", "wish"),
        (blocked, "venture", "blocked"),
        (waiting, "investor", "wish"),
    ]:
        factories.interest(venture=venture, investor=investor, side=side, state=state)
    waiting.state = "registered"
    waiting.save()

    assert desk_of(client, venture).texts(of_class("counts") + "//dd") == ["2", "2", "1"]


def test_the_next_meeting_is_named_once_the_plan_is_known(client):
    now = timezone.now().replace(microsecond=0)
    activity = factories.activity(kind="matchmaking_meeting", starts_at=now - 4 * HOUR, ends_at=now + 4 * HOUR)
    day = factories.matchmaking_day(activity=activity, plan_public_at=now - HOUR)
    venture = factories.venture(day=day)
    for hours, name in ((-3, "Over"), (1, "Next"), (2, "Later")):
        slot = factories.timeslot(day=day, starts_at=now + hours * HOUR, ends_at=now + (hours + 0.5) * HOUR)
        fund = factories.investor(day=day, organisation=factories.organisation(name_en=name))
        factories.meeting(venture=venture, investor=fund, timeslot=slot)

    page = desk_of(client, venture)
    assert page.texts(of_class("next-meeting") + "//strong") == ["Next"]

    day.plan_public_at = None
    day.save()
    assert Page(client.get(page_of(venture))).texts(of_class("next-meeting")) == []


@pytest.mark.parametrize("state", ["missed", "held"])
def test_a_meeting_of_which_is_known_what_came_of_it_is_not_the_next_one(client, state):
    meeting = meeting_on(day_of(hours=0))
    assert desk_of(client, meeting.venture).texts(of_class("next-meeting") + "//strong") == [str(meeting.investor)]

    meeting.state = state
    meeting.save()

    assert Page(client.get(page_of(meeting.venture))).texts(of_class("next-meeting")) == []


@pytest.mark.parametrize("ends", ["is over", "is cancelled"])
def test_after_the_day_or_where_it_is_cancelled_nothing_more_is_asked_of_anybody(client, ends):
    meeting = meeting_on(day_of(hours=-1))
    activity = meeting.timeslot.day.activity
    activity.is_cancelled = ends == "is cancelled"
    activity.ends_at = timezone.now() - HOUR if ends == "is over" else activity.ends_at
    activity.save()

    page = desk_of(client, meeting.venture)

    assert page.texts(LACKS) + page.texts(of_class("next-step")) + page.texts(of_class("next-meeting")) == []
    assert page.texts("//dl[@class='about']//dd")[1] == "closed"
    assert page.text("//p[@class='lead']") == f"Admitted The day {ends}."


@pytest.mark.usefixtures("before_the_day")
@pytest.mark.parametrize(
    ("closes", "words"),
    [(None, "can be said and changed at any time"), (HOUR, "can be said and changed until "), (-HOUR, "closed on ")],
)
def test_it_says_until_when_interests_count(client, closes, words):
    day = factories.matchmaking_day(interests_close_at=closes and timezone.now() + closes)

    assert desk_of(client, factories.venture(day=day)).texts("//dl[@class='about']//dd")[1].startswith(words)


@pytest.mark.usefixtures("before_the_day")
@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(("side", "queries"), [("venture", 13), ("investor", 13)])
def test_it_asks_as_much_for_one_as_for_three(client, django_assert_num_queries, number, side, queries):
    day = factories.matchmaking_day(plan_public_at=factories.at(9))
    party = {"venture": factories.venture, "investor": factories.investor}[side](day=day)
    for place in range(number):
        factories.representative(**{side: party})
        other = {"venture": factories.venture, "investor": factories.investor} | {side: lambda **_day: party}
        pair = {name: make(day=day) for name, make in other.items()}
        factories.interest(**pair)
        factories.meeting(**pair, timeslot=factories.timeslot(place, day=day))
        if side == "investor":
            factories.mandate(investor=party, industries=[factories.industry()])
    signed_in(client, party)

    with django_assert_num_queries(queries):
        client.get(page_of(party))
