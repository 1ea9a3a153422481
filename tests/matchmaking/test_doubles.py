"""Who would have to sit at several tables at once is told: on the page of a plan, and on the floor."""

import pytest

from matchmaking.explaining.doubles import doubles
from matchmaking.models import Meeting
from tests import factories
from tests.factories import at
from tests.matchmaking.days import at_the_time
from tests.matchmaking.desks import page_of
from tests.reading import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def day():
    """Lin comes alone for two ventures, which meet two investors in one timeslot."""
    day = factories.matchmaking_day()
    slot, lin = factories.timeslot(day=day), factories.user(is_staff=False)
    for number, name in enumerate(["Cranes", "Robots"], start=1):
        venture = factories.venture(day=day, name_en=name)
        factories.representative(venture=venture, user=lin, name="Lin Wei")
        investor = factories.investor(day=day, organisation=factories.organisation(name_en=f"Fund {number}"))
        table = factories.table(day=day, number=number)
        factories.meeting(venture=venture, investor=investor, timeslot=slot, table=table)
    return day


def found(day):
    meetings = Meeting.objects.taking_place().values_list("venture", "investor", "timeslot")
    return [
        (double.name, [(str(venture), str(investor)) for venture, investor in double.meetings])
        for double in doubles(day, meetings)
    ]


def test_who_comes_alone_for_two_that_meet_at_once_is_named(day):
    assert found(day) == [("Lin Wei", [("Cranes", "Fund 1"), ("Robots", "Fund 2")])]


def test_a_person_of_the_programme_is_known_without_an_account(day):
    person = factories.person()
    for venture in day.ventures.all():
        venture.representatives.update(user=None, person=person)

    assert [name for name, _meetings in found(day)] == ["Lin Wei"]


def test_who_has_not_signed_in_yet_is_known_by_the_address(day):
    for venture, email in zip(day.ventures.all(), ["lin@example.org", "Lin@example.org"], strict=True):
        venture.representatives.update(user=None, email=email)

    assert [name for name, _meetings in found(day)] == ["Lin Wei"]


def colleague(day):
    factories.representative(venture=day.ventures.first())


def another_account(day):
    day.ventures.first().representatives.update(user=factories.user(is_staff=False))


def nobody_known(day):
    for venture in day.ventures.all():
        venture.representatives.update(user=None, email="")


def another_time(day):
    slot = factories.timeslot(1, day=day)
    Meeting.objects.filter(venture=day.ventures.first()).update(timeslot=slot)


def at_one_table(day):
    """They meet each other."""
    venture, investor = day.ventures.first(), day.investors.first()
    Meeting.objects.exclude(venture=venture).delete()
    day.ventures.exclude(pk=venture.pk).get().representatives.update(venture=None, investor=investor)


@pytest.mark.parametrize("change", [colleague, another_account, nobody_known, another_time, at_one_table])
def test_nobody_is_named_who_is_needed_once(day, change):
    change(day)

    assert found(day) == []


def test_a_plan_that_names_what_is_gone_tells_of_the_rest(day):
    venture, other = day.ventures.order_by("pk")
    meetings = [(venture.pk, 0, 0), (other.pk, 0, 0)]

    assert doubles(day, meetings) == []


@pytest.mark.parametrize("name", ["plan", "floor"])
def test_the_pages_say_so(desk, day, name):
    with at_the_time(at(9, day=21)):
        (line,) = Page(desk.get(page_of(day, name))).texts(
            "//section[@aria-labelledby='doubles']//ul[@class='clash-list']/li"
        )

    assert " ".join(line.split()) == "Lin Wei 10:00–10:30 Cranes · Fund 1 Robots · Fund 2"
