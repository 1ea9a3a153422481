"""Spreadsheets in the back office: upload, look, correct, import, export, and who may."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from competition import running
from competition.models import Award, Entry, Run
from competition.running import progress
from competition.running.carrying_out import carry_out
from directory.models import Organisation
from tests import factories
from tests.competition.sheet_files import entry, made, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def cup(db):
    cup = factories.competition(slug="cup")
    factories.edition(competition=cup)
    factories.organisation(slug="lead", name_en="Lead")
    return cup


def address(name, *arguments):
    return reverse(f"admin:competition_run_{name}", args=arguments)


def upload(rows, name="entries.csv"):
    kind = name.rpartition(".")[2]
    content = rows if isinstance(rows, bytes) else made(rows, kind).getvalue()
    return SimpleUploadedFile(name, content)


def send(client, rows, subject="entries", name="entries.csv", **values):
    """Uploads a sheet, and gives the run and its page."""
    response = client.post(address("import", subject), {"file": upload(rows, name)} | values, follow=True)
    return Run.objects.first(), response


def content_of(response):
    return b"".join(response.streaming_content)


def words(response):
    return " ".join(response.content.decode().split())


ROWS = [entry("A1"), entry("A2", sites="many"), entry("A3")]


def test_a_file_is_looked_at_and_then_imported(client, competition_editor, cup):
    client.force_login(competition_editor)

    run, looked = send(client, [entry("A1"), entry("A2")])
    assert (Entry.objects.count(), run.state, run.started_by) == (0, "done", competition_editor)
    assert "What importing “entries.csv” would change" in words(looked)
    assert "<strong>2</strong> <span>would be added</span>" in words(looked)

    done = client.post(address("confirm", run.pk), follow=True)
    assert "“entries.csv” is imported" in words(done)
    assert "<strong>2</strong> <span>added</span>" in words(done)
    assert [row.number for row in Entry.objects.all()] == ["A1", "A2"]
    assert Entry.history.first().history_user == competition_editor


def test_refused_rows_go_back_corrected_and_come_in(client, organiser, cup):
    client.force_login(organiser)
    run, looked = send(client, ROWS)
    assert 'data-label="Reason">This is not a whole number.</td>' in words(looked)
    assert "Import all" not in words(looked)

    report = client.get(address("report", run.pk))
    assert report["Content-Disposition"] == f'attachment; filename="entries-refused-{run.pk}.csv"'
    assert "private" in report["Cache-Control"]
    [row] = read(io.BytesIO(content_of(report)))
    client.post(address("confirm", run.pk), {"good_rows": "on"})
    assert [row.number for row in Entry.objects.all()] == ["A1", "A3"]

    again, _page = send(client, [row | {"sites": "3"}], name="corrected.xlsx")
    client.post(address("confirm", again.pk))
    assert Entry.objects.get(number="A2").sites == 3


def test_all_or_nothing_is_refused_where_a_row_turned_bad_meanwhile(client, organiser, cup):
    client.force_login(organiser)
    run, _page = send(client, [entry("A1"), entry("A2")])
    Organisation.objects.update(name_en="Another name", slug="another")

    page = client.post(address("confirm", run.pk), follow=True)

    run.refresh_from_db()
    assert (run.state, Entry.objects.count()) == ("refused", 0)
    assert "Not every row is good any more, so that none was imported." in words(page)
    assert "“Lead” is not known." in words(page)
    assert run.report


def test_a_file_is_imported_once(client, organiser, cup):
    client.force_login(organiser)
    run, _page = send(client, [entry("A1")])
    client.post(address("confirm", run.pk))
    Entry.objects.all().delete()

    page = client.post(address("confirm", run.pk), follow=True)

    assert "This file cannot be imported any more. Upload it again." in words(page)
    assert Entry.objects.count() == 0


def test_missing_organisations_are_added_where_that_is_ticked(client, organiser, cup):
    client.force_login(organiser)
    rows = [entry("A1", lead="New Company")]

    refused, _page = send(client, rows)
    run, looked = send(client, rows, adding_organisations="on")
    client.post(address("confirm", run.pk))

    assert refused.parameters["outcome"]["refused"] == 1
    assert "<strong>1</strong> <span>new organisation</span>" in words(looked)
    assert Entry.objects.get().lead.name_en == "New Company"


@pytest.mark.parametrize("subject", ["entries", "organisations", "awards"])
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_an_export_can_be_fetched_and_imported_to_no_difference(client, organiser, cup, subject, kind):
    factories.award(entry=factories.entry(edition=cup.editions.get()))
    client.force_login(organiser)

    page = client.post(address("export", subject), {"kind": kind, "edition": ""}, follow=True)
    run = Run.objects.get()
    response = client.get(address("file", run.pk))
    content = content_of(response)
    again, looked = send(client, content, subject, f"again.{kind}")

    assert "The file is ready" in words(page)
    assert response["Content-Disposition"].endswith(f'-{run.created_at:%Y-%m-%d}.{kind}"')
    outcome = again.parameters["outcome"]
    assert outcome["unchanged"] == outcome["added"] + outcome["unchanged"] + outcome["refused"] > 0
    assert "there is nothing to import" in words(looked)
    assert Award.history.count() == 1


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_empty_sheet_can_be_fetched(client, organiser, cup, kind):
    client.force_login(organiser)

    response = client.get(address("template", "entries", kind))

    assert response["Content-Disposition"] == f'attachment; filename="entries.{kind}"'
    assert content_of(response)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\n", "The file is empty."),
        (b"%PDF", "This is neither an XLSX workbook nor a CSV file."),
        (b"number\nA1", "The column “session” is missing."),
        (b"session,number", "There is nothing below the headings."),
    ],
)
def test_a_file_that_cannot_be_read_is_told(client, organiser, cup, content, message):
    client.force_login(organiser)
    upload = SimpleUploadedFile("a.csv", content)

    page = client.post(address("import", "entries"), {"file": upload}, follow=True)

    assert f'<p class="bloom-refusal">{message}</p>' in words(page)
    assert Run.objects.get().state == "refused"


def test_a_form_without_a_file_is_told(client, organiser, cup):
    client.force_login(organiser)

    page = client.post(address("import", "entries"))

    assert page.status_code == 400
    assert "<li>Choose a file first.</li>" in words(page)


def test_a_competition_is_chosen_where_there_are_several(client, organiser, cup):
    factories.competition(slug="other", name_en="Other cup")
    client.force_login(organiser)

    unsaid = client.post(address("import", "entries"), {"file": upload(ROWS)})
    run, _page = send(client, ROWS, competition=str(cup.pk))

    assert "<li>Choose the competition.</li>" in words(unsaid)
    assert run.parameters["outcome"]["added"] == 2
    assert client.get(address("template", "entries", "csv")).status_code == 404


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


def test_what_is_not_a_sheet_is_not_found(client, organiser, cup):
    client.force_login(organiser)

    assert client.get(address("import", "persons")).status_code == 404
    assert client.get(address("template", "entries", "ods")).status_code == 404
    assert client.get(address("detail", 999)).status_code == 404


def test_the_list_of_organisations_leads_to_its_sheets(client, organiser, reader):
    client.force_login(organiser)
    mine = words(client.get(reverse("admin:directory_organisation_changelist")))
    client.force_login(reader)
    theirs = words(client.get(reverse("admin:directory_organisation_changelist")))

    assert f'href="{address("import", "organisations")}"' in mine
    assert f'href="{address("export", "organisations")}"' in mine
    assert address("import", "organisations") not in theirs


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_of_runs_has_as_many_queries_for_many(client, organiser, cup, number, django_assert_num_queries):
    client.force_login(organiser)
    for _time in range(number):
        send(client, [entry("A1")])

    with django_assert_num_queries(7):
        page = client.get(reverse("admin:competition_run_changelist"))

    assert words(page).count("entries.csv") == number
