"""The files of all certificates of a session, made in the background."""

import datetime as dt
import io
import re
import zipfile

import pytest
from django.urls import reverse

from competition import certifying
from competition.certifying import printing
from competition.models import Certificate, Run
from competition.running import carry_out, progress, start_certificates
from competition.running.starting import forget_old
from tests import factories
from tests.competition.certificate_pages import address, press, told
from tests.competition.certificates import text_of, three_awards

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return three_awards()


def made(run):
    """The file that came of a run."""
    with Run.objects.get(pk=run.pk).file.open() as file:
        return file.read()


@pytest.fixture
def waiting(settings):
    """Runs wait: no worker comes."""
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}}


def test_zip_file_has_each_certificate_in_order(client, competition_editor, edition):
    certifying.issue(edition)
    client.force_login(competition_editor)

    press(client, edition, "single")

    run = Run.objects.get()
    response = client.get(address("run_file", run.pk))
    with zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content))) as archive:
        names = archive.namelist()
        said = [text_of(archive.read(name)) for name in names]
    assert (run.state, run.done, run.total, run.started_by) == ("done", 3, 3, competition_editor)
    assert names == ["0001 BC6-0001.pdf", "0002 BC6-0002.pdf", "0003 BC6-0003.pdf"]
    assert [f"第{rank}名" in words for rank, words in enumerate(said, start=1)] == [True] * 3
    assert 'filename="blooming-cup-6-single.zip"' in response.headers["Content-Disposition"]


def test_pages_to_print_are_one_pdf_without_what_was_withdrawn(client, organiser, edition):
    certifying.issue(edition)
    award = Certificate.objects.get(number="BC6-0002").award
    award.state, award.withdrawn_at, award.notice_en = "withdrawn", factories.at(12), "By request."
    award.save()
    client.force_login(organiser)

    press(client, edition, "bound")

    body = b"".join(client.get(address("run_file", Run.objects.get().pk)).streaming_content)
    assert re.findall(r"BC6-\d+", text_of(body)) == ["BC6-0001", "BC6-0003"]


def test_very_many_pages_are_several_pdfs(client, organiser, edition, monkeypatch):
    monkeypatch.setattr("competition.certifying.printing.MOST_BOUND", 2)
    certifying.issue(edition)

    run = start_certificates(edition, printing.BOUND)

    with zipfile.ZipFile(io.BytesIO(made(run))) as archive:
        assert archive.namelist() == ["01.pdf", "02.pdf"]


def test_same_certificates_are_the_same_file(edition):
    certifying.issue(edition)

    runs = [start_certificates(edition, printing.SINGLE) for _time in range(2)]

    first, second = map(made, runs)
    assert first == second


def test_progress_is_shown_until_the_file_is_there(client, organiser, edition, waiting):
    certifying.issue(edition)
    client.force_login(organiser)
    press(client, edition, "single")

    not_begun = client.get(address("session", edition.pk))
    progress.tell(Run.objects.get().pk, "printing", 2, 3)
    going_on = client.get(address("session", edition.pk)).content.decode()
    not_yet = client.get(address("run_file", Run.objects.get().pk))

    assert not_begun.headers["Refresh"] == "2"
    assert '<progress max="3" value="2"' in going_on
    assert not_yet.status_code == 404


def test_run_that_was_cut_off_is_made_again_and_one_that_is_over_is_not(edition, waiting):
    certifying.issue(edition)
    run = start_certificates(edition, printing.SINGLE)
    Run.objects.update(state="running", done=2)

    carry_out.func(run.pk)
    first = Run.objects.get().file.name
    carry_out.func(run.pk)

    assert (Run.objects.get().state, Run.objects.get().file.name) == ("done", first)


def test_run_that_fails_says_so(edition, monkeypatch):
    certifying.issue(edition)

    def fails(*_arguments):
        raise OSError("The disk is full.")

    monkeypatch.setattr(printing, "write_zip", fails)
    run = start_certificates(edition, printing.SINGLE)

    assert (run.state, bool(run.file)) == ("failed", False)
    assert run.message.startswith("Something went wrong that should not")


def test_run_is_on_the_page_of_its_session_alone(client, organiser, edition):
    certifying.issue(edition)
    run = start_certificates(edition, printing.SINGLE, by=organiser)
    client.force_login(organiser)

    runs = client.get(reverse("admin:competition_run_changelist"))
    detail = client.get(reverse("admin:competition_run_detail", args=[run.pk]))

    assert list(runs.context["cl"].result_list) == []
    assert detail.status_code == 404


@pytest.mark.parametrize("form", [printing.SINGLE, printing.BOUND])
def test_who_only_reads_makes_no_file(client, reader, edition, form):
    certifying.issue(edition)
    client.force_login(reader)

    page = client.get(address("session", edition.pk))
    response = press(client, edition, form)

    assert f'value="{form}"' not in page.text
    assert response.status_code == 403
    assert "Only those who edit the competition make files of certificates." in response.text
    assert not Run.objects.exists()


def test_who_only_reads_downloads_a_file_that_is_made(client, reader, edition):
    certifying.issue(edition)
    run = start_certificates(edition, printing.BOUND)
    client.force_login(reader)

    page = client.get(address("session", edition.pk))
    response = client.get(address("run_file", run.pk))

    assert address("run_file", run.pk) in page.text
    assert response.status_code == 200
    assert b"".join(response.streaming_content) == made(run)


def test_a_file_that_is_forgotten_is_not_found(client, organiser, edition):
    certifying.issue(edition)
    run = start_certificates(edition, printing.BOUND)
    forget_old(run.created_at + dt.timedelta(days=1))
    client.force_login(organiser)

    assert client.get(address("run_file", run.pk)).status_code == 404
    assert address("run_file", run.pk) not in client.get(address("session", edition.pk)).text


def test_nothing_to_print_is_refused(client, organiser, edition):
    client.force_login(organiser)

    assert told(press(client, edition, "bound")) == ["No certificate of this session is issued yet."]
    assert not Run.objects.exists()
