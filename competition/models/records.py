"""What is written down about work on the competition: certificates issued, bulk changes, work in the background."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from competition.files import private_files
from competition.models.awards import Award
from competition.models.contest import CompetitionQuerySet


class Certificate(models.Model):
    """The paper that says that an award was given: frozen when it is issued, and signed."""

    award = models.OneToOneField(Award, models.PROTECT, verbose_name=_("award"), related_name="certificate")
    number = models.CharField(pgettext_lazy("certificate", "number"), max_length=40, unique=True)
    issued_at = models.DateTimeField(_("issued at"))
    # What it says, as canonical JSON, and the Ed25519 signature of exactly this text (Base64).
    content = models.TextField(_("content"))
    signature = models.CharField(_("signature"), max_length=120)

    objects = CompetitionQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        ordering = ["number"]

    def __str__(self):
        return self.number


class BulkChange(models.Model):
    """What was changed in many rows at once, so that it can be told, and undone."""

    model = models.CharField(_("kind of row"), max_length=40)
    what = models.CharField(_("what"), max_length=300)
    # {primary key: {field: value}} as JSON has them, before and after.
    before = models.JSONField(_("before"), default=dict)
    after = models.JSONField(_("after"), default=dict)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("changed by"), null=True, related_name="+"
    )
    changed_at = models.DateTimeField(_("changed at"))
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("undone by"), null=True, blank=True, related_name="+"
    )
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True)

    objects = CompetitionQuerySet.as_manager()

    class Meta:
        verbose_name = _("bulk change")
        verbose_name_plural = _("bulk changes")
        ordering = ["-changed_at"]

    def __str__(self):
        return self.what


class RunKind(models.TextChoices):
    IMPORT = "import", _("Import")
    EXPORT = "export", _("Export")
    CERTIFICATES = "certificates", _("Certificates")


class RunState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("run", "Waiting")
    RUNNING = "running", pgettext_lazy("run", "Running")
    DONE = "done", pgettext_lazy("run", "Done")
    REFUSED = "refused", pgettext_lazy("run", "Refused")
    FAILED = "failed", pgettext_lazy("run", "Failed")


class Run(models.Model):
    """Work that goes on in the background, how far it is, and what came of it."""

    kind = models.CharField(_("kind"), max_length=20, choices=RunKind)
    subject = models.CharField(_("of what"), max_length=40)
    parameters = models.JSONField(_("parameters"), default=dict)
    state = models.CharField(_("state"), max_length=20, choices=RunState, default=RunState.WAITING)
    done = models.PositiveIntegerField(_("done"), default=0)
    total = models.PositiveIntegerField(_("of"), default=0)
    message = models.TextField(_("message"), blank=True)
    file = models.FileField(_("file"), upload_to="runs", storage=private_files, blank=True)
    report = models.FileField(_("report"), upload_to="runs", storage=private_files, blank=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("started by"), null=True, related_name="+"
    )
    created_at = models.DateTimeField(_("created at"))
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)

    objects = CompetitionQuerySet.as_manager()

    class Meta:
        verbose_name = _("run")
        verbose_name_plural = _("runs")
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "running"], finished_at=None)
                | Q(state__in=["done", "refused", "failed"], finished_at__isnull=False),
                name="run_finished_has_time",
                violation_error_message=_("A run has the time of its end exactly when it has ended."),
                violation_error_code="run_finished_has_time",
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.subject}"

    @property
    def is_over(self):
        return self.finished_at is not None
