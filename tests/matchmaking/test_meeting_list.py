"""The meetings of a party, and of which it has not said yet how they were."""

import pytest

from tests import factories
from tests.matchmaking.days import day_of, meeting_on
from tests.matchmaking.parties import coming_for, page_of, signed_in
from tests.reading import Page, of_class

pytestmark = pytest.mark.django_db
LINES = "//ul[@class='meetings-of']/li"


@pytest.fixture
def venture(client):
    venture = factories.venture(day=day_of())
    signed_in(client, venture)
    return venture


def read(client, party, status=200):
    return Page(client.get(page_of(party, "meeting_list")), status)


def test_who_is_not_signed_in_is_sent_to_sign_in(client):
    venture = factories.venture(day=day_of())

    response = client.get(page_of(venture, "meeting_list"))

    assert response.status_code == 302
    assert response.url.endswith(f"?next={page_of(venture, 'meeting_list')}")


@pytest.mark.parametrize("user", ["organiser", "reader", "other"])
def test_it_is_not_there_for_others(client, request, venture, user):
    somebody = (
        coming_for(factories.investor(day=venture.day)).user if user == "other" else request.getfixturevalue(user)
    )
    client.force_login(somebody)

    assert client.get(page_of(venture, "meeting_list")).status_code == 404


def test_it_is_never_kept(client, venture):
    kept = client.get(page_of(venture, "meeting_list")).headers["Cache-Control"]

    assert {"private", "no-store"} <= set(kept.split(", "))


def test_a_party_without_meetings_and_one_whose_plan_is_not_known(client, venture):
    assert read(client, venture).text(of_class("empty")) == "You have no meetings."

    meeting_on(venture.day, venture=venture)
    venture.day.plan_public_at = None
    venture.day.save()
    assert "not known yet" in read(client, venture).text(of_class("empty"))


def test_meetings_are_in_order_with_what_is_missing(client, venture):
    second = meeting_on(venture.day, 1, venture=venture)
    first = meeting_on(venture.day, 0, venture=venture)
    cancelled = meeting_on(venture.day, 2, venture=venture, state="cancelled")
    factories.feedback(meeting=first, given_at=first.timeslot.starts_at)
    factories.feedback(meeting=second, side="investor", given_at=second.timeslot.starts_at)
    meeting_on(venture.day)

    page = read(client, venture)

    assert page.texts(f"{LINES}/h2") == [str(row.investor) for row in (first, second, cancelled)]
    assert page.texts(f"{LINES}//p[@class='missing']") == [f"Feedback still missing: {second.investor}"]
    assert page.texts(f"{LINES}//p[@class='who']") == ["You have said how it was.", "Cancelled"]
    assert page.text("//p[@class='notice']").startswith("You have not said yet how 1 meeting was.")


@pytest.mark.parametrize(("missing", "is_asked"), [("venture", False), ("investor", True), ("both", False)])
def test_nothing_is_asked_of_who_did_not_come(client, venture, missing, is_asked):
    meeting_on(venture.day, venture=venture, state="missed", missing=missing)

    page = read(client, venture)

    assert len(page.texts("//p[@class='missing']")) == len(page.texts("//p[@class='notice']")) == is_asked
    desk = Page(client.get(page_of(venture)))
    assert len(desk.texts(of_class("next-step"))) == is_asked


def test_nothing_is_missing_of_a_meeting_that_has_not_begun(client):
    venture = factories.venture(day=day_of(hours=-2))
    meeting_on(venture.day, venture=venture)
    signed_in(client, venture)

    page = read(client, venture)

    assert page.texts("//p[@class='missing']") + page.texts("//p[@class='notice']") == []


def test_it_is_there_in_chinese(client, venture):
    meeting_on(venture.day, venture=venture)

    response = client.get(page_of(venture, "meeting_list").replace("/en/", "/zh-hans/"))

    assert Page(response).values("/html/@lang") == ["zh-Hans"]


@pytest.mark.parametrize("number", [1, 3])
def test_it_asks_as_much_for_one_meeting_as_for_three(client, venture, django_assert_num_queries, number):
    for place in range(number):
        meeting_on(venture.day, place, venture=venture)
    read(client, venture)

    with django_assert_num_queries(4):
        read(client, venture)
