"""Those who come for a party: added, changed and removed by each other, and what each agrees to for themselves."""

import pytest

from matchmaking.models import Consent, Purpose, Representative
from tests import factories
from tests.matchmaking.parties import coming_for, page_of, signed_in, somebody
from tests.matchmaking.profiles import form_of
from tests.reading import Page, of_class, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def venture():
    return factories.venture(name_en="Cranes")


@pytest.fixture
def lin(client, venture):
    """Who is signed in."""
    signed_in(client, venture, name="Lin Yue", email="lin@example.org", phone="1")
    return venture.representatives.get()


@pytest.fixture
def zhao(venture):
    return coming_for(venture, name="Zhao Min", email="zhao@example.org")


def test_all_who_come_are_listed_with_what_they_agree_to(client, venture, lin, zhao):
    factories.consent(representative=zhao, purpose="deck")

    page = Page(client.get(page_of(venture, "representative_list")))

    assert page.texts("//ul[@class='representatives']//h2") == ["Lin Yue You", "Zhao Min"]
    agreed = page.texts("//ul[@class='representatives']/li[2]" + of_class("consents") + "//p[@class='note']")
    assert [words.endswith("Not agreed.") for words in agreed] == [True, False, True]
    assert "Agreed since 20 October 2023, 09:00." in agreed[1]


def test_somebody_more_comes(client, venture, lin):
    sent = {"name": "Chen Guang", "office": "Engineer", "email": "chen@example.org", "phone": "2"}

    response = client.post(page_of(venture, "representative_list"), sent, follow=True)

    row = Representative.objects.get(name="Chen Guang")
    assert said(response) == ["Chen Guang comes for it, too.", "An invitation goes to chen@example.org."]
    assert (row.venture, row.investor, row.office, row.email, row.phone, row.user) == (
        venture,
        None,
        "Engineer",
        "chen@example.org",
        "2",
        None,
    )
    assert [record.history_user for record in row.history.all()] == [lin.user] * 2


@pytest.mark.parametrize(
    ("sent", "field"),
    [({"name": ""}, "name"), ({"name": "Chen", "email": "chen"}, "email"), ({"name": "x" * 121}, "name")],
)
def test_what_is_refused_adds_nobody_and_loses_nothing(client, venture, lin, sent, field):
    response = client.post(page_of(venture, "representative_list"), {"office": "Engineer"} | sent)

    assert list(response.context["form"].errors) == [field]
    assert Page(response).values("//input[@name='office']/@value") == ["Engineer"]
    assert Representative.objects.get() == lin


def test_nobody_chooses_the_account_of_somebody(client, venture, lin):
    other = somebody()

    client.post(page_of(venture, "representative_list"), {"name": "Eve", "user": other.pk, "investor": "1"})

    assert Representative.objects.get(name="Eve").user is None


@pytest.mark.parametrize("number", [1, 3])
def test_it_asks_as_much_for_one_as_for_three(client, venture, lin, django_assert_num_queries, number):
    for _one in range(number):
        factories.consent(representative=coming_for(venture))

    with django_assert_num_queries(8):
        client.get(page_of(venture, "representative_list"))


# --- representative_detail --------------------------------------------------------------------------------------------


def test_somebody_is_changed(client, venture, lin, zhao):
    url = page_of(venture, "representative_detail", zhao.pk)

    client.post(url, form_of(client.get(url)) | {"office": "Head of engineering"})

    zhao.refresh_from_db()
    assert (zhao.office, zhao.email, zhao.name) == ("Head of engineering", "zhao@example.org", "Zhao Min")


def test_how_to_reach_a_colleague_with_an_account_is_theirs_alone_to_change(client, venture, lin, zhao):
    url = page_of(venture, "representative_detail", zhao.pk)

    page = Page(client.get(url))
    response = client.post(url, {"name": "Zhao Min", "office": "Head", "email": "lin@example.org", "phone": "5"})

    assert page.values("//main//input[not(@type='hidden')]/@name") == ["name", "office"]
    assert page.texts("//p[@class='prose']") == [
        "Zhao Min has an account: their e-mail address and telephone are theirs alone to change. Where they cannot, "
        "the organisers help."
    ]
    assert response.context["form"].non_field_errors() == [
        "Zhao Min has an account by now: only they change how to reach them. Save the rest once more."
    ]
    zhao.refresh_from_db()
    assert (zhao.email, zhao.phone, zhao.office) == ("zhao@example.org", "", "")


def test_everybody_changes_how_to_reach_themselves(client, venture, lin):
    url = page_of(venture, "representative_detail", lin.pk)

    client.post(url, form_of(client.get(url)) | {"email": "yue@example.org", "phone": "7"})

    lin.refresh_from_db()
    assert (lin.email, lin.phone) == ("yue@example.org", "7")


def test_how_to_reach_who_has_no_account_is_for_colleagues_to_change(client, venture, lin):
    row = factories.representative(venture=venture)
    url = page_of(venture, "representative_detail", row.pk)

    client.post(url, form_of(client.get(url)) | {"phone": "7"})

    row.refresh_from_db()
    assert row.phone == "7"


