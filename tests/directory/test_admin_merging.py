"""Two people edit the same thing: what each changed is kept, and where both changed the same, the second chooses."""

import pytest

from conference.models import Activity, Appearance
from directory.models import Person, Region
from tests import factories
from tests.directory.merging import address, choose, collisions, save, saved
from tests.factories import at
from tests.filling import errors, filled, opened, row

pytestmark = pytest.mark.django_db

ASKED = "{} changed this while you were editing. Choose above which of the two shall stand."


def test_fields_that_only_one_of_two_changed_are_merged(first, second):
    person = factories.person(name_en="Wang", about_en="Old")
    url = address(person)
    mine = opened(second, url)
    assert saved(save(first, url, opened(first, url), about_en="Theirs"))

    response = save(second, url, mine, name_en="Wang Fang")

    assert saved(response)
    person.refresh_from_db()
    assert (person.name_en, person.about_en) == ("Wang Fang", "Theirs")


def test_field_that_both_changed_is_shown_side_by_side(first, second):
    person = factories.person(name_en="Wang", about_en="Old")
    url = address(person)
    mine = opened(second, url)
    save(first, url, opened(first, url), name_en="Wang Fang", about_en="Theirs")

    response = save(second, url, mine, name_en="Wang Fan")

    assert collisions(response) == [("", "Name (English)", "Wang Fan", "Wang Fang", "Li Wei")]
    assert errors(response) == [ASKED.format("Li Wei")]
    person.refresh_from_db()
    assert (person.name_en, person.about_en) == ("Wang Fang", "Theirs")
    again = filled(response)
    assert (again["name_en"], again["about_en"]) == (["Wang Fan"], ["Theirs"])


@pytest.mark.parametrize(("side", "name"), [("mine", "Wang Fan"), ("theirs", "Wang Fang")])
def test_choice_between_both_values(first, second, side, name):
    person = factories.person(name_en="Wang")
    url = address(person)
    mine = opened(second, url)
    save(first, url, opened(first, url), name_en="Wang Fang")
    asked = save(second, url, mine, name_en="Wang Fan")

    response = second.post(url, choose(asked, side))

    assert saved(response)
    person.refresh_from_db()
    assert person.name_en == name


def test_without_a_choice_it_is_asked_again(first, second):
    person = factories.person(name_en="Wang")
    url = address(person)
    mine = opened(second, url)
    save(first, url, opened(first, url), name_en="Wang Fang")
    asked = save(second, url, mine, name_en="Wang Fan")

    response = second.post(url, filled(asked))

    assert collisions(response) == [("", "Name (English)", "Wang Fan", "Wang Fang", "Li Wei")]


@pytest.mark.parametrize("side", ["mine", "theirs"])
def test_choice_counts_only_for_what_was_shown_beside_it(first, second, side):
    person = factories.person(name_en="Wang")
    url = address(person)
    mine = opened(second, url)
    save(first, url, opened(first, url), name_en="Wang Fang")
    asked = save(second, url, mine, name_en="Wang Fan")
    save(first, url, opened(first, url), name_en="Wang Fen")

    response = second.post(url, choose(asked, side))

    assert collisions(response) == [("", "Name (English)", "Wang Fan", "Wang Fen", "Li Wei")]
    person.refresh_from_db()
    assert person.name_en == "Wang Fen"


def test_same_change_by_both_is_no_collision(first, second):
    person = factories.person(name_en="Wang")
    url = address(person)
    mine = opened(second, url)
    save(first, url, opened(first, url), name_en="Wang Fang")

    response = save(second, url, mine, name_en="Wang Fang")

    assert saved(response)


