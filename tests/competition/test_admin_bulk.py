"""Changing many entries from the list: shown first, done as it was shown, and undone."""

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from competition.models import BulkChange, Entry
from tests import factories

pytestmark = pytest.mark.django_db
LIST = reverse("admin:competition_entry_changelist")


@pytest.fixture
def desk(client, competition_editor):
    client.force_login(competition_editor)
    return client


@pytest.fixture
def edition():
    return factories.edition()


def entries(edition, *states):
    return [factories.entry(edition=edition, state=state) for state in states]


def post(client, chosen, query="", **values):
    """Presses a button of the page, with these entries chosen in the list."""
    sent = {"action": "change_many", "_selected_action": [entry.pk for entry in chosen]} | values
    return client.post(LIST + query, sent)


def text(response):
    return " ".join(html.fromstring(response.content.decode()).text_content().split())


def token(response):
    return html.fromstring(response.content.decode()).xpath("//button[@name='token']/@value")[0]


def test_page_asks_before_anything_is_shown(desk, edition):
    response = post(desk, entries(edition, "submitted"))

    assert "1 entry chosen" in text(response)
    assert html.fromstring(response.content.decode()).xpath("//button[@name='token']") == []


def test_what_would_change_is_shown_and_then_done(desk, edition, competition_editor):
    chosen = entries(edition, "submitted", "submitted", "admitted", "draft")

    shown = post(desk, chosen, asked="1", state="admitted")

    for words in (
        "State: Admitted",
        "2 entries change, 1 is like that already",
        "State Submitted Admitted 2",
        "1 entry is refused: From the state that they are in, this one is not reached.",
        f"{chosen[0].number} {chosen[0]} State: Submitted → Admitted",
        "Change 2 entries",
    ):
        assert words in text(shown)
    assert set(Entry.objects.values_list("state", flat=True)) == {"submitted", "admitted", "draft"}

    done = post(desk, chosen, asked="1", state="admitted", token=token(shown))

    assert (done.status_code, done.url) == (302, LIST)
    assert list(Entry.objects.order_by("pk").values_list("state", flat=True)) == ["admitted"] * 3 + ["draft"]
    record = BulkChange.objects.get()
    assert (record.what, record.changed_by) == ("State: Admitted", competition_editor)


def test_fields_that_may_be_empty_are_emptied(desk, edition):
    track, region = factories.track(competition=edition.competition), factories.region()
    entry = factories.entry(edition=edition, state="submitted", track=track, region=region, stage="prototype")
    none = {"asked": "1", "track": "none", "region": "none", "stage": "none"}

    shown = post(desk, [entry], **none)
    post(desk, [entry], **none, token=token(shown))

    entry.refresh_from_db()
    assert (entry.track, entry.region, entry.stage) == (None, None, "")
    assert BulkChange.objects.get().what == "Track: none; Region: none; Stage: none"


def test_state_is_not_emptied(desk, edition):
    response = post(desk, entries(edition, "submitted"), asked="1", state="none")

    assert "Select a valid choice. none is not one of the available choices." in text(response)


def test_all_that_match_the_filter_are_changed(desk, edition):
    inside = entries(edition, "submitted", "submitted", "submitted")
    outside = entries(factories.edition(), "submitted")
    query = f"?edition__id__exact={edition.pk}"

    shown = post(desk, inside[:1], query, select_across="1", asked="1", stage="commercial")
    assert "All entries that match the filter" in text(shown)
    assert "3 entries change" in text(shown)
    post(desk, inside[:1], query, select_across="1", asked="1", stage="commercial", token=token(shown))

    assert [entry.pk for entry in Entry.objects.filter(stage="commercial").order_by("pk")] == [e.pk for e in inside]
    outside[0].refresh_from_db()
    assert outside[0].stage == ""


def test_all_that_a_search_finds_are_changed(desk, edition):
    factories.entry(edition=edition, title_zh_hans="港口项目")
    entries(edition, "submitted")

    shown = post(desk, Entry.objects.all()[:1], "?q=港口", select_across="1", asked="1", stage="prototype")

    assert "1 entry changes" in text(shown)


def test_sets_are_shown_row_by_row(desk, edition):
    old, new = factories.technology(), factories.technology()
    entry = factories.entry(edition=edition, technologies=[old])

    shown = post(desk, [entry], asked="1", add_technologies=[new.pk], remove_technologies=[old.pk])

    assert f"Technologies: {old} → {new}" in text(shown)
    assert f"Technologies + {new} 1" in text(shown)
    assert f"Technologies − {old} 1" in text(shown)


