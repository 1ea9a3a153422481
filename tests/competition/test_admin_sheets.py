"""Spreadsheets in the back office: upload, look, correct, import, export, and who may."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from competition.models import Award, Entry, Run
from directory.models import Organisation
from tests import factories
from tests.competition.sheet_files import entry, read
from tests.competition.sheet_pages import ROWS, address, content_of, send, upload, words

pytestmark = pytest.mark.django_db


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


def test_what_is_not_a_sheet_is_not_found(client, organiser, cup):
    client.force_login(organiser)

    assert client.get(address("import", "persons")).status_code == 404
    assert client.get(address("template", "entries", "ods")).status_code == 404
    assert client.get(address("detail", 999)).status_code == 404


@pytest.mark.parametrize(
    ("model", "subject"),
    [
        ("directory_organisation", "organisations"),
        ("competition_entry", "entries"),
        ("competition_award", "awards"),
    ],
)
def test_a_list_leads_to_its_sheets(client, organiser, reader, model, subject):
    links = [f'href="{address(name, subject)}"' for name in ("import", "export")]
    client.force_login(organiser)
    mine = words(client.get(reverse(f"admin:{model}_changelist")))
    client.force_login(reader)
    theirs = words(client.get(reverse(f"admin:{model}_changelist")))

    assert [link in mine for link in links] == [True, True]
    assert [link in theirs for link in links] == [False, False]
