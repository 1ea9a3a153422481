"""What the conference shows and tells besides its agenda: exhibits, results released, news."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from conference.models.conference import Conference, ProgrammeQuerySet
from conference.models.programme import AgendaItem
from directory.models import Bilingual, Organisation, is_said
from directory.pictures import PictureField


class Titled(Bilingual):
    """Something with a title that belongs to one conference."""

    called_by = "title"

    guid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title_en = models.CharField(_("title (English)"), max_length=200, blank=True)
    title_zh_hans = models.CharField(_("title (Chinese)"), max_length=200, blank=True)

    objects = ProgrammeQuerySet.as_manager()
    history = HistoricalRecords(inherit=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=is_said("title"),
                name="%(class)s_has_title",
                violation_error_message=_("Give it a title in at least one language."),
                violation_error_code="has_title",
            )
        ]


class Exhibit(Titled):
    """A case shown in the exhibition, at a booth."""

    conference = models.ForeignKey(Conference, models.CASCADE, verbose_name=_("conference"), related_name="exhibits")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("organisation"), related_name="exhibits"
    )
    booth = models.CharField(_("booth"), max_length=20, blank=True)
    summary_en = models.TextField(_("summary (English)"), blank=True, max_length=4000)
    summary_zh_hans = models.TextField(_("summary (Chinese)"), blank=True, max_length=4000)
    image = PictureField(_("picture"), upload_to="exhibits", blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta(Titled.Meta):
        verbose_name = _("exhibit")
        verbose_name_plural = _("exhibits")
        ordering = ["order", "pk"]


class Release(Titled):
    """A result announced at the conference, such as a white paper."""

    conference = models.ForeignKey(Conference, models.CASCADE, verbose_name=_("conference"), related_name="releases")
    agenda_item = models.ForeignKey(
        AgendaItem, models.SET_NULL, verbose_name=_("agenda item"), null=True, blank=True, related_name="releases"
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        verbose_name=_("released by"),
        null=True,
        blank=True,
        related_name="releases",
    )
    summary_en = models.TextField(_("summary (English)"), blank=True, max_length=4000)
    summary_zh_hans = models.TextField(_("summary (Chinese)"), blank=True, max_length=4000)
    released_on = models.DateField(_("released on"))
    link = models.URLField(_("link"), blank=True)

    class Meta(Titled.Meta):
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        ordering = ["-released_on", "pk"]


class News(Titled):
    conference = models.ForeignKey(Conference, models.CASCADE, verbose_name=_("conference"), related_name="news")
    slug = models.SlugField(_("address on the site"), max_length=80)
    body_en = models.TextField(_("text (English)"), blank=True, max_length=20_000)
    body_zh_hans = models.TextField(_("text (Chinese)"), blank=True, max_length=20_000)
    dated_on = models.DateField(_("date"))
    source = models.URLField(_("source"), blank=True)
    image = PictureField(_("picture"), upload_to="news", blank=True)

    class Meta(Titled.Meta):
        verbose_name = _("news")
        verbose_name_plural = _("news")
        ordering = ["-dated_on", "pk"]
        constraints = [
            *Titled.Meta.constraints,
            models.UniqueConstraint(
                fields=["conference", "slug"],
                name="news_slug_once",
                violation_error_message=_("Another piece of news of this conference has this address."),
                violation_error_code="news_slug_once",
            ),
        ]
