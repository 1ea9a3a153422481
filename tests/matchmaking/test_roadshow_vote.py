"""The votes of an investor, on its own pages."""

import datetime as dt

import pytest
from django.utils import timezone

from matchmaking import pitching, voting
from matchmaking.models import Vote
from tests import factories
from tests.matchmaking import roadshows
from tests.matchmaking.parties import coming_for, page_of, signed_in
from tests.reading import Page

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)


def open_now(number=3, **values):
    """A drawn roadshow that takes votes now."""
    now = timezone.now()
    return roadshows.drawn(number, **{"votes_open_at": now - HOUR, "votes_close_at": now + HOUR} | values)


@pytest.fixture
def roadshow():
    return open_now()


@pytest.fixture
def investor(client, roadshow):
    row = factories.investor(day=roadshow.day)
    signed_in(client, row)
    return row


def address_of(investor, roadshow):
    return page_of(investor, "roadshow_vote", roadshow.pk)


def give(client, investor, pitch, points):
    return client.post(address_of(investor, pitch.roadshow), {"give": f"{pitch.pk}:{points}"}, follow=True)


def test_who_is_not_signed_in_is_sent_to_sign_in(client, roadshow):
    response = client.get(address_of(factories.investor(day=roadshow.day), roadshow))

    assert (response.status_code, "next=" in response.url) == (302, True)


@pytest.mark.parametrize("user", ["organiser", "other"])
def test_it_is_not_there_for_others(client, request, roadshow, investor, user):
    other = coming_for(factories.investor(day=roadshow.day)).user
    client.force_login(other if user == "other" else request.getfixturevalue(user))

    assert client.get(address_of(investor, roadshow)).status_code == 404
    assert give(client, investor, roadshow.pitches.first(), 5).status_code == 404
    assert not Vote.objects.exists()


def test_ventures_do_not_vote(client, roadshow):
    venture = roadshow.pitches.first().venture
    signed_in(client, venture)

    assert client.get(address_of(venture, roadshow)).status_code == 404
    page = Page(client.get(page_of(venture, "roadshow_list")))
    assert page.texts("//h2") == ["Roadshow"]
    assert "votes" not in page.source


@pytest.mark.parametrize("state", ["registered", "withdrawn"])
def test_investors_who_are_not_admitted_do_not_vote(client, roadshow, investor, state):
    investor.state = state
    investor.save()

    assert client.get(address_of(investor, roadshow)).status_code == 404


def test_roadshows_of_other_days_and_those_not_drawn_are_not_there(client, investor):
    assert client.get(address_of(investor, open_now())).status_code == 404
    assert client.get(address_of(investor, roadshows.closed(day=investor.day))).status_code == 404


def test_the_list_leads_to_the_votes(client, roadshow, investor):
    factories.roadshow(day=roadshow.day, title_en="Not announced")

    page = Page(client.get(page_of(investor, "roadshow_list")))

    assert page.texts("//h2") == ["Roadshow"]
    assert page.values("//a[contains(@class, 'btn')]/@href") == [address_of(investor, roadshow)]


def test_the_list_of_a_day_without_a_roadshow(client):
    investor = factories.investor()
    signed_in(client, investor)

    assert Page(client.get(page_of(investor, "roadshow_list"))).texts("//p[@class='empty']") == [
        "No roadshow is announced."
    ]


def test_points_are_given_and_changed(client, roadshow, investor):
    pitch = roadshows.in_order(roadshow)[1]

    give(client, investor, pitch, 2)
    page = Page(give(client, investor, pitch, 4))

    assert list(Vote.objects.values_list("pitch", "investor", "points")) == [(pitch.pk, investor.pk, 4)]
    assert page.texts("//div[@class='messages']/p") == [f"“{pitch.venture}”: 4."]
    assert page.values("//button[@aria-pressed='true']/@value") == [f"{pitch.pk}:4"]
    user = investor.representatives.get().user
    assert list(Vote.objects.get().history.values_list("points", "history_user")) == [(4, user.pk), (2, user.pk)]


def test_an_investor_sees_its_own_votes_alone(client, roadshow, investor):
    other = factories.investor(day=roadshow.day)
    voting.vote(roadshow.pitches.first(), other, 5, by=None)

    page = Page(client.get(address_of(investor, roadshow)))

    assert page.values("//button[@aria-pressed='true']/@value") == []


@pytest.mark.parametrize("sent", ["", ":", "x:3", "1:", "1:9", "1:0", "1:x", f"{10**30}:3", "0:3", "-1:3", "²:3"])
def test_what_no_button_says_changes_nothing(client, roadshow, investor, sent):
    response = client.post(address_of(investor, roadshow), {"give": sent}, follow=True)

    assert Page(response).texts("//div[@class='messages']/p") == [
        "There is no such pitch, or no such number of points. Nothing is changed."
    ]
    assert not Vote.objects.exists()


def test_a_pitch_of_another_roadshow_is_not_voted_for(client, roadshow, investor):
    other = open_now(1, day=roadshow.day)

    client.post(address_of(investor, roadshow), {"give": f"{other.pitches.get().pk}:5"})

    assert not Vote.objects.exists()


def test_one_that_may_not_be_voted_for_says_why_and_has_no_buttons(client, roadshow, investor):
    pitch = roadshows.in_order(roadshow)[0]
    pitch.venture.organisation = investor.organisation
    pitch.venture.save()

    page = Page(client.get(address_of(investor, roadshow)))
    refused = Page(give(client, investor, pitch, 5))

    first = f"//li[@id='pitch-{pitch.pk}']"
    assert page.texts(f"//main{first}//button") == []
    assert page.text(f"{first}/p[@class='note']").startswith("It is of your own organisation")
    assert refused.texts("//div[@class='messages']/p") == [
        "Nobody votes for a venture of their own organisation or their own people."
    ]
    assert not Vote.objects.exists()


def test_who_withdrew_is_not_on_the_ballot(client, roadshow, investor):
    first = roadshows.in_order(roadshow)[0]
    pitching.withdraw(first, by=None)

    assert Page(client.get(address_of(investor, roadshow))).values("//ol/li/h2/span/text()") == ["2", "3"]
    give(client, investor, first, 5)
    assert not Vote.objects.exists()


def test_when_votes_are_closed_the_own_points_are_shown(client, roadshow, investor):
    first = roadshows.in_order(roadshow)[0]
    give(client, investor, first, 5)
    roadshow.votes_close_at = timezone.now()
    roadshow.save()

    page = Page(client.get(address_of(investor, roadshow)))
    give(client, investor, first, 1)

    assert page.texts("//button[@name='give']") == []
    assert page.texts("//p[@class='given']") == ["You gave 5 points."] + ["You gave no points."] * 2
    assert Vote.objects.get().points == 5


@pytest.mark.parametrize("number", [1, 3])
def test_it_asks_as_much_for_one_pitch_as_for_three(client, django_assert_num_queries, number):
    roadshow = open_now(number)
    investor = factories.investor(day=roadshow.day)
    signed_in(client, investor)
    for pitch in roadshow.pitches.all():
        voting.vote(pitch, investor, 3, by=None)
    client.get(address_of(investor, roadshow))

    with django_assert_num_queries(7):
        client.get(address_of(investor, roadshow))
