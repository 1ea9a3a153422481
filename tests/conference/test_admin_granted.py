"""What a sub-forum editor learns and does in the back office: nothing beyond the activities granted."""

import re

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from conference.models import AgendaItem
from directory.models import Role
from tests import factories
from tests.filling import errors, opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def item(client, sub_forum_editor):
    """An agenda item of the activity granted to a sub-forum editor, who is signed in."""
    item = factories.agenda_item()
    item.activity.editors.add(sub_forum_editor)
    client.force_login(sub_forum_editor)
    return item


@pytest.mark.parametrize("page", ["change", "add"])
def test_whoever_sees_everything_puts_an_item_only_where_they_edit(client, sub_forum_editor, item, page):
    sub_forum_editor.groups.add(Group.objects.get_or_create(name=Role.READ_ONLY.value)[0])
    other = factories.activity(title_en="Other")
    url = reverse(f"admin:conference_agendaitem_{page}", args=[item.pk] if page == "change" else [])
    times = {"starts_at_0": "2023-10-20", "starts_at_1": "09:00", "ends_at_0": "2023-10-20", "ends_at_1": "09:30"}
    sent = opened(client, url) | times | {"title_en": "Moved"}

    refused = client.post(url, sent | {"activity": other.pk})
    saved = client.post(url, sent | {"activity": item.activity_id})

    assert errors(refused) == ["You may not edit “Other”; so nothing of yours can be put there."]
    assert saved.status_code == 302
    found = AgendaItem.objects.filter(title_en="Moved").values_list("activity", flat=True)
    assert list(found) == [item.activity_id]


@pytest.mark.parametrize(
    ("page", "by"),
    [("agendaitem", "activity"), ("agendaitem", "activity__conference"), ("activity", "conference")],
)
def test_filter_names_what_its_user_sees_and_nothing_else(client, item, page, by):
    seen = item.activity if by == "activity" else item.activity.conference
    hidden = factories.activity(title_en="Hidden", conference=factories.conference(name_en="Hidden"))
    url = reverse(f"admin:conference_{page}_changelist")

    def chosen(row):
        found = client.get(url, {f"{by}__id__exact": row.pk}).content.decode()
        return re.findall(r'<option value="\d+" selected>([^<]+)</option>', found)

    assert chosen(seen) == [str(seen)]
    assert chosen(hidden if by == "activity" else hidden.conference) == []


def test_history_of_an_item_names_no_activity_that_its_user_does_not_see(client, item, organiser):
    granted = item.activity
    item.activity = factories.activity(title_en="Hidden", title_zh_hans="")
    item.save()
    item.activity = granted
    item.save()
    url = reverse("admin:conference_agendaitem_history", args=[item.pk])

    def told():
        return [line.changes for line in client.get(url).context["lines"] if line.action == "changed"]

    unseen = "one that you do not see"
    assert told() == [[("Activity", unseen, str(granted))], [("Activity", str(granted), unseen)]]
    client.force_login(organiser)
    assert told() == [[("Activity", "Hidden", str(granted))], [("Activity", str(granted), "Hidden")]]


@pytest.mark.parametrize("thing", ["activity", "agenda_item"])
def test_page_of_a_row_that_is_gone_tells_of_rows_of_others_nothing(client, item, organiser, thing):
    hidden = factories.agenda_item()
    row = hidden if thing == "agenda_item" else hidden.activity
    url = reverse(f"admin:conference_{row._meta.model_name}_change", args=[row.pk])
    hidden.activity.delete()

    page = client.post(url, {"_shown": "{}"})

    assert (page.status_code, page.context["deleted"]) == (410, None)
    client.force_login(organiser)
    assert client.post(url, {"_shown": "{}"}).context["deleted"] is not None


def test_page_of_an_item_that_is_gone_says_who_deleted_it(client, item, organiser):
    url = reverse("admin:conference_agendaitem_change", args=[item.pk])
    item._history_user = organiser
    item.delete()

    page = client.post(url, {"_shown": "{}"})

    assert (page.status_code, page.context["deleted"].history_user) == (410, organiser)


def test_nothing_leads_a_sub_forum_editor_to_a_page_that_is_not_theirs(client, item):
    conference = item.activity.conference

    html = client.get(reverse("admin:conference_activity_change", args=[item.activity_id])).content.decode()

    assert conference.slug in html
    assert f"/admin/conference/conference/{conference.pk}/change/" not in html
