"""Starting a run: its row, its file, and the task that carries it out."""

import datetime as dt
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from competition.certifying import printing
from competition.files import forget_worker
from competition.models import Run, RunKind, RunState
from competition.running.carrying_out import carry_out

KEPT = dt.timedelta(days=30)
MOST_OF_NAME = 100


def start_import(subject, file, *, competition=None, adding_organisations=False, by):
    """Takes a file, whose `name` says its kind, to look at what importing it would change. Returns the run."""
    name = PurePath(file.name.replace("\\", "/")).name[-MOST_OF_NAME:]
    parameters = {"name": name, "adding_organisations": adding_organisations, "is_written": False}
    run = made(RunKind.IMPORT, subject, competition, parameters, by)
    run.file.save(f"{run.pk}-{subject}{PurePath(name).suffix.lower()[:5]}", file)
    return begun(run)


def confirm(run, *, all_or_nothing, by):
    """Has the file of a run that was looked at imported, once. Returns the run.

    Errors: ValidationError not_looked_at, where the run is not at that point (any more).
    """
    with transaction.atomic():
        run = Run.objects.select_for_update(of=("self",)).get(pk=run.pk)
        is_looked_at = run.kind == RunKind.IMPORT and run.state == RunState.DONE and not run.parameters["is_written"]
        if not is_looked_at or not run.file:
            raise ValidationError(_("This file cannot be imported any more. Upload it again."), code="not_looked_at")
        run.parameters |= {"is_written": True, "all_or_nothing": all_or_nothing}
        run.state, run.finished_at, run.started_by = RunState.WAITING, None, by
        run.save(update_fields=["parameters", "state", "finished_at", "started_by"])
    return begun(run)


def start_export(subject, kind, *, competition=None, edition=None, by):
    """Has all rows, or those of a session, written to a file. Returns the run."""
    parameters = {"kind": kind, "edition": edition and edition.pk}
    run = made(RunKind.EXPORT, subject, competition, parameters, by)
    return begun(run)


def start_certificates(edition, form, *, by=None):
    """Has the file of all certificates of a session that hold made. Returns the run.

    `form`: "single", a ZIP file of one PDF each, or "bound", many pages for a printer. Refuses with ValidationError:
    no_certificates.
    """
    number = len(printing.certificates_of(edition))
    if not number:
        raise ValidationError(_("No certificate of this session is issued yet."), code="no_certificates")
    parameters = {"edition": edition.pk, "form": form}
    return begun(made(RunKind.CERTIFICATES, str(edition)[:40], edition.competition, parameters, by, total=number))


def made(kind, subject, competition, parameters, by, *, total=0):  # noqa: PLR0913  (the columns of a run)
    forget_old(timezone.now() - KEPT)
    parameters |= {"competition": competition and competition.pk, "language": get_language()}
    return Run.objects.create(
        kind=kind, subject=subject, parameters=parameters, total=total, started_by=by, created_at=timezone.now()
    )


def begun(run):
    """Hands a run to the task, and returns it as it is then: over, where no worker has to come for it."""
    carry_out.enqueue(run.pk)
    run.refresh_from_db()
    return run


def forget_old(before):
    """Deletes the files of runs from before a moment; that they took place stays known."""
    for run in Run.objects.filter(created_at__lt=before).exclude(file="", report=""):
        for file in (run.file, run.report):
            file.delete(save=False)
        run.save(update_fields=["file", "report"])
        forget_worker(f"run-{run.pk}")
