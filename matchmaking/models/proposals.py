"""A plan that somebody asked for, and that is kept until it is used or forgotten."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from matchmaking.models.days import MatchmakingDay, MatchmakingQuerySet


class ProposalKind(models.TextChoices):
    MENDED = "mended", pgettext_lazy("plan", "Mended")
    ANEW = "anew", pgettext_lazy("plan", "Made anew")


class ProposalState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("plan", "Waiting")
    RUNNING = "running", pgettext_lazy("plan", "Being made")
    DONE = "done", pgettext_lazy("plan", "Made")
    REFUSED = "refused", pgettext_lazy("plan", "Impossible")
    FAILED = "failed", pgettext_lazy("plan", "Failed")


class Proposal(models.Model):
    """A plan that is not written. `made_from` is what it depends on, as `arranging.basis` gives it; `content` is what
    `arranging.proposing` says of it: where the meetings are to be, how good it is, or why there is none.
    """

    day = models.ForeignKey(MatchmakingDay, models.CASCADE, verbose_name=_("matchmaking day"), related_name="proposals")
    kind = models.CharField(_("kind"), max_length=10, choices=ProposalKind)
    most_moves = models.PositiveSmallIntegerField(_("meetings that may move"), default=0)
    state = models.CharField(_("state"), max_length=10, choices=ProposalState, default=ProposalState.WAITING)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("asked by"), null=True, blank=True, related_name="+"
    )
    asked_at = models.DateTimeField(_("asked at"))
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)
    made_from = models.JSONField(_("made from"), default=dict, blank=True)
    content = models.JSONField(_("content"), default=dict, blank=True)

    objects = MatchmakingQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposed plan")
        verbose_name_plural = _("proposed plans")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "running"], finished_at=None)
                | Q(state__in=["done", "refused", "failed"], finished_at__isnull=False),
                name="proposal_finished_has_time",
                violation_error_message=_("A proposed plan has the time of its end exactly when it has ended."),
                violation_error_code="proposal_finished_has_time",
            )
        ]

    def __str__(self):
        return f"{self.day}: {self.get_kind_display()}"

    @property
    def is_over(self):
        return self.finished_at is not None
