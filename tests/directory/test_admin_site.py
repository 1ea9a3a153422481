"""The frame of the back office: its Content-Security-Policy, its sign-in, its navigation, its histories."""

import datetime as dt

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from directory.models import Person
from tests import factories
from tests.filling import opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(organiser):
    client = Client()
    client.force_login(organiser)
    return client


def policy(response):
    return dict(part.strip().split(" ", 1) for part in response.headers["Content-Security-Policy"].split(";"))


@pytest.mark.parametrize("page", ["admin:login", "admin:index", "admin:conference_activity_changelist"])
def test_policy_of_the_back_office_is_loosened_as_far_as_its_pages_need(browser, page):
    found = policy((Client() if page == "admin:login" else browser).get(reverse(page)))

    assert (found["default-src"], found["script-src"]) == ("'none'", "'self' 'unsafe-eval'")
    assert (found["style-src"], found["frame-ancestors"]) == ("'self' 'unsafe-inline'", "'self'")


@pytest.mark.parametrize("path", ["/en/", "/en/nothing-here/"])
def test_policy_of_the_public_pages_is_strict(browser, path):
    found = policy(browser.get(path))

    assert (found["script-src"], found["style-src"], found["frame-ancestors"]) == ("'self'", "'self'", "'none'")


def test_sign_in_by_email_address_however_it_is_written(organiser):
    client, url = Client(), reverse("admin:login")
    assert client.get(url).context["form"].fields["username"].label == "E-mail address"

    response = client.post(url, {"username": organiser.email.upper(), "password": "correct horse"})

    assert (response.status_code, response.url) == (302, reverse("admin:index"))


def headings(client):
    groups = client.get(reverse("admin:index")).context["sidebar_navigation"]
    return {str(group.get("title", "")): [str(item["title"]) for item in group["items"]] for group in groups}


def test_navigation_shows_what_may_be_seen(organiser, sub_forum_editor):
    factories.activity().editors.add(sub_forum_editor)
    everything, own = Client(), Client()
    everything.force_login(organiser)
    own.force_login(sub_forum_editor)

    groups = ["", "Programme", "Competition", "Matchmaking", "Directory", "Places", "Lists", "People and rights"]
    assert list(headings(everything)) == groups
    assert headings(own) == {
        "": ["Overview"],
        "Programme": ["Activities", "Agenda items"],
        "Directory": ["People", "Organisations", "Offices"],
        "Places": ["Venues", "Halls"],
        "Lists": ["Regions", "Industries"],
    }


def lines(client, thing):
    opts = thing._meta
    url = reverse(f"admin:{opts.app_label}_{opts.model_name}_history", args=[thing.pk])
    return [
        (str(line.by), line.kind, line.action, line.called, line.changes) for line in client.get(url).context["lines"]
    ]


def test_history_says_who_changed_what_and_when(browser, organiser):
    noon = timezone.make_aware(dt.datetime(2033, 10, 1, 12))  # noqa: DTZ001  (made aware here)
    person = factories.person(name_en="Wang", name_zh_hans="")
    url = reverse("admin:directory_person_change", args=[person.pk])

    with time_machine.travel(noon, tick=False):
        client = Client()
        client.force_login(organiser)
        client.post(url, opened(client, url) | {"name_en": "Wang Fang"})

    history = reverse("admin:directory_person_history", args=[person.pk])
    changed = browser.get(history).context["lines"]
    [line] = [line for line in changed if line.action == "changed"]
    assert (line.at, line.by, line.called) == (noon, organiser, "Wang Fang")
    assert line.changes == [("Name (English)", "Wang", "Wang Fang")]


@pytest.mark.parametrize("make", [factories.region, factories.industry])
def test_history_of_a_list_says_who_changed_what(browser, organiser, make):
    row = make()
    row.name_en = "Renamed"
    row._history_user = organiser
    row.save()

    by, _kind, action, called, changes = lines(browser, row)[0]

    assert (by, action, called) == (str(organiser), "changed", "Renamed")
    assert "Renamed" in [after for _field, _before, after in changes]


@pytest.mark.django_db(transaction=True)  # the page opens no transaction of its own
def test_history_is_shown_to_a_post_too(browser):
    person = factories.person()

    shown = browser.post(reverse("admin:directory_person_history", args=[person.pk])).context["lines"]

    assert [(line.kind, line.action) for line in shown] == [("Person", "added")]


def test_history_of_an_activity_tells_of_its_items_and_editors(browser, sub_forum_editor):
    hall = factories.room(name_en="Great hall")
    item = factories.agenda_item(title_en="Speech", title_zh_hans="")
    activity = item.activity
    activity.room = hall
    activity.save()
    activity.editors.add(sub_forum_editor)
    item.delete()

    told = lines(browser, activity)

    assert [line[1:3] for line in told] == [
        ("Agenda item", "deleted"),
        ("Activity", "changed"),
        ("Activity", "changed"),
        ("Agenda item", "added"),
        ("Activity", "added"),
    ]
    assert told[1][4] == [("Editors", "–", "Sub-Forum Editor")]
    assert told[2][4] == [("Hall", "–", "Great hall")]


def test_history_asks_as_much_for_one_change_as_for_three(browser, django_assert_num_queries):
    person = factories.person()
    url = reverse("admin:directory_person_history", args=[person.pk])

    def change():
        person.about_en += "More. "
        person.save()

    change()
    browser.get(url)
    with django_assert_num_queries(6):
        browser.get(url)
    change()
    change()
    with django_assert_num_queries(6):
        browser.get(url)


@pytest.mark.parametrize("key", ["abc", "0", "99999999999999999999999", "1%2F2", "_3A"])
@pytest.mark.parametrize("page", ["change", "history", "delete"])
def test_bad_keys_lead_back_and_never_break(browser, key, page):
    url = f"/admin/directory/person/{key}/{page}/"
    statuses = {browser.get(url).status_code, browser.post(url, {"_shown": "{}", "name_en": "Typed"}).status_code}

    assert statuses <= {302, 404, 410}


@pytest.mark.parametrize(
    "query", ["?o=abc", "?p=abc", "?q=%00", "?kind__exact=nothing", "?nothing=1", "?e=1", "?conference__id__exact=x"]
)
def test_bad_queries_of_a_list_never_break(browser, query):
    response = browser.get(reverse("admin:conference_activity_changelist") + query)

    assert response.status_code in (200, 302)


@pytest.mark.parametrize("name", ["x" * 10_000, "\u202eevil", "🌸" * 20, "<script>alert(1)</script>", "a\0b", " " * 30])
def test_odd_names(browser, name):
    url = reverse("admin:directory_person_add")

    response = browser.post(url, opened(browser, url) | {"slug": "odd", "name_en": name})

    is_taken = response.status_code == 302
    assert is_taken == (name in ("\u202eevil", "🌸" * 20, "<script>alert(1)</script>"))
    assert Person.objects.count() == is_taken
    if is_taken:
        assert b"<script>alert(1)" not in browser.get(reverse("admin:directory_person_changelist")).content
