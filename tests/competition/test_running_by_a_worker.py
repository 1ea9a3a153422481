"""With `BLOOM_TASKS_WORKER` the page does not wait: a worker of django-ox imports, and again where one died."""

from contextlib import suppress
from threading import Barrier, BrokenBarrierError

import pytest
from django.core.management import call_command

from competition import running
from competition.models import Entry, Run
from competition.running import carrying_out
from tests import factories
from tests.competition.sheet_files import entry
from tests.competition.sheet_pages import upload
from tests.competition.writing import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cup(settings):
    settings.TASKS = {"default": {"BACKEND": "django_ox.backend.OxBackend"}}
    cup = factories.competition(slug="cup")
    factories.edition(competition=cup)
    factories.organisation(slug="lead", name_en="Lead")
    return cup


def work():
    """What `manage.py ox_worker` does until nothing is left."""
    with pytest.raises(SystemExit) as end:
        call_command("ox_worker", "--batch", verbosity=0)
    assert end.value.code == 0


def test_an_import_waits_for_the_worker(cup):
    by = factories.user()

    run = running.start_import("entries", upload([entry("A1"), entry("A2")]), competition=cup, by=by)
    assert (run.state, Entry.objects.count()) == ("waiting", 0)

    work()
    run.refresh_from_db()
    assert (run.state, run.parameters["outcome"]["added"]) == ("done", 2)

    running.confirm(run, all_or_nothing=True, by=by)
    assert (Run.objects.get().state, Entry.objects.count()) == ("waiting", 0)
    work()
    assert (Run.objects.get().state, Entry.objects.count()) == ("done", 2)


def test_an_export_waits_for_the_worker(cup):
    run = running.start_export("organisations", "csv", by=factories.user())
    assert (run.state, bool(run.file)) == ("waiting", False)

    work()

    run.refresh_from_db()
    assert (run.state, run.done) == ("done", 1)
    assert b"Lead" in run.file.read()
    run.file.close()


def test_a_task_that_is_delivered_twice_at_once_is_carried_out_once(cup, monkeypatch):
    run = running.start_import("entries", upload([entry("A1"), entry("A2")]), competition=cup, by=None)
    work()
    running.confirm(Run.objects.get(), all_or_nothing=True, by=None)
    both, begun = Barrier(2), []

    def import_file(found):
        begun.append(found.pk)
        with suppress(BrokenBarrierError):  # the other one does not come
            both.wait(1)
        return carrying_out.import_file(found)

    monkeypatch.setitem(carrying_out.WORK, "import", import_file)

    at_once(*[lambda: running.carry_out.func(run.pk)] * 2)

    run.refresh_from_db()
    assert begun == [run.pk]
    assert (run.state, run.parameters["outcome"]["added"], run.parameters["outcome"]["unchanged"]) == ("done", 2, 0)
