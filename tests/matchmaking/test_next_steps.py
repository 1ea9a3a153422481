"""What is next for somebody who takes part: one thing at a time, with a link to where it is done."""

import pytest

from matchmaking.explaining.next_steps import next_step
from matchmaking.templatetags.ways import ways
from tests import factories
from tests.factories import at

NONE = {"own": 0, "theirs": 0, "both": 0}
MORNING = at(9)
DAY = {"interests_close_at": at(12), "plan_public_at": at(18)}


def step(*, state="admitted", moment=MORNING, wishes=NONE, lacks=(), unsaid=0, is_cancelled=False):
    party = factories.venture(state=state, day=factories.matchmaking_day(**DAY))
    party.day.activity.is_cancelled = is_cancelled
    found = next_step(party, wishes, lacks=lacks, unsaid=unsaid, at=moment)
    return found and (found.sentence, found.page)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("values", "sentence", "page"),
    [
        (
            {"state": "registered", "lacks": ["Deck"]},
            "Until you are admitted, tell more about yourself.",
            "party_profile",
        ),
        ({"state": "registered"}, "Until you are admitted, say when you can meet.", "party_availability"),
        ({}, "Say whom you want to meet.", "partner_list"),
        (
            {"wishes": {"own": 1, "theirs": 3, "both": 1}},
            "2 want to meet you, and you have not said so yet.",
            "interest_list",
        ),
        (
            {"wishes": {"own": 2, "theirs": 1, "both": 1}},
            "The plan is made of your wishes, and of when you can meet.",
            "party_availability",
        ),
        ({"moment": at(13)}, "The organisers are planning.", "party_availability"),
        ({"moment": at(18, day=21), "unsaid": 2}, "Say how 2 meetings were.", "meeting_list"),
        ({"moment": at(19), "unsaid": 2}, "Say how 2 meetings were.", "meeting_list"),
    ],
)
def test_the_next_step_follows_from_where_a_party_stands(values, sentence, page):
    assert step(**values) == (sentence, page)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "values",
    [
        {"state": "withdrawn", "lacks": ["Deck"]},
        {"moment": at(19)},
        {"moment": at(17, day=21), "state": "registered", "lacks": ["Deck"]},
        {"is_cancelled": True, "moment": at(18), "unsaid": 2},
    ],
)
def test_who_has_nothing_to_do_is_told_nothing(values):
    assert step(**values) is None


@pytest.mark.django_db
def test_an_investor_is_led_to_the_ventures():
    party = factories.investor()

    assert next_step(party, NONE, lacks=[], unsaid=0, at=at(9)).words == "See the ventures"


@pytest.mark.django_db
def test_the_navigation_shows_where_a_page_belongs():
    party = factories.venture()

    found = {str(way.words): way for way in ways(party, "partner_detail")}

    assert list(found) == ["Overview", "Whom to meet", "Schedule", "Your details", "Roadshow"]
    assert [words for words, way in found.items() if way.current] == ["Whom to meet"]
    links = [(str(link.words), link.current) for link in found["Whom to meet"].links]
    assert links == [("Investors", "true"), ("Interests", "")]
    assert found["Overview"].links == []
