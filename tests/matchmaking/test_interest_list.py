"""What a party and others have declared of each other: whom it is shown in which group."""

import pytest
from django.urls import reverse

from tests import factories
from tests.factories import at
from tests.matchmaking import parties
from tests.reading import Page, of_class

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("before_the_day")]
GROUPS = ("both", "theirs", "ours", "declined", "blocked")


@pytest.fixture
def venture():
    return parties.pair()[0]


def declared(party, name, **sides):
    other = factories.investor(day=party.day, organisation=factories.organisation(name_en=name))
    for side, state in sides.items():
        factories.interest(venture=party, investor=other, side=side, state=state)
    return other


def groups(page):
    return {
        name: page.texts(f"//section[@aria-labelledby='{name}']//*[@class='title']")
        for name in GROUPS
        if page.texts(f"//section[@aria-labelledby='{name}']//li")
    }


def test_somebody_who_has_not_signed_in_is_sent_to_do_so(client, venture):
    address = parties.page_of(venture, "interest_list")

    assert client.get(address)["Location"] == f"{reverse('account_login')}?next={address}"


def test_somebody_else_s_party_is_not_there(client, venture):
    client.force_login(parties.user_of(venture.day.investors.get()))

    Page(client.get(parties.page_of(venture, "interest_list")), 404)


def test_nothing_is_declared_yet(client, venture):
    page = parties.read(client, venture, "interest_list")

    assert groups(page) == {}
    assert page.texts(of_class("empty")) == [
        "Nobody yet wants to meet you whom you want to meet.",
        "Nobody waits for your answer.",
        "You wait for nobody’s answer.",
        "You have declined nobody.",
        "You block nobody.",
    ]


def test_each_pair_is_in_its_group(client, venture):
    declared(venture, "Both", venture="wish", investor="wish")
    declared(venture, "Ours", venture="wish")
    declared(venture, "Turned us down", venture="wish", investor="declined")
    declared(venture, "Theirs", investor="wish")
    declared(venture, "Declined", venture="declined", investor="wish")
    declared(venture, "Blocked", venture="blocked", investor="wish")
    declared(venture, "Blocks us", venture="wish", investor="blocked")
    declared(venture, "Declines us", investor="declined")

    page = parties.read(client, venture, "interest_list")

    assert groups(page) == {
        "both": ["Both"],
        "theirs": ["Theirs"],
        "ours": ["Ours", "Turned us down"],
        "declined": ["Declined"],
        "blocked": ["Blocked"],
    }
    assert page.texts("//section[@aria-labelledby='ours']//li/p[@class='note']") == [
        "Much",
        "Much · No interest this time",
    ]
    assert "Blocks us" not in page.source
    assert "Declines us" not in page.source


def test_an_investor_sees_its_own(client, venture):
    investor = venture.day.investors.get()
    factories.interest(venture=venture, investor=investor, side="investor")

    assert groups(parties.read(client, investor, "interest_list")) == {"ours": [f"Port cranes {venture.organisation}"]}


@pytest.mark.parametrize(
    ("closes_at", "buttons"),
    [
        (None, ["none", "wish", "declined", "none", "none", "none"]),
        (at(9, day=1), ["declined", "declined", "declined", "none", "none"]),
    ],
)
def test_what_can_still_be_done_is_offered(client, venture, closes_at, buttons):
    type(venture.day).objects.update(interests_close_at=closes_at)
    declared(venture, "Both", venture="wish", investor="wish")
    declared(venture, "Theirs", investor="wish")
    declared(venture, "Ours", venture="wish")
    declared(venture, "Declined", venture="declined")
    declared(venture, "Blocked", venture="blocked")

    assert parties.read(client, venture, "interest_list").values("//li//button/@value") == buttons


def test_who_withdrew_sees_nothing(client, venture):
    declared(venture, "Both", venture="wish", investor="wish")
    type(venture).objects.update(state="withdrawn")

    page = parties.read(client, venture, "interest_list")

    assert page.texts(of_class("empty")) == ["You have withdrawn from this day: you see nobody, and nobody sees you."]


@pytest.mark.parametrize("number", [1, 3])
def test_it_asks_as_much_for_three_as_for_one(client, venture, number, django_assert_num_queries):
    for place in range(number):
        declared(venture, f"Both {place}", venture="wish", investor="wish")
        declared(venture, f"Blocked {place}", venture="blocked")
    client.force_login(parties.user_of(venture))
    client.get(parties.page_of(venture, "interest_list"))

    with django_assert_num_queries(6):
        client.get(parties.page_of(venture, "interest_list"))
