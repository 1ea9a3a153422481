"""The page of somebody of the other side: what it says of itself, why both suit, and what is not told."""

import pytest
from django.urls import reverse

from tests import factories
from tests.factories import at
from tests.matchmaking import parties
from tests.reading import Page, of_class

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("before_the_day")]
FACTS = f"{of_class('facts')}//dd"


@pytest.fixture
def pair():
    return parties.pair()


def test_somebody_who_has_not_signed_in_is_sent_to_do_so(client, pair):
    address = parties.page_of(pair[0], "partner_detail", pair[1])

    response = client.get(address)

    assert (response.status_code, response["Location"]) == (302, f"{reverse('account_login')}?next={address}")


def test_somebody_else_s_party_is_not_there(client, pair):
    client.force_login(parties.user_of(pair[1]))

    Page(client.get(parties.page_of(pair[0], "partner_detail", pair[1])), 404)


@pytest.mark.parametrize("other", [0, 999_999, 10**30])
def test_who_is_unknown_is_not_there(client, pair, other):
    page = parties.read(client, pair[0], "partner_detail", other, status=404)

    assert "There is nobody at this address whom you could meet." in page.source


def test_a_block_reads_as_nobody(client, pair):
    unknown = parties.read(client, pair[0], "partner_detail", 999_999, status=404)
    factories.interest(venture=pair[0], investor=pair[1], side="investor", state="blocked")

    blocked = parties.read(client, pair[0], "partner_detail", pair[1], status=404)

    assert blocked.text("//main") == unknown.text("//main")


def test_a_venture_says_what_it_seeks(client, pair):
    venture, investor = pair
    venture.summary_en, venture.use_of_funds_en = "Cranes that see", "Two more ports"
    venture.stage, venture.ask, venture.region = "commercial", 30_000_000, factories.region("310000")
    venture.languages = ["zh", "en"]
    venture.save()
    venture.industries.add(factories.industry("55"))
    venture.technologies.add(factories.technology(name_en="Edge"))
    venture.investor_regions.add(factories.region("310000"))

    page = parties.read(client, investor, "partner_detail", venture)

    assert page.text("//h1") == "Port cranes"
    assert page.text(f"//header/{of_class('lead')[2:]}") == (
        f"{venture.organisation} · Shanghai · Commercial use · asks for 30,000,000 CNY · Chinese, English"
    )
    assert page.texts(of_class("prose")) == ["Cranes that see", "Two more ports"]
    assert page.texts(FACTS) == [str(venture.industries.get()), "Edge", "Shanghai"]


def test_a_ticket_that_several_mandates_have_is_said_once_above(client, pair):
    venture, investor = pair
    investor.mandates.all().delete()
    for least in (1_000_000, 1_000_000, 7_000_000, None):
        factories.mandate(investor=investor, least=least, most=None)

    lead = parties.read(client, venture, "partner_detail", investor).text(of_class("lead"))

    assert lead.count("1,000,000 CNY and more") == 1
    assert lead.count("7,000,000 CNY and more") == 1


def test_an_investor_says_what_it_looks_for(client, pair):
    venture, investor = pair
    investor.about_en = "Since 1990"
    investor.save()
    mandate = investor.mandates.get()
    mandate.stages, mandate.least = ["prototype"], 1_000_000
    mandate.save()
    mandate.technologies.add(factories.technology(name_en="Edge"))

    page = parties.read(client, venture, "partner_detail", investor)

    assert page.text("//h1") == "Harbour Fund"
    assert page.texts(f"{of_class('mandate')}//dd") == ["1,000,000 CNY and more", "all", "Edge", "Prototype", "all"]
    assert page.text(f"{of_class('mandate')}{of_class('prose')}") == "Cranes and ports"


def test_who_says_nothing_has_a_page(client, pair):
    venture, investor = pair
    investor.mandates.all().delete()

    page = parties.read(client, venture, "partner_detail", investor)
    other = parties.read(client, investor, "partner_detail", venture)

    assert page.texts(of_class("empty")) == [
        "It has not said yet what it looks for.",
        "There is no mandate to compare with.",
    ]
    assert other.texts(of_class("empty")) == ["There is no mandate to compare with."]


def test_the_match_is_explained_in_both_directions(client, pair):
    venture, investor = pair
    type(venture).objects.update(stage="prototype", languages=["en"])
    type(investor).objects.update(languages=["en"])
    investor.mandates.update(stages=["commercial"], looks_for_en="")

    of_venture = parties.read(client, venture, "partner_detail", investor)
    of_investor = parties.read(client, investor, "partner_detail", venture)

    assert (
        of_venture.texts(f"{of_class('directions')}//dd")[1:]
        == of_investor.texts(f"{of_class('directions')}//dd")[:0:-1]
    )
    assert of_venture.texts(of_class("speaks-for")) == ["Language: both can meet in English."]
    assert of_venture.texts(of_class("speaks-against"))[0] == (
        "Stage: “Prototype” is not what the mandate names: Commercial use."
    )


def test_how_much_somebody_else_wishes_to_meet_is_nowhere(client, pair):
    address = parties.page_of(pair[0], "partner_detail", pair[1])
    factories.interest(venture=pair[0], investor=pair[1], side="investor", weight=1)
    client.force_login(parties.user_of(pair[0]))
    before = Page(client.get(address)).text("//main")

    pair[1].interests.update(weight=5)

    assert Page(client.get(address)).text("//main") == before


