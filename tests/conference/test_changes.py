"""What changed, in words: each kind of value, in the reader's language, with the difference marked."""

import pytest
from django.template import Context, Template
from django.utils import translation

from conference import difference, publishing
from conference.drafting import draft
from conference.templatetags.changes import grouped
from tests import factories
from tests.factories import at

pytestmark = pytest.mark.django_db


def plain(side):
    return ["".join(piece.words for piece in line) for line in side]


def fields(before, after):
    """{(thing, label): (before, after)} of the changes from one programme to another."""
    return {
        (change.thing, field.label): (plain(field.before), plain(field.after))
        for group in grouped(difference.between(before, after), after)
        for change in group.changes
        for field in change.fields
    }


def test_fields_in_words():
    conference = factories.programme(slug="2023")
    forum = conference.activities.get(slug="forum")
    before = draft(conference)
    forum.title_en, forum.title_zh_hans, forum.kind = "Grand forum", "", "sub_forum"
    forum.ends_at, forum.is_cancelled = at(12, 30), True
    forum.room = factories.room(name_en="Blue Hall", floor_en="2F", capacity=80, venue=forum.room.venue)
    forum.save()
    host = forum.hosts.create(organisation=factories.organisation(name_en="CAICT"))
    person = factories.office(title_en="Minister").person
    factories.appearance(agenda_item=forum.agenda_items.first(), person=person)
    conference.starts_on = conference.starts_on.replace(day=19)
    conference.save()

    words = fields(before, draft(conference))

    appearance = before.activity("forum").items[0].appearances[0]
    office = person.offices.get()
    speaker = f"Speaker: {appearance.person.name['en']}, Director, {appearance.organisation.name['en']}"
    was = before.activity("forum")
    hall = f"{was.room.name['en']}, {was.room.venue['en']}"
    assert words == {
        ("Conference", "First day"): (["20 October 2023"], ["19 October 2023"]),
        ("Activity", "Kind"): (["Main forum"], ["Sub-forum"]),
        ("Activity", "Title (English)"): ([was.title["en"]], ["Grand forum"]),
        ("Activity", "Title (Chinese)"): ([was.title["zh-hans"]], []),
        ("Activity", "Hall"): ([hall], [f"Blue Hall, 2F, {was.room.venue['en']} (80 seats)"]),
        ("Activity", "Ends at"): (["20 October 2023 12:00"], ["20 October 2023 12:30"]),
        ("Activity", "Cancelled"): (["no"], ["yes"]),
        ("Activity", "Hosts"): ([], [f"Host: {host.organisation.name_en}"]),
        ("Agenda item", "People"): (
            [speaker],
            [speaker, f"Speaker: {person.name_en}, Minister, {office.organisation.name_en}"],
        ),
    }


def test_changes_are_grouped_by_activity():
    conference = factories.programme()
    before = draft(conference)
    item = conference.activities.get(slug="forum").agenda_items.first()
    item.title_en = "Keynote"
    item.save()
    conference.news.all().delete()
    conference.activities.get(slug="exhibition").delete()
    after = draft(conference)

    groups = grouped(difference.between(before, after), after)

    assert [(g.slug, g.title, [(c.action, c.subject) for c in g.changes]) for g in groups] == [
        ("", {}, [("removed", "news"), ("removed", "venue")]),
        ("forum", after.activity("forum").title, [("changed", "agenda_item")]),
        ("exhibition", before.activity("exhibition").title, [("removed", "activity")]),
    ]


def test_changes_of_a_saved_version_read_as_those_just_made(organiser):
    conference = factories.programme()
    before = draft(conference)
    publishing.publish(conference, by=organiser)
    release = conference.releases.get()
    release.agenda_item = conference.activities.get(slug="forum").agenda_items.last()
    release.save()

    version = publishing.publish(conference, by=organiser)

    version.refresh_from_db()
    after = draft(conference)
    assert grouped(version.changes, after) == grouped(difference.between(before, after), after)
    (field,) = grouped(version.changes, after)[0].changes[0].fields
    panel = after.activity("forum").items[1]
    assert plain(field.after) == [panel.title["en"]]


def test_changes_in_chinese():
    conference = factories.programme()
    before = draft(conference)
    conference.activities.filter(slug="forum").update(title_zh_hans="主论坛")

    with translation.override("zh-hans"):
        html = Template("{% load changes %}{% changes_in_words changes %}").render(
            Context({"changes": difference.between(before, draft(conference))})
        )

    assert '<td class="change-after" data-label="' in html
    assert ' lang="zh-Hans">' in html
    assert "<ins>主论坛</ins>" in html


def test_changes_are_escaped():
    conference = factories.programme()
    before = draft(conference)
    conference.activities.filter(slug="forum").update(title_en="<script>alert(1)</script>")

    html = Template("{% load changes %}{% changes_in_words changes %}").render(
        Context({"changes": difference.between(before, draft(conference))})
    )

    assert "<script>" not in html
    assert "&lt;" in html


def test_a_change_without_words_says_so():
    conference = factories.programme(slug="2023")
    before = draft(conference)
    hall = conference.activities.get(slug="forum").room
    hall.order += 1
    hall.save()
    changes = difference.between(before, draft(conference))

    html = Template("{% load changes %}{% changes_in_words changes %}").render(Context({"changes": changes}))

    assert html.count("No word changed, only a detail such as the order of halls.") == len(changes) > 0
