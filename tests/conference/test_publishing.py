"""Publishing: what is frozen, what is refused, and what the public then reads."""

import pytest
from django.core.exceptions import ValidationError

from conference import programme, published, publishing
from conference.drafting import draft
from conference.models import ProgrammeVersion
from tests import factories

pytestmark = pytest.mark.django_db


def test_publish_freezes_the_rows(organiser, django_capture_on_commit_callbacks):
    conference = factories.programme(slug="2023")

    with django_capture_on_commit_callbacks(execute=True):
        version = publishing.publish(conference, by=organiser, note="First")

    conference.refresh_from_db()
    assert (version.number, version.note, version.published_by) == (1, "First", organiser)
    assert (conference.state, conference.published_version) == ("public", version)
    assert version.digest == programme.digest(version.document)
    assert published.published_programme(version.digest) == draft(conference)
    assert {slug: shown.digest for slug, shown in published.publication().versions.items()} == {"2023": version.digest}


def test_publish_shows_what_changed(organiser):
    conference = factories.programme()
    publishing.publish(conference, by=organiser)
    forum = conference.activities.get(slug="forum")
    forum.title_en = "Grand forum"
    forum.save()
    conference.news.all().delete()

    version = publishing.publish(conference, by=organiser)

    assert version.number == 2
    assert [(c["action"], c["subject"]) for c in version.changes] == [("changed", "activity"), ("removed", "news")]
    (field,) = version.changes[0]["fields"]
    assert field["name"] == "title"
    assert field["after"]["en"] == "Grand forum"


def test_publish_reads_a_fixed_number_of_queries(django_assert_num_queries):
    conference = factories.programme()
    with django_assert_num_queries(13):
        draft(conference)

    for number in range(3):
        activity = factories.activity(conference=conference, room=factories.room())
        factories.appearance(agenda_item=factories.agenda_item(activity=activity), person=factories.office().person)
        factories.exhibit(conference=conference, title_en=f"Another {number}")
    with django_assert_num_queries(13):
        draft(conference)


def refused(operation, *args, **kwargs):
    before = list(ProgrammeVersion.objects.values())
    with pytest.raises(ValidationError) as error:
        operation(*args, **kwargs)
    assert list(ProgrammeVersion.objects.values()) == before
    return error.value.code


def test_publish_refuses(organiser):
    empty = factories.conference()
    assert refused(publishing.publish, empty, by=organiser) == "programme_empty"
    assert refused(publishing.withdraw, empty, by=organiser) == "state_refused"

    conference = factories.programme()
    publishing.publish(conference, by=organiser)
    assert refused(publishing.publish, conference, by=organiser) == "programme_unchanged"

    conference.news.all().delete()
    assert refused(publishing.publish, conference, by=organiser, expected_digest="0" * 64) == "programme_moved_on"


def test_withdraw_and_come_back(organiser):
    conference = factories.programme()
    version = publishing.publish(conference, by=organiser)

    publishing.withdraw(conference, by=organiser)
    published.refresh()
    assert published.publication().versions == {}

    back = publishing.publish(conference, by=organiser)
    published.refresh()
    assert back == version
    assert {slug: shown.digest for slug, shown in published.publication().versions.items()} == {
        conference.slug: version.digest
    }


def test_restore_makes_a_new_version_of_old_contents(organiser):
    conference = factories.programme()
    first = publishing.publish(conference, by=organiser)
    conference.news.all().delete()
    publishing.publish(conference, by=organiser)

    third = publishing.restore(first, by=organiser)

    assert (third.number, third.digest, third.note) == (3, first.digest, "As in version 1.")
    assert [(c["action"], c["subject"]) for c in third.changes] == [("added", "news")]


def test_history_ends_with_the_public_version(organiser, django_assert_num_queries):
    conference = factories.programme(slug="2023")
    publishing.publish(conference, by=organiser, note="First")
    published.refresh()
    assert [version.note for version in published.history("2023")] == ["First"]

    conference.news.all().delete()
    publishing.publish(conference, by=organiser, note="Second")
    published.refresh()

    with django_assert_num_queries(1):
        history = published.history("2023")
    assert [(version.number, version.note) for version in history] == [(2, "Second"), (1, "First")]
    assert [change["subject"] for change in history[0].changes] == ["news"]
    with django_assert_num_queries(0):
        assert published.history("2023") == history
    assert published.history("1999") == []


def test_preview_is_what_publishing_does(organiser):
    conference = factories.programme()
    first = publishing.preview(conference)
    assert (first.last, {change["action"] for change in first.changes}) == (None, {"added"})

    version = publishing.publish(conference, by=organiser, expected_digest=first.digest)
    again = publishing.preview(conference)
    assert (again.last, again.changes, again.digest) == (version, [], version.digest)

    conference.news.all().delete()
    preview = publishing.preview(conference)
    assert publishing.publish(conference, by=organiser, expected_digest=preview.digest).changes == preview.changes


def test_preview_of_some_activities_tells_nothing_of_the_others(organiser, sub_forum_editor):
    conference = factories.programme()
    forum = conference.activities.get(slug="forum")
    forum.editors.add(sub_forum_editor)
    publishing.publish(conference, by=organiser)
    conference.activities.exclude(slug="forum").update(title_en="Not for them")
    conference.news.all().delete()
    forum.agenda_items.first().delete()

    preview = publishing.previews([conference], visible_to=sub_forum_editor)[conference.pk]

    assert [(c["action"], c["subject"], c["activity"]) for c in preview.changes] == [
        ("removed", "agenda_item", "forum")
    ]
    assert [activity.slug for activity in preview.draft.activities] == ["forum"]


def test_previews_read_a_fixed_number_of_queries(organiser, django_assert_num_queries):
    conferences = [factories.programme()]
    publishing.publish(conferences[0], by=organiser)
    with django_assert_num_queries(14):
        publishing.previews(conferences)

    conferences += [factories.programme(), factories.programme()]
    publishing.publish(conferences[1], by=organiser)
    with django_assert_num_queries(14):
        publishing.previews(conferences)


def test_changes_by_restoring_are_those_that_restore_makes(organiser):
    conference = factories.programme()
    first = publishing.publish(conference, by=organiser)
    conference.news.all().delete()
    publishing.publish(conference, by=organiser)

    foretold = publishing.changes_by_restoring(first)

    assert publishing.restore(first, by=organiser).changes == foretold


def test_published_address_stays(organiser):
    conference = factories.programme(slug="2023")
    conference.slug = "2024"
    conference.full_clean()
    conference.slug = "2023"
    publishing.publish(conference, by=organiser)
    conference.refresh_from_db()
    conference.slug = "2024"

    with pytest.raises(ValidationError) as refused:
        conference.full_clean()

    assert refused.value.message_dict == {
        "slug": ["This address was published and is in use; it can no longer be changed."]
    }


def test_mistake_that_was_taken_back_is_not_told(organiser):
    conference = factories.programme(slug="2023")
    first = publishing.publish(conference, by=organiser, note="First")
    slip = factories.news(conference=conference, title_en="Not for the public")
    publishing.publish(conference, by=organiser, note="Slip")
    publishing.restore(first, by=organiser)
    published.refresh()
    assert [version.note for version in published.history("2023")] == ["First"]

    slip.delete()
    factories.news(conference=conference, title_en="For the public")
    publishing.publish(conference, by=organiser, note="Third")
    published.refresh()

    assert [version.note for version in published.history("2023")] == ["Third", "First"]
    assert "Not for the public" not in repr(published.history("2023"))
