"""The versions of a programme in the back office: listed, looked at, compared, brought back; changed by nobody."""

import re

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from conference import publishing
from conference.models import ProgrammeVersion
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def conference():
    return factories.programme(slug="2023")


def page(name, conference, *args):
    return reverse(f"admin:conference_conference_{name}", args=[conference.pk, *args])


def told(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


@pytest.fixture
def three_versions(conference, organiser):
    publishing.publish(conference, by=organiser, note="First")
    conference.activities.filter(slug="forum").update(title_en="Second title")
    publishing.publish(conference, by=organiser)
    conference.activities.filter(slug="forum").update(title_en="Third title")
    publishing.publish(conference, by=organiser)
    return list(conference.versions.order_by("number"))


def test_version_list(client, organiser, conference, three_versions, django_assert_num_queries):
    client.force_login(organiser)

    with django_assert_num_queries(5):
        html = client.get(page("version_list", conference)).content.decode()

    assert re.findall(r'href="(/en/2023@\d/)"', html) == ["/en/2023@3/", "/en/2023@2/", "/en/2023@1/"]
    assert html.count("public now") == 1
    assert [version.digest[:12] in html for version in three_versions] == [True] * 3
    restored = [page("restore", conference, number) for number in (1, 2, 3)]
    assert [address in html for address in restored] == [True, True, False]


def test_older_versions_are_looked_at_on_the_site(client, reader, conference, three_versions):
    client.force_login(reader)

    old, new = (client.get(f"/en/2023@{number}/activities/forum/") for number in (2, 3))

    assert "Second title" in old.content.decode()
    assert "Third title" in new.content.decode()
    assert old.headers["Cache-Control"] == "private, no-store"
    assert client.get("/en/2023@9/").status_code == 404


def test_compare_any_two_versions(client, reader, conference, three_versions):
    client.force_login(reader)

    there = client.get(page("compare", conference), {"before": 1, "after": 3}).content.decode()
    back = client.get(page("compare", conference), {"before": 3, "after": 2}).content.decode()
    same = client.get(page("compare", conference), {"before": 2, "after": 2}).content.decode()

    assert "<ins>Third title</ins>" in there
    assert ("<del>Third</del>" in back, "<ins>Second</ins>" in back) == (True, True)
    assert "Both say the same." in same


@pytest.mark.parametrize("number", ["", "0", "9", "-1", "x", "٣", "9" * 30])
def test_compare_refuses_a_version_that_is_none(client, reader, conference, three_versions, number):
    client.force_login(reader)

    assert client.get(page("compare", conference), {"before": number, "after": 1}).status_code == 404


def test_restore_shows_what_it_would_do_and_does_it(client, organiser, conference, three_versions):
    client.force_login(organiser)

    asked = client.get(page("restore", conference, 1)).content.decode()
    assert "<del>Third title</del>" in asked
    assert ProgrammeVersion.objects.count() == 3

    response = client.post(page("restore", conference, 1))
    assert told(response) == [
        'Version 1 is public again, as version 4. The rows stay as they are. <a href="/en/2023/">See it on the site</a>'
    ]
    assert conference.versions.first().digest == three_versions[0].digest
    assert conference.activities.get(slug="forum").title_en == "Third title"


def test_restore_refuses_what_is_public(client, organiser, conference, three_versions):
    client.force_login(organiser)

    response = client.post(page("restore", conference, 3))

    assert told(response) == ["Nothing has changed since version 3."]


def test_restore_is_for_organisers(client, programme_editor, conference, three_versions):
    client.force_login(programme_editor)

    assert client.get(page("restore", conference, 1)).status_code == 403
    assert client.post(page("restore", conference, 1)).status_code == 403
    assert ProgrammeVersion.objects.count() == 3


def test_programme_versions_are_read_only_even_for_organisers(client, organiser, conference, three_versions):
    client.force_login(organiser)
    change = reverse("admin:conference_programmeversion_change", args=[three_versions[0].pk])

    listed = client.get(reverse("admin:conference_programmeversion_changelist"))
    shown = client.get(change)

    assert listed.status_code == 200
    assert 'name="note"' not in shown.content.decode()
    assert client.post(change, {"note": "Rewritten"}).status_code == 403
    assert (
        client.post(reverse("admin:conference_programmeversion_delete", args=[three_versions[0].pk])).status_code == 403
    )
    assert client.get(reverse("admin:conference_programmeversion_add")).status_code == 403
