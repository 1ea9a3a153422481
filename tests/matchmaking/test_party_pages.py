"""The pages of a party are for those who come for it alone, are never kept, and are not there for anybody else."""

import pytest
from django.urls import reverse

from matchmaking.models import Investor, Venture
from tests import factories
from tests.matchmaking.parties import coming_for, page_of, signed_in, somebody

pytestmark = pytest.mark.django_db
READ = ["party_detail", "party_profile", "party_availability", "representative_list", "schedule", "schedule_file"]
POSTED = ["party_profile", "party_availability", "representative_list", "party_withdraw"]
OF_ONE = ["representative_detail", "representative_invite", "representative_remove", "consent_change"]
FACTORIES = {"venture": factories.venture, "investor": factories.investor}


@pytest.fixture(params=FACTORIES)
def party(request):
    party = FACTORIES[request.param]()
    coming_for(party)
    return party


@pytest.mark.parametrize("name", READ)
def test_whoever_is_not_signed_in_is_sent_to_sign_in(client, party, name):
    response = client.get(page_of(party, name))

    assert response.status_code == 302
    assert response.url == f"{reverse('account_login')}?next={page_of(party, name)}"


@pytest.mark.parametrize("name", READ)
@pytest.mark.parametrize("who", ["stranger", "other party", "organiser"])
def test_the_pages_of_others_are_not_there(client, party, name, who, organiser):
    user = organiser if who == "organiser" else somebody()
    if who == "other party":
        coming_for(FACTORIES[party.side](day=party.day), user)
    client.force_login(user)

    assert client.get(page_of(party, name)).status_code == 404


@pytest.mark.parametrize("name", POSTED)
def test_nobody_else_writes(client, party, name):
    signed_in(client, FACTORIES[party.side](day=party.day))

    response = client.post(
        page_of(party, name), {"confirmed": "yes", "name": "Eve", "name_en": "Eve", "about_en": "Eve"}
    )

    assert response.status_code == 404
    party.refresh_from_db()
    assert (party.state, party.representatives.count(), str(party) == "Eve") == ("admitted", 1, False)


@pytest.mark.parametrize("name", OF_ONE)
def test_the_representatives_of_others_are_not_there(client, party, name):
    signed_in(client, FACTORIES[party.side](day=party.day))
    own = type(party).objects.exclude(pk=party.pk).get()
    row = party.representatives.get()

    for of in (party, own):
        response = client.post(page_of(of, name, row.pk), {"confirmed": "yes", "purpose": "contact", "is_given": "yes"})
        assert response.status_code == 404
    assert party.representatives.get() == row
    assert not row.consents.exists()


@pytest.mark.parametrize("name", READ)
def test_pages_are_kept_by_nobody(client, party, name):
    client.force_login(party.representatives.get().user)

    response = client.get(page_of(party, name))

    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("name", READ)
def test_a_removed_representative_no_longer_comes_in(client, party, name):
    row = party.representatives.get()
    client.force_login(row.user)
    row.delete()

    assert client.get(page_of(party, name)).status_code == 404


@pytest.mark.parametrize(("model", "side"), [(Venture, "ventures"), (Investor, "investors")])
def test_a_side_has_its_own_addresses(model, side):
    assert page_of(FACTORIES[model._meta.model_name](pk=7)) == f"/en/meetings/{side}/7/"


def test_a_key_of_the_other_side_is_another_party(client):
    venture = factories.venture(pk=5)
    investor = factories.investor(pk=5)
    signed_in(client, venture)

    assert client.get(page_of(venture)).status_code == 200
    assert client.get(page_of(investor)).status_code == 404


@pytest.mark.parametrize("path", ["ventures/99999999999999999999999/", "funds/1/", "ventures/x/"])
def test_addresses_that_mean_nothing_are_not_there(client, path):
    client.force_login(somebody())

    assert client.get(f"/en/meetings/{path}").status_code == 404


# --- Signed out meanwhile -------------------------------------------------------------------------------------------

HERE = "http://testserver"


def signing_in_again(path):
    return f"{reverse('account_login')}?next={path}"


@pytest.mark.parametrize("name", POSTED)
def test_what_is_sent_without_being_signed_in_is_not_saved_and_that_is_said(client, party, name):
    page = page_of(party, "party_availability")

    response = client.post(
        page_of(party, name), {"confirmed": "yes", "name": "Eve"}, headers={"referer": f"{HERE}{page}?a=1#b"}
    )

    assert response.url == signing_in_again(f"{page}%3Fa%3D1")
    assert "nothing was saved" in client.get(response.url).content.decode()
    party.refresh_from_db()
    assert (party.state, party.representatives.count()) == ("admitted", 1)


@pytest.mark.parametrize(
    "referer", ["", "https://elsewhere.example/en/", "//elsewhere.example/", "javascript:alert(1)"]
)
def test_nobody_is_sent_elsewhere_by_where_they_say_to_come_from(client, party, referer):
    response = client.post(page_of(party, "party_withdraw"), headers={"referer": referer} if referer else {})

    assert response.url == signing_in_again(reverse("matchmaking:day_list"))


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_script_is_told_to_leave_the_page_as_a_whole(client, party, method):
    page = page_of(party, "partner_list")
    headers = {"hx-request": "true", "hx-current-url": f"{HERE}{page}?page=2"}

    response = getattr(client, method)(page_of(party, "interest", 1), headers=headers)

    assert (response.status_code, response.content) == (200, b"")
    assert response["HX-Redirect"] == signing_in_again(f"{page}%3Fpage%3D2")
    assert response["Cache-Control"] == "private, no-store"
