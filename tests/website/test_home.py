"""The front page, and what stands behind every page."""

import json

import pytest
from django.test import RequestFactory

from tests import factories
from tests.reading import Page
from website import views


def test_home_is_the_latest_conference(visit, client):
    home = Page(client.get("/en/"))

    assert home.text("//h1") == "Sample conference"
    assert home.values("//link[@rel='canonical']/@href") == ["http://127.0.0.1:8000/en/2023/"]
    assert home.values("//nav[@class='languages']/a/@href") == ["/zh-hans/2023/"]


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_home_before_anything_is_published(db, client, language):
    page = Page(client.get(f"/{language}/"))

    assert len(page.texts("//main//h1")) == 1
    assert page.texts("//main//a") == []
    assert client.get(f"/{language}/2023/").status_code == 404


def test_home_leads_to_the_awards_where_there_are_some_and_no_conference(db, client):
    factories.edition(competition=factories.competition(slug="cup"))

    assert Page(client.get("/en/")).values("//main//a/@href") == ["/en/awards/cup/"]


@pytest.mark.parametrize("path", ["/en/2023/nothing/", "/en/2023/agenda/nothing/", "/nothing.html", "/fr/2023/"])
def test_page_not_found(visit, client, path):
    page = Page(client.get(path), 404)

    assert page.text("//h1") == "There is nothing at this address"
    assert page.values("//main//a/@href") == ["/en/"]


@pytest.mark.parametrize(
    ("path", "heading"),
    [
        ("/en/2023/", "Something went wrong on our side"),
        ("/zh-hans/2023/", "网站出现错误"),
        ("/admin/", "Something went wrong on our side"),
    ],
)
def test_server_error_asks_nothing(path, heading, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        page = Page(views.server_error(RequestFactory().get(path)), 500)

    assert page.text("//h1") == heading


def test_manifest(visit, client):
    response = client.get("/zh-hans/site.webmanifest")

    manifest = json.loads(response.content)
    assert response.headers["Content-Type"] == "application/manifest+json"
    assert (manifest["name"], manifest["lang"], manifest["start_url"]) == ("样本大会", "zh-Hans", "/zh-hans/")


def test_service_worker_stands_at_the_root(client):
    response = client.get("/service-worker.js")

    assert response.headers["Content-Type"] == "text/javascript"
    assert b'addEventListener("fetch"' in response.content


def test_browsers_that_are_told_of_no_icon_find_one(client):
    response = client.get("/favicon.ico")

    assert (response.status_code, response.headers["Location"]) == (302, "/static/img/icon-180.png")
    assert response.headers["Cache-Control"] == "public, max-age=86400"


@pytest.mark.parametrize("path", ["/", "/en/", "/en/2023/agenda/", "/service-worker.js", "/favicon.ico"])
def test_nothing_can_be_posted(visit, client, path):
    assert client.post(path).status_code == 405
