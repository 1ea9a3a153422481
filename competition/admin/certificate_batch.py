"""The certificates of a session: what is issued and what is not, issuing them, and the files of all of them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from competition import certifying, running
from competition.certifying import printing
from competition.models import Award, Edition, Run, RunKind, RunState

RUNS_SHOWN = 5
ASK_AGAIN_SECONDS = 2
ISSUE, PRINT = "competition.issue_certificates", "competition.print_certificates"
ONLY = {
    ISSUE: gettext_lazy("Only an organiser issues certificates."),
    PRINT: gettext_lazy("Only those who edit the competition make files of certificates."),
}


def urls(model_admin):
    """The addresses of a session's certificates; to stand before the admin's own, which take any text as a key."""
    views = {"sessions/<int:pk>/": session, "runs/<int:pk>/": run_file}
    return [
        path(
            address,
            model_admin.admin_site.admin_view(view),
            {"model_admin": model_admin},
            name=f"competition_certificate_{view.__name__}",
        )
        for address, view in views.items()
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def session(request, pk, model_admin):
    """What is issued of a session; posted, does what its button says. While a file is being made it asks again."""
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    edition = get_object_or_404(Edition.objects.visible_to(request.user).select_related("competition"), pk=pk)
    if request.method == "POST":
        act(request, edition, request.POST.get("what", ""))
        return redirect("admin:competition_certificate_session", pk)
    runs = list(runs_of(edition)[:RUNS_SHOWN])
    progress = [running.progress_of(run) for run in runs]
    context = {
        "title": _("Certificates: %(session)s") % {"session": edition},
        "edition": edition,
        "runs": [(run, told.done if told else run.done) for run, told in zip(runs, progress, strict=True)],
        "may_issue": request.user.has_perm(ISSUE),
        "may_print": request.user.has_perm(PRINT),
        **counts(edition),
    }
    response = model_admin.page(request, "certificate_session", context)
    if any(not run.is_over for run in runs):
        response.headers["Refresh"] = str(ASK_AGAIN_SECONDS)
    return response


def counts(edition):
    given = Award.objects.given().filter(announcement__edition=edition)
    issued = given.filter(certificate__isnull=False).count()
    return {"given": given.count(), "issued": issued, "outdated": certifying.outdated(edition) if issued else []}


def runs_of(edition):
    return Run.objects.filter(kind=RunKind.CERTIFICATES, parameters__edition=edition.pk).select_related("started_by")


def act(request, edition, what):
    """Does what a button says, and tells what came of it."""
    actions = {
        "issue": (issue, ISSUE),
        "reissue": (reissue, ISSUE),
        printing.SINGLE: (make, PRINT),
        printing.BOUND: (make, PRINT),
    }
    if what not in actions:
        messages.error(request, _("Nothing was done: this page has no such button."))
        return
    action, right = actions[what]
    if not request.user.has_perm(right):
        raise PermissionDenied(ONLY[right])
    try:
        action(request, edition, what)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))


def issue(request, edition, _what):
    found = certifying.issue(edition, by=request.user)
    number = len(found.certificates)
    words = ngettext("%(number)d certificate issued.", "%(number)d certificates issued.", number) % {"number": number}
    messages.success(request, words)
    for refusal in found.refused:
        messages.warning(request, refusal.reason)


def reissue(request, edition, _what):
    number = len(certifying.reissue(certifying.outdated(edition), by=request.user))
    words = ngettext("%(number)d certificate issued anew.", "%(number)d certificates issued anew.", number)
    messages.success(request, words % {"number": number})


def make(request, edition, what):
    running.start_certificates(edition, what, by=request.user)


@require_safe
def run_file(request, pk, model_admin):
    """The file that a run made, for those who see certificates."""
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    run = get_object_or_404(Run.objects.visible_to(request.user), pk=pk, kind=RunKind.CERTIFICATES)
    if run.state != RunState.DONE:
        raise Http404(_("This file is not finished."))
    if not run.file or not run.file.storage.exists(run.file.name):
        raise Http404(_("The file is not kept any more."))
    response = FileResponse(run.file.open(), as_attachment=True, filename=run.file.name.rpartition("/")[2])
    response.headers["Cache-Control"] = "private, no-store"
    return response
