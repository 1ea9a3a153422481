"""When a party can meet: what is ticked, what two tick at once, and what the programme takes."""

import pytest

from matchmaking.models import Absence
from tests import factories
from tests.matchmaking.days import publish
from tests.matchmaking.parties import coming_for, page_of, signed_in
from tests.reading import Page, of_class, said

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["venture", "investor"])
def party(request):
    return {"venture": factories.venture, "investor": factories.investor}[request.param]()


@pytest.fixture
def slots(party):
    return [factories.timeslot(place, day=party.day) for place in range(4)]


def keys(*slots):
    return [slot.pk for slot in slots]


def ticked(client, party):
    page = Page(client.get(page_of(party, "party_availability")))
    return [int(key) for key in page.values("//input[@name='free'][@checked]/@value")]


def absent(party):
    return {absence.timeslot_id for absence in party.absences.all()}


def test_slots_stand_by_the_hour_and_all_are_free_at_first(client, party, slots):
    signed_in(client, party)

    assert ticked(client, party) == keys(*slots)
    page = Page(client.get(page_of(party, "party_availability")))
    assert page.texts("//legend") == ["10:00", "11:00"]
    assert page.texts(of_class("slot") + "/label") == ["10:00–10:30", "10:30–11:00", "11:00–11:30", "11:30–12:00"]


def test_what_is_not_ticked_becomes_an_absence_and_back(client, party, slots):
    signed_in(client, party)
    url, user = page_of(party, "party_availability"), party.representatives.get().user

    response = client.post(url, {"free": keys(*slots[1:]), "shown": keys(*slots)}, follow=True)
    assert said(response) == ["It is saved when you can meet."]
    assert (absent(party), ticked(client, party)) == ({slots[0].pk}, keys(*slots[1:]))
    assert party.absences.get().history.get().history_user == user

    client.post(url, {"free": keys(*slots), "shown": keys(*slots[1:])})
    assert absent(party) == set()


def test_two_who_tick_at_once_lose_nothing(client, party, slots):
    signed_in(client, party)
    url = page_of(party, "party_availability")

    for gone in slots[:2]:
        free = [slot for slot in slots if slot != gone]
        client.post(url, {"free": keys(*free), "shown": keys(*slots)})

    assert absent(party) == set(keys(*slots[:2]))


@pytest.mark.parametrize("sent", [{"shown": ["x", "999999"]}, {"free": ["x"]}, {}, {"free": ["1e9"], "shown": ["-1"]}])
def test_slots_that_are_not_there_change_nothing(client, party, slots, sent):
    signed_in(client, party).post(page_of(party, "party_availability"), sent)

    assert not Absence.objects.exists()


def test_slots_of_another_day_are_left_alone(client, party, slots):
    other = factories.timeslot()

    signed_in(client, party).post(page_of(party, "party_availability"), {"shown": [other.pk]})

    assert not Absence.objects.exists()


def test_a_day_without_slots_says_so(client, party):
    page = Page(signed_in(client, party).get(page_of(party, "party_availability")))

    assert page.texts("//p[@class='empty']") == [
        "The timeslots of this day are not set up yet. Until then you count as free all day."
    ]


def test_what_somebody_does_in_the_programme_is_said_as_it_was_published(client, party, slots):
    person, conference = factories.person(name_en="Lin Yue"), party.day.activity.conference
    forum = factories.activity(
        conference=conference, starts_at=factories.at(11, day=21), ends_at=factories.at(12, day=21), title_en="Ports"
    )
    factories.appearance(activity=forum, person=person)
    user = coming_for(party, person=person).user
    client.force_login(user)
    taken = of_class("is-taken") + "/p"
    assert Page(client.get(page_of(party, "party_availability"))).texts(taken) == []

    publish(conference)

    assert (
        Page(client.get(page_of(party, "party_availability"))).texts(taken)
        == ["Lin Yue is in the programme: Ports"] * 2
    )


def test_a_meeting_is_named_once_the_plan_is_known(client, party, slots):
    day = party.day
    pair = {"venture": factories.venture, "investor": factories.investor}
    pair = {side: party if side == party.side else make(day=day) for side, make in pair.items()}
    factories.meeting(**pair, timeslot=slots[0])
    signed_in(client, party)
    notes = of_class("slot") + "/p"
    assert Page(client.get(page_of(party, "party_availability"))).texts(notes) == []

    day.plan_public_at = factories.at(9)
    day.save()

    (other,) = [row for row in pair.values() if row != party]
    assert Page(client.get(page_of(party, "party_availability"))).texts(notes) == [
        f"You meet {other} then. Ask the organisers to move it."
    ]


@pytest.mark.parametrize("number", [1, 3])
def test_it_asks_as_much_for_one_as_for_three(client, party, django_assert_num_queries, number):
    for place in range(number):
        factories.absence(**{party.side: party}, timeslot=factories.timeslot(place, day=party.day))
    signed_in(client, party)

    with django_assert_num_queries(9 + (party.side == "venture")):
        client.get(page_of(party, "party_availability"))
