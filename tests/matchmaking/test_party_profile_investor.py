"""The profile of an investor with its mandates: added, changed and removed without a script, by two at once as well."""

import pytest

from matchmaking.models import Investor, Mandate
from tests import factories
from tests.matchmaking.parties import page_of, signed_in
from tests.matchmaking.profiles import form_of
from tests.reading import Page, of_class, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def investor():
    return factories.investor()


@pytest.fixture
def profile(client, investor):
    signed_in(client, investor)
    url = page_of(investor, "party_profile")

    def sent(opened=None, **changes):
        fields = {**(opened or form_of(client.get(url))), **changes}
        return client.post(url, fields, follow=True)

    sent.opened = lambda: form_of(client.get(url))
    return sent


def mandate(number, **values):
    return {f"mandates-{number}-{name}": value for name, value in values.items()}


def test_what_it_says_of_itself_is_saved(profile):
    response = profile(about_en="We invest", about_zh_hans="我们投资", languages=["zh"], most_meetings="3")

    row = Investor.objects.get()
    assert said(response) == ["The profile is saved."]
    assert (row.about_en, row.about_zh_hans, row.languages, row.most_meetings) == ("We invest", "我们投资", ["zh"], 3)
    assert not Mandate.objects.exists()


def test_a_mandate_is_added_with_all_that_it_says(profile, investor):
    port, region, technology = factories.industry("55"), factories.region(), factories.technology()

    profile(
        **mandate(
            0,
            industries=[port.pk],
            technologies=[technology.pk],
            regions=[region.pk],
            stages=["prototype", "commercial"],
            least="5",
            most="80",
            currency="EUR",
            looks_for_en="Ports",
        )
    )

    row = Mandate.objects.get()
    assert (row.investor, row.least, row.most, row.currency, row.looks_for_en) == (investor, 5, 80, "EUR", "Ports")
    assert row.stages == ["prototype", "commercial"]
    assert (row.industries.get(), row.regions.get(), row.technologies.get()) == (port, region, technology)


def test_a_second_is_added_beside_the_first_and_the_first_removed(profile, investor):
    first = factories.mandate(investor=investor, most=5)
    profile(**mandate(1, looks_for_en="Mines"))
    assert [row.looks_for_en for row in investor.mandates.all()] == ["", "Mines"]

    profile(**mandate(0, DELETE="on"))

    assert investor.mandates.get().looks_for_en == "Mines"
    assert first.history.first().history_type == "-"


def test_tickets_the_wrong_way_round_are_refused_and_nothing_is_lost(profile, investor):
    factories.mandate(investor=investor, looks_for_en="Ports")

    response = profile(about_en="We invest", **mandate(0, looks_for_en="Mines", least="9", most="5"))

    page = Page(response)
    assert "The largest ticket cannot be smaller than the smallest one." in page.text("//fieldset[@class='mandate'][1]")
    assert page.text("//textarea[@name='about_en']") == "We invest"
    assert page.text("//textarea[@name='mandates-0-looks_for_en']") == "Mines"
    assert (Investor.objects.get().about_en, Mandate.objects.get().looks_for_en) == ("", "Ports")


def test_an_eleventh_mandate_is_not_offered(profile, investor, client):
    for _number in range(10):
        factories.mandate(investor=investor)

    page = Page(client.get(page_of(investor, "party_profile")))

    assert page.texts("//details[contains(@class, 'mandate')]/summary") == []
    assert page.values("//input[@name='mandates-TOTAL_FORMS']/@value") == ["10"]


def test_two_who_change_different_mandates_lose_nothing(profile, investor):
    for words in ("Ports", "Mines"):
        factories.mandate(investor=investor, looks_for_en=words)
    opened = profile.opened()
    profile(**mandate(0, looks_for_en="Harbours"))

    profile(opened=opened, **mandate(1, looks_for_en="Quarries"))

    assert [row.looks_for_en for row in investor.mandates.all()] == ["Harbours", "Quarries"]


