"""The pages of sheets in the back office, as a client uses them."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from competition.models import Run
from tests.competition.sheet_files import entry, made

ROWS = [entry("A1"), entry("A2", sites="many"), entry("A3")]


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
