"""What is entered into a competition, by whom, and where it stands."""

from enum import nonmember

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from competition.files import private_files
from competition.models.contest import KEPT_BY_CERTIFICATES, CompetitionQuerySet, Edition, Technology, Track
from conference.models import Exhibit
from directory.constraints import Forbids
from directory.models import Bilingual, Industry, Organisation, Region, is_said
from directory.pictures import PictureField

NUMBER = r"^[A-Za-z0-9][A-Za-z0-9-]*\Z"
NUMBER_REFUSED = _("The number may have the letters A–Z, digits and hyphens, and begins with a letter or digit.")


class EntryState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("entry", "Draft")
    SUBMITTED = "submitted", pgettext_lazy("entry", "Submitted")
    ADMITTED = "admitted", pgettext_lazy("entry", "Admitted")
    NOT_ADMITTED = "not_admitted", pgettext_lazy("entry", "Not admitted")
    WITHDRAWN = "withdrawn", pgettext_lazy("entry", "Withdrawn")

    SUCCESSORS = nonmember(
        {
            "draft": {"submitted", "withdrawn"},
            "submitted": {"admitted", "not_admitted", "withdrawn"},
            "admitted": {"not_admitted", "withdrawn"},
            "not_admitted": {"admitted", "withdrawn"},
            "withdrawn": set(),
        }
    )


class EntryStage(models.TextChoices):
    """How far the project is."""

    PROTOTYPE = "prototype", _("Prototype")
    DEMONSTRATION = "demonstration", _("Demonstration")
    COMMERCIAL = "commercial", _("Commercial use")


class EntryQuerySet(CompetitionQuerySet):
    def public(self, at=None):
        """Admitted entries of public sessions: all where the session shows them, else those with a public award."""
        at = at or timezone.now()
        awards = self.model._meta.get_field("awards").related_model.objects.public(at)
        return self.filter(
            Q(edition__entries_public_at__lte=at) | Exists(awards.filter(entry=OuterRef("pk"))),
            state=EntryState.ADMITTED,
            edition__is_public=True,
        )


class Entry(Bilingual):
    """A project that one organisation, with others, enters into a session."""

    called_by = "title"

    edition = models.ForeignKey(Edition, models.PROTECT, verbose_name=_("session"), related_name="entries")
    number = models.CharField(
        pgettext_lazy("entry", "number"), max_length=24, validators=[RegexValidator(NUMBER, NUMBER_REFUSED)]
    )
    title_en = models.CharField(_("title (English)"), max_length=200, blank=True)
    title_zh_hans = models.CharField(_("title (Chinese)"), max_length=200, blank=True)
    summary_en = models.TextField(_("summary (English)"), blank=True, max_length=4000)
    summary_zh_hans = models.TextField(_("summary (Chinese)"), blank=True, max_length=4000)
    lead = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("lead organisation"), related_name="entries_led"
    )
    region = models.ForeignKey(
        Region, models.PROTECT, verbose_name=_("region"), null=True, blank=True, related_name="entries"
    )
    track = models.ForeignKey(
        Track,
        models.PROTECT,
        verbose_name=pgettext_lazy("competition", "track"),
        null=True,
        blank=True,
        related_name="entries",
    )
    industries = models.ManyToManyField(Industry, verbose_name=_("industries"), blank=True, related_name="entries")
    technologies = models.ManyToManyField(
        Technology, verbose_name=_("technologies"), blank=True, related_name="entries"
    )
    stage = models.CharField(_("stage"), max_length=20, choices=EntryStage, blank=True)
    state = models.CharField(_("state"), max_length=20, choices=EntryState, default=EntryState.DRAFT, editable=False)
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True, editable=False)
    deployed_on = models.DateField(_("in use since"), null=True, blank=True)
    sites = models.PositiveIntegerField(_("sites"), null=True, blank=True)
    base_stations = models.PositiveIntegerField(_("5G base stations"), null=True, blank=True)
    devices = models.PositiveIntegerField(_("devices connected"), null=True, blank=True)
    outcome_en = models.TextField(_("outcome (English)"), blank=True, max_length=2000)
    outcome_zh_hans = models.TextField(_("outcome (Chinese)"), blank=True, max_length=2000)
    image = PictureField(_("picture"), upload_to="entries", blank=True)
    exhibit = models.ForeignKey(
        Exhibit,
        models.SET_NULL,
        verbose_name=_("exhibit"),
        null=True,
        blank=True,
        related_name="entries",
        help_text=_("Where it is shown in the exhibition."),
    )
    is_illustrative = models.BooleanField(
        _("illustrative"), default=False, help_text=_("Invented for the demonstration, and shown as such.")
    )
    source = models.CharField(_("source"), max_length=300, blank=True, help_text=_("Where it is reported."))

    objects = EntryQuerySet.as_manager()
    history = HistoricalRecords(m2m_fields=[industries, technologies])

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        ordering = ["-edition", "number"]
        indexes = [models.Index(fields=["edition", "state"], name="entry_by_edition_and_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "number"],
                name="entry_number_once",
                violation_error_message=_("Another entry of this session has this number."),
                violation_error_code="entry_number_once",
            ),
            models.CheckConstraint(
                condition=Q(number__regex=NUMBER),
                name="entry_number_fits_its_address",
                violation_error_message=NUMBER_REFUSED,
                violation_error_code="entry_number_fits_its_address",
            ),
            models.CheckConstraint(
                condition=is_said("title"),
                name="entry_has_title",
                violation_error_message=_("Give the entry a title in at least one language."),
                violation_error_code="entry_has_title",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["submitted", "admitted", "not_admitted"]) | Q(submitted_at__isnull=False),
                name="entry_submitted_has_time",
                violation_error_message=_("An entry that was submitted has the time at which it was."),
                violation_error_code="entry_submitted_has_time",
            ),
            models.CheckConstraint(
                condition=Q(is_illustrative=False) | Q(source=""),
                name="entry_illustrative_has_no_source",
                violation_error_message=_("What has a source is not illustrative."),
                violation_error_code="entry_illustrative_has_no_source",
            ),
            Forbids(
                condition="""NEW.state <> 'admitted' AND EXISTS (SELECT 1 FROM competition_award a
                    WHERE a.entry_id = NEW.id AND a.state = 'given')""",
                fields=["state"],
                name="entry_with_award_stays_admitted",
                violation_error_message=_("The entry holds an award. Withdraw the award first."),
                violation_error_code="entry_with_award_stays_admitted",
            ),
            Forbids(
                condition="""EXISTS (SELECT 1 FROM competition_award a JOIN competition_prize p ON p.id = a.prize_id
                    WHERE a.entry_id = NEW.id AND p.edition_id <> NEW.edition_id)""",
                fields=["edition"],
                name="entry_with_award_stays_in_session",
                violation_error_message=_("The entry has an award of its session; it cannot move to another one."),
                violation_error_code="entry_with_award_stays_in_session",
            ),
            Forbids(
                condition="""EXISTS (SELECT 1 FROM competition_award a JOIN competition_prize p ON p.id = a.prize_id
                    WHERE a.entry_id = NEW.id AND a.state = 'given' AND p.track_id <> COALESCE(NEW.track_id, -1))""",
                fields=["track"],
                name="entry_with_award_stays_in_track",
                violation_error_message=_("The entry holds a prize of its track. Withdraw the award first."),
                violation_error_code="entry_with_award_stays_in_track",
            ),
        ]

    def clean(self):
        """A number that a certificate names stays."""
        certified = type(self).objects.filter(pk=self.pk, awards__certificate__isnull=False)
        if self.pk and certified.exclude(number=self.number).exists():
            raise ValidationError({"number": KEPT_BY_CERTIFICATES}, code="entry_number_stays")


