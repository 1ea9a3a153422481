"""Certificates in the back office: who issues them, the files of all, and what cannot be done."""

import pytest
from django.urls import reverse

from competition import certifying
from competition.admin import certificate_batch
from competition.models import Certificate
from tests import factories
from tests.competition.certificate_pages import address, press, told
from tests.competition.certificates import attachments, text_of, three_awards
from tests.reading import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return three_awards()


def test_organiser_issues_the_certificates_of_a_session(client, organiser, edition):
    client.force_login(organiser)

    response = press(client, edition, "issue")

    assert response.headers["Location"] == address("session", edition.pk)
    assert told(response) == ["3 certificates issued."]
    assert Certificate.objects.count() == 3
    assert {row.history_user for row in Certificate.history.all()} == {organiser}
    assert told(press(client, edition, "issue"))[-1] == "0 certificates issued."


def test_files_are_offered_once_there_are_certificates_and_issuing_while_some_are_missing(client, organiser, edition):
    def offered():
        return Page(client.get(address("session", edition.pk))).values("//button[@name='what']/@value")

    client.force_login(organiser)
    before = offered()
    press(client, edition, "issue")

    assert (before, offered()) == (["issue"], ["single", "bound"])


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


def test_award_leads_to_its_certificate(client, organiser, edition):
    award = edition.announcements.get().awards.first()
    client.force_login(organiser)
    before = client.get(reverse("admin:competition_award_change", args=[award.pk])).text
    certifying.issue(edition)

    after = client.get(reverse("admin:competition_award_change", args=[award.pk])).text

    path = address("change", Certificate.objects.get(award=award).pk)
    assert (path in before, path in after) == (False, True)


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
