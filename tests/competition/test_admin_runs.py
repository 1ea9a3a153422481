"""Runs in the back office: how far they are, what becomes of them and of their files, and who may have these."""

import pytest
from django.urls import reverse

from competition import running
from competition.models import Entry, Run
from competition.running import progress
from competition.running.carrying_out import carry_out
from tests.competition.sheet_files import entry
from tests.competition.sheet_pages import ROWS, address, send, upload, words

pytestmark = pytest.mark.django_db


def test_a_failure_is_told_and_leaves_nothing(client, organiser, cup, monkeypatch, caplog):
    client.force_login(organiser)
    run, _page = send(client, [entry("A1")])

    def crash(*_arguments, **_options):
        raise RuntimeError("The power went.")

    monkeypatch.setattr("competition.importing.entries.write_members", crash)
    page = client.post(address("confirm", run.pk), follow=True)

    run.refresh_from_db()
    assert (run.state, Entry.objects.count(), Entry.history.count()) == ("failed", 0, 0)
    assert "Something went wrong that should not" in words(page)
    assert "The power went." in caplog.text


def test_a_run_that_is_not_over_shows_how_far_it_is(client, organiser, cup):
    client.force_login(organiser)
    run, _page = send(client, [entry("A1")])
    Run.objects.update(state="running", finished_at=None)
    progress.tell(run.pk, "writing", 12_000, 45_000)

    page = client.get(address("detail", run.pk))
    part = client.get(address("detail", run.pk), headers={"X-Progress": "1"})

    assert '<progress id="bar" class="run-bar" max="100" value="27"></progress>' in words(page)
    assert "12,000 of about 45,000 rows" in words(page)
    assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in words(page)
    assert words(part).startswith('<section class="bloom-panel" id="progress" data-run>')


def test_the_part_about_progress_is_empty_once_a_run_is_over(client, organiser, cup):
    client.force_login(organiser)
    run, _page = send(client, [entry("A1")])

    assert words(client.get(address("detail", run.pk), headers={"X-Progress": "1"})) == ""


def test_a_task_that_is_called_again_after_its_end_does_nothing(organiser, cup):
    run = running.start_import("entries", upload([entry("A1")]), competition=cup, by=organiser)
    running.confirm(run, all_or_nothing=True, by=organiser)

    carry_out.call(run.pk)

    assert (Entry.objects.count(), Entry.history.count()) == (1, 1)


def test_a_task_whose_worker_died_begins_anew(organiser, cup):
    run = running.start_import("entries", upload([entry("A1")]), competition=cup, by=organiser)
    Run.objects.update(state="running", finished_at=None, parameters=run.parameters | {"is_written": True})

    carry_out.call(run.pk)

    run.refresh_from_db()
    assert (run.state, Entry.objects.count()) == ("done", 1)


def test_files_lie_where_nobody_serves_them_and_are_deleted_after_a_month(client, organiser, cup, settings):
    client.force_login(organiser)
    run, _page = send(client, ROWS)
    paths = [run.file.path, run.report.path]
    assert all(path.startswith(str(settings.PRIVATE_ROOT)) for path in paths)
    Run.objects.update(created_at=run.created_at - 2 * running.starting.KEPT)

    other, _page = send(client, [entry("A1")])

    run.refresh_from_db()
    assert (run.file.name, run.report.name, bool(other.file)) == ("", "", True)
    assert client.get(address("report", run.pk)).status_code == 404


def pages(run):
    return [
        address("import", "entries"),
        address("export", "entries"),
        address("template", "entries", "csv"),
        address("file", run.pk),
        address("report", run.pk),
    ]


@pytest.mark.parametrize("role", ["programme_editor", "sub_forum_editor", "reader"])
def test_who_does_not_edit_the_competition_gets_no_sheet(client, request, organiser, cup, role):
    client.force_login(organiser)
    run, _page = send(client, ROWS)
    client.force_login(request.getfixturevalue(role))

    assert {client.get(page).status_code for page in pages(run)} <= {403, 404}
    assert client.post(address("import", "entries"), {"file": upload(ROWS)}).status_code == 403
    assert client.post(address("export", "entries"), {"kind": "csv"}).status_code == 403
    assert client.post(address("confirm", run.pk)).status_code in (403, 404)
    assert client.get(address("detail", run.pk)).status_code == (200 if role == "reader" else 404)
    assert Run.objects.count() == 1


def test_a_visitor_is_asked_to_sign_in(client, organiser, cup):
    client.force_login(organiser)
    run, _page = send(client, ROWS)
    client.logout()

    answers = [client.get(page) for page in [*pages(run), address("detail", run.pk)]]

    assert {answer.status_code for answer in answers} == {302}
    assert all(answer["Location"].startswith("/admin/login/") for answer in answers)


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_of_runs_has_as_many_queries_for_many(client, organiser, cup, number, django_assert_num_queries):
    client.force_login(organiser)
    for _time in range(number):
        send(client, [entry("A1")])

    with django_assert_num_queries(5):
        page = client.get(reverse("admin:competition_run_changelist"))

    assert words(page).count("entries.csv") == number
