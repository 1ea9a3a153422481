"""A party withdraws by itself, after it was asked; then nothing of it changes any more."""

import pytest
import time_machine
from django.urls import reverse

from matchmaking.models import PartyState
from tests import factories
from tests.matchmaking.parties import page_of, signed_in
from tests.reading import Page, said

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("before_the_day")]


@pytest.fixture(params=["venture", "investor"])
def party(request):
    return {"venture": factories.venture, "investor": factories.investor}[request.param]()


def test_it_asks_first(client, party):
    page = Page(signed_in(client, party).post(page_of(party, "party_withdraw")))

    assert page.text("//h1") == f"Withdraw “{party}”?"
    party.refresh_from_db()
    assert party.state == PartyState.ADMITTED


def test_confirmed_it_withdraws_and_the_organisers_see_who_did(client, party):
    signed_in(client, party)
    user = party.representatives.get().user

    response = client.post(page_of(party, "party_withdraw"), {"confirmed": "yes"}, follow=True)

    party.refresh_from_db()
    assert party.state == PartyState.WITHDRAWN
    assert said(response) == [f"“{party}” has withdrawn. The organisers see it."]
    last = party.history.first()
    assert (last.state, last.history_user) == (PartyState.WITHDRAWN, user)


def test_a_second_time_says_nothing(client, party):
    signed_in(client, party)
    client.post(page_of(party, "party_withdraw"), {"confirmed": "yes"}, follow=True)

    assert said(client.post(page_of(party, "party_withdraw"), {"confirmed": "yes"}, follow=True)) == []


def test_a_link_asks_and_withdraws_nobody(client, party):
    page = Page(signed_in(client, party).get(page_of(party, "party_withdraw") + "?confirmed=yes"))

    assert page.text("//h1") == f"Withdraw “{party}”?"
    party.refresh_from_db()
    assert party.state == PartyState.ADMITTED


def test_after_the_day_nobody_withdraws_any_more(client, party):
    with time_machine.travel(party.day.activity.ends_at):
        signed_in(client, party)
        button = "//button[contains(., 'Withdraw')]"
        assert Page(client.get(page_of(party))).texts(button) == []
        response = client.post(page_of(party, "party_withdraw"), {"confirmed": "yes"}, follow=True)

    sentence = "The day is over: nobody withdraws any more. Ask the organisers if your profile shall not be shown."
    assert said(response) == [sentence]
    party.refresh_from_db()
    assert party.state == PartyState.ADMITTED


def test_the_question_is_there_in_the_other_language_and_after_signing_in(client, party):
    address = page_of(party, "party_withdraw")
    page = Page(signed_in(client, party).post(address))
    (chinese,) = page.values("//nav[@class='languages']//a[@lang='zh-Hans']/@href")

    assert client.get(chinese).status_code == 200

    client.logout()
    signing_in = client.post(address, {"confirmed": "yes"}, headers={"referer": f"http://testserver{address}"})
    assert signing_in.url == f"{reverse('account_login')}?next={address}"


@pytest.mark.parametrize("name", ["party_profile", "party_availability", "representative_list"])
def test_who_withdrew_changes_nothing_any_more(client, name):
    venture = factories.venture(state="withdrawn", name_en="Cranes")
    slot = factories.timeslot(day=venture.day)
    signed_in(client, venture)

    sent = {"name_en": "Trucks", "name": "Eve", "shown": [slot.pk]}
    response = client.post(page_of(venture, name), sent, follow=True)

    assert said(response) == ["“Cranes” has withdrawn; nothing of it can be changed."]
    venture.refresh_from_db()
    assert (venture.name_en, venture.absences.count(), venture.representatives.count()) == ("Cranes", 0, 1)


@pytest.mark.parametrize("name", ["party_profile", "party_availability", "representative_list", "party_detail"])
def test_the_pages_of_who_withdrew_offer_nothing(client, name):
    venture = factories.venture(state="withdrawn")
    factories.timeslot(day=venture.day)

    page = Page(signed_in(client, venture).get(page_of(venture, name)))

    assert page.values("//button[normalize-space()='Save' or normalize-space()='Add' or contains(., 'Withdraw')]") == []
