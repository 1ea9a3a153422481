"""The pages on which a programme is published, withdrawn, compared, restored; for whom, and what they refuse."""

import re

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from conference import published, publishing
from conference.models import ProgrammeVersion
from tests import factories
from tests.factories import at

pytestmark = pytest.mark.django_db

PAGES = ["publish", "withdraw", "version_list"]


@pytest.fixture
def conference():
    return factories.programme(slug="2023")


def page(name, conference, *args):
    return reverse(f"admin:conference_conference_{name}", args=[conference.pk, *args])


def told(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def shown_digest(response):
    return re.search(r'name="digest" value="(\w+)"', response.content.decode())[1]


@pytest.mark.parametrize("name", PAGES)
def test_pages_ask_the_anonymous_to_sign_in(client, conference, name):
    response = client.get(page(name, conference))

    assert response.status_code == 302
    assert response.url.startswith(reverse("admin:login"))


@pytest.mark.parametrize(
    ("role", "statuses"),
    [
        ("organiser", [200, 200, 200]),
        ("programme_editor", [200, 403, 200]),
        ("reader", [200, 403, 200]),
        ("sub_forum_editor", [404, 404, 404]),
    ],
)
def test_pages_by_role(client, request, conference, role, statuses):
    client.force_login(request.getfixturevalue(role))

    assert [client.get(page(name, conference)).status_code for name in PAGES] == statuses


@pytest.mark.parametrize("role", ["programme_editor", "reader"])
def test_publish_is_for_organisers(client, request, conference, role):
    client.force_login(request.getfixturevalue(role))

    shown = client.get(page("publish", conference))
    response = client.post(page("publish", conference), {"digest": "anything"})

    assert 'name="digest"' not in shown.content.decode()
    assert "What would change" in shown.content.decode()
    assert response.status_code == 403
    assert not ProgrammeVersion.objects.exists()


def test_publish_first_then_see_the_difference_then_publish_it(
    client, organiser, conference, django_capture_on_commit_callbacks
):
    client.force_login(organiser)
    first = client.get(page("publish", conference))
    assert "This is the first publication. 2 activities, 2 agenda items" in " ".join(first.content.decode().split())

    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(page("publish", conference), {"digest": shown_digest(first), "note": "Here it is"})
    version = ProgrammeVersion.objects.get()
    assert (version.number, version.note, version.published_by) == (1, "Here it is", organiser)
    assert told(response) == ['Version 1 is public now. <a href="/en/2023/">See it on the site</a>']
    assert client.get("/en/2023/").status_code == 200

    same = client.get(page("publish", conference)).content.decode()
    assert "Nothing has changed since version 1, which is public." in same
    assert 'name="digest"' not in same

    conference.activities.filter(slug="forum").update(title_en="Grand forum")
    changed = client.get(page("publish", conference))
    assert "<ins>Grand forum</ins>" in changed.content.decode()
    client.post(page("publish", conference), {"digest": shown_digest(changed)})
    assert ProgrammeVersion.objects.count() == 2


def test_publish_refuses_a_programme_edited_meanwhile_and_shows_the_new_difference(client, organiser, conference):
    client.force_login(organiser)
    digest = shown_digest(client.get(page("publish", conference)))
    conference.activities.filter(slug="forum").update(title_en="Edited meanwhile")

    response = client.post(page("publish", conference), {"digest": digest})

    assert response.status_code == 409
    assert told(response) == ["The programme was edited since you looked at the difference. Please look at it again."]
    assert "Edited meanwhile" in response.content.decode()
    assert shown_digest(response) != digest
    assert not ProgrammeVersion.objects.exists()


@pytest.mark.parametrize("data", [{}, {"digest": ""}, {"digest": "x" * 5000}])
def test_publish_refuses_without_the_digest_of_what_was_shown(client, organiser, conference, data):
    client.force_login(organiser)

    response = client.post(page("publish", conference), data)

    assert response.status_code == 409
    assert not ProgrammeVersion.objects.exists()


def test_publish_refuses_a_note_that_is_too_long(client, organiser, conference):
    client.force_login(organiser)
    digest = shown_digest(client.get(page("publish", conference)))

    response = client.post(page("publish", conference), {"digest": digest, "note": "x" * 301})

    assert response.status_code == 409
    assert told(response) == ["Ensure this value has at most 300 characters (it has 301)."]
    assert not ProgrammeVersion.objects.exists()


def test_publish_of_an_empty_conference_offers_nothing(client, organiser):
    client.force_login(organiser)
    empty = factories.conference()

    shown = client.get(page("publish", empty)).content.decode()

    assert "The programme has no activities yet; there is nothing to publish." in shown
    assert 'name="digest"' not in shown


def test_publish_warns_of_clashes_and_gaps(client, organiser, conference):
    client.force_login(organiser)
    forum, exhibition = conference.activities.get(slug="forum"), conference.activities.get(slug="exhibition")
    person = forum.agenda_items.first().appearances.get().person
    factories.appearance(activity=exhibition, person=person)
    forum.room = None
    forum.save()

    shown = client.get(page("publish", conference)).content.decode()

    assert f"{person.name_en} is wanted in two places at once:" in shown
    assert "1 activity has no hall." in shown
    assert 'name="digest"' in shown


def test_publish_shows_a_sub_forum_editor_only_what_is_granted(client, organiser, sub_forum_editor, conference):
    publishing.publish(conference, by=organiser)
    forum = conference.activities.get(slug="forum")
    forum.editors.add(sub_forum_editor)
    conference.activities.filter(slug="exhibition").update(title_en="Secret exhibition")
    conference.activities.filter(slug="forum").update(title_en="Open forum")
    client.force_login(sub_forum_editor)

    shown = client.get(page("publish", conference)).content.decode()

    assert "Open forum" in shown
    assert "Secret exhibition" not in shown
    assert 'name="digest"' not in shown
    assert client.get(page("version_list", conference)).status_code == 403


def test_publish_reads_a_fixed_number_of_queries(client, organiser, conference, django_assert_num_queries):
    client.force_login(organiser)
    publishing.publish(conference, by=organiser)
    with django_assert_num_queries(22):
        client.get(page("publish", conference))

    for number in range(3):
        activity = factories.activity(conference=conference, room=factories.room(), starts_at=at(9, number))
        factories.appearance(agenda_item=factories.agenda_item(activity=activity, starts_at=at(9, 10)))
    with django_assert_num_queries(22):
        client.get(page("publish", conference))


def test_withdraw_asks_first_and_publishing_brings_it_back(
    client, organiser, conference, django_capture_on_commit_callbacks
):
    client.force_login(organiser)
    publishing.publish(conference, by=organiser)
    published.refresh()

    asked = client.get(page("withdraw", conference))
    assert "Version 1 is public." in asked.content.decode()
    assert published.publication().versions.keys() == {"2023"}

    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(page("withdraw", conference))
    assert told(response) == ["The programme is withdrawn: its pages are no longer public."]
    assert client.get("/en/2023/").status_code == 404

    shown = client.get(page("publish", conference))
    assert "Nothing has changed since version 1, which is withdrawn." in shown.content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(page("publish", conference), {"digest": shown_digest(shown)})
    assert client.get("/en/2023/").status_code == 200
    assert ProgrammeVersion.objects.count() == 1


def test_withdraw_refuses_what_is_not_public(client, organiser, conference):
    client.force_login(organiser)

    response = client.post(page("withdraw", conference))

    assert told(response) == ["A conference that is “In preparation” cannot become “Withdrawn”."]


def test_withdraw_is_for_organisers(client, organiser, programme_editor, conference):
    publishing.publish(conference, by=organiser)
    client.force_login(programme_editor)

    assert client.post(page("withdraw", conference)).status_code == 403
    conference.refresh_from_db()
    assert conference.state == "public"
