"""The first page of the back office: what each role finds there, of one conference or several."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from conference import publishing
from conference.admin.dashboard import when
from conference.models import Activity
from tests import factories

pytestmark = pytest.mark.django_db
INDEX = "/admin/"


def text(response):
    return " ".join(response.content.decode().split())


def test_index_asks_the_anonymous_to_sign_in(client):
    response = client.get(INDEX)

    assert response.status_code == 302
    assert response.url.startswith(reverse("admin:login"))


def test_index_of_an_empty_site_says_what_to_do_first(client, organiser):
    client.force_login(organiser)

    html = text(client.get(INDEX))

    assert "Welcome. What to do first" in html
    assert reverse("admin:conference_conference_add") in html


def test_index_of_an_empty_site_offers_nothing_to_who_may_add_nothing(client, sub_forum_editor):
    client.force_login(sub_forum_editor)

    html = text(client.get(INDEX))

    assert "There is nothing here for you yet." in html
    assert reverse("admin:conference_conference_add") not in html


def test_index_counts_what_is_not_published(client, organiser):
    conference = factories.programme(slug="2023")
    client.force_login(organiser)
    assert "Nothing has been published yet." in text(client.get(INDEX))

    publishing.publish(conference, by=organiser)
    assert "Everything is published." in text(client.get(INDEX))

    conference.activities.filter(slug="forum").update(title_en="Grand forum")
    html = text(client.get(INDEX))
    assert "1 change is not published." in html
    assert reverse("admin:conference_conference_publish", args=[conference.pk]) in html
    assert "/en/2023@draft/" in html


def test_index_shows_clashes_and_what_is_missing(client, organiser):
    conference = factories.programme()
    forum, exhibition = conference.activities.get(slug="forum"), conference.activities.get(slug="exhibition")
    nobody = factories.person()
    factories.appearance(activity=exhibition, person=nobody)
    factories.appearance(activity=forum, person=nobody)
    exhibition.room = None
    exhibition.title_zh_hans = ""
    exhibition.save()
    client.force_login(organiser)

    html = text(client.get(INDEX))

    assert f"{nobody.name_en} is wanted in two places at once:" in html
    assert "1 activity has no hall." in html
    assert "1 person appears without an office on the day." in html
    assert "Title (Chinese)" in html


def test_index_shows_a_sub_forum_editor_only_what_is_granted(client, organiser, sub_forum_editor):
    conference = factories.programme()
    publishing.publish(conference, by=organiser)
    conference.activities.update(room=None)
    exhibition = conference.activities.get(slug="exhibition")
    exhibition.title_en = "Secret exhibition"
    exhibition.save()
    forum = conference.activities.get(slug="forum")
    forum.editors.add(sub_forum_editor)
    forum.title_en = "Open forum"
    forum.save()
    client.force_login(sub_forum_editor)

    html = text(client.get(INDEX))

    way = f'<a href="/admin/conference/activity/{forum.pk}/change/">Open forum</a>'
    assert way in html.partition("Your activities")[2].partition("</section>")[0]
    assert "Secret exhibition" not in html
    assert "1 change is not published." in html
    assert "1 activity has no hall." in html


def test_index_lists_recent_edits_with_who_made_them(client, organiser, programme_editor):
    activity = factories.activity(title_en="Forum")
    activity.title_en = "Renamed forum"
    activity._history_user = programme_editor
    activity.save()
    client.force_login(organiser)

    html = text(client.get(INDEX))

    link = reverse("admin:conference_activity_change", args=[activity.pk])
    assert f'Activity <a href="{link}">Renamed forum</a> changed' in html
    assert f'<span class="bloom-quiet">{programme_editor.name}</span>' in html


@time_machine.travel(dt.datetime(2023, 10, 20, 1, tzinfo=dt.UTC), tick=False)
def test_index_shows_what_is_on_today(client, organiser):
    conference = factories.programme()
    client.force_login(organiser)

    html = text(client.get(INDEX))

    forum = conference.activities.get(slug="forum")
    assert "today is day 1 of 2" in html
    assert "09:00–12:00" in html
    assert reverse("admin:conference_activity_change", args=[forum.pk]) in html


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (dt.date(2023, 10, 10), "starts in 10 days"),
        (dt.date(2023, 10, 19), "starts in 1 day"),
        (dt.date(2023, 10, 20), "today is day 1 of 2"),
        (dt.date(2023, 10, 21), "today is day 2 of 2"),
        (dt.date(2023, 10, 22), "ended 1 day ago"),
    ],
)
def test_when(today, words):
    assert when(dt.date(2023, 10, 20), dt.date(2023, 10, 21), today) == words


@pytest.mark.parametrize(("role", "queries"), [("organiser", 38), ("sub_forum_editor", 45)])
def test_index_reads_a_fixed_number_of_queries(client, request, django_assert_num_queries, role, queries):
    user, organiser = request.getfixturevalue(role), request.getfixturevalue("organiser")
    publishing.publish(factories.programme(), by=organiser)
    for activity in Activity.objects.all():
        activity.editors.add(user)
    client.force_login(user)
    with django_assert_num_queries(queries):
        client.get(INDEX)

    for _ in range(2):
        publishing.publish(factories.programme(), by=organiser)
    for activity in Activity.objects.all():
        activity.editors.add(user)
    with django_assert_num_queries(queries):
        client.get(INDEX)
