"""The unpublished programme, exactly as visitors would see it: for whom, how much of it, and kept by nobody."""

import re

import pytest

from conference import publishing
from directory.models import Organisation
from tests import factories

pytestmark = pytest.mark.django_db
PAGES = ["", "agenda/", "activities/forum/", "people/", "exhibition/", "news/"]


@pytest.fixture
def conference(organiser):
    """Published once, and edited since."""
    row = factories.programme(slug="2023")
    publishing.publish(row, by=organiser)
    row.activities.filter(slug="forum").update(title_en="Edited forum")
    row.activities.filter(slug="exhibition").update(title_en="Edited exhibition")
    return row


@pytest.mark.parametrize("role", ["organiser", "programme_editor", "reader"])
def test_draft_shows_the_rows_to_those_who_see_the_programme(client, request, conference, role):
    client.force_login(request.getfixturevalue(role))

    draft, public = (client.get(f"/en/{address}/agenda/") for address in ("2023@draft", "2023"))

    assert [words in draft.content.decode() for words in ("Edited forum", "Edited exhibition")] == [True, True]
    assert [words in public.content.decode() for words in ("Edited forum", "Edited exhibition")] == [False, False]


@pytest.mark.parametrize("page", PAGES)
def test_draft_is_kept_by_nobody(client, reader, conference, page):
    client.force_login(reader)

    response = client.get(f"/en/2023@draft/{page}")

    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert "ETag" not in response.headers


@pytest.mark.parametrize("page", PAGES)
def test_draft_links_to_the_draft(client, reader, conference, page):
    client.force_login(reader)

    html = client.get(f"/en/2023@draft/{page}").content.decode()

    assert "/en/2023@draft/agenda/" in re.findall(r'href="([^"]+)"', html)


@pytest.mark.parametrize("version", ["draft", "1"])
def test_draft_asks_the_anonymous_to_sign_in(client, conference, version):
    response = client.get(f"/en/2023@{version}/agenda/")

    assert (response.status_code, response.url) == (302, f"/admin/login/?next=/en/2023%40{version}/agenda/")


def test_draft_shows_a_sub_forum_editor_what_is_granted(client, sub_forum_editor, conference):
    client.force_login(sub_forum_editor)
    assert client.get("/en/2023@draft/agenda/").status_code == 404

    conference.activities.get(slug="forum").editors.add(sub_forum_editor)

    html = client.get("/en/2023@draft/agenda/").content.decode()
    assert ("Edited forum" in html, "Edited exhibition" in html) == (True, False)
    assert client.get("/en/2023@draft/activities/forum/").status_code == 200
    assert client.get("/en/2023@draft/activities/exhibition/").status_code == 404
    assert client.get("/en/2023@1/agenda/").status_code == 403


REST = ["", "news/", "releases/", "exhibition/", "organisations/"]


def rename(conference, words):
    """Gives all the conference shows besides its activities, and those who stand behind it, names with these words."""
    conference.exhibits.update(title_en=f"Exhibit {words}")
    conference.releases.update(title_en=f"Paper {words}")
    conference.news.update(title_en=f"News {words}")
    conference.key_figures.update(label_en=f"Figure {words}")
    type(conference).objects.filter(pk=conference.pk).update(theme_en=f"Theme {words}", notice_en=f"Notice {words}")
    Organisation.objects.filter(exhibits__conference=conference).update(name_en=f"Exhibitor {words}")


def named(client, words):
    """What of that the pages of the draft show."""
    pages = "".join(client.get(f"/en/2024@draft/{page}").content.decode() for page in REST)
    return set(re.findall(rf"(\w+) {words}", pages))


def test_draft_shows_a_sub_forum_editor_of_the_rest_only_what_is_public(client, sub_forum_editor, reader):
    conference = factories.programme(slug="2024")
    conference.activities.get(slug="forum").editors.add(sub_forum_editor)
    rename(conference, "of March")
    client.force_login(sub_forum_editor)

    assert named(client, "of March") == set()
    assert "/en/2024@draft/activities/forum/" in client.get("/en/2024@draft/agenda/").content.decode()

    publishing.publish(conference, by=None)
    rename(conference, "of April")

    everything = {"Exhibit", "Paper", "News", "Figure", "Theme", "Notice", "Exhibitor"}
    assert (named(client, "of March"), named(client, "of April")) == (everything, set())
    client.force_login(reader)
    assert named(client, "of April") == everything


def test_draft_is_not_for_an_account_without_a_role(client, conference):
    client.force_login(factories.user())

    assert client.get("/en/2023@draft/agenda/").status_code == 404


@pytest.mark.parametrize("address", ["2023@9", "2023@999999", "1999@draft"])
def test_unknown_version_is_not_found(client, reader, conference, address):
    client.force_login(reader)

    assert client.get(f"/en/{address}/agenda/").status_code == 404


def test_draft_of_what_was_never_published(client, reader):
    factories.programme(slug="2024")
    client.force_login(reader)

    assert client.get("/en/2024/agenda/").status_code == 404
    assert client.get("/en/2024@draft/agenda/").status_code == 200