class EntryMember(models.Model):
    """An organisation that takes part in an entry besides the one that leads it."""

    entry = models.ForeignKey(Entry, models.CASCADE, verbose_name=_("entry"), related_name="members")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("organisation"), related_name="entries_joined"
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = CompetitionQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "organisation"],
                name="entry_member_once",
                violation_error_message=_("This organisation is already a partner of the entry."),
                violation_error_code="entry_member_once",
            )
        ]

    def __str__(self):
        return str(self.organisation)


class Standing(models.Model):
    """Where an entry stands after judging; those with equal totals share a rank."""

    entry = models.OneToOneField(Entry, models.CASCADE, verbose_name=_("entry"), related_name="standing")
    total = models.DecimalField(_("total"), max_digits=9, decimal_places=4, validators=[MinValueValidator(0)])
    rank = models.PositiveIntegerField(_("rank"), validators=[MinValueValidator(1)])

    objects = CompetitionQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("standing")
        verbose_name_plural = _("standings")
        ordering = ["rank", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(rank__gte=1) & Q(total__gte=0),
                name="standing_counts_from_one",
                violation_error_message=_("A rank counts from 1, and a total is not negative."),
                violation_error_code="standing_counts_from_one",
            )
        ]

    def __str__(self):
        return f"{self.rank} · {self.total}"


class AttachmentKind(models.TextChoices):
    DOCUMENT = "document", _("Document")
    PICTURE = "picture", _("Picture")
    VIDEO = "video", _("Video")


class Attachment(Bilingual):
    """A file that belongs to an entry. It lies where only a view reaches it, which asks whether it may be seen."""

    called_by = "title"

    entry = models.ForeignKey(Entry, models.CASCADE, verbose_name=_("entry"), related_name="attachments")
    title_en = models.CharField(_("title (English)"), max_length=200, blank=True)
    title_zh_hans = models.CharField(_("title (Chinese)"), max_length=200, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=AttachmentKind, default=AttachmentKind.DOCUMENT)
    file = models.FileField(_("file"), upload_to="attachments", storage=private_files)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    is_public = models.BooleanField(
        _("public"), default=False, help_text=_("Shown with the entry once that is public.")
    )

    objects = CompetitionQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=is_said("title"),
                name="attachment_has_title",
                violation_error_message=_("Give the attachment a title in at least one language."),
                violation_error_code="attachment_has_title",
            )
        ]