def test_a_public_entry_is_linked_with_what_it_won(client, pair):
    venture, investor = pair
    session = factories.edition()
    announcement = factories.announcement(edition=session, public_at=at(8))
    award = factories.award(prize=factories.prize(name_en="First prize", edition=session), announcement=announcement)
    venture.entry = award.entry
    venture.save()

    page = parties.read(client, investor, "partner_detail", venture)

    entry = award.entry
    address = reverse("competition:entry_detail", args=[entry.edition.competition.slug, 6, entry.number])
    assert page.values("//article//a[contains(@href, '/awards/')]/@href") == [address]
    assert "First prize" in page.texts(FACTS)
    assert client.get(address).status_code == 200


def test_an_award_that_is_not_announced_is_not_told(client, pair):
    venture, investor = pair
    session = factories.edition()
    announcement = factories.announcement(edition=session, public_at=None)
    award = factories.award(prize=factories.prize(name_en="First prize", edition=session), announcement=announcement)
    venture.entry = award.entry
    venture.save()

    page = parties.read(client, investor, "partner_detail", venture)

    assert page.texts(FACTS) == [f"{award.entry.number} · {session}"]


def test_an_entry_that_is_not_public_is_not_told(client, pair):
    venture, investor = pair
    venture.entry = factories.entry(edition=factories.edition(entries_public_at=None))
    venture.save()

    page = parties.read(client, investor, "partner_detail", venture)

    assert page.texts(FACTS) == []
    assert venture.entry.number not in page.source


@pytest.mark.parametrize(
    ("sides", "sentence"),
    [
        ([], "Neither you nor Harbour Fund has said yet that you want to meet."),
        (["venture"], "You want to meet; Harbour Fund has not said so yet."),
        (["investor"], "Harbour Fund wants to meet you; you have not said so yet."),
        (["declined"], "You have declined to meet Harbour Fund this time. As long as that stands, nobody is reached."),
        (["venture", "investor"], "Both of you agree, but nobody of Harbour Fund consents to being reached yet."),
    ],
)
def test_it_says_why_nobody_can_be_reached(client, pair, sides, sentence):
    if "declined" in sides:
        factories.interest(venture=pair[0], investor=pair[1], state="declined")
        sides = ["investor"]
    for side in sides:
        factories.interest(venture=pair[0], investor=pair[1], side=side)

    page = parties.read(client, pair[0], "partner_detail", pair[1])

    assert page.texts("//section[@aria-labelledby='contact']/p")[0] == sentence


def test_a_decline_is_told_to_who_wished(client, pair):
    factories.interest(venture=pair[0], investor=pair[1], side="investor", state="declined")
    assert "no interest" not in parties.read(client, pair[0], "partner_detail", pair[1]).source

    factories.interest(venture=pair[0], investor=pair[1], side="venture")
    page = parties.read(client, pair[0], "partner_detail", pair[1])
    assert page.texts("//section[@aria-labelledby='contact']/p")[0] == "Harbour Fund has no interest this time."


@pytest.mark.parametrize(("moment", "names"), [(at(9, day=1), ["Ann"]), (None, [])])
def test_who_comes_is_told_once_the_plan_is_known(client, pair, moment, names):
    venture, investor = pair
    meeting = factories.meeting(venture=venture, investor=investor)
    type(venture.day).objects.update(plan_public_at=moment)

    page = parties.read(client, venture, "partner_detail", investor)

    assert page.texts(f"{of_class('people')}//*[@class='name']") == names
    assert page.texts("//header" + of_class("notice")) == (
        [f"You are to meet: 10:00–10:30, table {meeting.table.number}. About this meeting"] if names else []
    )


def test_wishes_that_are_closed_can_only_be_declined(client, pair):
    type(pair[0].day).objects.update(interests_close_at=at(9, day=1))

    page = parties.read(client, pair[0], "partner_detail", pair[1])

    assert page.values("//button/@value") == ["declined", "blocked"]


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(("side", "queries"), [("venture", 18), ("investor", 20)])
def test_it_asks_as_much_with_three_interests_as_with_one(client, side, number, queries, django_assert_num_queries):
    venture, investor = parties.pair()
    party, other = (venture, investor) if side == "venture" else (investor, venture)
    factory = factories.investor if side == "venture" else factories.venture
    for _more in range(number):
        row = factory(day=party.day)
        factories.interest(**{party.side: party, row.side: row, "side": side})
        factories.mandate(investor=investor)
        venture.industries.add(factories.industry(f"{10 + _more}"))
    address = parties.page_of(party, "partner_detail", other)
    parties.read(client, party, "partner_detail", other)

    with django_assert_num_queries(queries):
        client.get(address)


@pytest.mark.parametrize(("language", "names"), [("en", "Wei; Wu"), ("zh-hans", "Wei；Wu")])
def test_those_whom_they_can_reach_are_joined_as_the_language_does(client, language, names):
    venture, investor = parties.pair()
    parties.coming_for(venture, name="Wu")
    for side in ("venture", "investor"):
        factories.interest(venture=venture, investor=investor, side=side)
    for row in venture.representatives.all():
        factories.consent(representative=row, purpose="contact")
    client.force_login(parties.user_of(venture))

    page = client.get(parties.page_of(venture, "partner_detail", investor).replace("/en/", f"/{language}/"))

    assert names in page.text
