"""An entry as a case: the thread from who made it to where it is shown."""

import json

import pytest
from django.core.files.base import ContentFile

from competition import certifying, published
from conference import published as publications
from conference import publishing
from tests import factories
from tests.competition import announced
from tests.reading import Page, of_class

pytestmark = pytest.mark.django_db
THREAD = of_class("thread")


def read(client, path="P1/", language="en", status=200):
    published.refresh()
    return Page(client.get(f"/{language}/awards/cup/6/entries/{path}"), status)


def test_who_made_it_and_what_it_won(client):
    announced.session()

    page = read(client)

    assert page.text("//h1") == "A port"
    assert page.texts(f"{of_class('makers')}/li") == ["LeadPort Group", "PartnerCarrier"]
    assert page.values(f"{of_class('makers')}//a/@href") == [
        "/en/awards/cup/organisations/port-group/",
        "/en/awards/cup/organisations/carrier/",
    ]
    assert page.texts(f"{THREAD}//p[@class='title']") == ["First prize"]
    assert page.texts(of_class("citation")) == ["For its cranes."]


def test_facts(client):
    found = announced.session()
    for name, value in {"stage": "commercial", "sites": 0, "devices": 94_000, "source": "A newspaper"}.items():
        setattr(found.port, name, value)
    found.port.save()
    found.port.technologies.add(factories.technology(name_en="Edge computing"))

    page = read(client)

    assert page.texts(f"{of_class('facts')}//dl/div") == [
        "EntryP1 · Session 6 (2023)",
        "TrackPorts",
        "RegionShanghai",
        "IndustriesWater transport",
        "TechnologiesEdge computing",
        "StageCommercial use",
        "Sites0",
        "Devices connected94,000",
    ]
    assert "Source: A newspaper" in page.texts(of_class("note"))


def presented(conference):
    """The first prize of the session, presented in the first item of the forum."""
    found = announced.session()
    item = conference.activities.get(slug="forum").agenda_items.order_by("pk").first()
    presentation = factories.award_presentation(agenda_item=item, prize=found.first)
    person = item.appearances.first().person
    factories.award_presenter(presentation=presentation, person=person, organisation=found.partner)
    found.awards[0].presentation = presentation
    found.awards[0].save()
    found.port.exhibit = factories.exhibit(conference=conference, title_en="Cranes", booth="A1")
    found.port.save()
    return item, person


def test_who_presented_it_and_where_as_the_programme_is_published(client):
    conference = factories.programme(slug="2023")
    item, person = presented(conference)
    publishing.publish(conference, by=None)

    page = read(client)

    assert page.values(f"{of_class('presented')}//a/@href") == [
        f"/en/2023/people/{person.slug}/",
        f"/en/2023/activities/forum/#i{item.pk}",
    ]
    assert page.texts(f"{of_class('presented')}//li") == [f"{person.name_en}Carrier"]
    assert page.text("//section[@aria-labelledby='exhibit']//p") == "Cranes Booth A1"


def test_what_the_published_programme_does_not_have_is_not_told(client):
    conference = factories.programme(slug="2023")
    publishing.publish(conference, by=None)
    item, _person = presented(conference)
    conference.activities.get(slug="forum").agenda_items.filter(pk=item.pk).update(title_en="Secret item")

    page = read(client)

    assert "Secret item" not in page.source
    assert page.texts("//section[@aria-labelledby='exhibit']") == []


def test_conference_that_is_not_published_is_not_told(client):
    item, person = presented(factories.programme(slug="2023"))

    page = read(client)

    assert page.values(f"{of_class('presented')}//a/@href") == []
    assert str(item) not in page.source
    assert page.texts(f"{of_class('presented')}//li") == [f"{person.name_en}Carrier"]


def test_withdrawn_award_is_struck_through_with_its_notice(client):
    announced.session()

    page = read(client, "S1/", "zh-hans")

    assert page.texts(f"{of_class('prized')}//s") == ["二等奖"]
    assert page.text(of_class("withdrawal")).endswith("情况不实。")
    assert page.texts(of_class("citation")) == []


def test_awards_of_one_prize_stand_in_its_order(client):
    found = announced.session()
    factories.award(prize=found.second, entry=found.mill, announcement=found.announcement, rank=1, order=4)

    page = read(client, "S1/")

    assert ["It was not so." in words for words in page.texts(of_class("prized"))] == [True, False]


def test_illustrative_entry_says_so(client):
    announced.session()

    assert read(client, "M1/").texts(of_class("notice")) == [
        "Illustrative: this entry was invented for the demonstration."
    ]


