"""Two people edit the rows inside the same thing: none is lost, and none comes back from the dead unasked."""

import pytest

from conference.models import AgendaItem
from tests import factories
from tests.directory.merging import address, choose, collisions, save, saved
from tests.factories import at
from tests.filling import added, filled, opened, row

pytestmark = pytest.mark.django_db


def test_rows_changed_by_both(first, second):
    activity = factories.activity()
    items = [factories.agenda_item(activity=activity, starts_at=at(9 + n), ends_at=at(9 + n, 30)) for n in range(2)]
    url = address(activity)
    mine, theirs = opened(second, url), opened(first, url)
    one, two = (row(mine, "agenda_items", item.pk) for item in items)
    save(first, url, theirs | {f"agenda_items-{one}-title_en": "Theirs", f"agenda_items-{two}-kind": "panel"})

    changes = {f"agenda_items-{one}-title_en": "Mine", f"agenda_items-{two}-title_en": "Also mine"}
    response = save(second, url, mine | changes)

    assert collisions(response) == [("Theirs", "Title (English)", "Mine", "Theirs", "Li Wei")]
    assert saved(second.post(url, choose(response, "mine")))
    found = list(AgendaItem.objects.values_list("title_en", "kind"))
    assert found == [("Mine", "speech"), ("Also mine", "panel")]


def test_row_that_the_other_one_added_stays(first, second):
    activity = factories.activity()
    url = address(activity)
    mine, theirs = opened(second, url), opened(first, url)
    times = {"starts_at_0": "2023-10-20", "starts_at_1": "09:00", "ends_at_0": "2023-10-20", "ends_at_1": "09:30"}
    added(theirs, "agenda_items", kind="speech", title_en="Theirs", **times)
    added(mine, "agenda_items", kind="speech", title_en="Mine", **times)
    assert saved(save(first, url, theirs))

    assert saved(save(second, url, mine))

    assert sorted(AgendaItem.objects.values_list("title_en", flat=True)) == ["Mine", "Theirs"]


def deleted(sent, item):
    number = row(sent, "agenda_items", item.pk)
    return sent | {f"agenda_items-{number}-DELETE": "on"}


def test_row_that_the_other_one_deleted_goes_silently_if_nobody_else_touched_it(first, second):
    item, other = factories.agenda_item(), None
    other = factories.agenda_item(activity=item.activity, starts_at=at(10), ends_at=at(11))
    url = address(item.activity)
    mine = opened(second, url)
    save(first, url, deleted(opened(first, url), item))
    number = row(mine, "agenda_items", other.pk)

    response = save(second, url, mine | {f"agenda_items-{number}-title_en": "Mine"})

    assert saved(response)
    assert list(AgendaItem.objects.values_list("pk", "title_en")) == [(other.pk, "Mine")]


def test_row_that_the_other_one_deleted_comes_back_if_it_was_changed_here(first, second):
    item = factories.agenda_item(title_zh_hans="")
    url = address(item.activity)
    mine = opened(second, url)
    save(first, url, deleted(opened(first, url), item))

    response = save(second, url, mine | {"agenda_items-0-title_en": "Mine"})

    assert collisions(response) == [
        (
            "20 October 2023, 09:00, 20 October 2023, 09:30, Speech, Mine",
            "Agenda item",
            "kept below as a new row; remove it there if it shall stay deleted",
            "deleted",
            "Li Wei",
        )
    ]
    assert AgendaItem.objects.count() == 0
    assert saved(second.post(url, filled(response)))
    assert list(AgendaItem.objects.values_list("title_en", "starts_at")) == [("Mine", at(9))]


@pytest.mark.parametrize(("side", "left"), [("mine", []), ("theirs", ["Theirs"])])
def test_row_deleted_here_and_changed_there_is_asked_about(first, second, side, left):
    item = factories.agenda_item(title_en="Old", title_zh_hans="")
    url = address(item.activity)
    mine = opened(second, url)
    save(first, url, opened(first, url) | {"agenda_items-0-title_en": "Theirs"})

    response = save(second, url, deleted(mine, item))

    assert collisions(response) == [("Theirs", "Agenda item", "delete it", "Title (English): Theirs", "Li Wei")]
    assert saved(second.post(url, choose(response, side)))
    assert list(AgendaItem.objects.values_list("title_en", flat=True)) == left


def test_row_deleted_by_both(first, second):
    item = factories.agenda_item()
    url = address(item.activity)
    mine = opened(second, url)
    save(first, url, deleted(opened(first, url), item))

    assert saved(save(second, url, deleted(mine, item)))

    assert AgendaItem.objects.count() == 0


def test_item_edited_on_its_own_page_and_on_that_of_its_activity(first, second):
    item = factories.agenda_item(title_en="Old")
    activity_url, item_url = address(item.activity), address(item)
    mine = opened(second, activity_url)
    save(first, item_url, opened(first, item_url), title_en="Theirs")

    response = save(second, activity_url, mine | {"agenda_items-0-title_en": "Mine"})

    assert collisions(response) == [("Theirs", "Title (English)", "Mine", "Theirs", "Li Wei")]
