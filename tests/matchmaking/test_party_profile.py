"""The profile of a venture: what it says, what is refused, and two who edit at once."""

import pytest

from directory.models import Industry
from matchmaking.models import Venture
from tests import factories
from tests.matchmaking.parties import page_of, signed_in
from tests.matchmaking.profiles import form_of
from tests.reading import Page, of_class, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def venture():
    return factories.venture(name_en="Cranes", name_zh_hans="岸桥", summary_en="Quay cranes")


def test_all_of_it_is_saved(profile, venture):
    port, rail = factories.industry("55"), factories.industry("53")
    technology, region = factories.technology(), factories.region()

    response = profile(
        name_en="Quay cranes",
        summary_en="Cranes\nthat are far",
        summary_zh_hans="远程",
        industries=[port.pk, rail.pk],
        technologies=[technology.pk],
        stage="commercial",
        region=region.pk,
        ask="80000000",
        currency="USD",
        use_of_funds_en="Cranes",
        languages=["en", "zh"],
        investor_regions=[region.pk],
        most_meetings="6",
    )

    assert said(response) == ["The profile is saved."]
    row = Venture.objects.get()
    assert (row.name_en, row.name_zh_hans, row.summary_zh_hans) == ("Quay cranes", "岸桥", "远程")
    assert (row.stage, row.region, row.ask, row.currency) == ("commercial", region, 80000000, "USD")
    assert (row.languages, row.most_meetings) == (["zh", "en"], 6)
    assert set(row.industries.all()) == {port, rail}
    assert (row.technologies.get(), row.investor_regions.get()) == (technology, region)
    assert row.history.first().history_user == venture.representatives.get().user


def test_sent_back_as_it_was_it_changes_nothing(profile, venture):
    venture.industries.add(factories.industry())
    before = Venture.objects.values().get()

    profile()

    assert Venture.objects.values().get() == before
    assert venture.industries.count() == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name_en": "", "name_zh_hans": ""}, "Give the venture a name in at least one language."),
        ({"ask": "0"}, "Ensure this value is greater than or equal to 1."),
        ({"ask": "much"}, "Enter a whole number."),
        ({"ask": str(10**14 + 1)}, "Ensure this value is less than or equal to 100000000000000."),
        ({"currency": "XXX"}, "Select a valid choice. XXX is not one of the available choices."),
        ({"stage": "never"}, "Select a valid choice. never is not one of the available choices."),
        ({"region": "999999"}, "Select a valid choice. That choice is not one of the available choices."),
        ({"industries": ["999999"]}, "Select a valid choice. 999999 is not one of the available choices."),
        ({"industries": ["x"]}, "“x” is not a valid value."),
        ({"languages": ["fr"]}, "Select a valid choice. fr is not one of the available choices."),
        ({"most_meetings": "100"}, "Ensure this value is less than or equal to 99."),
        ({"summary_en": "x" * 4001}, "Ensure this value has at most 4000 characters (it has 4001)."),
    ],
)
def test_what_is_refused_changes_nothing_and_loses_nothing(profile, venture, changes, sentence):
    before = Venture.objects.values().get()

    response = profile(use_of_funds_en="A long text", **changes)

    errors = [error for form in [response.context["form"]] for found in form.errors.values() for error in found]
    assert errors == [sentence]
    assert Venture.objects.values().get() == before
    page = Page(response)
    assert page.text("//textarea[@name='use_of_funds_en']") == "A long text"
    assert page.texts("//p[@role='alert']") == ["Nothing is saved yet. Please look at what is marked below."]


def test_chosen_industries_stay_chosen_where_something_else_is_refused(profile):
    port = factories.industry("55")

    page = Page(profile(ask="much", industries=[port.pk]))

    assert page.values("//input[@name='industries'][@checked]/@value") == [str(port.pk)]


def test_industries_stand_in_their_sections_each_with_a_label(profile):
    page = profile.page()

    boxes = page.values("//input[@name='industries']/@value")
    assert len(boxes) == Industry.objects.count() == 97
    assert len(page.tree.xpath("//input[@name='industries']/ancestor::label")) == 97
    sections = page.texts("//div[@id='div_id_industries']" + of_class("choosing-group-name"))
    assert (len(sections), sections[2]) == (20, "Manufacturing")


def test_two_who_change_different_things_lose_nothing(profile, venture):
    opened = profile.opened()
    profile(summary_en="Cranes by radio")

    response = profile(opened=opened, name_en="Quay cranes")

    assert said(response) == ["The profile is saved."]
    row = Venture.objects.get()
    assert (row.name_en, row.summary_en) == ("Quay cranes", "Cranes by radio")


def test_two_who_change_the_same_are_asked_which_stands(profile):
    opened = profile.opened()
    profile(summary_en="Theirs")

    response = profile(opened=opened, summary_en="Mine")

    assert Venture.objects.get().summary_en == "Theirs"
    page = Page(response)
    assert page.texts(of_class("collisions") + "//legend") == ["Summary (English)"]
    (mine, _theirs) = page.tree.xpath("//section[@class='collisions']//input")
    profile(opened=form_of(response), **{mine.get("name"): mine.get("value")})
    assert Venture.objects.get().summary_en == "Mine"


def test_two_who_choose_different_industries_are_asked(profile, venture):
    port, rail = factories.industry("55"), factories.industry("53")
    opened = profile.opened()
    profile(industries=[port.pk])

    response = profile(opened=opened, industries=[rail.pk])

    assert Page(response).texts(of_class("collisions") + "//legend") == ["Industries"]
    assert venture.industries.get() == port


@pytest.mark.parametrize("number", [1, 3])
def test_it_asks_as_much_for_one_as_for_three(client, venture, django_assert_num_queries, number):
    for place in range(number):
        venture.industries.add(factories.industry(f"1{place + 3}"))
        venture.technologies.add(factories.technology())
    signed_in(client, venture)

    with django_assert_num_queries(12):
        client.get(page_of(venture, "party_profile"))