def test_two_who_change_the_same_mandate_are_asked(profile, investor):
    factories.mandate(investor=investor, looks_for_en="Ports")
    opened = profile.opened()
    profile(**mandate(0, looks_for_en="Harbours"))

    response = profile(opened=opened, **mandate(0, looks_for_en="Quays"))

    assert investor.mandates.get().looks_for_en == "Harbours"
    assert Page(response).texts(of_class("collisions") + "//strong")[0] == "What you typed"


def test_a_mandate_that_somebody_removed_and_somebody_changed_comes_back(profile, investor):
    factories.mandate(investor=investor, looks_for_en="Ports")
    opened = profile.opened()
    profile(**mandate(0, DELETE="on"))

    response = profile(opened=opened, **mandate(0, looks_for_en="Harbours"))
    assert not investor.mandates.exists()
    profile(opened=form_of(response))

    assert investor.mandates.get().looks_for_en == "Harbours"


def test_a_mandate_of_somebody_else_is_not_changed(profile):
    other = factories.mandate(looks_for_en="Ports")
    opened = profile.opened()
    opened |= {"mandates-TOTAL_FORMS": ["2"], "mandates-INITIAL_FORMS": ["1"]}

    profile(opened=opened, **mandate(0, id=other.pk, looks_for_en="Stolen"), **mandate(0, DELETE="on"))

    other.refresh_from_db()
    assert other.looks_for_en == "Ports"


def test_who_removed_a_mandate_of_somebody_else_is_not_told(profile):
    other = factories.mandate(looks_for_en="Ports")
    key, other._history_user = other.pk, factories.user(name="Secretive")
    other.delete()
    opened = profile.opened() | {"mandates-TOTAL_FORMS": ["2"], "mandates-INITIAL_FORMS": ["1"]}

    page = profile(opened=opened, **mandate(0, id=key, looks_for_en="Harbours")).content.decode()

    assert "Somebody else" in page
    assert "Secretive" not in page


@pytest.mark.parametrize("key", ["9" * 30, "-1", "x", "1\0", "²"])
def test_a_key_that_no_database_has_is_no_error(profile, investor, key):
    response = profile(**mandate(0, industries=[key], regions=[key], looks_for_en="Ports"))

    assert response.status_code == 200
    assert not investor.mandates.exists()


@pytest.mark.parametrize("number", [1, 3])
def test_it_asks_as_much_for_one_as_for_three(client, investor, django_assert_num_queries, number):
    for _mandate in range(number):
        factories.mandate(investor=investor, industries=[factories.industry()], technologies=[factories.technology()])
    signed_in(client, investor)

    with django_assert_num_queries(13):
        client.get(page_of(investor, "party_profile"))


HOSTILE = {
    "no count of mandates": {"mandates-TOTAL_FORMS": ""},
    "more mandates than a page has": {"mandates-TOTAL_FORMS": "1" + "0" * 15, "mandates-INITIAL_FORMS": "1" + "0" * 15},
    "fewer than none": {"mandates-TOTAL_FORMS": "-1", "mandates-INITIAL_FORMS": "-1"},
    "a key that is none": {"mandates-0-id": "x"},
    "a key too large": {"mandates-0-id": "9" * 30},
    "nothing that was shown": {"_shown": "", "mandates-_shown": ""},
    "no JSON": {"_shown": "{", "mandates-_shown": "x"},
    "JSON of another kind": {"_shown": "[1]", "mandates-_shown": '{"1": "x", "2": [1]}'},
    "JSON without end": {"_shown": "[" * 100_000, "mandates-_shown": "[" * 100_000},
    "industries that are none": {"mandates-0-industries": ["x", "-1", "9" * 30]},
    "a null character": {"about_en": "a\0b"},
}


@pytest.mark.parametrize("what", HOSTILE)
def test_what_no_browser_sends_does_no_harm(profile, investor, what):
    factories.mandate(investor=investor, looks_for_en="Ports", industries=[factories.industry("55")])
    opened = profile.opened()
    profile(**mandate(0, industries=[factories.industry("53").pk]))

    response = profile(opened=opened | HOSTILE[what])

    assert response.status_code == 200
    assert investor.mandates.get().looks_for_en == "Ports"
