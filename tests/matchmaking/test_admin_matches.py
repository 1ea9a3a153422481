"""The best matches of a venture and of an investor, as the plan weighs them, and their pages."""

import pytest
from django.utils import timezone

from matchmaking.arranging.problems import day_of
from matchmaking.explaining.matches import matches
from tests import factories
from tests.matchmaking.days import day_to_plan
from tests.matchmaking.desks import page_of, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("before_the_day")]


def test_both_see_each_other_with_the_weights_of_the_plan():
    day = day_to_plan(3)
    factories.interest(venture=day.ventures.first(), investor=day.investors.last(), weight=5)
    planned = day_of(day, timezone.now())
    weights = {
        (planned.ventures[venture].pk, planned.investors[investor].pk): weight
        for (venture, investor), weight in zip(
            planned.problem.pairs.tolist(), planned.problem.weights.tolist(), strict=True
        )
    }

    of_ventures = {(one.venture.pk, one.investor.pk): one.weight for row in day.ventures.all() for one in matches(row)}
    of_investors = {
        (one.venture.pk, one.investor.pk): one.weight for row in day.investors.all() for one in matches(row)
    }

    assert of_ventures == of_investors == weights


def test_interests_come_first_and_are_told():
    day = day_to_plan(3)
    venture, wanted = day.ventures.first(), day.investors.last()
    factories.interest(venture=venture, investor=wanted, weight=4)
    factories.interest(venture=venture, investor=wanted, side="investor", weight=2)

    first, *others = matches(venture)

    assert (first.investor, first.wish_of_venture, first.wish_of_investor) == (wanted, 4, 2)
    assert first.of_venture > 50 < first.of_investor
    assert all(one.of_venture <= 50 for one in others)
    assert [one.weight for one in (first, *others)] == sorted((one.weight for one in (first, *others)), reverse=True)


def test_who_declines_is_blocked_or_withdrew_is_no_match():
    day = day_to_plan(4)
    venture = day.ventures.first()
    declined, blocked, withdrawn, there = day.investors.all()
    factories.interest(venture=venture, investor=declined, state="declined")
    factories.interest(venture=venture, investor=blocked, side="investor", state="blocked")
    day.investors.filter(pk=withdrawn.pk).update(state="withdrawn")

    assert [one.investor for one in matches(venture)] == [there]


def test_who_is_not_admitted_is_weighed_as_if_they_were():
    day = day_to_plan(2)
    venture, investor = day.ventures.first(), day.investors.first()
    before = [one.weight for one in matches(venture)]
    day.ventures.filter(pk=venture.pk).update(state="registered")
    venture.refresh_from_db()

    assert [one.weight for one in matches(venture)] == before
    assert [one.venture for one in matches(investor)] == [day.ventures.last()]


def test_what_others_say_now_is_told_though_they_are_found_by_what_they_said_before():
    day = day_to_plan(2)
    venture, changed = day.ventures.first(), day.investors.last()
    matches(venture)
    changed.mandates.get().industries.set([factories.industry("40")])

    before, after = matches(venture)

    assert (after.investor, after.weight < before.weight) == (changed, True)


def test_at_most_ten_are_told():
    day = day_to_plan(12)

    assert len(matches(day.ventures.first())) == 10


def test_page_of_a_venture_says_why_and_where_they_meet(desk):
    day = day_to_plan(2)
    venture, (met, free) = day.ventures.first(), day.investors.all()
    meeting = factories.meeting(venture=venture, investor=met, timeslot=day.timeslots.first(), table=day.tables.first())

    response = desk.get(page_of(venture, "matches"))

    page = text(response)
    assert f"Why this match +For it: Industry: the mandate names 39 {factories.industry('39')}. 100" in page
    assert "10:00–10:30, table 1" in page
    assert page_of(meeting) in response.content.decode()
    assert f"?venture={venture.pk}&amp;investor={free.pk}" in response.content.decode()
    assert page_of(venture, "matches") in desk.get(page_of(venture)).content.decode()


def test_page_of_an_investor_names_the_ventures(desk):
    day = day_to_plan(2)

    page = text(desk.get(page_of(day.investors.first(), "matches")))

    assert all(str(row) in page for row in day.ventures.all())


def test_page_of_who_suits_nobody_says_so(desk):
    venture = factories.venture(state="registered")

    page = text(desk.get(page_of(venture, "matches")))

    assert "Nobody suits" in page
    assert "Not planned for: Registered." in page


def test_investor_without_a_mandate_has_interests_alone(desk):
    interest = factories.interest(weight=3)
    factories.interest(venture=interest.venture, investor=interest.investor, side="investor")

    (match,) = matches(interest.investor)

    assert (match.mandate, match.reasons) == (None, [])
    assert "The investor has no mandate" in text(desk.get(page_of(interest.investor, "matches")))


@pytest.mark.parametrize("user", ["competition_editor", "programme_editor", "reader", "sub_forum_editor"])
@pytest.mark.parametrize("factory", [factories.venture, factories.investor])
def test_nobody_else_sees_matches(client, request, factory, user):
    client.force_login(request.getfixturevalue(user))

    assert client.get(page_of(factory(), "matches")).status_code == 404


@pytest.mark.parametrize("parties", [1, 3])
@pytest.mark.parametrize("side", ["ventures", "investors"])
def test_pages_ask_as_much_for_one_match_as_for_three(desk, django_assert_num_queries, side, parties):
    row = getattr(day_to_plan(parties), side).first()
    desk.get(page_of(row, "matches"))  # what all say is read once, and kept

    with django_assert_num_queries(16):
        desk.get(page_of(row, "matches"))
