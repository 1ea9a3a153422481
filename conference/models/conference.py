"""The conference of one year, who holds it, and the figures that it shows."""

import re
from enum import nonmember

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import resolve, reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from directory.models import Bilingual, GatedQuerySet, Organisation, Role, is_said

SLUG = "[a-z0-9-]+"  # of a conference: what its addresses on the site take
SLUG_REFUSED = _("The address on the site may have small letters a–z, digits and hyphens, nothing else.")


class ConferenceState(models.TextChoices):
    PREPARING = "preparing", _("In preparation")
    PUBLIC = "public", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")

    SUCCESSORS = nonmember(
        {
            "preparing": {"public"},
            "public": {"public", "withdrawn"},
            "withdrawn": {"public"},
        }
    )


class ProgrammeQuerySet(GatedQuerySet):
    """Rows of a programme: all to the roles that see the whole of it; to a sub-forum editor those of the activities
    granted, which are found along the paths in `granted`.
    """

    seen_by = (Role.ORGANISER, Role.PROGRAMME_EDITOR, Role.READ_ONLY)
    granted = ()

    def visible_to(self, user):
        is_granted = user.is_authenticated and user.has_role(Role.SUB_FORUM_EDITOR) and self.granted
        if not is_granted or user.has_role(*self.seen_by):
            return super().visible_to(user)
        found = Q()
        for path in self.granted:
            found |= Q(**{path: user})
        return self.filter(pk__in=self.model._default_manager.filter(found).values("pk"))


class ConferenceQuerySet(ProgrammeQuerySet):
    granted = ("activities__editors",)

    def published(self):
        return self.filter(state=ConferenceState.PUBLIC)


class Conference(Bilingual):
    """One year's conference. Its rows are what organisers edit; the public sees `published_version`."""

    slug = models.SlugField(
        _("address on the site"),
        max_length=40,
        unique=True,
        help_text=_("Usually the year: 2023."),
        validators=[RegexValidator(rf"^{SLUG}\Z", SLUG_REFUSED)],
    )
    name_en = models.CharField(_("name (English)"), max_length=200, blank=True)
    name_zh_hans = models.CharField(_("name (Chinese)"), max_length=200, blank=True)
    theme_en = models.CharField(_("theme (English)"), max_length=300, blank=True)
    theme_zh_hans = models.CharField(_("theme (Chinese)"), max_length=300, blank=True)
    city_en = models.CharField(_("city (English)"), max_length=80, blank=True)
    city_zh_hans = models.CharField(_("city (Chinese)"), max_length=80, blank=True)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    summary_en = models.TextField(_("summary (English)"), blank=True, max_length=4000)
    summary_zh_hans = models.TextField(_("summary (Chinese)"), blank=True, max_length=4000)
    notice_en = models.CharField(
        _("notice (English)"),
        max_length=300,
        blank=True,
        help_text=_("Shown on every page of the programme, for instance: Halls may still change."),
    )
    notice_zh_hans = models.CharField(_("notice (Chinese)"), max_length=300, blank=True)
    state = models.CharField(
        _("state"), max_length=20, choices=ConferenceState, default=ConferenceState.PREPARING, editable=False
    )
    published_version = models.ForeignKey(
        "ProgrammeVersion",
        models.PROTECT,
        verbose_name=_("published version"),
        null=True,
        editable=False,
        related_name="+",
    )

    objects = ConferenceQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("conference")
        verbose_name_plural = _("conferences")
        ordering = ["-starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=is_said("name"),
                name="conference_has_name",
                violation_error_message=_("Give the conference a name in at least one language."),
                violation_error_code="conference_has_name",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="conference_ends_after_start",
                violation_error_message=_("The last day of the conference cannot lie before its first."),
                violation_error_code="conference_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(state=ConferenceState.PUBLIC, published_version__isnull=False)
                | (~Q(state=ConferenceState.PUBLIC) & Q(published_version=None)),
                name="conference_public_has_version",
                violation_error_message=_("A conference is published exactly when one of its versions is."),
                violation_error_code="conference_public_has_version",
            ),
            models.CheckConstraint(
                condition=Q(slug__regex=rf"^{SLUG}\Z"),
                name="conference_slug_fits_its_addresses",
                violation_error_message=SLUG_REFUSED,
                violation_error_code="conference_slug_fits_its_addresses",
            ),
        ]

    def clean(self):
        """The address leads here; one that was published stays: it stands in calendars, links and printed agendas."""
        path = reverse("conference:conference_detail", args=[self.slug]) if re.fullmatch(SLUG, self.slug) else None
        if path and resolve(path).url_name != "conference_detail":
            raise ValidationError(
                {"slug": _("Another page of the site has this address. Please choose another one.")},
                code="conference_slug_taken",
            )
        published = type(self).objects.filter(pk=self.pk, versions__isnull=False)
        if self.pk and published.exclude(slug=self.slug).exists():
            raise ValidationError(
                {"slug": _("This address was published and is in use; it can no longer be changed.")},
                code="conference_slug_stays",
            )


