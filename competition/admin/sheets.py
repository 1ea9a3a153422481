"""The pages of an import or export: choose, look, have it done, fetch the file. Files lie where no server serves them
from, and are given only to those who may exchange sheets.
"""

import tempfile
from pathlib import PurePath

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from competition import exporting, running
from competition.admin.run_page import list_url, run_context
from competition.columns import SHEETS
from competition.models import Competition, Edition, RunKind
from competition.sheets import WRITERS, Limits, WorkbookWriter

EXCHANGE = "competition.exchange_sheets"
MEGABYTE = 1024 * 1024


def sheet_page(model_admin, request, template, subject, context):
    """A page about one kind of sheet; one that says what is wrong is an error."""
    kind = kind_of(subject)
    competitions = Competition.objects.visible_to(request.user)
    common = {
        "subject": subject,
        "sheet_title": kind.title,
        "list_url": list_url(subject),
        "competitions": [] if subject == "organisations" else competitions,
    }
    return model_admin.page(request, template, common | context, status=400 if "refusals" in context else 200)


def kind_of(subject):
    if subject not in SHEETS:
        raise Http404(_("There is no such sheet."))
    return SHEETS[subject]


def competition_of(request, subject, data):
    """The competition that the form names, or the only one. Errors: ValidationError."""
    if subject == "organisations":
        return None
    competitions = Competition.objects.visible_to(request.user)
    chosen = data.get("competition", "")
    found = competitions.filter(pk=chosen) if chosen.isdecimal() else competitions[:2]
    if len(found) != 1:
        raise ValidationError(_("Choose the competition."))
    return found[0]


def import_view(model_admin, request, subject):
    """Takes a file, and shows what importing it would change on the page of the run."""
    model_admin.require(request, *kind_of(subject).permissions)
    may_add = subject == "entries" and request.user.has_perm("directory.add_organisation")
    context = {
        "title": _("Import: %(what)s") % {"what": kind_of(subject).title},
        "may_add": may_add,
        "most": Limits.bytes // MEGABYTE,
        "most_rows": Limits.rows,
    }
    if request.method == "GET":
        return sheet_page(model_admin, request, "sheet_import", subject, context)
    try:
        run = running.start_import(
            subject,
            uploaded(request),
            competition=competition_of(request, subject, request.POST),
            adding_organisations=may_add and "adding_organisations" in request.POST,
            by=request.user,
        )
    except ValidationError as refusal:
        context["refusals"] = refusal.messages
        return sheet_page(model_admin, request, "sheet_import", subject, context)
    return redirect("admin:competition_run_detail", run.pk)


def uploaded(request):
    file = request.FILES.get("file")
    if file is None:
        raise ValidationError(_("Choose a file first."))
    if file.size > Limits.bytes:
        most = Limits.bytes // MEGABYTE
        raise ValidationError(
            _("The file has %(found)d MB; at most %(most)d MB can be read.")
            % {"found": -(-file.size // MEGABYTE), "most": most}
        )
    return file


def export_view(model_admin, request, subject):
    """Has a file written; it waits on the page of the run."""
    model_admin.require(request)
    editions = Edition.objects.visible_to(request.user).select_related("competition")
    context = {
        "title": _("Export: %(what)s") % {"what": kind_of(subject).title},
        "editions": [] if subject == "organisations" else editions,
    }
    if request.method == "GET":
        return sheet_page(model_admin, request, "sheet_export", subject, context)
    chosen, kind = request.POST.get("edition", ""), request.POST.get("kind")
    try:
        if kind not in exporting.KINDS:
            raise ValidationError(_("Choose the kind of file."))
        edition = editions.filter(pk=chosen).first() if chosen.isdecimal() else None
        competition = edition.competition if edition else competition_of(request, subject, request.POST)
    except ValidationError as refusal:
        context["refusals"] = refusal.messages
        return sheet_page(model_admin, request, "sheet_export", subject, context)
    run = running.start_export(subject, kind, competition=competition, edition=edition, by=request.user)
    return redirect("admin:competition_run_detail", run.pk)


def template_view(model_admin, request, subject, kind):
    """The empty sheet."""
    model_admin.require(request)
    if kind not in exporting.KINDS:
        raise Http404(_("There is no such kind of file."))
    try:
        competition = competition_of(request, subject, request.GET)
    except ValidationError as refusal:
        raise Http404(*refusal.messages) from refusal
    file = tempfile.TemporaryFile()  # noqa: SIM115  (the response closes it)
    exporting.write_template(kind_of(subject)(competition), file, kind)
    file.seek(0)
    return given(file, f"{subject}.{kind}")


def detail_view(model_admin, request, pk):
    """How far a run is, and what came of it. The script of the page asks for the part about that alone."""
    run = model_admin.visible_run(request, pk)
    context = run_context(run) | {"may_exchange": request.user.has_perm(EXCHANGE)}
    if "X-Progress" in request.headers:
        return render(request, "admin/competition/run_detail.html#progress", context)
    return sheet_page(model_admin, request, "run_detail", run.subject, context)


def confirm_view(model_admin, request, pk):
    """Has what was looked at imported: all of it or, where that was asked for, the good rows."""
    run = model_admin.visible_run(request, pk)
    model_admin.require(request, *kind_of(run.subject).permissions)
    try:
        running.confirm(run, all_or_nothing="good_rows" not in request.POST, by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("admin:competition_run_detail", pk)


def file_view(model_admin, request, pk, *, name):
    """The file that an export has written, or that an import was sent or gives back."""
    run = model_admin.visible_run(request, pk)
    model_admin.require(request)
    file = getattr(run, name)
    if not file or not file.storage.exists(file.name):
        raise Http404(_("The file is not kept any more."))
    suffix = PurePath(file.name).suffix
    if name == "report":
        title = f"{run.subject}-refused-{run.pk}{suffix}"
    elif run.kind == RunKind.EXPORT:
        title = f"{run.subject}-{run.created_at:%Y-%m-%d}{suffix}"
    else:
        title = run.parameters["name"]
    return given(file.open("rb"), title)


def given(file, name):
    """A file to be saved, whatever is in it."""
    written = WRITERS.get(name.rpartition(".")[2], WorkbookWriter)
    return FileResponse(file, as_attachment=True, filename=name, content_type=written.content_type)
