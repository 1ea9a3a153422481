"""What changed: the public versions of a programme."""

import pytest

from conference import published, publishing
from tests import factories
from tests.reading import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def conference(organiser):
    """Two versions that were public: in the second, the forum has another title."""
    conference = factories.programme(slug="2023")
    publishing.publish(conference, by=organiser, note="First")
    forum = conference.activities.get(slug="forum")
    forum.title_en = "Grand forum"
    forum.save()
    publishing.publish(conference, by=organiser, note="Better title")
    published.refresh()
    return conference


def test_contents_newest_first(conference, client):
    page = Page(client.get("/en/2023/changes/"))

    assert page.texts("//section[@class='version']/h2") == ["Version 2", "Version 1"]
    assert page.texts("//section[@class='version']/p[@class='lead']") == ["Better title", "First"]
    assert page.texts("//td[@class='change-after']") == ["Grand forum"]


def test_a_version_that_is_not_public_is_not_told(conference, client, organiser):
    publishing.withdraw(conference, by=organiser)
    published.refresh()
    assert client.get("/en/2023/changes/").status_code == 404


def test_an_older_version_ends_the_history_for_who_may_see_it(conference, client, organiser):
    client.force_login(organiser)

    page = Page(client.get("/en/2023@1/changes/"))

    assert page.texts("//section[@class='version']/h2") == ["Version 1"]
    assert page.text("//aside//strong") == (
        f"Version 1, published on {page.text('//footer//p/time')}: not necessarily the one that visitors see."
    )


def test_draft_says_that_it_is_one(conference, client, organiser):
    client.force_login(organiser)

    page = Page(client.get("/en/2023@draft/"))

    assert page.text("//aside//strong") == "Draft, as it stands now: not public."
    assert page.values("//aside//a/@href") == ["/admin/"]
    assert page.texts("//footer//p")[0] == "All times are those of the venue."


def test_costs_one_query_cold_and_none_warm(conference, client, django_assert_num_queries):
    client.get("/en/2023/")
    with django_assert_num_queries(1):
        client.get("/en/2023/changes/")
    with django_assert_num_queries(0):
        client.get("/zh-hans/2023/changes/")
