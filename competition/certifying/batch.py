"""The files of all certificates of a session, made in the background: a `Run` says how far it is."""

import logging
import tempfile
from functools import partial

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction
from django.tasks import task
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from competition.certificate.rendering import MissingCharactersError, named
from competition.certifying import printing
from competition.files import sole_worker
from competition.models import AwardState, Certificate, Edition, Run, RunKind, RunState

logger = logging.getLogger(__name__)
SINGLE, BOUND = "single", "bound"
TOLD_EVERY = 25  # certificates


def certificates_of(edition):
    """Those that hold, in the order of their numbers: that of the ranks when they were issued."""
    rows = Certificate.objects.filter(award__announcement__edition=edition, award__state=AwardState.GIVEN)
    return sorted(rows, key=lambda row: (len(row.number), row.number))


def start(edition, form, *, by=None, at=None):
    """Begins to make the file of all certificates of a session that hold; returns the `Run` of it.

    `form`: "single", a ZIP file of one PDF each, or "bound", many pages for a printer. Refuses with ValidationError:
    no_certificates.
    """
    number = len(certificates_of(edition))
    if not number:
        raise ValidationError(_("No certificate of this session is issued yet."), code="no_certificates")
    run = Run(
        kind=RunKind.CERTIFICATES,
        subject=str(edition)[:40],
        parameters={"edition": edition.pk, "form": form, "language": get_language()},
        total=number,
        started_by=by,
        created_at=at or timezone.now(),
    )
    run.full_clean(exclude=["parameters", "started_by"])
    run.save()
    transaction.on_commit(partial(make_file.enqueue, run.pk))
    return run


@task
def make_file(run_pk):
    """Makes the file of a run; a run that is over is left alone, one that was cut off is made from the beginning."""
    with sole_worker(f"run-{run_pk}"):
        run = Run.objects.get(pk=run_pk)
        if run.is_over:
            return
        Run.objects.filter(pk=run_pk).update(state=RunState.RUNNING, done=0)
        with override(run.parameters["language"]):
            finish(run)


def finish(run):
    """Makes the file, and ends the run: done, refused with a sentence, or failed."""
    try:
        with tempfile.TemporaryFile() as stream:
            name = write(run, stream)
            run.file.save(name, File(stream), save=False)
        run.state, run.done = RunState.DONE, run.total
    except MissingCharactersError as error:
        run.state = RunState.REFUSED
        run.message = _("No font has %(characters)s.") % {"characters": named(error.characters)}
    except Exception:
        logger.exception("The certificates of run %d could not be made.", run.pk)
        run.state = RunState.FAILED
    run.finished_at = timezone.now()
    run.save(update_fields=["state", "done", "total", "message", "file", "finished_at"])


def write(run, stream):
    """Writes the file of a run and returns its name."""
    edition = Edition.objects.select_related("competition").get(pk=run.parameters["edition"])
    certificates = certificates_of(edition)
    run.total = len(certificates)
    tell = partial(told, run.pk, run.total)
    ending = "zip"
    if run.parameters["form"] == BOUND:
        ending = printing.write_bound(certificates, stream, tell)
    else:
        printing.write_zip(certificates, stream, tell)
    stream.seek(0)
    return f"{edition.competition.slug}-{edition.number}-{run.parameters['form']}.{ending}"


def told(run_pk, total, done):
    if done % TOLD_EVERY == 0:
        Run.objects.filter(pk=run_pk).update(done=done, total=total)
