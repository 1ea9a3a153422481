"""The desk at the entrance: who is found by name, who is here, who left, and who walks in."""

import pytest

from matchmaking import attending
from matchmaking.models import Absence, Investor, Meeting, Representative, Venture
from tests import factories
from tests.matchmaking.days import MORNING, at_the_time, hall_day
from tests.matchmaking.desks import listed, page_of, text
from tests.reading import said

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _morning():
    with at_the_time(MORNING):
        yield


@pytest.fixture
def day():
    return hall_day()


def names(response):
    return [str(one.party) for one in response.context["found"]]


def do(client, day, words, query="?q=Venture"):
    return client.post(page_of(day, "arrivals") + query, {"do": words}, follow=True)


def test_before_a_search_there_is_the_count_and_nobody(desk, day):
    attending.arrive(Representative.objects.filter(venture__day=day).first(), by=None)

    response = desk.get(page_of(day, "arrivals"))

    assert names(response) == []
    assert "1 / 2 people of ventures are here 0 / 2 people of investors are here" in text(response)
    assert "Nobody is called so." not in text(response)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("Fund 1", ["Fund 1"]),
        ("guest fund 2", ["Fund 2"]),
        ("Guest", ["Venture 1", "Venture 2", "Fund 1", "Fund 2"]),
        ("nobody", []),
        ("\0", []),
    ],
)
def test_parties_are_found_by_their_name_and_by_who_comes(desk, day, query, expected):
    response = desk.get(page_of(day, "arrivals"), {"q": query})

    assert names(response) == expected


def test_one_party_is_shown_by_its_address(desk, day):
    investor = day.investors.first()

    response = desk.get(page_of(day, "arrivals") + f"?party=investor-{investor.pk}")

    assert names(response) == ["Fund 1"]
    for words in ("Guest of Fund 1", "10:00–10:30 table 1 Venture 1"):
        assert words in text(response)


@pytest.mark.parametrize("party", ["venture", "venture-", "venture-x", "venture-999999", "fund-1", "investor--1"])
def test_addresses_that_mean_nobody_show_nobody(desk, day, party):
    assert names(desk.get(page_of(day, "arrivals") + f"?party={party}")) == []


def test_parties_of_another_day_are_not_found(desk, day):
    activity = factories.activity(kind="matchmaking_meeting")
    factories.venture(day=factories.matchmaking_day(activity=activity), name_en="Venture elsewhere")

    assert names(desk.get(page_of(day, "arrivals") + "?q=elsewhere")) == []


def test_somebody_is_checked_in_and_that_is_taken_back(desk, day):
    who = Representative.objects.get(venture__name_en="Venture 1")

    arrived = do(desk, day, f"arrive:{who.pk}")
    who.refresh_from_db()
    left = do(desk, day, f"leave:{who.pk}:{who.mark}")

    assert arrived.redirect_chain == [(page_of(day, "arrivals") + "?q=Venture", 302)]
    assert said(arrived) == [f"{who} is here."]
    assert "here since 10:10" in text(arrived)
    assert said(left) == [f"{who} is not checked in any more."]


def test_who_is_not_admitted_is_shown_and_not_checked_in(desk, day):
    Venture.objects.filter(name_en="Venture 1").update(state="registered")
    who = Representative.objects.get(venture__name_en="Venture 1")

    response = do(desk, day, f"arrive:{who.pk}", f"?party=venture-{who.venture_id}")

    assert said(response) == ["“Venture 1” is not admitted: Registered."]
    assert "Check in" not in text(response)


@pytest.mark.parametrize("side", ["venture", "investor"])
def test_somebody_leaves_from_a_timeslot_on_and_comes_back(desk, day, side):
    party = getattr(day, f"{side}s").first()
    query, last = f"?party={side}-{party.pk}", day.timeslots.last()

    left = do(desk, day, f"absent-{side}:{party.pk}:{party.mark}:{last.pk}", query)
    back = do(desk, day, f"return-{side}:{party.pk}:{party.mark}", query)

    assert said(left) == [f"“{party}” does not come any more."]
    assert "does not come from 11:00 on" in text(left)
    assert "Is here again" in text(left)
    assert said(back) == [f"“{party}” is here again."]
    assert not Absence.objects.exists()


