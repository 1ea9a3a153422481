"""Who won what, and where it is presented."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from competition.models.contest import CompetitionQuerySet
from competition.models.entries import Entry
from competition.models.prizes import Announcement, Prize
from conference.models import AgendaItem
from directory.constraints import Forbids
from directory.models import Organisation, Person, is_said


class AwardPresentation(models.Model):
    """A prize given on stage, in an agenda item of a conference."""

    agenda_item = models.ForeignKey(
        AgendaItem, models.PROTECT, verbose_name=_("agenda item"), related_name="award_presentations"
    )
    prize = models.ForeignKey(Prize, models.CASCADE, verbose_name=_("prize"), related_name="presentations")
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = CompetitionQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("award presentation")
        verbose_name_plural = _("award presentations")
        ordering = ["agenda_item", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agenda_item", "prize"],
                name="award_presentation_once",
                violation_error_message=_("This prize is already presented in this agenda item."),
                violation_error_code="award_presentation_once",
            ),
            Forbids(
                condition="""EXISTS (SELECT 1 FROM competition_award a
                    WHERE a.presentation_id = NEW.id AND a.prize_id <> NEW.prize_id)""",
                fields=["prize"],
                name="award_presentation_keeps_its_prize",
                violation_error_message=_("Awards of its prize are presented in it. Take them out of it first."),
                violation_error_code="award_presentation_keeps_its_prize",
            ),
        ]

    def __str__(self):
        return f"{self.prize} · {self.agenda_item}"


class AwardPresenter(models.Model):
    """Somebody who hands over the awards of a presentation, in order of protocol."""

    presentation = models.ForeignKey(
        AwardPresentation, models.CASCADE, verbose_name=_("award presentation"), related_name="presenters"
    )
    person = models.ForeignKey(Person, models.PROTECT, verbose_name=_("person"), related_name="awards_presented")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("organisation"), null=True, blank=True, related_name="+"
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = CompetitionQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("presenter of an award")
        verbose_name_plural = _("presenters of an award")
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["presentation", "person"],
                name="award_presenter_once",
                violation_error_message=_("This person already presents these awards."),
                violation_error_code="award_presenter_once",
            )
        ]

    def __str__(self):
        return str(self.person)


class AwardState(models.TextChoices):
    GIVEN = "given", pgettext_lazy("award", "Given")
    WITHDRAWN = "withdrawn", pgettext_lazy("award", "Withdrawn")


class AwardQuerySet(CompetitionQuerySet):
    ORDER = ("prize__order", "prize", "order", F("rank").asc(nulls_last=True), "pk")

    def public(self, at=None):
        """Those whose announcement's moment has come; what was withdrawn since stays, struck through.

        What was withdrawn before that moment never becomes public.
        """
        come = self.filter(announcement__public_at__lte=at or timezone.now(), announcement__edition__is_public=True)
        return come.not_withdrawn_before_its_moment()

    def not_withdrawn_before_its_moment(self):
        """Those that their announcement makes known, or did."""
        return self.filter(Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("announcement__public_at")))

    def given(self):
        return self.filter(state=AwardState.GIVEN)

    def in_order(self, *before):
        """In the order in which awards are told everywhere, after these fields."""
        return self.order_by(*before, *self.ORDER)


# What the rules of an award lock, always in this order: whoever locks more than one of these rows does it so.
LOCKED = ["prize", "entry"]


class Award(models.Model):
    """A prize given to an entry, in an announcement."""

    announcement = models.ForeignKey(
        Announcement, models.PROTECT, verbose_name=_("announcement"), related_name="awards"
    )
    prize = models.ForeignKey(Prize, models.PROTECT, verbose_name=_("prize"), related_name="awards")
    entry = models.ForeignKey(Entry, models.PROTECT, verbose_name=_("entry"), related_name="awards")
    rank = models.PositiveIntegerField(
        _("rank"), null=True, blank=True, validators=[MinValueValidator(1)], help_text=_("Those that tie share one.")
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0, help_text=_("Among the awards of its prize."))
    citation_en = models.TextField(_("citation (English)"), blank=True, max_length=1000)
    citation_zh_hans = models.TextField(_("citation (Chinese)"), blank=True, max_length=1000)
    presentation = models.ForeignKey(
        AwardPresentation,
        models.SET_NULL,
        verbose_name=_("award presentation"),
        null=True,
        blank=True,
        related_name="awards",
    )
    presented_order = models.PositiveSmallIntegerField(_("order on stage"), default=0)
    state = models.CharField(_("state"), max_length=20, choices=AwardState, default=AwardState.GIVEN, editable=False)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True, editable=False)
    notice_en = models.CharField(pgettext_lazy("award", "notice (English)"), max_length=300, blank=True, editable=False)
    notice_zh_hans = models.CharField(
        pgettext_lazy("award", "notice (Chinese)"), max_length=300, blank=True, editable=False
    )

    objects = AwardQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("award")
        verbose_name_plural = _("awards")
        ordering = ["prize__order", "prize", "order", "rank", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["prize", "entry"],
                condition=Q(state="given"),
                name="award_once_of_a_prize",
                violation_error_message=_("The entry already holds this prize."),
                violation_error_code="award_once_of_a_prize",
            ),
            models.CheckConstraint(
                condition=Q(state=AwardState.GIVEN, withdrawn_at=None)
                | (Q(state=AwardState.WITHDRAWN, withdrawn_at__isnull=False) & is_said("notice")),
                name="award_withdrawn_has_notice",
                violation_error_message=_("An award that is withdrawn has a notice that says why, and only that."),
                violation_error_code="award_withdrawn_has_notice",
            ),
            models.CheckConstraint(
                condition=Q(rank=None) | Q(rank__gte=1),
                name="award_rank_counts_from_one",
                violation_error_message=_("A rank counts from 1."),
                violation_error_code="award_rank_counts_from_one",
            ),
            Forbids(
                condition="""NEW.state = 'given' AND (SELECT COUNT(*) FROM competition_award a
                        WHERE a.prize_id = NEW.prize_id AND a.state = 'given' AND a.id <> COALESCE(NEW.id, -1))
                    >= (SELECT p.quota + p.tie_places FROM competition_prize p WHERE p.id = NEW.prize_id)""",
                fields=["prize", "state"],
                locked=LOCKED,
                name="award_within_quota",
                violation_error_message=_("All awards of this prize are given."),
                violation_error_code="award_within_quota",
            ),
            Forbids(
                condition="""NEW.state = 'given' AND EXISTS (SELECT 1 FROM competition_award a
                    JOIN competition_prize theirs ON theirs.id = a.prize_id
                    JOIN competition_prize ours ON ours.id = NEW.prize_id
                    WHERE a.entry_id = NEW.entry_id AND a.announcement_id = NEW.announcement_id
                        AND a.state = 'given' AND a.id <> COALESCE(NEW.id, -1)
                        AND NOT theirs.allows_other_awards AND NOT ours.allows_other_awards)""",
                fields=["announcement", "prize", "entry", "state"],
                locked=LOCKED,
                name="award_once_in_announcement",
                violation_error_message=_(
                    "The entry already has an award in this announcement, and neither prize allows another one."
                ),
                violation_error_code="award_once_in_announcement",
            ),
            Forbids(
                condition="""NEW.state = 'given' AND EXISTS (SELECT 1 FROM competition_entry e
                    WHERE e.id = NEW.entry_id AND e.state <> 'admitted')""",
                fields=["entry", "state"],
                locked=LOCKED,
                name="award_of_admitted_entry",
                violation_error_message=_("Only an admitted entry can have an award."),
                violation_error_code="award_of_admitted_entry",
            ),
            Forbids(
                condition="""EXISTS (SELECT 1 FROM competition_prize p, competition_entry e, competition_announcement n
                    WHERE p.id = NEW.prize_id AND e.id = NEW.entry_id AND n.id = NEW.announcement_id
                        AND (p.edition_id <> e.edition_id OR n.edition_id <> e.edition_id))""",
                fields=["announcement", "prize", "entry"],
                locked=[*LOCKED, "announcement"],
                name="award_of_one_session",
                violation_error_message=_("Prize, entry and announcement must be of one session."),
                violation_error_code="award_of_one_session",
            ),
            Forbids(
                condition="""NEW.state = 'given' AND EXISTS (SELECT 1 FROM competition_prize p, competition_entry e
                    WHERE p.id = NEW.prize_id AND e.id = NEW.entry_id AND p.track_id <> COALESCE(e.track_id, -1))""",
                fields=["prize", "entry", "state"],
                locked=LOCKED,
                name="award_of_its_track",
                violation_error_message=_("The prize is for another track than that of the entry."),
                violation_error_code="award_of_its_track",
            ),
            Forbids(
                condition="""NEW.presentation_id IS NOT NULL AND EXISTS (SELECT 1 FROM competition_awardpresentation p
                    WHERE p.id = NEW.presentation_id AND p.prize_id <> NEW.prize_id)""",
                fields=["presentation", "prize"],
                locked=["presentation"],
                name="award_presented_with_its_prize",
                violation_error_message=_("Another prize is given in that presentation."),
                violation_error_code="award_presented_with_its_prize",
            ),
        ]

    def __str__(self):
        return f"{self.prize} · {self.entry}"
