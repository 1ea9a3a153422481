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