def test_other_kinds_of_fields_say_their_values_in_words(first, second):
    halls = [factories.room(name_en=name) for name in ("North", "South", "East")]
    activity = factories.activity(room=halls[0], is_cancelled=False)
    url = address(activity)
    mine = opened(second, url)
    save(first, url, opened(first, url), room=halls[1].pk, kind="main_forum", ends_at_1="12:30", summary_en="A\r\nB")

    response = save(second, url, mine, room=halls[2].pk, kind="other", ends_at_1="13:00", summary_en="C")

    assert collisions(response) == [
        ("", "Kind", "Other", "Main forum", "Li Wei"),
        ("", "Hall", "East", "South", "Li Wei"),
        ("", "Ends at", "20 October 2023, 13:00", "20 October 2023, 12:30", "Li Wei"),
        ("", "Summary (English)", "C", "A\r\nB", "Li Wei"),
    ]
    assert saved(second.post(url, choose(response, "mine")))
    activity.refresh_from_db()
    assert (activity.room, activity.kind, activity.ends_at, activity.summary_en) == (halls[2], "other", at(13), "C")


def test_what_the_other_one_changed_of_every_kind_is_kept(first, second):
    halls = [factories.room(), factories.room()]
    activity = factories.activity(room=halls[0])
    url = address(activity)
    mine = opened(second, url)
    save(first, url, opened(first, url), room=halls[1].pk, kind="main_forum", ends_at_1="12:30", is_cancelled="on")

    assert saved(save(second, url, mine, title_en="Mine"))

    activity.refresh_from_db()
    kept = (activity.room, activity.kind, activity.ends_at, activity.is_cancelled, activity.title_en)
    assert kept == (halls[1], "main_forum", at(12, 30), True, "Mine")


def test_editors_granted_meanwhile_are_kept(organiser, first, sub_forum_editor):
    activity = factories.activity()
    url = address(activity)
    mine = opened(first, url)
    activity.editors.add(sub_forum_editor)

    assert saved(save(first, url, mine, title_en="Mine"))

    assert list(activity.editors.all()) == [sub_forum_editor]


def test_object_deleted_meanwhile_shows_what_was_typed(first, second):
    item = factories.agenda_item(title_en="Old", title_zh_hans="")
    activity = item.activity
    url = address(activity)
    mine = opened(second, url)
    assert saved(first.post(address(activity, "delete"), {"post": "yes"}))

    response = save(second, url, mine | {"title_en": "Typed", "agenda_items-0-title_en": "Typed, too"})

    assert response.status_code == 410
    assert str(response.context["deleted"].history_user) == "Li Wei"
    assert dict(response.context["typed"])["Title (English)"] == "Typed"
    [(_opts, [typed])] = [rows for rows in response.context["rows"] if rows[1]]
    assert dict(typed)["Title (English)"] == "Typed, too"
    assert b"Typed, too" in response.content
    assert Activity.objects.count() == 0


def test_row_whose_history_says_nothing_is_merged_too(first, second, programme_editor):
    programme_editor.groups.set(first.get("/admin/").wsgi_request.user.groups.all())
    region = Region.objects.first()
    url = address(region)
    mine = opened(second, url)
    save(first, url, opened(first, url), name_en="Theirs")
    Region.history.all().delete()

    response = save(second, url, mine, name_en="Mine")

    assert collisions(response) == [("", "Name (English)", "Mine", "Theirs", "Somebody else")]


def test_appearances_that_change_places_in_one_save(first):
    one, two = factories.person(), factories.person()
    item = factories.agenda_item()
    rows = [Appearance.objects.create(agenda_item=item, person=p, order=n) for n, p in enumerate((one, two), 1)]
    url = address(item)
    sent = opened(first, url)
    numbers = [row(sent, "appearances", appearance.pk) for appearance in rows]

    response = first.post(url, sent | {f"appearances-{numbers[0]}-order": "2", f"appearances-{numbers[1]}-order": "1"})

    assert saved(response)
    assert list(item.appearances.values_list("person", flat=True)) == [two.pk, one.pk]
    assert [record.order for record in rows[0].history.all()] == [2, 1]


@pytest.mark.parametrize("sent_back", ["", "not json", "[]", '{"name_en": {}}'])
def test_broken_memory_of_what_was_shown_does_no_harm(first, sent_back):
    person = factories.person()
    url = address(person)

    response = save(first, url, opened(first, url), name_en="New", _shown=sent_back)

    assert response.status_code in (200, 302)
    assert Person.objects.get(pk=person.pk).name_en in ("New", person.name_en)
