"""The papers of a day as files: signs for the tables, and the list of parties for the desk."""

import io
import zipfile

from django.http import HttpResponse
from django.utils import timezone

from matchmaking import papers, printing


def signs(_model_admin, request, day):
    asked = request.GET.get("paper")
    paper = asked if asked in papers.PAPERS else papers.PAPERS[0]
    parts = printing.signs(day, paper=paper)
    if len(parts) == 1:
        return file(day, "table-signs", parts[0][-1])
    return file(day, "table-signs", zipped(parts), "zip")


def party_list(_model_admin, _request, day):
    return file(day, "parties", printing.party_list(day))


def zipped(parts):
    """The files of many signs in one, called by the numbers of the tables."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for numbers, pdf in parts:
            archive.writestr(f"{numbers[0]:03}-{numbers[-1]:03}.pdf", pdf)
    return stream.getvalue()


def file(day, name, content, kind="pdf"):
    """A file that nobody keeps, called after what it is, and when it was made: the plan may change meanwhile."""
    response = HttpResponse(content, content_type=f"application/{kind}")
    made = timezone.localtime(timezone.now())
    called = f"{day.activity.slug}-{name}-{made:%Y-%m-%d-%H%M}.{kind}"
    response.headers["Content-Disposition"] = f'{"inline" if kind == "pdf" else "attachment"}; filename="{called}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response
