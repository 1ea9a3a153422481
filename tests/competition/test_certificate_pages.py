"""The pages that check certificates: in both languages, for every verdict, and for whatever somebody types."""

import json
import re

import pytest
from django.core.cache import cache
from django.test import Client

from competition import certifying, published
from competition.certificate import packing, signing
from competition.models import Certificate
from tests import factories
from tests.competition import ed25519
from tests.competition.certificates import attachments, one_award, text_of, withdraw
from tests.factories import at
from tests.reading import Page, of_class

pytestmark = pytest.mark.django_db


@pytest.fixture
def award():
    return one_award()


def page(client, path="BC6-0001/", language="en", status=200):
    return Page(client.get(f"/{language}/certificates/{path}"), status)


def test_valid_certificate_is_said_to_be_valid(award, client):
    shown = page(client)

    assert shown.text("//h1") == "✓ This certificate is valid."
    said = dict(zip(shown.texts("//dt"), shown.texts("//dd"), strict=True))
    assert said["Prize"] == "First Prize一等奖"
    assert said["Entry"] == "Harbour港口 E7"
    assert said["Organisations"] == "Port of Somewhere某港"
    assert said["Session"] == "6 (2023)"
    assert said["Announced"] == "20 October 2023"
    assert said["Signature"].startswith("Genuine, made with the key ")
    assert shown.values("//dd//span[@lang='zh-Hans']/bdi/text()") == ["绽放杯", "一等奖", "港口", "某港"]
    assert shown.values("//a[@class='btn btn-primary']/@href") == ["/en/certificates/BC6-0001.pdf"]


def test_certificate_whose_key_is_removed_is_valid_no_longer_though_its_page_was_kept(award, client, settings):
    before = client.get("/en/certificates/BC6-0001/")

    settings.CERTIFICATE_KEY = signing.new_key()
    after = client.get("/en/certificates/BC6-0001/", headers={"If-None-Match": before.headers["ETag"]})

    assert Page(before).text("//h1") == "✓ This certificate is valid."
    assert Page(after).text("//h1") == page(Client(), "BC6-0001/?fresh").text("//h1")
    assert "valid" not in Page(after).text("//h1")


def test_pages_are_in_both_languages(award, client):
    shown = page(client, language="zh-hans")

    assert shown.values("/html/@lang") == ["zh-Hans"]
    assert "2023年10月20日" in shown.source
    assert page(client, "", "zh-hans").values("/html/@lang") == ["zh-Hans"]
    assert page(client, "BC6-0099/", "zh-hans", 404).values("/html/@lang") == ["zh-Hans"]


def test_withdrawn_award_is_struck_through_with_its_notice(award, client):
    withdraw(award)
    published.refresh()

    english, chinese = page(client), page(client, language="zh-hans")

    assert english.text("//h1") == "✕ This award was withdrawn."
    assert english.text(of_class("notice")) == "It was entered twice."
    assert chinese.text(of_class("notice")) == "该项目重复参赛。"
    assert english.values("//time/@datetime")[0] == "2023-10-20T12:00+08:00"
    assert len(english.tree.xpath("//article[contains(@class, 'certificate-withdrawn')]")) == 1
    assert english.values("//a[contains(@href, '.pdf')]/@href") == []


def test_file_of_a_withdrawn_award_is_gone(award, client):
    withdraw(award)
    published.refresh()

    shown = page(client, "BC6-0001.pdf", status=410)

    assert shown.text("//h1") == "✕ This award was withdrawn."


def test_corrected_certificate_says_that_earlier_papers_no_longer_hold(award, client):
    award.entry.title_en = "Corrected"
    award.entry.save()
    before = page(client).source
    certifying.reissue(Certificate.objects.all())
    published.refresh()

    shown = page(client)

    assert "Corrected" not in before
    assert "Issue 2: corrected. An earlier paper with this number no longer holds." in shown.source
    assert "Corrected" in shown.source


def test_illustration_says_that_it_is_one(award, client):
    award.entry.is_illustrative = True
    award.entry.save()
    certifying.reissue(Certificate.objects.all())
    published.refresh()

    assert page(client).text(of_class("mark")) == "Illustration"


def test_record_that_was_tampered_with_is_not_confirmed_and_not_shown(award, client):
    Certificate.objects.update(content=Certificate.objects.get().content.replace("Harbour", "Airport"))

    shown = page(client)

    assert shown.text("//h1") == "! This certificate cannot be confirmed."
    assert "Airport" not in shown.source
    assert "Harbour" not in shown.source
    assert page(client, "BC6-0001.pdf", status=404).text("//h1") == "! This certificate cannot be confirmed."


