"""Carrying out a run: a task, which may be called again where its worker died, and then begins anew.

A task that is delivered twice waits for its first delivery, and then finds the run over.
"""

import logging
import tempfile
from dataclasses import asdict

from django.core.exceptions import ValidationError
from django.core.files import File
from django.tasks import task
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from competition import exporting, importing
from competition.certificate.rendering import MissingCharactersError, named
from competition.certifying import printing
from competition.columns import SHEETS
from competition.files import sole_worker
from competition.models import Competition, Edition, Run, RunKind, RunState
from competition.running import progress

logger = logging.getLogger(__name__)
EXPORTING, PRINTING = "exporting", "printing"


@task
def carry_out(pk):
    """Does what a run says, and ends it: done, refused with a sentence, or failed.

    A failure ends the run instead of being raised, so that the queue does not try a broken file again and again.
    """
    with sole_worker(f"run-{pk}"):
        run = Run.objects.select_related("started_by").filter(pk=pk).first()
        if run is not None and not run.is_over:
            work(run)


def work(run):
    run.state = RunState.RUNNING
    run.save(update_fields=["state"])
    with translation.override(run.parameters["language"]):
        try:
            state, message = WORK[run.kind](run)
        except ValidationError as refusal:
            state, message = RunState.REFUSED, "\n".join(refusal.messages)
        except Exception:
            logger.exception("Run %s failed.", run.pk)
            state = RunState.FAILED
            message = _("Something went wrong that should not; it is written down. Nothing half done is left.")
    finish(run, state, message)


def finish(run, state, message):
    run.state, run.message, run.finished_at = state, message, timezone.now()
    run.save(update_fields=["state", "message", "finished_at", "parameters", "done", "total", "file", "report"])
    progress.forget(run.pk)


def competition_of(run):
    pk = run.parameters["competition"]
    return Competition.objects.get(pk=pk) if pk else None


def import_file(run):
    said = run.parameters
    all_or_nothing = said.get("all_or_nothing", False)
    choices = importing.Choices(said["is_written"], all_or_nothing, said["adding_organisations"])
    with tempfile.TemporaryFile() as report:
        with run.file.open("rb") as file:
            outcome = importing.import_sheet(
                run.subject,
                file,
                competition=competition_of(run),
                choices=choices,
                by=run.started_by,
                name=said["name"],
                report=report,
                progress=lambda *told: progress.tell(run.pk, *told),
            )
        run.report.delete(save=False)
        if outcome.refused:
            suffix = "csv" if said["name"].lower().endswith((".csv", ".txt", ".tsv")) else "xlsx"
            run.report.save(f"{run.pk}-refused.{suffix}", File(report), save=False)
    run.parameters["outcome"] = asdict(outcome)
    run.done = run.total = outcome.rows
    if said["is_written"] and all_or_nothing and outcome.refused:
        return RunState.REFUSED, _("Not every row is good any more, so that none was imported.")
    return RunState.DONE, ""


def export_rows(run):
    said = run.parameters
    sheet = SHEETS[run.subject](competition_of(run))
    edition = Edition.objects.get(pk=said["edition"]) if said["edition"] else None
    with tempfile.TemporaryFile() as file:
        run.done = run.total = exporting.export_sheet(
            sheet,
            file,
            said["kind"],
            edition=edition,
            progress=lambda done, total: progress.tell(run.pk, EXPORTING, done, total),
        )
        run.file.delete(save=False)
        run.file.save(f"{run.pk}-{run.subject}.{said['kind']}", File(file), save=False)
    return RunState.DONE, ""


def write_certificates(run):
    said = run.parameters
    edition = Edition.objects.select_related("competition").get(pk=said["edition"])
    with tempfile.TemporaryFile() as file:
        try:
            name, run.total = printing.write_file(
                edition, said["form"], file, lambda done, total: progress.tell(run.pk, PRINTING, done, total)
            )
        except MissingCharactersError as error:
            return RunState.REFUSED, _("No font has %(characters)s.") % {"characters": named(error.characters)}
        run.file.save(name, File(file), save=False)
    run.done = run.total
    return RunState.DONE, ""


WORK = {RunKind.IMPORT: import_file, RunKind.EXPORT: export_rows, RunKind.CERTIFICATES: write_certificates}
