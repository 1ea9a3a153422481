"""Ventures that pitch on a stage, in an order that anyone can draw again."""

import datetime as dt

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from directory.constraints import Forbids
from directory.deletions import ForbidsDeletion
from directory.models import Bilingual, is_said
from matchmaking.models.days import MatchmakingDay, MatchmakingQuerySet
from matchmaking.models.parties import Venture

SEED = RegexValidator(
    r"\A[0-9A-Za-z](?:[0-9A-Za-z .,:/+-]*[0-9A-Za-z])?\Z",
    _("Use letters, digits, spaces and . , : / + - only, so that everybody types the very same seed."),
    code="seed_characters",
)
AFTER_ANNOUNCEMENT = Q(announced_at__lte=F("closed_at"))
BOTH_SAY_THE_RULE = ~Q(rule_en="") & ~Q(rule_zh_hans="")
# NEW is the row as it would be; what the table holds is the row as it was.
CHANGED_AFTER_CLOSING = """EXISTS (SELECT 1 FROM matchmaking_roadshow o WHERE o.id = NEW.id AND o.closed_at IS NOT NULL
    AND (NEW.closed_at IS NULL OR NEW.closed_at <> o.closed_at OR NEW.closed_list <> o.closed_list
        OR NEW.rule_en <> o.rule_en OR NEW.rule_zh_hans <> o.rule_zh_hans OR NEW.day_id <> o.day_id))"""
CHANGED_AFTER_DRAWING = """EXISTS (SELECT 1 FROM matchmaking_roadshow o
    WHERE o.id = NEW.id AND o.seed <> '' AND NEW.seed <> o.seed)"""
CLOSED_WITHOUT_LOTS = """NEW.closed_at IS NOT NULL AND (
    NOT EXISTS (SELECT 1 FROM matchmaking_pitch p WHERE p.roadshow_id = NEW.id)
    OR EXISTS (SELECT 1 FROM matchmaking_pitch p WHERE p.roadshow_id = NEW.id AND p.lot IS NULL))"""
CHANGED_LIST = """EXISTS (SELECT 1 FROM matchmaking_roadshow r LEFT JOIN matchmaking_pitch o ON o.id = NEW.id
    WHERE r.closed_at IS NOT NULL AND (r.id = NEW.roadshow_id OR r.id = o.roadshow_id)
    AND (o.id IS NULL OR o.roadshow_id <> NEW.roadshow_id OR o.venture_id <> NEW.venture_id OR NEW.lot IS NULL
        OR o.lot IS NULL OR o.lot <> NEW.lot))"""
REMOVED_FROM_LIST = """EXISTS (SELECT 1 FROM matchmaking_roadshow r
    WHERE r.id = OLD.roadshow_id AND r.closed_at IS NOT NULL)"""
PLACED_WITHOUT_SEED = """(NEW.place IS NOT NULL
    AND EXISTS (SELECT 1 FROM matchmaking_roadshow r WHERE r.id = NEW.roadshow_id AND r.seed = ''))
    OR EXISTS (SELECT 1 FROM matchmaking_pitch o
        WHERE o.id = NEW.id AND o.place IS NOT NULL AND (NEW.place IS NULL OR NEW.place <> o.place))"""
PITCH_OF_ANOTHER_DAY = """EXISTS (SELECT 1 FROM matchmaking_roadshow r, matchmaking_venture v
    WHERE r.id = NEW.roadshow_id AND v.id = NEW.venture_id AND r.day_id <> v.day_id)"""


def minutes(label, default, least=1):
    """A column for some minutes of each pitch."""
    return models.PositiveSmallIntegerField(
        label, default=default, validators=[MinValueValidator(least), MaxValueValidator(120)]
    )


class RoadshowQuerySet(MatchmakingQuerySet):
    def public(self, at=None):
        """Those whose rule is known: anybody may see them."""
        return self.filter(announced_at__lte=at or timezone.now())