def test_two_who_change_somebody_at_once_lose_nothing(client, venture, lin):
    zhao = factories.representative(venture=venture, name="Zhao Min", email="zhao@example.org")
    url = page_of(venture, "representative_detail", zhao.pk)
    opened = form_of(client.get(url))
    client.post(url, opened | {"office": "Head"})

    client.post(url, opened | {"phone": "5"})
    response = client.post(url, opened | {"office": "Foot"})

    zhao.refresh_from_db()
    assert (zhao.office, zhao.phone) == ("Head", "5")
    assert Page(response).texts(of_class("collisions") + "//legend") == ["Office"]


def test_an_address_that_is_none_is_refused(client, venture, lin):
    response = client.post(page_of(venture, "representative_detail", lin.pk), {"name": "Lin", "email": "no"})

    assert response.context["form"].errors["email"] == ["Enter a valid email address."]
    lin.refresh_from_db()
    assert lin.email == "lin@example.org"


# --- representative_remove --------------------------------------------------------------------------------------------


def test_removing_asks_first(client, venture, lin, zhao):
    titles = [Page(client.post(page_of(venture, "representative_remove", row.pk))).text("//h1") for row in (lin, zhao)]

    assert titles == ["Remove yourself?", "Remove Zhao Min?"]
    assert venture.representatives.count() == 2


def test_the_question_can_be_opened_and_removes_nobody(client, venture, lin, zhao):
    page = Page(client.get(page_of(venture, "representative_remove", zhao.pk)))

    assert page.text("//h1") == "Remove Zhao Min?"
    assert venture.representatives.count() == 2


def test_a_colleague_is_removed(client, venture, lin, zhao):
    response = client.post(page_of(venture, "representative_remove", zhao.pk), {"confirmed": "yes"}, follow=True)

    assert said(response) == ["Zhao Min no longer comes for “Cranes”."]
    assert venture.representatives.get() == lin
    assert zhao.history.first().history_user == lin.user


def test_whoever_removes_themselves_is_outside(client, venture, lin, zhao):
    response = client.post(page_of(venture, "representative_remove", lin.pk), {"confirmed": "yes"})

    assert response.url == "/en/meetings/"
    assert client.get(page_of(venture)).status_code == 404


def test_the_last_who_signs_in_stays(client, venture, lin):
    factories.representative(venture=venture, name="Without an account")
    coming_for(venture, somebody(is_active=False), name="With a closed account")

    response = client.post(page_of(venture, "representative_remove", lin.pk), {"confirmed": "yes"}, follow=True)

    assert said(response) == ["Nobody else signs in for “Cranes”. Let somebody else join first, or withdraw it."]
    assert venture.representatives.count() == 3


# --- consent_change ---------------------------------------------------------------------------------------------------


def change(client, row, purpose="contact", is_given="yes"):
    sent = {"purpose": purpose, "is_given": is_given}
    return client.post(page_of(row.party, "consent_change", row.pk), sent, follow=True)


@pytest.mark.parametrize("purpose", Purpose)
def test_each_purpose_is_agreed_to_by_itself_and_taken_back(client, lin, purpose):
    change(client, lin, purpose)
    assert [consent.purpose for consent in lin.consents.all()] == [purpose]

    change(client, lin, purpose, is_given="no")
    assert not lin.consents.exists()
    told = Consent.history.order_by("history_id").values_list("history_type", "history_user")
    assert list(told) == [("+", lin.user_id), ("-", lin.user_id)]


def test_to_agree_twice_is_to_have_agreed_since_the_first_time(client, lin):
    change(client, lin)
    first = lin.consents.get().given_at

    change(client, lin)

    assert lin.consents.get().given_at == first


@pytest.mark.parametrize("is_given", ["yes", "no"])
def test_nobody_agrees_for_somebody_else(client, lin, zhao, is_given):
    factories.consent(representative=zhao, purpose="deck")

    response = change(client, zhao, "contact" if is_given == "yes" else "deck", is_given)

    assert said(response) == ["Each agrees for themselves alone."]
    assert [consent.purpose for consent in zhao.consents.all()] == ["deck"]
    page = Page(client.get(page_of(zhao.venture, "representative_list")))
    assert page.values("//ul[@class='representatives']/li[2]//form/@action") == [
        page_of(zhao.venture, "representative_remove", zhao.pk)
    ]


def test_nobody_agrees_for_who_has_no_account(client, venture, lin):
    row = factories.representative(venture=venture)

    assert said(change(client, row)) == ["Each agrees for themselves alone."]
    assert not row.consents.exists()


def test_who_withdrew_can_still_take_back(client, venture, lin):
    change(client, lin)
    venture.state = "withdrawn"
    venture.save()

    change(client, lin, is_given="no")

    assert not lin.consents.exists()


def test_a_purpose_that_is_none_is_not_there(client, lin):
    assert change(client, lin, "everything").status_code == 404


def test_an_investor_is_not_asked_about_a_deck(client):
    investor = factories.investor()
    page = Page(signed_in(client, investor).get(page_of(investor, "representative_list")))

    assert page.values("//input[@name='purpose']/@value") == ["contact", "statistics"]


def test_who_is_sent_twice_comes_once(client, venture, lin):
    sent = {"name": "Chen Guang", "office": "", "email": "chen@example.org", "phone": ""}

    for _time in range(2):
        response = client.post(page_of(venture, "representative_list"), sent, follow=True)

    assert said(response) == ["Chen Guang comes for it, too."]
    assert Representative.objects.filter(name="Chen Guang").count() == 1