class HostRole(models.TextChoices):
    """In what capacity an organisation stands behind a conference or an activity, in order of protocol."""

    HOST = "host", _("Host")
    ORGANISER = "organiser", _("Organiser")
    CO_ORGANISER = "co_organiser", _("Co-organiser")
    SUPPORTER = "supporter", _("Supporter")


class Host(models.Model):
    """An organisation that stands behind something, in a role."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, verbose_name=_("organisation"), related_name="+")
    role = models.CharField(_("role"), max_length=20, choices=HostRole, default=HostRole.HOST)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    history = HistoricalRecords(inherit=True)

    class Meta:
        abstract = True
        ordering = ["order", "pk"]

    def __str__(self):
        return f"{self.get_role_display()}: {self.organisation}"


class ConferenceHost(Host):
    conference = models.ForeignKey(Conference, models.CASCADE, verbose_name=_("conference"), related_name="hosts")

    objects = ProgrammeQuerySet.as_manager()

    class Meta(Host.Meta):
        verbose_name = _("host of the conference")
        verbose_name_plural = _("hosts of the conference")
        constraints = [
            models.UniqueConstraint(
                fields=["conference", "organisation", "role"],
                name="conference_host_once",
                violation_error_message=_("This organisation already has this role at the conference."),
                violation_error_code="conference_host_once",
            )
        ]


class KeyFigure(Bilingual):
    """A figure that the conference shows: never without the day it held and where it is printed."""

    called_by = "label"

    conference = models.ForeignKey(Conference, models.CASCADE, verbose_name=_("conference"), related_name="key_figures")
    label_en = models.CharField(_("label (English)"), max_length=120, blank=True)
    label_zh_hans = models.CharField(_("label (Chinese)"), max_length=120, blank=True)
    value = models.DecimalField(_("value"), max_digits=14, decimal_places=3)
    qualifier_en = models.CharField(
        _("qualifier (English)"), max_length=40, blank=True, help_text=_("Such as: over, nearly.")
    )
    qualifier_zh_hans = models.CharField(_("qualifier (Chinese)"), max_length=40, blank=True)
    unit_en = models.CharField(_("unit (English)"), max_length=40, blank=True)
    unit_zh_hans = models.CharField(_("unit (Chinese)"), max_length=40, blank=True)
    as_of = models.DateField(_("as of"))
    source_en = models.CharField(_("source (English)"), max_length=300, blank=True)
    source_zh_hans = models.CharField(_("source (Chinese)"), max_length=300, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = ProgrammeQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("key figure")
        verbose_name_plural = _("key figures")
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=is_said("label") & is_said("source"),
                name="key_figure_has_label_and_source",
                violation_error_message=_("Give the figure a label and a source in at least one language."),
                violation_error_code="key_figure_has_label_and_source",
            )
        ]


class ProgrammeVersion(models.Model):
    """What was published: the whole programme, frozen, with what changed since the version before."""

    conference = models.ForeignKey(Conference, models.CASCADE, verbose_name=_("conference"), related_name="versions")
    number = models.PositiveIntegerField(_("number"))
    published_at = models.DateTimeField(_("published at"))
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("published by"),
        null=True,
        blank=True,
        related_name="+",
    )
    note = models.CharField(_("note"), max_length=300, blank=True)
    # The programme as canonical JSON (`programme.encode`); the digest is the SHA-256 of exactly this text, in hex.
    document = models.TextField(_("document"))
    digest = models.CharField(_("digest"), max_length=64)
    # `difference.between` this version and the one before it.
    changes = models.JSONField(_("changes"), default=list)

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = _("programme version")
        verbose_name_plural = _("programme versions")
        ordering = ["conference", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["conference", "number"],
                name="programme_version_number_once",
                violation_error_message=_("There is already a version with this number."),
                violation_error_code="programme_version_number_once",
            )
        ]

    def __str__(self):
        return f"{self.conference} · {self.number}"