class Roadshow(Bilingual):
    """Pitches one after another. First its rule is announced, then the list is closed, then the order is drawn."""

    called_by = "title"

    day = models.ForeignKey(MatchmakingDay, models.PROTECT, verbose_name=_("matchmaking day"), related_name="roadshows")
    title_en = models.CharField(_("title (English)"), max_length=200, blank=True)
    title_zh_hans = models.CharField(_("title (Chinese)"), max_length=200, blank=True)
    starts_at = models.DateTimeField(_("starts at"))
    pitch_minutes = minutes(_("minutes for a pitch"), 5)
    question_minutes = minutes(_("minutes for questions"), 3, least=0)
    change_minutes = minutes(_("minutes for changing over"), 1, least=0)
    rule_en = models.TextField(
        _("rule of the seed (English)"),
        blank=True,
        max_length=1000,
        help_text=_(
            "From what the seed will come that nobody knows yet, such as: the closing value of the Shanghai Composite "
            "Index on 20 November 2026 with two decimals, 1234.56."
        ),
    )
    rule_zh_hans = models.TextField(_("rule of the seed (Chinese)"), blank=True, max_length=1000)
    announced_at = models.DateTimeField(_("rule announced at"), null=True, blank=True)
    closed_at = models.DateTimeField(_("list closed at"), null=True, blank=True)
    closed_list = models.TextField(_("closed list"), blank=True)
    seed = models.CharField(_("seed"), max_length=200, blank=True, validators=[SEED])
    drawn_at = models.DateTimeField(_("drawn at"), null=True, blank=True)
    votes_open_at = models.DateTimeField(
        _("votes open at"), null=True, blank=True, help_text=_("Empty: investors do not vote.")
    )
    votes_close_at = models.DateTimeField(_("votes close at"), null=True, blank=True)
    results_public_at = models.DateTimeField(_("results public at"), null=True, blank=True)

    objects = RoadshowQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("roadshow")
        verbose_name_plural = _("roadshows")
        ordering = ["day", "starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=is_said("title"),
                name="roadshow_has_title",
                violation_error_message=_("Give the roadshow a title in at least one language."),
                violation_error_code="roadshow_has_title",
            ),
            models.CheckConstraint(
                condition=Q(announced_at=None) | BOTH_SAY_THE_RULE,
                name="roadshow_says_its_rule",
                violation_error_message=_("Say the rule of the seed in both languages."),
                violation_error_code="roadshow_says_its_rule",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_list="")
                | (AFTER_ANNOUNCEMENT & ~Q(announced_at=None) & ~Q(closed_at=None) & ~Q(closed_list="")),
                name="roadshow_closes_after_its_rule",
                violation_error_message=_("The rule is announced before the list is closed."),
                violation_error_code="roadshow_closes_after_its_rule",
            ),
            models.CheckConstraint(
                condition=Q(seed="", drawn_at=None)
                | (~Q(seed="") & Q(closed_at__isnull=False, drawn_at__isnull=False, drawn_at__gte=F("closed_at"))),
                name="roadshow_draws_after_closing",
                violation_error_message=_("The list is closed before the seed is known."),
                violation_error_code="roadshow_draws_after_closing",
            ),
            models.CheckConstraint(
                condition=Q(votes_open_at=None, votes_close_at=None)
                | Q(votes_open_at__isnull=False, votes_close_at__isnull=False, votes_close_at__gt=F("votes_open_at")),
                name="roadshow_votes_close_after_opening",
                violation_error_message=_("Say when votes open and, after that, when they close."),
                violation_error_code="roadshow_votes_close_after_opening",
            ),
            models.CheckConstraint(
                condition=Q(results_public_at=None)
                | Q(votes_close_at__isnull=False, results_public_at__gte=F("votes_close_at")),
                name="roadshow_results_after_the_votes",
                violation_error_message=_("Results become public once the votes are closed."),
                violation_error_code="roadshow_results_after_the_votes",
            ),
            Forbids(
                condition=CHANGED_AFTER_CLOSING,
                fields=["day", "closed_at", "closed_list", "rule_en", "rule_zh_hans"],
                name="roadshow_closed_stays",
                violation_error_message=_("The list is closed: neither it nor the rule of the seed changes any more."),
                violation_error_code="roadshow_closed_stays",
            ),
            Forbids(
                condition=CHANGED_AFTER_DRAWING,
                fields=["seed"],
                name="roadshow_drawn_once",
                violation_error_message=_("The order is drawn: its seed does not change any more."),
                violation_error_code="roadshow_drawn_once",
            ),
            Forbids(
                condition=CLOSED_WITHOUT_LOTS,
                fields=["closed_at"],
                name="roadshow_closed_with_lots",
                violation_error_message=_("A list is closed with at least one venture, each with its number."),
                violation_error_code="roadshow_closed_with_lots",
            ),
        ]

    @property
    def pitch_lasts(self):
        return dt.timedelta(minutes=self.pitch_minutes)

    @property
    def questions_last(self):
        return dt.timedelta(minutes=self.question_minutes)

    @property
    def turn(self):
        """From the beginning of a pitch to that of the next."""
        return self.pitch_lasts + self.questions_last + dt.timedelta(minutes=self.change_minutes)

    def is_public(self, at=None):
        return bool(self.announced_at) and self.announced_at <= (at or timezone.now())

    def takes_votes(self, at=None):
        return bool(self.votes_open_at) and self.votes_open_at <= (at or timezone.now()) < self.votes_close_at

    def shows_results(self, at=None):
        return bool(self.results_public_at) and self.results_public_at <= (at or timezone.now())


