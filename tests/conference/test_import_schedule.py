"""The import, as a command and in the admin."""

from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from conference.models import Activity, Room
from tests import factories
from tests.conference.bad_files import GUID, OTHER, event, xml

pytestmark = pytest.mark.django_db

CONTENT = xml(event(), event(OTHER, "Another talk", "2023-10-20T10:00:00+08:00"))


@pytest.fixture
def conference():
    return factories.conference(slug="2023", name_en="The conference")


def command(path, *arguments):
    out = StringIO()
    call_command("import_schedule", "2023", str(path), *arguments, stdout=out)
    return out.getvalue().splitlines()


def test_command_imports(conference, tmp_path):
    path = tmp_path / "schedule.xml"
    path.write_bytes(CONTENT)

    first, second = command(path), command(path)

    assert first == [
        "added    Venue: The conference",
        "added    Hall: Hall 1",
        "added    Activity: A talk",
        "added    Activity: Another talk",
        "Imported: 4 added, 0 changed, 0 removed, 0 unchanged.",
    ]
    assert second == ["Imported: 0 added, 0 changed, 0 removed, 2 unchanged."]
    assert conference.activities.count() == 2


def test_command_shows_what_would_change(conference, tmp_path):
    path = tmp_path / "schedule.xml"
    path.write_bytes(CONTENT)
    command(path)
    path.write_bytes(xml(event(title="A better talk")))

    lines = command(path, "--dry-run", "--remove")

    assert lines == [
        "changed  Activity: A better talk",
        "           Title (English): A talk → A better talk",
        "removed  Activity: Another talk",
        "Would import: 0 added, 1 changed, 1 removed, 0 unchanged.",
    ]
    assert [activity.title_en for activity in conference.activities.all()] == ["A talk", "Another talk"]


def test_command_refuses_with_all_sentences(conference, tmp_path):
    path = tmp_path / "schedule.xml"
    path.write_bytes(xml(event(guid=""), event(duration="x")))

    with pytest.raises(CommandError) as error:
        command(path)

    assert str(error.value).splitlines() == [
        "Line 3: The event has no guid, so that it could not be found again.",
        "Line 4: “x” is not a duration such as 01:30.",
    ]
    assert error.value.returncode == 1
    assert conference.activities.count() == 0


def test_command_refuses_what_is_not_there(conference, tmp_path):
    with pytest.raises(CommandError, match=r"nowhere\.xml cannot be read: No such file or directory\."):
        command(tmp_path / "nowhere.xml")
    with pytest.raises(CommandError, match=r"There is no conference at the address 1999\."):
        call_command("import_schedule", "1999", str(tmp_path / "nowhere.xml"))


def page(conference):
    return reverse("admin:conference_conference_import", args=[conference.pk])


def upload(client, conference, content=CONTENT, **values):
    file = SimpleUploadedFile("schedule.xml", content, content_type="application/xml")
    return client.post(page(conference), {"file": file} | values)


def confirm(client, conference, response):
    context = response.context
    values = {"seen": context["plan"].digest, "token": context["token"], "name": context["name"]}
    if context["plan"].removing:
        values["removing"] = "on"
    return client.post(page(conference), values, follow=True)


def messages(response):
    return [str(message) for message in response.context["messages"]]


def test_admin_shows_what_would_change_and_then_imports(client, conference, programme_editor):
    client.force_login(programme_editor)

    shown = upload(client, conference)
    assert [str(step.title) for _action, step in shown.context["steps"]] == [
        "The conference",
        "Hall 1",
        "A talk",
        "Another talk",
    ]
    assert Activity.objects.count() == 0

    done = confirm(client, conference, shown)
    assert messages(done) == ["Imported: 4 added, 0 changed, 0 removed, 0 left as they are."]
    assert done.redirect_chain == [(reverse("admin:conference_conference_change", args=[conference.pk]), 302)]
    assert Activity.objects.get(guid=GUID).history.get().history_user == programme_editor


def test_admin_removes_only_when_asked(client, conference, organiser):
    client.force_login(organiser)
    confirm(client, conference, upload(client, conference))

    kept = confirm(client, conference, upload(client, conference, xml(event(title="A better talk"))))
    assert messages(kept) == ["Imported: 0 added, 1 changed, 0 removed, 0 left as they are."]

    removed = confirm(client, conference, upload(client, conference, xml(event(title="The talk")), removing="on"))
    assert messages(removed) == ["Imported: 0 added, 1 changed, 1 removed, 0 left as they are."]
    assert [activity.title_en for activity in conference.activities.all()] == ["The talk"]


def test_admin_refuses_a_bad_file_with_all_sentences(client, conference, organiser):
    client.force_login(organiser)

    response = upload(client, conference, xml(event(guid=""), event(duration="&lt;x>")))

    assert response.status_code == 400
    assert response.context["problems"] == [
        "Line 3: The event has no guid, so that it could not be found again.",
        "Line 4: “<x>” is not a duration such as 01:30.",
    ]
    assert "“&lt;x&gt;” is not a duration" in response.content.decode()
    assert Activity.objects.count() == 0


def test_admin_notices_that_the_rows_changed_meanwhile(client, conference, organiser):
    client.force_login(organiser)
    shown = upload(client, conference)
    confirm(client, conference, upload(client, conference))
    Activity.objects.filter(guid=GUID).update(title_en="Edited meanwhile")

    response = confirm(client, conference, shown)

    sentence = "The programme was edited since you looked at what would change. Please look at it again."
    assert messages(response) == [sentence]
    assert [(step.action, step.title) for _action, step in response.context["steps"]] == [("changed", "A talk")]
    assert Activity.objects.get(guid=GUID).title_en == "Edited meanwhile"


@pytest.mark.parametrize("token", ["", "0" * 64, "../../etc/passwd", "\0"])
def test_admin_knows_only_the_file_that_the_user_sent(client, conference, organiser, token):
    client.force_login(organiser)
    shown = upload(client, conference)

    response = client.post(page(conference), {"seen": shown.context["plan"].digest, "token": token})

    assert messages(response) == ["The file is no longer kept. Please upload it again."]
    assert Activity.objects.count() == 0


def test_admin_does_not_share_an_uploaded_file(client, conference, organiser, programme_editor):
    client.force_login(organiser)
    shown = upload(client, conference)
    client.force_login(programme_editor)

    response = confirm(client, conference, shown)

    assert messages(response) == ["The file is no longer kept. Please upload it again."]
    assert Room.objects.count() == 0


def test_admin_asks_for_a_file(client, conference, organiser):
    client.force_login(organiser)

    assert messages(client.post(page(conference))) == ["Choose a file first."]
    assert client.get(page(conference)).context["plan"] is None


def test_admin_import_is_for_those_who_add_activities(client, conference, reader, sub_forum_editor):
    factories.activity(conference=conference).editors.add(sub_forum_editor)
    for user in (reader, sub_forum_editor):
        client.force_login(user)
        assert client.get(page(conference)).status_code == 403
        assert upload(client, conference).status_code == 403
    client.logout()

    assert client.get(page(conference)).status_code == 302
    assert Activity.objects.count() == 1
