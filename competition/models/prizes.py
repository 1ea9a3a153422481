"""What can be won in a session, and when it becomes public who did."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Count, F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from competition.models.contest import CompetitionQuerySet, Edition, Track
from directory.constraints import Forbids
from directory.models import Bilingual, is_said


class PrizeTier(models.TextChoices):
    """The rank of a prize, the same in every session, highest first."""

    FIRST = "first", _("First prize")
    SECOND = "second", _("Second prize")
    THIRD = "third", _("Third prize")
    EXCELLENCE = "excellence", _("Prize of excellence")
    SPECIAL = "special", _("Special prize")


class PrizeQuerySet(CompetitionQuerySet):
    def with_given(self):
        """Each with `given`: how many awards of it stand."""
        return self.annotate(given=Count("awards", filter=Q(awards__state="given")))

    def with_places(self):
        """Each with `room`: its `places`, as the database counts them."""
        return self.annotate(room=F("quota") + F("tie_places"))

    def lock(self):
        """Keeps these prizes, and with them all their awards, from other writers until the transaction ends."""
        rows = self.model._base_manager.filter(pk__in=self.values("pk")).order_by("pk")
        list(rows.select_for_update().values_list("pk"))


class Prize(Bilingual):
    """What can be won in a session, and how often."""

    edition = models.ForeignKey(Edition, models.CASCADE, verbose_name=_("session"), related_name="prizes")
    track = models.ForeignKey(
        Track,
        models.PROTECT,
        verbose_name=pgettext_lazy("competition", "track"),
        null=True,
        blank=True,
        related_name="prizes",
        help_text=_("Empty: of all tracks together."),
    )
    tier = models.CharField(_("tier"), max_length=20, choices=PrizeTier)
    name_en = models.CharField(_("name (English)"), max_length=120, blank=True)
    name_zh_hans = models.CharField(_("name (Chinese)"), max_length=120, blank=True)
    quota = models.PositiveSmallIntegerField(
        _("quota"), validators=[MinValueValidator(1)], help_text=_("How many there are at the most.")
    )
    tie_places = models.PositiveSmallIntegerField(
        _("more for a tie"), default=0, help_text=_("Places added because entries tied for the last one.")
    )
    tie_reason_en = models.CharField(
        _("the tie (English)"), max_length=300, blank=True, help_text=_("Such as: ranks 16 and 17 tied.")
    )
    tie_reason_zh_hans = models.CharField(_("the tie (Chinese)"), max_length=300, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    allows_other_awards = models.BooleanField(
        _("beside others"), default=False, help_text=_("An entry may win this one and another one.")
    )

    objects = PrizeQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("prize")
        verbose_name_plural = _("prizes")
        ordering = ["-edition", "order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=is_said("name"),
                name="prize_has_name",
                violation_error_message=_("Give the prize a name in at least one language."),
                violation_error_code="prize_has_name",
            ),
            models.CheckConstraint(
                condition=Q(tie_places=0) | is_said("tie_reason"),
                name="prize_tie_has_reason",
                violation_error_message=_("Say which tie enlarges the prize."),
                violation_error_code="prize_tie_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(quota__gte=1),
                name="prize_quota_counts_from_one",
                violation_error_message=_("There must be at least one of a prize."),
                violation_error_code="prize_quota_counts_from_one",
            ),
            Forbids(
                condition="""(SELECT COUNT(*) FROM competition_award a WHERE a.prize_id = NEW.id AND a.state = 'given')
                    > NEW.quota + NEW.tie_places""",
                fields=["quota", "tie_places"],
                name="prize_quota_covers_awards",
                violation_error_message=_("More awards than that are given already. Take some back first."),
                violation_error_code="prize_quota_covers_awards",
            ),
            Forbids(
                condition="""EXISTS (SELECT 1 FROM competition_award a JOIN competition_entry e ON e.id = a.entry_id
                    WHERE a.prize_id = NEW.id AND e.edition_id <> NEW.edition_id)""",
                fields=["edition"],
                name="prize_with_awards_stays_in_session",
                violation_error_message=_("Awards of the prize are given; it cannot move to another session."),
                violation_error_code="prize_with_awards_stays_in_session",
            ),
            Forbids(
                condition="""EXISTS (SELECT 1 FROM competition_award a JOIN competition_entry e ON e.id = a.entry_id
                    WHERE a.prize_id = NEW.id AND a.state = 'given' AND NEW.track_id <> COALESCE(e.track_id, -1))""",
                fields=["track"],
                name="prize_with_awards_stays_in_track",
                violation_error_message=_("The prize is given to entries that are not in this track."),
                violation_error_code="prize_with_awards_stays_in_track",
            ),
            Forbids(
                condition="""NOT NEW.allows_other_awards AND EXISTS (SELECT 1 FROM competition_award a
                    JOIN competition_award other ON other.entry_id = a.entry_id
                        AND other.announcement_id = a.announcement_id AND other.id <> a.id
                    JOIN competition_prize p ON p.id = other.prize_id
                    WHERE a.prize_id = NEW.id AND a.state = 'given' AND other.state = 'given'
                        AND p.id <> NEW.id AND NOT p.allows_other_awards)""",
                fields=["allows_other_awards"],
                locked_rows="""competition_entry WHERE NOT NEW.allows_other_awards AND id IN
                    (SELECT a.entry_id FROM competition_award a WHERE a.prize_id = NEW.id) ORDER BY id""",
                name="prize_beside_others_is_in_use",
                violation_error_message=_("Entries have won this prize and another one. Take one back first."),
                violation_error_code="prize_beside_others_is_in_use",
            ),
        ]

    @property
    def places(self):
        """How many awards there may be."""
        return self.quota + self.tie_places


class AnnouncementQuerySet(CompetitionQuerySet):
    def public(self, at=None):
        """Those of public sessions whose moment has come."""
        return self.filter(public_at__lte=at or timezone.now(), edition__is_public=True)


class Announcement(Bilingual):
    """The moment at which a set of awards becomes public; before it, nothing of them is."""

    called_by = "title"

    edition = models.ForeignKey(Edition, models.PROTECT, verbose_name=_("session"), related_name="announcements")
    title_en = models.CharField(_("title (English)"), max_length=200, blank=True)
    title_zh_hans = models.CharField(_("title (Chinese)"), max_length=200, blank=True)
    public_at = models.DateTimeField(
        _("public from"), null=True, blank=True, help_text=_("Empty: not planned yet. At that moment, by itself.")
    )
    note = models.CharField(_("note"), max_length=300, blank=True, help_text=_("For the back office."))

    objects = AnnouncementQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("announcement")
        verbose_name_plural = _("announcements")
        ordering = ["-edition", "public_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=is_said("title"),
                name="announcement_has_title",
                violation_error_message=_("Give the announcement a title in at least one language."),
                violation_error_code="announcement_has_title",
            ),
            Forbids(
                condition="""EXISTS (SELECT 1 FROM competition_award a JOIN competition_entry e ON e.id = a.entry_id
                    WHERE a.announcement_id = NEW.id AND e.edition_id <> NEW.edition_id)""",
                fields=["edition"],
                name="announcement_with_awards_stays_in_session",
                violation_error_message=_("It announces awards of its session; it cannot move to another one."),
                violation_error_code="announcement_with_awards_stays_in_session",
            ),
        ]

    def has_come(self, at=None):
        """Whether its moment has come: it is as good as known, and no longer moved."""
        return self.public_at is not None and self.public_at <= (at or timezone.now())

    def is_public(self, at=None):
        """Whether visitors know it, as `AnnouncementQuerySet.public` has it."""
        return self.has_come(at) and self.edition.is_public