def test_a_timeslot_of_another_day_is_refused(desk, day):
    activity = factories.activity(kind="matchmaking_meeting")
    other = factories.timeslot(
        day=factories.matchmaking_day(activity=activity), starts_at=activity.starts_at, ends_at=activity.ends_at
    )
    party = day.ventures.first()

    response = do(desk, day, f"absent-venture:{party.pk}:{party.mark}:{other.pk}")

    assert said(response) == ["There is no such timeslot any more. Nothing is changed."]
    assert not Absence.objects.exists()


@pytest.mark.parametrize("side", ["venture", "investor"])
def test_who_was_not_named_is_named_and_checked_in_at_the_door(desk, organiser, day, side):
    party = getattr(Meeting.objects.first(), side)
    party.representatives.all().delete()
    query = f"?party={side}-{party.pk}"
    page = text(desk.get(page_of(day, "arrivals") + query))
    assert "Nobody is named who comes. Who is here Check in" in page
    assert f"1 {side} has named nobody who comes." in page

    sent = {"do": f"name-{side}:{party.pk}", "name": "  Li:  Wei "}
    response = desk.post(page_of(day, "arrivals") + query, sent, follow=True)

    who = party.representatives.get()
    assert (who.name, bool(who.arrived_at), who.history.get().history_user) == ("Li: Wei", True, organiser)
    assert said(response) == [f"Somebody is here for “{party}”."]
    assert "has named nobody" not in text(response)


@pytest.mark.parametrize("name", ["", "   ", "\0", "x" * 121])
def test_who_is_not_named_then_either_is_not_checked_in(desk, day, name):
    party = day.ventures.first()
    party.representatives.all().delete()

    response = desk.post(page_of(day, "arrivals"), {"do": f"name-venture:{party.pk}", "name": name}, follow=True)

    words = "Ensure this value has at most 120 characters (it has 121)." if name.strip(" \0") else "Say who is here."
    assert said(response) == [words]
    assert not party.representatives.exists()


def test_list_shows_those_who_have_named_nobody(desk, day):
    silent = factories.venture(day=day, name_en="Silent")
    factories.venture(name_en="Silent on another day")
    factories.venture(day=day, state="registered")

    (lack,) = desk.get(page_of(day, "arrivals")).context["unnamed"]

    assert listed(desk.get(lack.url)) == [silent]


@pytest.mark.parametrize("number", [1, 3])
def test_search_asks_as_much_for_one_party_as_for_three(desk, number, django_assert_num_queries):
    day = hall_day(number)

    with django_assert_num_queries(16):
        desk.get(page_of(day, "arrivals") + "?q=Guest")


# --- Walking in ------------------------------------------------------------------------------------------------------


def walk_in(client, day, **values):
    asked = {"side": "venture", "organisation": "New Robots Ltd", "representative": "Li Wei"} | values
    return client.post(page_of(day, "walk_in"), asked, follow=True)


@pytest.mark.parametrize(("side", "model"), [("venture", Venture), ("investor", Investor)])
def test_who_walks_in_is_admitted_and_checked_in(desk, day, side, model):
    response = walk_in(desk, day, side=side, industries=[factories.industry("39").pk])

    party = model.objects.latest("pk")
    assert (str(party), party.state) == ("New Robots Ltd", "admitted")
    assert response.redirect_chain == [(f"{page_of(day, 'arrivals')}?party={side}-{party.pk}", 302)]
    assert "here since 10:10" in text(response)
    assert said(response)[0].startswith("“New Robots Ltd” is admitted and checked in.")


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"organisation": ""}, "This field is required."),
        ({"representative": " "}, "This field is required."),
        ({"side": "bank"}, "not one of the available choices"),
        ({"industries": ["999999"]}, "not one of the available choices"),
        ({"side": "investor", "organisation": "Fund 1"}, "This organisation is already an investor of the day."),
    ],
)
def test_what_is_wrong_is_said_and_nobody_is_added(desk, day, values, words):
    response = walk_in(desk, day, **values)

    assert response.status_code == 400
    assert words in text(response)
    assert (Venture.objects.count(), Investor.objects.count(), Meeting.objects.count()) == (2, 2, 2)
    assert Representative.objects.count() == 4