class PitchQuerySet(MatchmakingQuerySet):
    def named(self):
        """With what a page says of each, and none of their longer texts."""
        return self.select_related("venture__organisation")

    def in_order(self):
        """As drawn; before that as they are numbered, and before that as they came."""
        return self.order_by(F("place").asc(nulls_last=True), F("lot").asc(nulls_last=True), "pk")


class Pitch(models.Model):
    """A venture of a roadshow: its number on the closed list, its place after the draw, and when it was on."""

    roadshow = models.ForeignKey(Roadshow, models.CASCADE, verbose_name=_("roadshow"), related_name="pitches")
    venture = models.ForeignKey(Venture, models.PROTECT, verbose_name=_("venture"), related_name="pitches")
    lot = models.PositiveSmallIntegerField(_("number on the list"), null=True, blank=True)
    place = models.PositiveSmallIntegerField(_("place after the draw"), null=True, blank=True)
    began_at = models.DateTimeField(_("began at"), null=True, blank=True)
    questions_at = models.DateTimeField(_("questions from"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    skipped_at = models.DateTimeField(_("skipped at"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(pgettext_lazy("roadshow", "withdrawn at"), null=True, blank=True)

    objects = PitchQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("pitch")
        verbose_name_plural = _("pitches")
        ordering = ["roadshow", "place", "lot", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["roadshow", "venture"],
                name="pitch_venture_once",
                violation_error_message=_("This venture is on the list already."),
                violation_error_code="pitch_venture_once",
            ),
            models.UniqueConstraint(fields=["roadshow", "lot"], name="pitch_lot_once"),
            models.UniqueConstraint(fields=["roadshow", "place"], name="pitch_place_once"),
            models.UniqueConstraint(
                fields=["roadshow"],
                condition=Q(began_at__isnull=False, ended_at=None),
                name="pitch_one_at_a_time",
                violation_error_message=_("Another venture is on the stage."),
                violation_error_code="pitch_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(began_at__isnull=False, ended_at__gte=F("began_at")),
                name="pitch_ends_after_it_began",
                violation_error_message=_("A pitch ends after it began."),
                violation_error_code="pitch_ends_after_it_began",
            ),
            models.CheckConstraint(
                condition=Q(questions_at=None) | Q(began_at__isnull=False, questions_at__gte=F("began_at")),
                name="pitch_questions_after_it_began",
                violation_error_message=_("Questions come after the pitch."),
                violation_error_code="pitch_questions_after_it_began",
            ),
            Forbids(
                condition=CHANGED_LIST,
                fields=["roadshow", "venture", "lot"],
                locked=["roadshow"],
                name="pitch_of_an_open_list",
                violation_error_message=_("The list is closed: nobody is added, exchanged or numbered anew."),
                violation_error_code="pitch_of_an_open_list",
            ),
            ForbidsDeletion(
                condition=REMOVED_FROM_LIST,
                locked=["roadshow"],
                name="pitch_stays_on_a_closed_list",
                violation_error_message=_("The list is closed: whoever does not come withdraws, and keeps the number."),
                violation_error_code="pitch_stays_on_a_closed_list",
            ),
            Forbids(
                condition=PLACED_WITHOUT_SEED,
                fields=["roadshow", "place"],
                name="pitch_placed_by_the_draw",
                violation_error_message=_("Places come from the draw, and do not change any more."),
                violation_error_code="pitch_placed_by_the_draw",
            ),
            Forbids(
                condition=PITCH_OF_ANOTHER_DAY,
                fields=["roadshow", "venture"],
                name="pitch_of_one_day",
                violation_error_message=_("The venture takes part on another day."),
                violation_error_code="pitch_of_one_day",
            ),
        ]

    def __str__(self):
        return str(self.venture)
