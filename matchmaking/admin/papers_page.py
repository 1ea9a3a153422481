"""The papers of a day as files: signs for the tables, and the list of parties for the desk."""

from django.http import HttpResponse
from django.utils import timezone

from matchmaking import papers, printing


def signs(_model_admin, request, day):
    asked = request.GET.get("paper")
    paper = asked if asked in papers.PAPERS else papers.PAPERS[0]
    return file(day, "table-signs", printing.signs(day, paper=paper))


def party_list(_model_admin, _request, day):
    return file(day, "parties", printing.party_list(day))


def file(day, name, pdf):
    """A PDF that nobody keeps, called after what it is, and when it was made: the plan may change meanwhile."""
    response = HttpResponse(pdf, content_type="application/pdf")
    made = timezone.localtime(timezone.now())
    called = f"{day.activity.slug}-{name}-{made:%Y-%m-%d-%H%M}.pdf"
    response.headers["Content-Disposition"] = f'inline; filename="{called}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response