def test_award_that_is_not_announced_is_as_unknown_as_a_number_never_given(award, client):
    award.announcement.public_at = None
    award.announcement.save()
    published.refresh()

    unannounced = page(client, status=404).source
    never_given = page(client, "BC6-0002/", status=404).source

    assert "No certificate has this number." in unannounced
    assert re.sub(r"BC6-000\d", "", unannounced) == re.sub(r"BC6-000\d", "", never_given)
    assert page(client, "BC6-0001.pdf", status=404).text("//h1") == "? No certificate has this number."


def test_certificate_becomes_known_by_the_clock(award, client, time_machine):
    award.announcement.public_at = at(10, day=25)
    award.announcement.save()
    published.refresh()
    cache.clear()

    time_machine.move_to(at(9, 59, day=25), tick=False)
    before = client.get("/en/certificates/BC6-0001/").status_code
    time_machine.move_to(at(10, 0, day=25), tick=False)
    after = client.get("/en/certificates/BC6-0001/").status_code

    assert (before, after) == (404, 200)


def test_file_is_the_certificate_in_the_same_bytes_for_everybody(award, client):
    english = client.get("/en/certificates/BC6-0001.pdf")
    chinese = Client().get("/zh-hans/certificates/BC6-0001.pdf")

    assert (english.status_code, english.headers["Content-Type"]) == (200, "application/pdf")
    assert english.headers["Content-Disposition"] == 'inline; filename="BC6-0001.pdf"'
    assert english.content == chinese.content
    assert "BC6-0001" in text_of(english.content)
    assert "港口" in text_of(english.content)


def test_file_that_a_visitor_downloads_is_checked_from_the_published_key_alone(award, client):
    text, signature = attachments(client.get("/en/certificates/BC6-0001.pdf").content)
    keys = json.loads(client.get("/en/certificates/key.json").content)["keys"]

    said = json.loads(text)
    (key,) = [key for key in keys if key["kid"] == said["key"]]
    assert ed25519.is_signed(text, signature, signing.from_base64(key["x"]))
    assert said["title"] == {"en": "Harbour", "zh-hans": "港口"}


def test_key_page_has_no_private_half(award, client, settings):
    response = client.get("/zh-hans/certificates/key.json")

    published_keys = json.loads(response.content)
    assert list(published_keys) == ["keys", "dictionary"]
    assert set(published_keys["keys"][0]) == {"kty", "crv", "use", "alg", "kid", "x", "pem"}
    assert published_keys["dictionary"] == packing.DICTIONARY
    assert settings.CERTIFICATE_KEY_FILE.read_text() not in response.text
    assert response.headers["Cache-Control"] == "public, max-age=300"


def test_key_page_of_a_site_without_a_key_is_empty(client, db):
    assert json.loads(client.get("/en/certificates/key.json").content)["keys"] == []


def test_address_of_the_code_leads_to_the_page_in_the_language_of_the_browser(award, client):
    response = client.get("/certificates/BC6-0001/", headers={"accept-language": "zh-CN"})

    assert (response.status_code, response.headers["Location"]) == (302, "/zh-hans/certificates/BC6-0001/")
    assert certifying.printing.check_address("BC6-0001").endswith("/certificates/BC6-0001/")


@pytest.mark.parametrize("typed", ["BC6-0001", " bc6 - 0001 ", "ＢＣ６－０００１", "bc6–0001"])
def test_number_as_people_type_it_is_found(award, client, typed):
    response = client.get("/en/certificates/", {"number": typed}, follow=True)

    assert response.redirect_chain == [("/en/certificates/BC6-0001/", 302)]
    assert Page(response).text("//h1") == "✓ This certificate is valid."


def test_address_in_small_letters_leads_to_the_one_address(award, client):
    response = client.get("/en/certificates/bc6-0001/")

    assert (response.status_code, response.headers["Location"]) == (301, "/en/certificates/BC6-0001/")


def test_form_asks_for_a_number(client, db):
    assert page(client, "").texts("//label") == ["Number of the certificate*"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("path", ["", "BC6-0001/", "BC6-0001.pdf", "key.json"])
def test_pages_are_only_read(award, client, method, path):
    assert getattr(client, method)(f"/en/certificates/{path}").status_code == 405


def test_page_is_kept_and_asks_nothing_again(award, client, django_assert_num_queries):
    first = client.get("/en/certificates/BC6-0001/")

    with django_assert_num_queries(0):
        second = client.get("/en/certificates/BC6-0001/")
        unchanged = client.get("/en/certificates/BC6-0001/", headers={"if-none-match": first.headers["ETag"]})

    assert second.content == first.content
    assert unchanged.status_code == 304


def test_page_is_a_fixed_number_of_queries(award, client, django_assert_num_queries):
    client.get("/en/certificates/")  # asks what is public, once

    with django_assert_num_queries(4):
        client.get("/en/certificates/BC6-0001/")
    for _award in range(3):
        factories.award(prize=award.prize, announcement=award.announcement)
    certifying.issue(award.announcement.edition)
    published.refresh()

    with django_assert_num_queries(4):
        client.get("/en/certificates/BC6-0001/")
