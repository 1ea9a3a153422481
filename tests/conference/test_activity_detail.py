"""The page of an activity."""

import json

import msgspec
import pytest

from conference import programme as p
from tests import programmes, samples
from tests.reading import Page, of_class

ITEMS = "//ol[@class='items']/li"


@pytest.mark.parametrize(
    ("language", "title", "items"),
    [
        ("en", "Opening ceremony", ["On industrial networks", "成果发布"]),
        ("zh-hans", "开幕式", ["工业网络", "成果发布"]),
    ],
)
def test_contents(visit, language, title, items):
    page = visit("activities/opening/", language)

    assert page.text("//h1") == title
    assert page.texts(f"{ITEMS}//h3") == items
    assert page.values(f"{ITEMS}//h3/span/@lang") == ([] if language == "zh-hans" else ["zh-Hans"])


def test_people_stand_in_order_of_protocol_with_title_and_organisation(visit):
    page = visit("activities/opening/")

    assert page.texts(f"{ITEMS}[@id='i1']//ul/li") == [
        "Speaker Zhang Ming Vice Minister, Ministry of Industry",
        "Guest Vendor",
    ]
    assert page.texts(f"{of_class('hosts')}/div/dt") == ["Host", "Supporter"]


def test_chinese_names_the_organisation_before_the_title(visit):
    page = visit("activities/opening/", "zh-hans")

    assert page.texts(f"{ITEMS}[@id='i1']//ul/li") == ["演讲嘉宾 张明 工业部副部长", "嘉宾 Vendor"]


def test_abstract_is_text_and_not_markup(visit):
    page = visit("activities/opening/")

    assert page.texts(f"{ITEMS}[@id='i1']//div[@class='prose']") == ["Why <b>networks</b> & factories meet."]
    assert page.values(f"{ITEMS}//b") == []


def test_before_after_release_and_calendar(visit):
    page = visit("activities/forum/")

    assert page.values("//nav[@class='around']//a/@href") == [
        "/en/2023/activities/opening/",
        "/en/2023/activities/exhibition/",
    ]
    assert page.texts("//p[@class='empty']") == ["The agenda of this activity is not known yet."]
    opening = visit("activities/opening/")
    assert opening.texts(f"{ITEMS}[@id='i2']//p[@class='note']") == ["Released here: White paper"]
    assert opening.values("//p[@class='calendar']/a/@href") == [
        "webcal://127.0.0.1:8000/en/2023/activities/opening.ics",
        "/en/2023/activities/opening.ics",
    ]


def test_cancelled(visit):
    page = visit("activities/forum/")

    assert page.text(of_class("notice")) == "Cancelled This activity will not take place."
    assert page.text("//h1") == samples.LONG


def test_linked_data(visit):
    page = visit("activities/opening/")

    (data,) = (json.loads(text) for text in page.values("//script[@type='application/ld+json']/text()"))
    assert (data["@type"], data["superEvent"]["name"]) == ("Event", "Sample conference")
    assert [person["name"] for person in data["performer"]] == ["Zhang Ming", "李四"]


def test_linked_data_names_the_venue_of_the_hall(db, client):
    venues = [
        p.Venue(id=n, name={"en": name}, address={"en": f"{n} {name} Street"}) for n, name in ((1, "N"), (2, "S"))
    ]
    first, second, third = samples.small().activities
    halls = [msgspec.structs.replace(samples.HALL, id=venue.id, venue=venue.name) for venue in venues]
    activities = [msgspec.structs.replace(one, room=hall) for one, hall in zip((first, second), halls, strict=True)]
    programmes.publish(samples.small(venues=venues, activities=[*activities, third]))

    (found,) = Page(client.get("/en/2023/")).values("//script[@type='application/ld+json']/text()")

    data = json.loads(found)
    assert data["location"] == {"@type": "Place", "name": "Shanghai", "address": "Shanghai"}
    assert [(event["location"]["name"], event["location"]["address"]) for event in data["subEvent"]] == [
        ("N", "1 N Street"),
        ("S", "2 S Street"),
        ("Shanghai", "Shanghai"),
    ]


def test_unknown(visit):
    page = visit("activities/nothing/", status=404)

    assert page.text("//h1") == "There is nothing at this address"
    assert page.text(of_class("lead")) == "There is no such activity in this programme."
