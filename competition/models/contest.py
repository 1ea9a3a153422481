"""The competition: its sessions, with their tracks, prizes and official totals."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from conference.models import Conference
from conference.models.conference import SLUG, SLUG_REFUSED
from directory.constraints import Forbids
from directory.models import Bilingual, GatedQuerySet, Role, is_said

KEPT_BY_CERTIFICATES = _("Certificates that were issued name it; it can no longer be changed.")


class CompetitionQuerySet(GatedQuerySet):
    """Rows of the competition: what is not announced yet is known only to those who run it, or see everything."""

    seen_by = (Role.ORGANISER, Role.COMPETITION_EDITOR, Role.READ_ONLY)


class Competition(Bilingual):
    """An award competition that is held again and again, such as the Blooming Cup."""

    slug = models.SlugField(
        _("address on the site"), max_length=40, unique=True, validators=[RegexValidator(rf"^{SLUG}\Z", SLUG_REFUSED)]
    )
    name_en = models.CharField(_("name (English)"), max_length=200, blank=True)
    name_zh_hans = models.CharField(_("name (Chinese)"), max_length=200, blank=True)
    summary_en = models.TextField(_("summary (English)"), blank=True, max_length=4000)
    summary_zh_hans = models.TextField(_("summary (Chinese)"), blank=True, max_length=4000)

    objects = CompetitionQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("competition")
        verbose_name_plural = _("competitions")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=is_said("name"),
                name="competition_has_name",
                violation_error_message=_("Give the competition a name in at least one language."),
                violation_error_code="competition_has_name",
            ),
            models.CheckConstraint(
                condition=Q(slug__regex=rf"^{SLUG}\Z"),
                name="competition_slug_fits_its_addresses",
                violation_error_message=SLUG_REFUSED,
                violation_error_code="competition_slug_fits_its_addresses",
            ),
        ]

    def clean(self):
        """An address that certificates name stays."""
        certified = type(self).objects.filter(pk=self.pk, editions__announcements__awards__certificate__isnull=False)
        if self.pk and certified.exclude(slug=self.slug).exists():
            raise ValidationError({"slug": KEPT_BY_CERTIFICATES}, code="competition_slug_stays")


class EditionQuerySet(CompetitionQuerySet):
    def public(self):
        return self.filter(is_public=True)

    def with_public_entries(self, at=None):
        """Sessions all of whose admitted entries may be read, whether they won or not."""
        return self.public().filter(entries_public_at__lte=at or timezone.now())


class Edition(models.Model):
    """One running of a competition; the site calls it a session, as its hosts do."""

    competition = models.ForeignKey(Competition, models.PROTECT, verbose_name=_("competition"), related_name="editions")
    number = models.PositiveSmallIntegerField(
        pgettext_lazy("session", "number"), validators=[MinValueValidator(1), MaxValueValidator(999)]
    )
    year = models.PositiveSmallIntegerField(_("year"), validators=[MinValueValidator(1900), MaxValueValidator(2199)])
    theme_en = models.CharField(_("theme (English)"), max_length=300, blank=True)
    theme_zh_hans = models.CharField(_("theme (Chinese)"), max_length=300, blank=True)
    city_en = models.CharField(_("city of the final (English)"), max_length=80, blank=True)
    city_zh_hans = models.CharField(_("city of the final (Chinese)"), max_length=80, blank=True)
    conference = models.ForeignKey(
        Conference,
        models.SET_NULL,
        verbose_name=_("conference"),
        null=True,
        blank=True,
        related_name="editions",
        help_text=_("Where its awards are presented."),
    )
    launched_on = models.DateField(_("launched on"), null=True, blank=True)
    final_on = models.DateField(_("day of the final"), null=True, blank=True)
    entries_open_at = models.DateTimeField(_("entries open at"), null=True, blank=True)
    entries_close_at = models.DateTimeField(_("entries close at"), null=True, blank=True)
    judging_opens_at = models.DateTimeField(_("judging opens at"), null=True, blank=True)
    judging_closes_at = models.DateTimeField(_("judging closes at"), null=True, blank=True)
    is_public = models.BooleanField(_("on the site"), default=False, help_text=_("Visitors see that there is one."))
    entries_public_at = models.DateTimeField(
        _("entries public from"),
        null=True,
        blank=True,
        help_text=_("From then on visitors see every admitted entry. Empty: only those whose award is announced."),
    )

    objects = EditionQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["competition", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["competition", "number"],
                name="edition_number_once",
                violation_error_message=_("There is already a session with this number."),
                violation_error_code="edition_number_once",
            ),
            models.CheckConstraint(
                condition=Q(entries_open_at=None)
                | Q(entries_close_at=None)
                | Q(entries_close_at__gt=F("entries_open_at")),
                name="edition_entries_close_after_opening",
                violation_error_message=_("Entries must close after they open."),
                violation_error_code="edition_entries_close_after_opening",
            ),
            models.CheckConstraint(
                condition=Q(judging_opens_at=None)
                | Q(judging_closes_at=None)
                | Q(judging_closes_at__gt=F("judging_opens_at")),
                name="edition_judging_closes_after_opening",
                violation_error_message=_("Judging must close after it opens."),
                violation_error_code="edition_judging_closes_after_opening",
            ),
        ]

    def __str__(self):
        return str(_("Session %(number)d (%(year)d)") % {"number": self.number, "year": self.year})

    def shows_entries(self, at):
        """Whether it shows every admitted entry, as `EditionQuerySet.with_public_entries` has it."""
        return self.is_public and self.entries_public_at is not None and self.entries_public_at <= at

    def clean(self):
        """Number and year that certificates name stay."""
        certified = type(self).objects.filter(pk=self.pk, announcements__awards__certificate__isnull=False)
        if self.pk and certified.exclude(competition=self.competition_id, number=self.number, year=self.year).exists():
            raise ValidationError(KEPT_BY_CERTIFICATES, code="edition_number_stays")


class OfficialTotalKind(models.TextChoices):
    ENTRIES = "entries", _("Entries")
    ORGANISATIONS = "organisations", _("Participating organisations")
    FINALISTS = "finalists", _("Finalists")
    INDUSTRIES = "industries", _("Industries covered")


class OfficialTotal(models.Model):
    """A total that the hosts gave, of one session or of all. Without a source it is never shown as official."""

    competition = models.ForeignKey(
        Competition, models.CASCADE, verbose_name=_("competition"), related_name="official_totals"
    )
    edition = models.ForeignKey(
        Edition,
        models.CASCADE,
        verbose_name=_("session"),
        null=True,
        blank=True,
        related_name="official_totals",
        help_text=_("Empty: of all sessions together."),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=OfficialTotalKind)
    value = models.PositiveIntegerField(_("value"))
    qualifier_en = models.CharField(
        _("qualifier (English)"), max_length=40, blank=True, help_text=_("Such as: over, nearly.")
    )
    qualifier_zh_hans = models.CharField(_("qualifier (Chinese)"), max_length=40, blank=True)
    source_en = models.CharField(
        _("source (English)"), max_length=300, blank=True, help_text=_("Empty: not found in print, so not official.")
    )
    source_zh_hans = models.CharField(_("source (Chinese)"), max_length=300, blank=True)

    objects = CompetitionQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("official total")
        verbose_name_plural = _("official totals")
        ordering = ["competition", "edition", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "kind"],
                name="official_total_once_in_edition",
                violation_error_message=_("This session already has an official total of this kind."),
                violation_error_code="official_total_once_in_edition",
            ),
            models.UniqueConstraint(
                fields=["competition", "kind"],
                condition=Q(edition=None),
                name="official_total_once_in_competition",
                violation_error_message=_("There is already an official total of this kind for all sessions."),
                violation_error_code="official_total_once_in_competition",
            ),
            Forbids(
                condition="""EXISTS (SELECT 1 FROM competition_edition e
                    WHERE e.id = NEW.edition_id AND e.competition_id <> NEW.competition_id)""",
                fields=["competition", "edition"],
                name="official_total_of_one_competition",
                violation_error_message=_("The session belongs to another competition."),
                violation_error_code="official_total_of_one_competition",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.value}"

    @property
    def is_sourced(self):
        return bool(self.source_en or self.source_zh_hans)


class Track(Bilingual):
    """A field in which entries compete, such as smart city; the same in every session."""

    competition = models.ForeignKey(Competition, models.CASCADE, verbose_name=_("competition"), related_name="tracks")
    slug = models.SlugField(_("address on the site"), max_length=60)
    name_en = models.CharField(_("name (English)"), max_length=120, blank=True)
    name_zh_hans = models.CharField(_("name (Chinese)"), max_length=120, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = CompetitionQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = pgettext_lazy("competition", "track")
        verbose_name_plural = pgettext_lazy("competition", "tracks")
        ordering = ["competition", "order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=is_said("name"),
                name="track_has_name",
                violation_error_message=_("Give the track a name in at least one language."),
                violation_error_code="track_has_name",
            ),
            models.UniqueConstraint(
                fields=["competition", "slug"],
                name="track_slug_once",
                violation_error_message=_("Another track of this competition has this address."),
                violation_error_code="track_slug_once",
            ),
        ]


class Technology(Bilingual):
    """A technology that an entry uses besides 5G, such as edge computing."""

    slug = models.SlugField(_("address on the site"), max_length=60, unique=True)
    name_en = models.CharField(_("name (English)"), max_length=120, blank=True)
    name_zh_hans = models.CharField(_("name (Chinese)"), max_length=120, blank=True)

    objects = CompetitionQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("technology")
        verbose_name_plural = _("technologies")
        ordering = ["slug"]
        constraints = [
            models.CheckConstraint(
                condition=is_said("name"),
                name="technology_has_name",
                violation_error_message=_("Give the technology a name in at least one language."),
                violation_error_code="technology_has_name",
            )
        ]
