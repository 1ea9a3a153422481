"""Certificates in the back office: who issues them, the files of all, and what cannot be done."""

import io
import re
import zipfile

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from competition import certifying
from competition.admin import certificate_batch
from competition.certifying import batch
from competition.models import Certificate, Run
from tests import factories
from tests.competition.certificates import attachments, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    """A session with three awards, not announced yet."""
    edition = factories.edition(competition=factories.competition(slug="blooming-cup"))
    announcement = factories.announcement(edition=edition, public_at=factories.at(9, day=30).replace(year=2199))
    prize = factories.prize(edition=edition)
    for rank in (3, 1, 2):
        factories.award(prize=prize, announcement=announcement, rank=rank)
    return edition


def address(name, *args):
    return reverse(f"admin:competition_certificate_{name}", args=args)


def told(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def press(client, edition, what):
    return client.post(address("session", edition.pk), {"what": what})


def made(run):
    """The file that came of a run."""
    with Run.objects.get(pk=run.pk).file.open() as file:
        return file.read()


@pytest.fixture
def at_once(django_capture_on_commit_callbacks):
    """Runs what waits for the end of a transaction, as a worker would."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def test_organiser_issues_the_certificates_of_a_session(client, organiser, edition):
    client.force_login(organiser)

    response = press(client, edition, "issue")

    assert response.headers["Location"] == address("session", edition.pk)
    assert told(response) == ["3 certificates issued."]
    assert Certificate.objects.count() == 3
    assert {row.history_user for row in Certificate.history.all()} == {organiser}
    assert told(press(client, edition, "issue"))[-1] == "0 certificates issued."


def test_refused_award_is_told(client, organiser, edition):
    award = edition.announcements.get().awards.first()
    award.entry.title_en = "🚀"
    award.entry.save()
    client.force_login(organiser)

    response = press(client, edition, "issue")

    assert told(response) == ["2 certificates issued.", f"{award.entry.number}: no font has 🚀 (U+1F680)."]


def test_correction_is_offered_and_issued_anew(client, organiser, edition):
    certifying.issue(edition)
    entry = Certificate.objects.get(number="BC6-0002").award.entry
    entry.title_en = "Corrected"
    entry.save()
    client.force_login(organiser)

    page = client.get(address("session", edition.pk)).content.decode()
    response = press(client, edition, "reissue")

    assert "1 certificate no longer says what its award says" in page
    assert told(response) == ["1 certificate issued anew."]
    assert "Corrected" in Certificate.objects.get(number="BC6-0002").content


def test_one_certificate_is_issued_anew(client, organiser, edition):
    certifying.issue(edition)
    certificate = Certificate.objects.get(number="BC6-0001")
    client.force_login(organiser)

    unchanged = client.post(address("reissue", certificate.pk))
    certificate.award.entry.lead.name_en = "Renamed"
    certificate.award.entry.lead.save()
    changed = client.post(address("reissue", certificate.pk))

    assert told(unchanged) == ["The certificate already says what the award says now."]
    assert told(changed)[-1] == "BC6-0001 is issued anew."


@pytest.mark.parametrize("what", ["issue", "reissue"])
@pytest.mark.parametrize("role", ["competition_editor", "reader"])
def test_only_an_organiser_issues(client, request, edition, role, what):
    client.force_login(request.getfixturevalue(role))

    response = press(client, edition, what)

    assert response.status_code == 403
    assert "Only an organiser issues certificates." in response.text
    assert not Certificate.objects.exists()


def test_only_an_organiser_issues_one_anew(client, competition_editor, edition):
    certifying.issue(edition)
    client.force_login(competition_editor)

    assert client.post(address("reissue", Certificate.objects.first().pk)).status_code == 403


@pytest.mark.parametrize("role", ["programme_editor", "sub_forum_editor", None])
def test_who_does_not_see_the_competition_sees_no_certificate(client, request, edition, role):
    certifying.issue(edition)
    pk = Certificate.objects.first().pk
    if role:
        client.force_login(request.getfixturevalue(role))

    answers = [
        client.get(address(name, *args))
        for name, *args in [["changelist"], ["session", edition.pk], ["file", pk], ["change", pk], ["run_file", 1]]
    ]

    expected = {403} if role else {302}
    assert {answer.status_code for answer in answers} <= expected | {302}
    assert ["BC6-000" in answer.text for answer in answers] == [False] * 5


def test_file_of_one_is_there_before_the_announcement(client, reader, edition):
    certifying.issue(edition)
    client.force_login(reader)

    response = client.get(address("file", Certificate.objects.get(number="BC6-0001").pk))

    assert "BC6-0001" in text_of(response.content)
    assert len(attachments(response.content)) == 2
    assert response.headers["Cache-Control"].startswith("private, no-store")
    assert response.headers["Content-Disposition"] == 'attachment; filename="BC6-0001.pdf"'


def test_zip_file_has_each_certificate_in_order(client, reader, edition, at_once):
    certifying.issue(edition)
    client.force_login(reader)

    with at_once():
        press(client, edition, "single")

    run = Run.objects.get()
    response = client.get(address("run_file", run.pk))
    with zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content))) as archive:
        names = archive.namelist()
        said = [text_of(archive.read(name)) for name in names]
    assert (run.state, run.done, run.total, run.started_by) == ("done", 3, 3, reader)
    assert names == ["0001 BC6-0001.pdf", "0002 BC6-0002.pdf", "0003 BC6-0003.pdf"]
    assert [f"第{rank}名" in words for rank, words in enumerate(said, start=1)] == [True] * 3
    assert 'filename="blooming-cup-6-single.zip"' in response.headers["Content-Disposition"]


def test_pages_to_print_are_one_pdf_without_what_was_withdrawn(client, organiser, edition, at_once):
    certifying.issue(edition)
    award = Certificate.objects.get(number="BC6-0002").award
    award.state, award.withdrawn_at, award.notice_en = "withdrawn", factories.at(12), "By request."
    award.save()
    client.force_login(organiser)

    with at_once():
        press(client, edition, "bound")

    body = b"".join(client.get(address("run_file", Run.objects.get().pk)).streaming_content)
    assert re.findall(r"BC6-\d+", text_of(body)) == ["BC6-0001", "BC6-0003"]


def test_very_many_pages_are_several_pdfs(client, organiser, edition, at_once, monkeypatch):
    monkeypatch.setattr("competition.certifying.printing.MOST_BOUND", 2)
    certifying.issue(edition)

    with at_once():
        run = batch.start(edition, batch.BOUND)

    with zipfile.ZipFile(io.BytesIO(made(run))) as archive:
        assert archive.namelist() == ["01.pdf", "02.pdf"]


def test_same_certificates_are_the_same_file(edition, at_once):
    certifying.issue(edition)

    with at_once():
        runs = [batch.start(edition, batch.SINGLE) for _time in range(2)]

    first, second = map(made, runs)
    assert first == second


def test_progress_is_shown_until_the_file_is_there(client, organiser, edition, monkeypatch):
    monkeypatch.setattr(batch, "TOLD_EVERY", 2)
    certifying.issue(edition)
    client.force_login(organiser)
    press(client, edition, "single")  # whose task waits

    waiting = client.get(address("session", edition.pk))
    batch.told(Run.objects.get().pk, 3, 2)
    running = client.get(address("session", edition.pk)).content.decode()
    not_yet = client.get(address("run_file", Run.objects.get().pk))

    assert waiting.headers["Refresh"] == "2"
    assert '<progress max="3" value="2"' in running
    assert not_yet.status_code == 404


def test_run_that_was_cut_off_is_made_again_and_one_that_is_over_is_not(edition):
    certifying.issue(edition)
    run = batch.start(edition, batch.SINGLE)
    Run.objects.update(state="running", done=2)

    batch.make_file.call(run.pk)
    first = Run.objects.get().file.name
    batch.make_file.call(run.pk)

    assert (Run.objects.get().state, Run.objects.get().file.name) == ("done", first)


def test_run_that_fails_says_so(edition, monkeypatch):
    certifying.issue(edition)
    run = batch.start(edition, batch.SINGLE)

    def fails(*_arguments):
        raise OSError("The disk is full.")

    monkeypatch.setattr(batch.printing, "write_zip", fails)
    batch.make_file.call(run.pk)

    assert (Run.objects.get().state, bool(Run.objects.get().file)) == ("failed", False)


def test_nothing_to_print_is_refused(client, organiser, edition):
    client.force_login(organiser)

    assert told(press(client, edition, "bound")) == ["No certificate of this session is issued yet."]
    assert not Run.objects.exists()


@pytest.mark.parametrize("what", ["", "delete", "issue\x00", "../single"])
def test_button_that_does_not_exist_does_nothing(client, organiser, edition, what):
    client.force_login(organiser)

    assert told(press(client, edition, what)) == ["Nothing was done: this page has no such button."]
    assert not Certificate.objects.exists()


def test_nobody_writes_in_a_certificate(client, organiser, edition):
    certifying.issue(edition)
    pk = Certificate.objects.first().pk
    client.force_login(organiser)

    answers = [
        client.get(reverse("admin:competition_certificate_add")),
        client.post(address("change", pk), {"number": "BC6-9999"}),
        client.post(address("delete", pk), {"post": "yes"}),
    ]

    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert Certificate.objects.count() == 3


def test_list_is_a_fixed_number_of_queries(client, organiser, edition, django_assert_num_queries):
    client.force_login(organiser)
    award = edition.announcements.get().awards.first()
    certifying.issue(edition)
    client.get(address("changelist"))

    with django_assert_num_queries(6):
        one = client.get(address("changelist"))
    for _award in range(3):
        factories.award(prize=award.prize, announcement=award.announcement)
    certifying.issue(edition)

    with django_assert_num_queries(6):
        client.get(address("changelist"))
    assert "3 of 3 awards have a certificate" in one.text


def test_session_page_is_a_fixed_number_of_queries(client, organiser, edition, django_assert_num_queries):
    client.force_login(organiser)
    award = edition.announcements.get().awards.first()
    certifying.issue(edition)
    client.get(address("session", edition.pk))

    with django_assert_num_queries(9):
        client.get(address("session", edition.pk))
    for _award in range(3):
        factories.award(prize=award.prize, announcement=award.announcement)
    certifying.issue(edition)

    with django_assert_num_queries(9):
        client.get(address("session", edition.pk))


def test_certificate_is_looked_at(client, reader, edition):
    certifying.issue(edition)
    certificate = Certificate.objects.get(number="BC6-0001")
    client.force_login(reader)

    page = client.get(address("change", certificate.pk)).content.decode()

    assert address("file", certificate.pk) in page
    assert address("session", edition.pk) in page
    assert "Issue anew" not in page


def test_certificate_or_session_that_is_not_there_is_404(client, organiser, edition):
    client.force_login(organiser)

    answers = [client.get(address(name, 999_999)) for name in ("file", "session", "run_file")]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert certificate_batch.RUNS_SHOWN == 5