def test_winners_before_and_after(client):
    announced.session()

    found = {number: read(client, f"{number}/") for number in ("P1", "M1", "S1")}

    around = {
        number: (page.texts("//a[@rel='prev']"), page.texts("//a[@rel='next']")) for number, page in found.items()
    }
    assert around == {"P1": ([], ["A mine"]), "M1": (["A port"], ["A mill"]), "S1": (["A mine"], [])}


def test_history_of_the_lead_over_the_sessions(client):
    found = announced.session()
    older = factories.edition(competition=found.cup, number=5, year=2022)
    won = factories.entry(edition=older, lead=found.lead, title_en="A lock")
    factories.award(entry=won, prize=factories.prize(edition=older, name_en="Third prize"))
    factories.entry(edition=older, lead=found.lead, title_en="A quay")
    factories.entry(edition=older, lead=found.lead, state="submitted")

    page = read(client)

    assert page.texts(f"{of_class('history')}/li") == [
        "2023 1 entry First prize A port",
        "2022 2 entries Third prize A lock",
    ]


def test_entry_without_an_award(client):
    found = announced.session()
    factories.entry(edition=found.edition, number="N1", title_en="", title_zh_hans="无")

    page = read(client, "N1/")

    assert page.values("//h1/span/@lang") == ["zh-Hans"]
    assert page.texts("//section[@aria-labelledby='award']") == []
    assert page.texts(of_class("around", "nav")) == []


def test_certificate(client):
    found = announced.session()
    certifying.issue(found.edition)

    assert page_links(read(client), "certificates") == ["/en/certificates/", "/en/certificates/C6-0001/"]


def page_links(page, part):
    return [path for path in page.values("//main//a/@href | //nav//a/@href") if f"/{part}/" in path]


def test_public_files_alone(client):
    found = announced.session()
    for title, is_public in (("Plan", True), ("Budget", False)):
        factories.attachment(
            entry=found.port, title_en=title, is_public=is_public, file=ContentFile(b"words", f"{title}.html")
        )
    plan, budget = found.port.attachments.order_by("pk")

    page = read(client)
    path = f"/en/awards/cup/6/entries/P1/files/{plan.pk}/"
    response = client.get(path)

    assert page.values("//section[@aria-labelledby='files']//a/@href") == [path]
    assert b"".join(response) == b"words"
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert (response.headers["Cache-Control"], response.headers["X-Content-Type-Options"]) == (
        "private, no-store",
        "nosniff",
    )
    for other in (f"P1/files/{budget.pk}/", f"M1/files/{plan.pk}/", "P1/files/99999/", f"P1/files/{2**70}/"):
        said = read(client, other, status=404).text(of_class("lead"))
        assert said == "There is no such file with this entry, or it is not public."


def test_file_that_is_gone(client):
    found = announced.session()
    attachment = factories.attachment(entry=found.port, is_public=True, file="attachments/gone.pdf")

    said = read(client, f"P1/files/{attachment.pk}/", status=404).text(of_class("lead"))
    assert said == "There is no such file with this entry, or it is not public."


def test_addresses_and_linked_data(client):
    announced.session()

    page = read(client)
    (text,) = page.values("//script[@type='application/ld+json']/text()")

    told = json.loads(text)
    assert page.values("//link[@rel='canonical']/@href") == ["http://127.0.0.1:8000/en/awards/cup/6/entries/P1/"]
    assert page.values("//meta[@property='og:image']/@content") == [
        "http://127.0.0.1:8000/en/awards/cup/6/entries/P1/card.png"
    ]
    assert told["award"] == ["First prize · Cup · Session 6 (2023)"]
    assert [one["name"] for one in told["creator"]] == ["Port Group", "Carrier"]


@pytest.mark.parametrize("number", ["X9", "D1", "W1", "p1"])
def test_unknown_and_hidden_are_the_same(client, number):
    found = announced.session()
    factories.entry(edition=found.edition, number="D1", state="draft")
    factories.entry(edition=found.edition, number="W1", state="withdrawn")

    assert read(client, f"{number}/", status=404).text(of_class("lead")) == (
        "There is no entry with this number in this session, or it is not public."
    )


def test_costs_the_same_queries_at_any_length(client, django_assert_num_queries):
    found = announced.session()
    for number in (1, 3):
        for _number in range(number):
            factories.entry_member(entry=found.port)
            factories.attachment(entry=found.port, is_public=True)
            factories.entry(edition=found.edition, lead=found.lead)
        announced.more(found, number)
        publications.refresh(), published.refresh()
        with django_assert_num_queries(14):
            client.get("/en/awards/cup/6/entries/P1/")
        with django_assert_num_queries(0):
            client.get("/en/awards/cup/6/entries/P1/")
