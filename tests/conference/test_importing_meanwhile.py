"""Importing while somebody saves a form: neither loses what it wrote, and neither waits for ever."""

import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, connections, transaction
from django.test import Client
from django.urls import reverse

from conference import importing
from conference.models import Activity, AgendaItem
from directory.models import Role
from tests import factories
from tests.conference.bad_files import GUID, event, xml
from tests.conftest import somebody
from tests.filling import opened

pytestmark = pytest.mark.django_db(transaction=True)


PEOPLE = "<persons><person>Somebody New</person></persons>"


def meanwhile(plan, write):
    """Carries a plan out; as soon as it writes its first row, a new person, somebody else begins to write."""

    def in_thread():
        try:
            write()
        finally:
            connections.close_all()

    thread = threading.Thread(target=in_thread)

    def watch(execute, sql, *args):
        if sql.startswith('INSERT INTO "directory_person"'):
            thread.start()
            thread.join(1)
        return execute(sql, *args)

    with connection.execute_wrapper(watch):
        importing.carry_out(plan)
    thread.join(20)


def form_of(row):
    """A programme editor with the form of a row open: (client, address, what it would send)."""
    client = Client()
    client.force_login(somebody(Role.PROGRAMME_EDITOR))
    url = reverse(f"admin:conference_{row._meta.model_name}_change", args=[row.pk])
    return client, url, opened(client, url)


@pytest.mark.parametrize("model", [Activity, AgendaItem])
def test_what_a_form_saves_while_a_file_is_imported_stays(model):
    hall = factories.room(name_en="Hall 1")
    row = activity = factories.activity(room=hall, **({"guid": GUID} if model is Activity else {}))
    if model is AgendaItem:
        row = factories.agenda_item(activity=activity, guid=GUID)
    plan = importing.plan(activity.conference, xml(event(title="From the file", more=PEOPLE)))
    client, url, sent = form_of(row)
    answers = []

    meanwhile(plan, lambda: answers.append(client.post(url, sent | {"title_zh_hans": "编辑"}).status_code))

    row.refresh_from_db()
    assert (row.title_en, row.title_zh_hans, answers) == ("From the file", "编辑", [302])


def test_an_import_that_waits_for_somebody_who_waits_for_it_is_refused():
    """Where two can wait for each other: SQLite has one writer at a time."""
    earlier = factories.activity(room=factories.room(name_en="Hall 1"), guid=GUID)
    later = factories.activity(conference=earlier.conference)
    plan = importing.plan(earlier.conference, xml(event(title="From the file")))
    has_locked = threading.Event()

    def lock_backwards():
        with transaction.atomic():
            Activity.objects.filter(pk=later.pk).update(kind="other")
            has_locked.set()
            threading.Event().wait(0.3)  # so that the import waits first, and is the one to be stopped
            Activity.objects.filter(pk=earlier.pk).update(kind="other")
        connections.close_all()

    thread = threading.Thread(target=lock_backwards)
    thread.start()
    has_locked.wait(10)
    refusal = ""
    try:
        importing.carry_out(plan)
    except ValidationError as error:
        refusal = error.code
    thread.join(20)

    assert refusal == {"postgresql": "import_clashed", "sqlite": ""}[connection.vendor]
    assert list(Activity.objects.values_list("kind", flat=True)) == ["other", "other"]
