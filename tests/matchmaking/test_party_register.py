"""Somebody registers a venture or an investor, and comes for it."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from directory.models import Organisation
from matchmaking.models import Investor, PartyState, Representative, Venture
from tests import factories
from tests.matchmaking.parties import coming_for, page_of, somebody
from tests.reading import Page

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)
ENTERED = {
    "organisation_name_en": "Harbour Ltd",
    "organisation_kind": "enterprise",
    "representative_name": "Lin Yue",
    "representative_office": "Chief executive",
    "representative_phone": "+86 21 5555 0100",
}


@pytest.fixture
def day():
    return factories.matchmaking_day(registration_closes_at=timezone.now() + HOUR)


@pytest.fixture
def user(client):
    user = somebody(name="Lin Yue")
    client.force_login(user)
    return user


def url(day, side):
    return reverse("matchmaking:party_register", args=[day.pk, side])


def errors(response):
    return [error for found in response.context["form"].errors.values() for error in found]


def test_a_venture_waits_for_the_organisers_and_is_its_own_persons(client, day, user):
    response = client.post(url(day, Venture), ENTERED | {"name_en": "Cranes", "name_zh_hans": "岸桥"})

    venture = Venture.objects.get()
    assert response.url == page_of(venture, "party_profile")
    assert (venture.day, venture.name_en, venture.name_zh_hans) == (day, "Cranes", "岸桥")
    assert (venture.state, venture.organisation.name_en) == (PartyState.REGISTERED, "Harbour Ltd")
    row = venture.representatives.get()
    assert (row.user, row.email, row.name, row.office, row.phone) == (
        user,
        user.email,
        "Lin Yue",
        "Chief executive",
        "+86 21 5555 0100",
    )
    assert {one.history.get().history_user for one in (venture, row, venture.organisation)} == {user}


def test_an_investor_needs_no_name_of_its_own(client, day, user):
    client.post(url(day, Investor), ENTERED | {"organisation_kind": "fund", "organisation_region": ""})

    investor = Investor.objects.get()
    assert (str(investor), investor.state, investor.organisation.kind) == ("Harbour Ltd", "registered", "fund")
    assert list(Investor.objects.represented_by(user)) == [investor]


@pytest.mark.parametrize("written", ["harbour LTD", " Harbour Ltd "])
def test_a_known_organisation_is_taken_as_it_is(client, day, user, written):
    known = factories.organisation(name_en="Harbour Ltd", name_zh_hans="海港公司", kind="university")

    client.post(url(day, Investor), ENTERED | {"organisation_name_en": written, "organisation_kind": "fund"})

    assert Investor.objects.get().organisation == known
    known.refresh_from_db()
    assert (known.name_en, known.kind) == ("Harbour Ltd", "university")


def test_two_organisations_that_share_a_name_in_one_language_are_two(client, day, user):
    known = factories.organisation(name_en="Harbour Ltd", name_zh_hans="海港公司")

    client.post(url(day, Investor), ENTERED | {"organisation_name_zh_hans": "港湾公司"})

    new = Investor.objects.get().organisation
    assert new != known
    assert (new.name_zh_hans, new.slug) == ("港湾公司", "harbour-ltd")


def test_nobody_becomes_the_second_of_an_investor(client, day, user):
    known = factories.investor(day=day, organisation=factories.organisation(name_en="Harbour Ltd"))

    response = client.post(url(day, Investor), ENTERED)

    assert errors(response) == [
        "“Harbour Ltd” is already an investor of this day. Ask whoever registered it to add you to those who come for "
        "it, or ask the organisers."
    ]
    assert Investor.objects.get() == known
    assert not Representative.objects.exists()


def test_an_organisation_may_bring_several_ventures(client, day, user):
    for name in ("Cranes", "Trucks"):
        client.post(url(day, Venture), ENTERED | {"name_en": name})

    assert Venture.objects.values("organisation").distinct().count() == 1
    assert Organisation.objects.filter(name_en="Harbour Ltd").count() == 1


@pytest.mark.parametrize(
    ("side", "missing", "sentence"),
    [
        (Venture, "name_en", "Give the venture a name in at least one language."),
        (Venture, "organisation_name_en", "Give the organisation a name in at least one language."),
        (Investor, "representative_name", "This field is required."),
        (Investor, "organisation_kind", "This field is required."),
    ],
)
@pytest.mark.usefixtures("user")
def test_what_is_missing_is_said_and_what_was_typed_stays(client, day, side, missing, sentence):
    typed = ENTERED | {"name_en": "Cranes"}
    del typed[missing]

    response = client.post(url(day, side), typed)

    assert errors(response) == [sentence]
    page = Page(response)
    assert page.values("//input[@name='representative_phone']/@value") == ["+86 21 5555 0100"]
    assert not Organisation.objects.exists()
    assert not Representative.objects.exists()


@pytest.mark.parametrize("value", ["\0", "x" * 201])
def test_names_that_no_row_can_hold_are_refused(client, day, user, value):
    response = client.post(url(day, Venture), ENTERED | {"name_en": value})

    assert response.status_code == 200
    assert len(errors(response)) == 1
    assert not Venture.objects.exists()


def test_the_sixth_has_to_wait(client, day, user):
    for number in range(6):
        response = client.post(url(day, Venture), ENTERED | {"name_en": f"Venture {number}"})

    assert errors(response) == [
        "5 of yours are not admitted. Please wait until the organisers look at them, or ask them."
    ]
    assert Venture.objects.count() == 5


def test_a_day_that_closed_is_not_there(client, user):
    never, over = factories.matchmaking_day(), factories.matchmaking_day(registration_closes_at=timezone.now() - HOUR)

    for day in (never, over):
        assert client.post(url(day, Venture), ENTERED | {"name_en": "Cranes"}).status_code == 404
    assert not Venture.objects.exists()


def test_whoever_is_not_signed_in_signs_in_first(client, day):
    response = client.get(url(day, Venture))

    assert response.url == f"{reverse('account_login')}?next={url(day, Venture)}"


def test_the_form_knows_who_asks(client, day, user):
    page = Page(client.get(url(day, Investor)))

    assert page.values("//input[@name='representative_name']/@value") == ["Lin Yue"]
    assert page.values("//input[@name='name_en']") == []


def test_a_party_of_others_changes_nothing_for_oneself(client, day, user):
    for _number in range(6):
        coming_for(factories.venture(day=day, state="registered"))

    client.post(url(day, Venture), ENTERED | {"name_en": "Cranes"})

    assert Venture.objects.represented_by(user).get().name_en == "Cranes"