def test_rows_that_changed_meanwhile_are_shown_anew(desk, edition):
    chosen = entries(edition, "submitted", "submitted")
    seen = token(post(desk, chosen, asked="1", state="admitted"))
    Entry.objects.filter(pk=chosen[0].pk).update(state="withdrawn")

    response = post(desk, chosen, asked="1", state="admitted", token=seen)

    assert response.status_code == 409
    assert "Some of these entries changed since you looked." in text(response)
    assert "1 entry changes" in text(response)
    assert BulkChange.objects.count() == 0


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({}, "Choose what is to change."),
        ({"state": "famous"}, "Select a valid choice. famous is not one of the available choices."),
        ({"state": "draft"}, "Select a valid choice. draft is not one of the available choices."),
        ({"track": "x"}, "Select a valid choice. That choice is not one of the available choices."),
        ({"region": "999999"}, "Select a valid choice. That choice is not one of the available choices."),
        ({"stage": "done"}, "Select a valid choice. done is not one of the available choices."),
        ({"add_industries": ["x"]}, "“x” is not a valid value."),
    ],
)
def test_bad_input_is_refused(desk, edition, values, sentence):
    response = post(desk, entries(edition, "submitted"), asked="1", **values)

    assert sentence in text(response)
    assert BulkChange.objects.count() == 0


def test_what_comes_and_goes_at_once_is_refused(desk, edition):
    key = factories.technology().pk

    response = post(desk, entries(edition, "submitted"), asked="1", add_technologies=[key], remove_technologies=[key])

    assert "What is added cannot be removed, too." in text(response)


@pytest.mark.parametrize("seen", ["", "x", "0" * 64])
def test_invented_token_is_refused(desk, edition, seen):
    response = post(desk, entries(edition, "submitted"), asked="1", state="admitted", token=seen)

    assert response.status_code == 409
    assert BulkChange.objects.count() == 0


def test_nothing_chosen_changes_nothing(desk, edition):
    entries(edition, "submitted")

    response = desk.post(LIST, {"action": "change_many", "asked": "1", "state": "admitted"})

    assert response.status_code in (200, 302)
    assert BulkChange.objects.count() == 0


def test_who_may_not_change_entries_changes_none(edition, reader, programme_editor):
    chosen = entries(edition, "submitted")

    for user in (reader, programme_editor):
        client = Client()
        client.force_login(user)
        post(client, chosen, asked="1", state="admitted", token="x")

    assert Entry.objects.get().state == "submitted"
    assert BulkChange.objects.count() == 0


def test_entries_are_not_deleted_by_the_thousand(desk, edition):
    entries(edition, "submitted")

    page = html.fromstring(desk.get(LIST).content.decode())

    assert page.xpath("//select[@name='action']/option/@value") == ["", "change_many"]


def done(desk, chosen, **values):
    seen = token(post(desk, chosen, asked="1", **values))
    post(desk, chosen, asked="1", token=seen, **values)
    return reverse("admin:competition_bulkchange_undo", args=[BulkChange.objects.latest("pk").pk])


def test_change_is_undone(desk, edition, competition_editor):
    url = done(desk, entries(edition, "submitted", "submitted"), state="admitted")
    assert "2 entries were changed." in text(desk.get(url))

    response = desk.post(url)

    assert "2 entries are as they were." in text(response)
    assert set(Entry.objects.values_list("state", flat=True)) == {"submitted"}
    assert BulkChange.objects.get().undone_by == competition_editor


def test_what_stays_is_told_row_by_row(desk, edition):
    chosen = entries(edition, "submitted", "submitted", "submitted")
    url = done(desk, chosen, stage="prototype")
    Entry.objects.filter(pk=chosen[0].pk).update(stage="commercial")
    Entry.objects.filter(pk=chosen[1].pk).delete()

    response = desk.post(url)

    assert "1 entry is as it was." in text(response)
    assert f"{chosen[0].number} {chosen[0]} Stage changed again since Commercial use" in text(response)
    assert "– Stage the entry is deleted –" in text(response)


def test_change_is_undone_once(desk, edition):
    url = done(desk, entries(edition, "submitted"), state="admitted")
    desk.post(url)

    response = desk.post(url)

    assert response.status_code == 409
    assert "This change is undone already." in text(response)
    assert "This change cannot be undone any more." in text(desk.get(url))


def test_reader_undoes_nothing(desk, edition, reader):
    url = done(desk, entries(edition, "submitted"), state="admitted")
    desk.force_login(reader)

    assert desk.post(url).status_code == 403
    assert Entry.objects.get().state == "admitted"


def test_three_entries_take_as_many_queries_as_one(desk, edition, django_assert_num_queries):
    chosen = entries(edition, "submitted", "submitted", "submitted")

    for some in (chosen[:1], chosen):
        with django_assert_num_queries(15):
            post(desk, some, asked="1", state="admitted", stage="prototype")
