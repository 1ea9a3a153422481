"""The first page of the back office, with what the competition still needs beside what the conference does."""

from typing import NamedTuple

from django.db.models import F, Q
from django.utils import timezone

from competition.admin.moments import moment_in_words
from competition.models import Announcement, Entry, Prize, Run, RunKind, RunState
from conference.admin import dashboard as conference_dashboard

MOST = 6
KEPT = [Entry, Prize, Announcement]  # with a history, and offered to be added


class ContestDesk(NamedTuple):
    """What comes next: announcements to come, prizes that are not all given, work that failed."""

    announcements: list[tuple[Announcement, str]]
    boards: list[Prize]
    runs: list[Run]

    @property
    def is_empty(self):
        return not any(self)


def dashboard(request, context):
    """Adds to the context of the first page what it shows. Reads a fixed number of queries."""
    context = conference_dashboard.dashboard(request, context)
    if not request.user.has_perm("competition.view_edition"):
        return context | {"contest": None}
    links = conference_dashboard.links_to_add(request.user, KEPT)
    return context | {
        "contest": desk(),
        "edits": recent_edits(context["edits"]),
        "links": [*context["links"], *links],
    }


def recent_edits(edits):
    """The last edits of the conference and of the competition together, newest first."""
    most = conference_dashboard.MOST_EDITS
    for model in KEPT:
        records = model.history.select_related("history_user").order_by("-history_id")[:most]  # an import has one date
        edits = edits + [conference_dashboard.edit(model, record) for record in records]
    return sorted(edits, key=lambda one: one.at, reverse=True)[:most]


def desk():
    now = timezone.now()
    to_come = Announcement.objects.filter(Q(public_at=None) | Q(public_at__gt=now)).select_related("edition")
    announcements = to_come.order_by(F("public_at").asc(nulls_last=True), "-pk")[:MOST]
    prizes = Prize.objects.filter(edition__in=to_come.order_by().values("edition")).select_related("edition")
    boards = prizes.with_given().with_places().filter(given__lt=F("room"))
    runs = Run.objects.filter(state__in=[RunState.REFUSED, RunState.FAILED]).exclude(kind=RunKind.CERTIFICATES)
    return ContestDesk(
        announcements=[(row, moment_in_words(row, now)) for row in announcements],
        boards=list(boards.order_by("-edition__year", "-edition_id", "order", "pk")[:MOST]),
        runs=list(runs.select_related("started_by").order_by("-created_at")[:MOST]),
    )
